"""Finding the store at a location: does it exist, is it current, may it be changed."""

from typing import NamedTuple

from sqlalchemy import Engine

from db.clock import Clock
from db.domain.errors import OnlyStandby, Refused, StoreProblem
from db.domain.history_point import Point
from db.engine.access import FOLLOWS, check_file, why_not_write
from db.engine.factory import write_ahead
from db.engine.sqlite_reader import read_snapshot
from db.engine.url import sqlite_path, store_url
from db.store import schema_version
from db.store.corruption import translate_errors


class LocatedStore(NamedTuple):
    """State of a location: does a store exist, and why this person may not change it, if so."""

    there: bool
    refusal: tuple[str, str] | None = None


def find(engine: Engine, location: str, *, reads: bool, clock: Clock) -> LocatedStore:
    """Look at the location; a writer upgrades the older schema of a file.

    Raises:
        StoreProblem: when it is no store, of a newer accord, unreachable or not permitted.
    """
    path = sqlite_path(store_url(location))
    if path is not None and not check_file(path):
        return LocatedStore(there=False)
    refusal = None
    with translate_errors(engine):
        state = read_snapshot(engine, schema_version.compare)
        if state is schema_version.State.CURRENT and not reads:
            refusal = read_snapshot(engine, why_not_write)
    writes = not reads and refusal is None
    if state is schema_version.State.OLDER and writes and path is not None:
        with translate_errors(engine):
            schema_version.upgrade(engine, path, clock())
    else:
        schema_version.refuse_unless_current(state, location)
    if writes and state is not schema_version.State.EMPTY:
        write_ahead(engine)
    return LocatedStore(state is not schema_version.State.EMPTY, refusal)


def check_open(point: Point | None, refusal: tuple[str, str] | None, *, read_only: bool) -> None:
    """Check that a store opened in this way may be changed.

    Raises:
        Refused: for a store as of another time.
        OnlyStandby: while no primary answers.
        StoreProblem: when it is read-only for another reason, which it gives.
    """
    if point is not None:
        raise Refused(
            "The store is shown as of another moment, and only the present can be changed.",
            "Return with = and Enter, or leave --as-of out.",
        )
    if refusal is not None:
        why, what = refusal
        raise (OnlyStandby if refusal == FOLLOWS else StoreProblem)(why, what)
    if read_only:
        raise StoreProblem("The store is open for reading only.", "Leave --read-only out to write.")
