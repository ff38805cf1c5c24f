"""All possible anchors of an agreement's deadlines, with their times: one query for a form."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db import tables as t
from db.domain.deadlines.resolver import AnchorTime
from db.domain.deadlines.rules import Anchor, CompletionAnchor, DueAnchor, EventAnchor, is_event_key
from db.domain.errors import NotFound
from db.projections.anchor_times import AnchorBook
from db.projections.inputs import start_of


@dataclass(frozen=True, slots=True)
class AnchorTimes:
    """Events of all agreements (others as `DOHA/signing`), completions and deadlines in one.

    Days are in the zone of `agreement`. None: not known yet. Only the newest `limit` completions
    are included; a commitment that is missing is not done.
    """

    agreement: str
    limit: int = 2_000

    def read(self, connection: Connection) -> Mapping[Anchor, AnchorTime | None]:
        """The anchors.

        Raises:
            NotFound: when there is no such agreement.
        """
        a = t.agreement.c
        code = self.agreement.strip().upper()
        home = connection.execute(select(a.id, a.zone).where(a.code == code)).first()
        if home is None:
            raise NotFound(
                f"There is no agreement '{self.agreement}'.", "accord agreements lists them."
            )
        agreement_id, zone = home
        events, book = _events(connection, code), AnchorBook()
        book.load(connection, ((code, anchor) for anchor in events))
        anchors: dict[Anchor, AnchorTime | None] = {
            anchor: book.time(code, anchor, zone) for anchor in events
        }
        anchors |= self._deadlines(connection, agreement_id, zone)
        return anchors | self._completions(connection, agreement_id, zone)

    def _deadlines(
        self, connection: Connection, agreement_id: int, zone: str
    ) -> dict[Anchor, AnchorTime | None]:
        c = t.commitment.c
        dated = (
            select(c.code, c.due_at, c.due_on, c.due_timed, c.due_provisional)
            .where(c.agreement_id == agreement_id, c.due_at.is_not(None))
            .order_by(c.id.desc())
            .limit(self.limit)
        )
        return {
            DueAnchor(code): AnchorTime(
                at if timed else start_of(day, zone), not timed, zone, planned
            )
            for code, at, day, timed, planned in connection.execute(dated)
            if at is not None and day is not None
        }

    def _completions(
        self, connection: Connection, agreement_id: int, zone: str
    ) -> dict[Anchor, AnchorTime | None]:
        c = t.commitment.c
        done = (
            select(c.code, c.done_at, c.done_on, c.done_timed)
            .where(c.agreement_id == agreement_id, c.done_at.is_not(None))
            .order_by(c.id.desc())
            .limit(self.limit)
        )
        return {
            CompletionAnchor(code): AnchorTime(
                at if timed else start_of(day, zone), day_only=not timed, zone=zone
            )
            for code, at, day, timed in connection.execute(done)
            if at is not None and day is not None
        }


def _events(connection: Connection, home: str) -> list[EventAnchor]:
    a, e = t.agreement.c, t.event.c
    rows = connection.execute(
        select(a.code, e.key).join_from(t.event, t.agreement).order_by(a.code != home, a.code, e.id)
    )
    return [
        EventAnchor(key, None if code == home else code) for code, key in rows if is_event_key(key)
    ]
