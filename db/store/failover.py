"""From one server to another: of a store whose server is lost, or only follows another one."""

from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.engine import URL

from db.domain.errors import StoreProblem
from db.engine.access import FOLLOWS, why_not_write
from db.engine.factory import let_go, open_engine
from db.engine.postgres import follows, is_several
from db.engine.sqlite_reader import answer
from db.engine.url import store_url
from db.store import schema_version
from db.store.corruption import told


class Regained(NamedTuple):
    """A server that answers, and why this person may not make any changes there, if so."""

    engine: Engine
    refusal: tuple[str, str] | None


class OnServers:
    """The part of a store that knows on which of its servers it is, and goes over to others."""

    location: str
    read_only: bool
    _engine: Engine
    _refusal: tuple[str, str] | None

    @property
    def refusal(self) -> str:
        """Why the store is only read though that was not asked for; empty when it is not so."""
        return " ".join(self._refusal or ())

    @property
    def waits_for_writer(self) -> bool:
        """Whether it is only read because no server that takes changes has answered yet."""
        return self._refusal == FOLLOWS

    def regain(self) -> bool:
        """Look once for a server that takes changes, and go over to it; whether there was one.

        It answers who may write there as well as who may not, which `refusal` then says.
        """
        return self._go_over(taking_changes(self.location) if self.waits_for_writer else None)

    def fall_back(self) -> bool:
        """Go over to a server that follows another one, to read meanwhile; whether one answers.

        For whoever writes, and finds no server that takes changes. Whether a change in doubt was
        saved only such a one can say: `settle` has to wait until `regain` has found it.
        """
        if self.waits_for_writer:
            return _answers(self._engine)
        return self._go_over(None if self.read_only else following(self._engine.url))

    def _go_over(self, found: Regained | None) -> bool:
        if found is None:
            return False
        before, self._engine = self._engine, found.engine
        self._refusal, self.read_only = found.refusal, found.refusal is not None
        let_go(before)
        return True


def taking_changes(location: str) -> Regained | None:
    """A server that takes changes to the store there, if one answers now."""
    engine = open_engine(store_url(location), read_only=False)
    try:
        with told(engine):
            if answer(engine, schema_version.compare) is schema_version.State.CURRENT:
                refusal = answer(engine, why_not_write)
                if refusal != FOLLOWS:
                    return Regained(engine, refusal)
    except StoreProblem:
        pass  # none answers yet, or it has no room for one more
    let_go(engine)
    return None


def following(url: URL) -> Regained | None:
    """Of several servers one that follows another one and has the store, if one answers now."""
    if not is_several(url):
        return None
    engine = open_engine(url, read_only=True)
    try:
        with told(engine):
            if answer(engine, follows) and _answers(engine):
                return Regained(engine, FOLLOWS)
    except StoreProblem:
        pass  # as above
    let_go(engine)
    return None


def _answers(engine: Engine) -> bool:
    try:
        with told(engine):
            return answer(engine, schema_version.compare) is schema_version.State.CURRENT
    except StoreProblem:
        return False
