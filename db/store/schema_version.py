"""Schema of a store, the schema that this accord needs, and the upgrade between them."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from pendulum import DateTime
from sqlalchemy import Connection, Engine, inspect, or_, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError, ProgrammingError

from db.domain.enums import DeadlineKind
from db.domain.errors import NoRight, StoreProblem
from db.engine.factory import open_engine, write_ahead
from db.engine.url import shown
from db.resources import head_revision
from db.store.file_copies import copy_before_upgrade, drop_old_copies


class State(Enum):
    """A store's schema against the one this accord was made for."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    EMPTY = "empty"
    FOREIGN = "foreign"


def compare(connection: Connection) -> State:
    """The state of the store's schema, without loading Alembic."""
    names = inspect(connection).get_table_names()
    if "alembic_version" not in names or "commitment" not in names:
        return State.FOREIGN if names else State.EMPTY
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    head = head_revision()
    if revision is None:
        return State.FOREIGN
    if revision == head:
        return State.CURRENT
    return State.OLDER if revision < head else State.NEWER


def refuse_unless_current(
    state: State, location: str, otherwise: str = "Name another with --store."
) -> None:
    """Refuse any schema but the one this accord knows. `otherwise`: how to name another store.

    Raises:
        StoreProblem: with a sentence for each other state.
    """
    if state is State.NEWER:
        raise StoreProblem(
            "The store was written by a newer accord, and this one would not understand it.",
            "Upgrade accord; nothing was changed.",
        )
    if state is State.OLDER and "://" in location:
        raise StoreProblem(
            "The store has an older schema than this accord needs, and others use it too.",
            "When all have the newer accord, its owner types: accord store upgrade",
        )
    if state is State.OLDER:
        raise StoreProblem(
            "The store has an older schema, and a reader never changes it.",
            "Type accord store upgrade, or open it once with writing allowed.",
        )
    if state is State.FOREIGN:
        raise StoreProblem(f"{shown(location)} is a database, but not an accord store.", otherwise)


def create(
    url: URL,
    path: Path | None,
    *,
    owner: str = "",
    then: Callable[[Connection], None] | None = None,
) -> None:
    """Create a new store with the current schema, by the migrations.

    `owner`: the role that will own it on PostgreSQL; without it, the creator's role.
    `then`: a step that fills it in the same transaction: everything is there, or nothing.

    Raises:
        StoreProblem: when the place may not be written, or has no room.
    """
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        except OSError as error:
            raise StoreProblem(
                f"{path} cannot be made: {error.strerror}.", "Name another place with --store."
            ) from error
    engine = open_engine(url, read_only=False)
    try:
        write_ahead(engine)
        _run_migrations(engine, then=then, owner=owner)
    except NoRight as error:
        raise NoRight(
            "You may not make a store in this database.",
            f"Let its administrator run what this prints: accord store create --sql '{url}'",
        ) from error
    finally:
        engine.dispose()


def upgrade(engine: Engine, path: Path | None, now: DateTime) -> Path | None:
    """Upgrade an older store, after a copy beside it; gives the copy's path.

    The copy is made in one's turn to write. No copy is left behind without write permission, or
    when another accord has just upgraded the store.
    """
    copies: list[Path] = []

    def copied(connection: Connection) -> bool:
        older = compare(connection) is State.OLDER
        if older and path is not None:
            copies.append(copy_before_upgrade(path, now))
        return older

    _run_migrations(engine, copied, _date_again)
    if path is not None and copies:
        drop_old_copies(path)
    return next(iter(copies), None)


def _date_again(connection: Connection) -> None:
    """Derive dates again that older accords derived differently.

    A waiting deadline has a planned date, and hours from a day end with their last day.
    """
    from db import tables as t
    from db.projections import refresh

    c = t.commitment.c
    dated = or_(c.deadline_kind == DeadlineKind.WAITING, c.rule.contains(" hour"))
    refresh.date_again(connection, connection.scalars(select(c.id).where(dated)))


def _run_migrations(
    engine: Engine,
    first: Callable[[Connection], bool] | None = None,
    then: Callable[[Connection], None] | None = None,
    *,
    owner: str = "",
) -> None:
    # Alembic costs as much to import as everything else together; most starts need none of it.
    from db.engine import postgres_roles
    from db.store.migrations import migrate

    def before(connection: Connection) -> bool:
        postgres_roles.act_as_owner(connection, owner)
        return first is None or first(connection)

    def after(connection: Connection) -> None:
        if then is not None:
            then(connection)
        postgres_roles.give_rights(connection)

    try:
        migrate(engine, first=before, then=after)
    except (IntegrityError, ProgrammingError):
        with engine.connect() as connection:
            if compare(connection) is not State.CURRENT:
                raise
        # Somebody else made it at the same time, and was first: go on from there.
        migrate(engine, first=before, then=after)
