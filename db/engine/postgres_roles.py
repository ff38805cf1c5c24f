"""The three roles of a store on PostgreSQL, and the only place where their rights are written down.

People have logins of their own, each a member of one role. The owner's role owns the tables. An
editor reads and writes them, but only adds to the audit trail. A reviewer reads.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

from sqlalchemy import Connection, text

from db.domain.errors import BadInput, Refused
from db.tables import TRACKED, change, change_item, metadata

PREFIX = "accord"
_TRAIL = (change.name, change_item.name)
_OWNER = text("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = to_regclass('change')")

_MAY_BE = text("SELECT pg_has_role(current_user, :role, 'MEMBER')")
_MAY_MAKE = text("SELECT has_schema_privilege(:role, 'public', 'CREATE')")


CONNECTIONS = 20
"""Connections that a reviewer may have at once: screens take three, the command line one."""
TIMES = {"statement_timeout": "10min", "idle_in_transaction_session_timeout": "10min"}
"""Statement timeout and idle-transaction timeout, unless the client sets others."""
_IS_REVIEWER = (
    "(rolname = '{reviewer}' OR rolcanlogin AND pg_has_role(oid, '{reviewer}', 'MEMBER'))"
    " AND NOT pg_has_role(oid, '{editor}', 'MEMBER') AND NOT pg_has_role(oid, '{owner}', 'MEMBER')"
)
_KEEPS_OTHERS_WAITING = (
    "pronamespace = 'pg_catalog'::regnamespace AND (proname IN ('lo_creat', 'lo_create',"
    " 'lo_from_bytea', 'lo_import', 'pg_logical_emit_message')"
    " OR starts_with(proname, 'pg_advisory_') OR starts_with(proname, 'pg_try_advisory_'))"
)
"""Functions that fill the server's disk, or its table of locks; accord needs none of them."""


class Roles(NamedTuple):
    """The names of the three roles on the server, where all databases share them."""

    owner: str
    editor: str
    reviewer: str

    @classmethod
    def named(cls, prefix: str) -> Self:
        """Roles with this name prefix: `accord_owner`, `accord_editor`, `accord_reviewer`.

        Raises:
            BadInput: for a prefix that would need quotes in SQL.
        """
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,50}", prefix):
            raise BadInput(
                f"'{prefix}' is no beginning for names of roles.",
                text=prefix,
                hint="Use small letters, digits and _: --roles accord_geneva",
            )
        return cls(f"{prefix}_owner", f"{prefix}_editor", f"{prefix}_reviewer")


def quoted(name: str) -> str:
    """A name of a database or role, quoted for SQL."""
    plain = re.fullmatch(r"[a-z_][a-z0-9_]*", name)
    return name if plain else '"{}"'.format(name.replace('"', '""'))


def preparing(database: str, roles: Roles, lacking: Iterable[str]) -> Iterator[str]:
    """Statements that an administrator runs in the database that is to hold the store.

    `lacking`: roles that the server does not have yet. May be run again.
    """
    for role in lacking:
        yield f"CREATE ROLE {role}"
    everybody = ", ".join(roles)
    yield f"GRANT {roles.owner} TO CURRENT_USER"
    yield f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {quoted(database)} TO {everybody}"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {everybody}"
    yield f"GRANT CREATE ON SCHEMA public TO {roles.owner}"
    yield from limits(database, roles)


def limits(database: str, roles: Roles) -> Iterator[str]:
    """Statements that an administrator runs so that no reviewer can block others. May be run again.

    PostgreSQL does not pass these settings on from a role to its members: connections are counted
    per login, and timeouts are set for the database. Only a superuser may revoke PostgreSQL's own
    functions from everybody; for other administrators that statement does nothing.
    """
    for name, time in TIMES.items():
        yield f"ALTER DATABASE {quoted(database)} SET {name} = '{time}'"
    reviewers = (
        f"SELECT rolname FROM pg_roles WHERE {_IS_REVIEWER.format(**roles._asdict())}"  # noqa: S608  names of roles of ours
        " AND rolconnlimit < 0"
    )
    limited = f"'ALTER ROLE ' || quote_ident(it) || ' CONNECTION LIMIT {CONNECTIONS}'"
    yield _for_each(
        "name", reviewers, f"BEGIN EXECUTE {limited}; EXCEPTION WHEN insufficient_privilege"
        " THEN NULL; END;",
    )  # fmt: skip
    taken = "'REVOKE EXECUTE ON FUNCTION ' || it || ' FROM PUBLIC'"
    kept = f"'GRANT EXECUTE ON FUNCTION ' || it || ' TO {roles.owner}'"
    functions = (
        f"SELECT oid FROM pg_proc WHERE {_KEEPS_OTHERS_WAITING}"  # noqa: S608  words of ours
        " AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
    )
    yield _for_each("regprocedure", functions, f"EXECUTE {taken}; EXECUTE {kept};")


def _for_each(kind: str, found: str, deed: str) -> str:
    return f"DO $$ DECLARE it {kind}; BEGIN FOR it IN {found} LOOP {deed} END LOOP; END $$"


