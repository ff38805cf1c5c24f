"""Copying a whole store into an empty one, on either database: rows, trail, digests and codes."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, bindparam, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from db.attachments import bring_over, folder_of, folders_of, lying_in, place_of, take_away
from db.audit.schema_objects import ACTING
from db.domain.errors import NoRight, Refused, StoreProblem, planted
from db.engine.access import check_file
from db.engine.errors import translate_db_errors
from db.engine.factory import for_writing, give_numbers_after, last_numbers, open_engine
from db.engine.url import no_store, shown, sqlite_path, store_url
from db.queries.maintenance.texts import UnkeepableTexts, named
from db.store import schema_version
from db.tables import metadata, report

if TYPE_CHECKING:
    from db.admin.text_repair import MendTexts

Fill = Callable[[Connection], "Copied"]
"""Copies all rows into an empty store."""

_AT_ONCE = 1000
_OTHERWISE = "Such as: accord store copy accord.db copy.db"


@dataclass(frozen=True, slots=True)
class Copied:
    """Numbers of copied rows and files."""

    changes: int
    commitments: int
    rows: int
    files: int = 0
    """Files attached to reports that were not at the target yet."""
    lacking: int = 0
    """Attached files that could not be found."""


def copy_store(
    origin: str, target: str, files: Path | None = None, mend: "MendTexts | None" = None
) -> Copied:
    """Copy the store at one path or URL to another, which is created if it does not exist.

    `files`: folder for the files attached to reports; without it, the target's own folder.
    `mend`: repairs texts that no store takes any more; without it they are refused.

    Raises:
        NoStore: when there is no store to copy.
        Refused: when the target is not empty.
        StoreProblem: when either cannot be used, or files have no place to go to.
            Anything made for the copy is removed again.
    """
    with ExitStack() as undo:
        done = _copied(origin, target, files, mend, undo)
        undo.pop_all()  # it is all there, and stays
    return done


def _copied(
    origin: str, target: str, files: Path | None, mend: "MendTexts | None", undo: ExitStack
) -> Copied:
    """Copy it. `undo`: removes everything that was made, once nothing uses it any more."""
    reading = open_engine(store_url(origin), read_only=True)
    writing = open_engine(store_url(target), read_only=False)
    try:
        if not _is_there(reading, origin):
            raise no_store(origin)
        there = _is_there(writing, target)
        with translate_db_errors():
            mend = _needed(mend, reading, origin, target)
            attached = _attached(reading)
        with _for_owners(target) if there else nullcontext(), translate_db_errors():
            if there:
                _refuse_unless_still_empty(writing)
            # Files first, as when one is attached: no row ever names a file that is not there.
            brought, lacking = _bring_files(attached, origin, target, files, undo)
            fill = partial(_filled, reading, mend)
            rows = copy_into(writing, fill) if there else _made(writing, target, fill, undo)
        return replace(rows, files=brought, lacking=lacking)
    finally:
        reading.dispose()
        writing.dispose()


@contextmanager
def _for_owners(target: str) -> Iterator[None]:
    try:
        yield
    except NoRight as error:
        raise NoRight(
            f"You may not copy into {shown(target)}: only its owners may.",
            f"Who they are says: accord store check {shlex.quote(shown(target))}",
        ) from error


def _needed(
    mend: "MendTexts | None", reading: Engine, origin: str, target: str
) -> "MendTexts | None":
    """The repair for the texts that need it, if any do.

    Raises:
        Refused: when repairing them is not wanted or not possible.
    """
    with reading.connect() as connection, connection.begin():
        ill = UnkeepableTexts().read(connection)
        if ill and mend is not None:
            mend.check(connection)
            return mend
    if not ill:
        return None
    places = " ".join(map(shlex.quote, (shown(origin), shown(target))))
    raise Refused(
        f"An older accord put texts into it that no store takes any more: {named(ill)}.",
        f"To mend them in the copy alone, type: accord store copy {places} --mend-texts",
    )


def _made(writing: Engine, target: str, fill: Fill, undo: ExitStack) -> Copied:
    """Create the target and fill it; if filling fails, the target is removed."""
    url = store_url(target)
    path = sqlite_path(url)
    if path is not None:
        _take_back_folders(path.parent, undo)
        undo.callback(_drop, _not_there_yet(path))
        schema_version.create(url, path)
        # Only now: while it migrates, SQLite does not look whether rows point to what is there.
        return copy_into(writing, fill)
    # All in one transaction: of a database nobody can take away what others may be using by then.
    rows: list[Copied] = []
    schema_version.create(url, None, then=lambda connection: rows.append(fill(connection)))
    return rows[0]


def _not_there_yet(path: Path) -> tuple[Path, ...]:
    """The files of a store, and SQLite's files beside it, that do not exist yet."""
    beside = (Path(f"{path}{end}") for end in ("", "-journal", "-wal", "-shm"))
    return tuple(each for each in beside if not each.exists())


def _drop(made: tuple[Path, ...]) -> None:
    for each in made:
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _take_back_folders(place: Path, undo: ExitStack) -> None:
    """Note the missing folders on a path, to remove them again once they are empty."""
    for each in (*reversed(place.parents), place):
        if not each.exists():
            undo.callback(_drop_folder, each)


