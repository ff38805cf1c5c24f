"""Failover to another server when the store's server is lost, or is only a standby."""

from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from db.domain.errors import StoreProblem
from db.engine.access import FOLLOWS, why_not_write
from db.engine.factory import dispose_engine, open_engine
from db.engine.postgres import follows, is_several
from db.engine.sqlite_reader import read_snapshot
from db.engine.url import store_url
from db.store import schema_version
from db.store.corruption import translate_errors


class Regained(NamedTuple):
    """A server that answers, with the reason why this person may not write there, if any."""

    engine: Engine
    refusal: tuple[str, str] | None


class Failover:
    """The part of a store that knows its current server, and switches to others."""

    location: str
    read_only: bool
    _engine: Engine
    _refusal: tuple[str, str] | None

    @property
    def refusal(self) -> str:
        """The reason why the store is read-only without a request for that; otherwise empty."""
        return " ".join(self._refusal or ())

    @property
    def waits_for_writer(self) -> bool:
        """True if the store is read-only only because no primary has answered yet."""
        return self._refusal == FOLLOWS

    def regain(self) -> bool:
        """Look once for a primary and switch to it; gives whether there was one.

        It serves people with and without write permission; `refusal` then gives the reason.
        """
        return self._go_over(taking_changes(self.location) if self.waits_for_writer else None)

    def fall_back(self) -> bool:
        """Switch to a standby, to read meanwhile; gives whether one answers.

        This is for a writer who finds no primary. Only a primary can tell whether a change in doubt
        was saved: `settle` has to wait until `regain` has found one.
        """
        if self.waits_for_writer:
            return _answers(self._engine)
        return self._go_over(None if self.read_only else following(self._engine.url))

    def _go_over(self, found: Regained | None) -> bool:
        if found is None:
            return False
        before, self._engine = self._engine, found.engine
        self._refusal, self.read_only = found.refusal, found.refusal is not None
        dispose_engine(before)
        return True


def taking_changes(location: str) -> Regained | None:
    """The primary of the store at this location, if it answers now."""
    engine = open_engine(store_url(location), read_only=False)
    try:
        with translate_errors(engine):
            if read_snapshot(engine, schema_version.compare) is schema_version.State.CURRENT:
                refusal = read_snapshot(engine, why_not_write)
                if refusal != FOLLOWS:
                    return Regained(engine, refusal)
    except StoreProblem:
        pass  # none answers yet, or it has no room for one more
    dispose_engine(engine)
    return None


def following(url: URL) -> Regained | None:
    """One of the standbys that has the store, if one answers now."""
    if not is_several(url):
        return None
    engine = open_engine(url, read_only=True)
    try:
        with translate_errors(engine):
            if read_snapshot(engine, follows) and _answers(engine):
                return Regained(engine, FOLLOWS)
    except StoreProblem:
        pass  # as above
    dispose_engine(engine)
    return None


def _answers(engine: Engine) -> bool:
    try:
        with translate_errors(engine):
            return read_snapshot(engine, schema_version.compare) is schema_version.State.CURRENT
    except StoreProblem:
        return False