def rights(roles: Roles) -> Iterator[str]:
    """Grants of the owner's role to the others once the tables exist; run after each migration."""
    others = f"{roles.editor}, {roles.reviewer}"
    for kind in ("TABLES", "SEQUENCES"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA public FROM PUBLIC, {others}"
        yield f"GRANT SELECT ON ALL {kind} IN SCHEMA public TO {others}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {roles.editor}"
    yield f"GRANT INSERT, UPDATE, DELETE ON {', '.join(TRACKED)} TO {roles.editor}"
    yield f"GRANT INSERT ON {', '.join(_TRAIL)} TO {roles.editor}"


def handing_over(roles: Roles) -> Iterator[str]:
    """Give a store that belongs to one login to the owner's role, with that login as a member.

    That login or an administrator may run it, once the roles exist.
    """
    had = "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = to_regclass('public.change')"
    yield f"DO $$ BEGIN EXECUTE 'GRANT {roles.owner} TO ' || quote_ident(({had})); END $$"
    for table in (*(each.name for each in metadata.sorted_tables), "alembic_version"):
        yield f"ALTER TABLE public.{table} OWNER TO {roles.owner}"


def rights_on(table: str) -> dict[str, frozenset[str]]:
    """Rights of an editor and a reviewer on a table, keyed by these words."""
    more = {"INSERT", "UPDATE", "DELETE"} if table in TRACKED else set[str]()
    adds = {"INSERT"} if table in _TRAIL else set[str]()
    return {
        "editor": frozenset({"SELECT"} | more | adds),
        "reviewer": frozenset({"SELECT"}),
        "public": frozenset(),
    }


def roles_of(connection: Connection) -> Roles | None:
    """The roles of the store in this database; None where one login owns it, without roles."""
    owner = connection.execute(_OWNER).scalar()
    if owner is None or not str(owner).endswith("_owner"):
        return None
    start = str(owner).removesuffix("_owner")
    found = Roles(f"{start}_owner", f"{start}_editor", f"{start}_reviewer")
    return None if missing(connection, found) else found


def missing(connection: Connection, roles: Roles) -> tuple[str, ...]:
    """The roles that the server does not have."""
    there = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    return tuple(role for role in roles if role not in there)


def refuse_who_cannot_own(connection: Connection, roles: Roles, sql: str) -> None:
    """Refuse to start work that needs the owner's role when that role is out of reach or no help.

    The login has to be a member of the role, and the role must be allowed to create tables.

    `sql`: the command that prints what an administrator runs.

    Raises:
        Refused: with what to type instead.
    """
    asked = {"role": roles.owner}
    if not connection.execute(_MAY_BE, asked).scalar_one():
        raise Refused(
            f"You are no member of {roles.owner}, which a store made so belongs to.",
            f"If its roles are to have other names, add --roles NAME. Else let an administrator"
            f" of the server type: GRANT {roles.owner} TO {quoted(_me(connection))}",
        )
    if not connection.execute(_MAY_MAKE, asked).scalar_one():
        raise Refused(
            f"{roles.owner} may not make tables in this database.",
            f"If its roles have other names, add --roles NAME. Else let an administrator of the"
            f" server run what this prints: {sql}",
        )


def _me(connection: Connection) -> str:
    return str(connection.execute(text("SELECT current_user")).scalar_one())


def unlimited(connection: Connection, roles: Roles) -> Iterator[str]:
    """Limits that an administrator could still set, a sentence each without its full stop."""
    of_roles = _IS_REVIEWER.format(**roles._asdict())
    asked = text(f"SELECT rolname FROM pg_roles WHERE {of_roles} AND rolconnlimit < 0 ORDER BY 1")  # noqa: S608  names of roles of ours
    for name in connection.scalars(asked):
        yield f"{name} may open any number of connections"
    for name in TIMES:
        if connection.scalar(text("SELECT current_setting(:name)"), {"name": name}) in {"0", "0ms"}:
            yield f"{name} has no limit"
    asked = text(
        f"SELECT count(*) FROM pg_proc WHERE {_KEEPS_OTHERS_WAITING}"  # noqa: S608  words of ours
        " AND has_function_privilege(:role, oid, 'EXECUTE')"
    )
    if connection.scalar(asked, {"role": roles.reviewer}):
        yield f"{roles.reviewer} may make large objects and take advisory locks"


def act_as_owner(connection: Connection, owner: str = "") -> None:
    """Take the role that owns the tables until the transaction ends, so that it owns new ones too.

    `owner`: the role that will own the tables while there are none.

    Raises:
        DBAPIError: when this login is not a member of it.
    """
    if connection.dialect.name == "sqlite":
        return
    role = connection.execute(_OWNER).scalar() or owner
    if role and role != _me(connection):
        connection.exec_driver_sql(f"SET LOCAL ROLE {quoted(str(role))}")


def give_rights(connection: Connection) -> None:
    """Grant the roles their rights on all tables that exist now."""
    if connection.dialect.name == "sqlite":
        return
    roles = roles_of(connection)
    for statement in rights(roles) if roles is not None else ():
        connection.exec_driver_sql(statement)