def _drop_folder(made: Path) -> None:
    with suppress(OSError):  # never made after all, or others keep something in it
        made.rmdir()


def _attached(reading: Engine) -> frozenset[str]:
    """Digests of all files that reports ever had, corrected reports included."""
    with reading.connect() as connection:
        return frozenset(connection.scalars(select(report.c.file_digest).distinct())) - {""}


def _bring_files(
    attached: frozenset[str], origin: str, target: str, named: Path | None, undo: ExitStack
) -> tuple[int, int]:
    """Numbers of copied and of missing attached files."""
    places = folders_of(origin)
    if not attached and not any(any(lying_in(place)) for place in places):
        return 0, 0
    folder = named or folder_of(target)
    _take_back_folders(folder, undo)
    count = 0
    try:
        for place in places:
            brought = bring_over(place, folder) if place != folder else ()
            undo.callback(take_away, brought)
            count += len(brought)
    except OSError as error:
        raise StoreProblem(
            f"The attached files cannot be copied to {folder}: {error.strerror or error}.",
            "Nothing was copied; make room, or name another folder with --files.",
        ) from error
    lacking = sum(not place_of(folder, digest).exists() for digest in attached)
    return count, lacking


def _is_there(engine: Engine, location: str) -> bool:
    """Check whether there is a store with the current schema; refuse any other schema."""
    path = sqlite_path(store_url(location))
    if path is not None and not check_file(path):
        return False
    with translate_db_errors(), engine.connect() as connection:
        state = schema_version.compare(connection)
    schema_version.refuse_unless_current(state, location, _OTHERWISE)
    return state is not schema_version.State.EMPTY


def copy_into(target: Engine, fill: Fill) -> Copied:
    """Copy one snapshot of another store into `target`, in one transaction on either side.

    The target has the current schema and no rows. Ids stay the same, and the target does not reuse
    numbers that were given once, so that the audit trail means the same in both.

    Raises:
        Refused: when the target is not empty.
        StoreProblem: when something in the target acts on writes.
    """
    with target.connect() as connection, for_writing(connection).begin():
        _refuse_unless_empty(connection)
        for acting in connection.exec_driver_sql(ACTING[connection.dialect.name]):
            raise planted(*acting)
        return fill(connection)


def _filled(source: Engine, mend: "MendTexts | None", target: Connection) -> Copied:
    with source.connect() as reading, reading.begin():
        counts = {
            table.name: _copy_rows(table, reading, target, mend) for table in metadata.sorted_tables
        }
        give_numbers_after(target, _numbers(reading))
    if mend is not None:
        mend.record(target)
    return Copied(counts["change"], counts["commitment"], sum(counts.values()))


def _numbers(reading: Connection) -> dict[str, int]:
    """The highest number given in each table: by its sequence, or without one by its rows."""
    given = last_numbers(reading)
    for table in metadata.sorted_tables:
        highest = reading.execute(select(func.max(table.c.id))).scalar_one()
        if highest is not None:
            given[table.name] = max(highest, given.get(table.name, 0))
    return given


def _refuse_unless_still_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        _refuse_unless_empty(connection)


def _refuse_unless_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise Refused(
                "There is something in that store already, and nothing is written over it.",
                "Copy into a new one.",
            )


def _copy_rows(
    table: Table, reading: Connection, writing: Connection, mend: "MendTexts | None"
) -> int:
    later = [column.name for column in table.c if _points_into_itself(table, column.name)]
    count = 0
    with _as_it_takes(table):
        # A row may point to one with a higher number: those links follow when all are there.
        for some in _batches(reading, table):
            kept = some if mend is None else [mend.mend(table, row) for row in some]
            writing.execute(insert(table), [{**row, **dict.fromkeys(later)} for row in kept])
            count += len(some)
        for name in later:
            _link(table, name, reading, writing)
    return count


@contextmanager
def _as_it_takes(table: Table) -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError) as error:
        why = str(error.orig).splitlines()[0].rstrip(".")
        raise StoreProblem(
            f"Something in '{table.name}' cannot be kept there: {why}. Nothing was copied.",
            "The store it comes from is damaged: accord doctor says what to do.",
        ) from error


def _points_into_itself(table: Table, name: str) -> bool:
    return any(key.column.table is table for key in table.c[name].foreign_keys)


def _batches(reading: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    rows = iter(
        reading.execution_options(yield_per=_AT_ONCE)
        .execute(select(table).order_by(table.c.id))
        .mappings()
    )
    while some := [dict(row) for row in islice(rows, _AT_ONCE)]:
        yield some


def _link(table: Table, name: str, reading: Connection, writing: Connection) -> None:
    column = table.c[name]
    rows = reading.execute(select(table.c.id, column).where(column.is_not(None))).all()
    if rows:
        statement = update(table).where(table.c.id == bindparam("this"))
        values = [{"this": row_id, "other": other} for row_id, other in rows]
        writing.execute(statement.values({name: bindparam("other")}), values)
