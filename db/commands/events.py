"""Events: the named anchors of deadlines."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from pendulum import DateTime
from sqlalchemy import select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.commands.deadline_anchors import refuse_circles
from db.commands.lookup import moment
from db.domain.bounds import LONGEST_NAME
from db.domain.deadlines.rules import is_event_key
from db.domain.enums import UNTIED
from db.domain.errors import BadInput, Stale
from db.queries.what_if.simulate import SupposedEvent

_KEY = re.compile(r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$")


@dataclass(frozen=True, slots=True)
class SetEvent:
    """Say when an event happened (`actual`) or is planned; neither: it becomes unknown again.

    A new key makes a new event. `completes` ties it to a commitment: the event happens when that
    commitment is done. `none` unties it, and alone leaves its dates as they are. Every deadline
    that depends on the event moves with it, in the same step.
    """

    agreement: str
    key: str
    name: str = ""
    actual: date | datetime | None = None
    planned: date | datetime | None = None
    completes: str = ""
    source: str = ""
    reason: str = ""
    seen: int | None = None

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set it; the store then derives the deadlines again."""
        agreement = lookup.agreement(tx.connection, self.agreement)
        if not (_KEY.match(self.key) and is_event_key(self.key) and len(self.key) <= LONGEST_NAME):
            raise BadInput(
                f"'{self.key}' is no name of an event, of at most {LONGEST_NAME} characters.",
                text=self.key,
                examples=("signing", "withdrawal-completed", "D-day"),
            )
        values = self._values(tx, agreement["zone"], now)
        found = tx.connection.execute(
            select(t.event).where(
                t.event.c.agreement_id == agreement["id"], t.event.c.key == self.key
            )
        ).mappings().first()  # fmt: skip
        label = f"{agreement['code']} {self.key}"
        if found is None:
            name = self.name.strip() or self.key.replace("-", " ").capitalize()
            tx.insert(
                t.event, agreement_id=agreement["id"], key=self.key, **{**values, "name": name}
            )
            return f"Event {label} added: {self._when()}."
        if self.seen is not None and self.seen != found["version"]:
            raise Stale(f"{label} was changed by somebody since you read it.", "Look again first.")
        tx.update(t.event, found["id"], **values)
        if self._ties:
            refuse_circles(tx, lookup.commitment(tx.connection, self.completes))
        return f"Event {label}: {self._when()}."

    def supposed(self, zone: str, now: DateTime) -> SupposedEvent:
        """The same change as a supposition, to preview moved dates."""
        on = self.actual or self.planned
        if isinstance(on, datetime):
            on = moment(on, zone, now).at.in_timezone(zone)
        return SupposedEvent(
            self.agreement,
            self.key,
            on,
            self.actual is None and self.planned is not None,
            self.completes,
            keeps_dates=on is None and self.completes == UNTIED,
        )

    @property
    def _ties(self) -> bool:
        return bool(self.completes) and self.completes != UNTIED

    def _values(self, tx: UnitOfWork, zone: str, now: DateTime) -> dict[str, object]:
        values: dict[str, object] = {}
        if self.actual or self.planned or self.completes != UNTIED:
            values = {
                "actual_at": moment(self.actual, zone, now).at if self.actual else None,
                "planned_at": moment(self.planned, zone, now).at if self.planned else None,
                "day_only": not isinstance(self.actual or self.planned, datetime),
            }
        if self.name.strip():
            values["name"] = self.name.strip()
        if self.source.strip():
            values["source"] = self.source.strip()
        if self._ties:
            values["commitment_id"] = lookup.commitment(tx.connection, self.completes)["id"]
        elif self.completes:
            values["commitment_id"] = None
        return values

    def _when(self) -> str:
        if self.actual is not None:
            return f"happened {self.actual.isoformat()}"
        if self.planned is not None:
            return f"planned {self.planned.isoformat()}"
        if self.completes == UNTIED:
            return "no commitment's completion any more"
        return f"happens when {self.completes.upper()} is done" if self._ties else "not yet known"
