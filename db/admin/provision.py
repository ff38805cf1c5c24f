"""Creating a store for a team, and upgrading one."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from pendulum import DateTime
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from db.domain.errors import NoRight, Refused, StoreProblem
from db.engine import postgres_roles as r
from db.engine.access import check_file
from db.engine.errors import translate_db_errors
from db.engine.factory import for_writing, open_engine
from db.engine.url import no_store, shown, sqlite_path, store_url
from db.queries.maintenance.server import Server, ServerOf
from db.resources import head_revision
from db.store import schema_version as schema
from db.store.file_copies import free_name

_MAY_PREPARE = text(
    "SELECT rolsuper OR (rolcreaterole AND pg_has_role(datdba, 'USAGE'))"
    " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
)


@dataclass(frozen=True, slots=True)
class Created:
    """A new store, and the roles that may use it; a file has none."""

    location: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Result of an upgrade: schema changed or not, its number, path of the copy or dump."""

    changed: bool
    schema: str
    before: Path | None


def statements(location: str, prefix: str) -> tuple[str, ...]:
    """Statements that an administrator of the server runs before the owner creates the store.

    The server is inspected, so that nothing is made twice. If it refuses the connection, all
    statements that may be needed are given.

    Raises:
        Refused: for a store in a file, which has no roles; or when the place is not empty.
        BadInput: for a prefix that cannot begin a role's name.
    """
    url, roles = _server(location), r.Roles.named(prefix)
    lacking: tuple[str, ...] = roles
    with suppress(StoreProblem), _looking(url) as connection:
        if schema.compare(connection) is not schema.State.EMPTY:
            raise _there_already(location)
        lacking = r.missing(connection, roles)
    return tuple(r.preparing(str(url.database), roles, lacking))


def server_of(location: str) -> Server | None:
    """State of the server there, with or without a store; None for a file.

    Raises:
        StoreProblem: when it cannot be asked.
    """
    url = store_url(location)
    if sqlite_path(url) is not None:
        return None
    with _looking(url) as connection:
        return ServerOf().read(connection)


@contextmanager
def _looking(url: URL) -> Iterator[Connection]:
    engine = open_engine(url, read_only=True)
    try:
        with translate_db_errors(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def create(location: str, prefix: str) -> Created:
    """Create an empty store; on PostgreSQL in an empty database, with roles of this name prefix.

    Raises:
        Refused: when the place is not empty, or this login may not create roles.
        StoreProblem: when the place cannot be used.
    """
    url = store_url(location)
    path = sqlite_path(url)
    if path is not None:
        if check_file(path):
            raise _there_already(location)
        schema.create(url, path)
        return Created(location, ())
    found = r.Roles.named(prefix)
    engine = open_engine(url, read_only=False)
    sql = _printing("create", location, prefix)
    try:
        with _for_who_may(sql), translate_db_errors():
            with engine.connect() as connection, for_writing(connection).begin():
                if schema.compare(connection) is not schema.State.EMPTY:
                    raise _there_already(location)
                if not _prepare(connection, str(url.database), found, sql):
                    r.refuse_who_cannot_own(connection, found, sql)
            schema.create(url, None, owner=found.owner)
    finally:
        engine.dispose()
    return Created(shown(location), tuple(found))


def later_statements(location: str, prefix: str) -> tuple[str, ...]:
    """Statements that an administrator runs to add roles to a store without any; all at once.

    Raises:
        NoStore: where there is none.
        Refused: for a store in a file, or one that has its roles.
        StoreProblem: when the server cannot be asked.
        BadInput: for a prefix that cannot begin a role's name.
    """
    url, roles = _server(location, "roles"), r.Roles.named(prefix)
    with _looking(url) as connection:
        _refuse_unless_without_roles(connection, location)
        lacking = r.missing(connection, roles)
    preparing = r.preparing(str(url.database), roles, lacking)
    given = (*preparing, *r.handing_over(roles), *r.rights(roles))
    return ("BEGIN", *given, "COMMIT")


def give_roles(location: str, prefix: str) -> Created:
    """Give roles to a store on PostgreSQL that belongs to one login, which becomes an owner.

    Raises:
        NoStore: where there is none.
        Refused: when it has roles already, or this login may not create them.
        StoreProblem: when the server cannot be used. Nothing was changed.
    """
    url, roles = _server(location, "roles"), r.Roles.named(prefix)
    engine = open_engine(url, read_only=False)
    try:
        with (
            _for_who_may(sql := _printing("roles", location, prefix)),
            translate_db_errors(),
            engine.connect() as connection,
            for_writing(connection).begin(),
        ):
            _refuse_unless_without_roles(connection, location)
            _prepare(connection, str(url.database), roles, sql)
            for statement in (*r.handing_over(roles), *r.rights(roles)):
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
    return Created(shown(location), tuple(roles))


def _refuse_unless_without_roles(connection: Connection, location: str) -> None:
    state = schema.compare(connection)
    if state is schema.State.EMPTY:
        raise no_store(location)
    schema.refuse_unless_current(state, location)
    roles = r.roles_of(connection)
    if roles is not None:
        raise Refused(
            f"The store has its roles already: {', '.join(roles)}.",
            "accord store check says who has which; accord store upgrade puts rights in order.",
        )


def upgrade(location: str, now: DateTime, *, folder: Path, dump: bool = True) -> Upgraded:
    """Upgrade a store, after a copy of it, and set the rights of its roles.

    `folder`: folder for a dump of PostgreSQL; the copy of a file lies beside it. `dump`: whether to
    make one; it can be left out where the server is backed up by other means.

    Raises:
        NoStore: where there is none.
        Refused: when pg_dump is needed and missing.
        StoreProblem: for a store of a newer accord, or without permission. Nothing was changed.
    """
    url = store_url(location)
    path = sqlite_path(url)
    if path is not None and not check_file(path):
        raise no_store(location)
    engine = open_engine(url, read_only=False)
    try:
        with translate_db_errors():
            with engine.connect() as connection:
                state = schema.compare(connection)
            if state is schema.State.EMPTY:
                raise no_store(location)
            if state is not schema.State.OLDER:
                schema.refuse_unless_current(state, shown(location))
                _in_order(engine)
                return Upgraded(False, head_revision(), None)
            before = _dump(engine, url, now, folder) if path is None and dump else None
            copy = schema.upgrade(engine, path, now)
            if path is None:
                _in_order(engine)
            return Upgraded(True, head_revision(), copy or before)
    finally:
        engine.dispose()


def _server(location: str, verb: str = "create") -> URL:
    url = store_url(location)
    if sqlite_path(url) is not None:
        raise Refused(
            "A store in a file has no roles: who may write the file may change it.",
            f"Name a database: accord store {verb} postgresql://admin@host/accord --sql",
        )
    return url


def _there_already(location: str) -> Refused:
    return Refused(
        f"There is something at {shown(location)} already, and nothing is written over it.",
        "accord store check says what it is; accord store upgrade brings a store up to date.",
    )


def _printing(verb: str, location: str, prefix: str) -> str:
    """The command that prints what an administrator runs."""
    named = "" if prefix == r.PREFIX else f" --roles {prefix}"
    return f"accord store {verb} --sql{named} {shlex.quote(shown(location))}"


@contextmanager
def _for_who_may(sql: str) -> Iterator[None]:
    """Refer to the administrator when the server refuses this login."""
    try:
        yield
    except NoRight as error:
        raise Refused(
            "You may not do all that this takes on the server.",
            f"Let its administrator run what this prints: {sql}",
        ) from error


def _prepare(connection: Connection, database: str, roles: r.Roles, sql: str) -> bool:
    """Create the missing roles; gives whether this person may do that.

    Raises:
        Refused: when they may not, and some are missing.
    """
    lacking = r.missing(connection, roles)
    if connection.execute(_MAY_PREPARE).scalar_one():
        for statement in r.preparing(database, roles, lacking):
            connection.exec_driver_sql(statement)
        return True
    if lacking:
        raise Refused(
            f"You may not make roles on this server, and it has no {', '.join(lacking)}.",
            "If they are there by other names, add --roles NAME. Else let its administrator run"
            f" what this prints: {sql}",
        )
    return False


def _in_order(engine: Engine) -> None:
    with engine.connect() as connection, for_writing(connection).begin():
        roles = None if connection.dialect.name == "sqlite" else r.roles_of(connection)
        if roles is not None and connection.execute(_MAY_PREPARE).scalar_one():
            for statement in r.limits(str(engine.url.database), roles):
                connection.exec_driver_sql(statement)
        r.act_as_owner(connection)
        r.give_rights(connection)


def _dump(engine: Engine, url: URL, now: DateTime, folder: Path) -> Path:
    """A dump by pg_dump, for pg_restore to put back."""
    target = free_name(Path(f"{url.database}.dump"), ".before-upgrade-", now, folder)
    program = which("pg_dump")
    by_hand = f"pg_dump --format=custom --file={target.name} {url.database}"
    if program is None:
        raise Refused(
            "The store needs an upgrade, and there is no pg_dump here to keep it as it is first.",
            f"Where there is one: {by_hand}. Then: accord store upgrade --no-dump",
        )
    from psycopg.conninfo import make_conninfo

    _, where = engine.dialect.create_connect_args(url)
    password = where.pop("password", "")
    where.pop("context", None)  # the driver's own, not the server's
    reached = make_conninfo(**where)
    # The password goes by the environment: other people of the host see command lines.
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = [program, "--format=custom", "--file", str(target), "--dbname", reached]
    done = subprocess.run(  # noqa: S603  the program of the server, found on PATH, and no shell
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        target.unlink(missing_ok=True)
        raise StoreProblem(
            f"No dump could be made first. {' '.join(done.stderr.split())}",
            f"Nothing was changed. By hand: {by_hand}; then: accord store upgrade --no-dump",
        )
    return target
