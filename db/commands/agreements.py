"""Agreements, parties and the roles of parties in agreements."""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pendulum import DateTime
from sqlalchemy import select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.calendars import check_calendar
from db.commands import lookup
from db.domain.deadlines.day_math import local_day
from db.domain.enums import AgreementRole, PartyKind
from db.domain.errors import BadInput, Refused, Stale
from db.projections.inputs import start_of
from db.queries.what_if.simulate import SupposedHome

Values = lookup.Values
_CODE = re.compile(r"^[A-Z][A-Z0-9]{0,11}$")


def check_code(code: str) -> str:
    """A code in capitals.

    Raises:
        BadInput: when it is not one to twelve letters and digits, a letter first.
    """
    tidy = code.strip().upper()
    if not _CODE.match(tidy):
        raise BadInput(f"'{code}' is no code.", text=code, examples=("WPA", "DOHA", "M23"))
    return tidy


def check_zone(zone: str) -> str:
    """A time zone's IANA name.

    Raises:
        BadInput: when there is no such zone.
    """
    try:
        return ZoneInfo(zone.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            f"'{zone}' is no time zone.", text=zone, examples=("Africa/Kinshasa", "Europe/Zurich")
        ) from error


@dataclass(frozen=True, slots=True)
class AddParty:
    """Enter a state, armed group, organisation or body."""

    code: str
    name: str
    kind: PartyKind = PartyKind.ORGANISATION
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add it; the same code and name again changes nothing."""
        del now
        code = check_code(self.code)
        if not self.name.strip():
            raise BadInput("A party needs a name.", examples=("DRC Democratic Republic of Congo",))
        name = tx.connection.scalar(select(t.party.c.name).where(t.party.c.code == code))
        if name is None:
            tx.insert(t.party, code=code, name=self.name.strip(), kind=self.kind)
            return f"Party {code} added: {self.name.strip()}."
        if name != self.name.strip():
            raise Refused(f"{code} is already the code of {name}.", "Choose another code.")
        return f"Party {code} was there already."


@dataclass(frozen=True, slots=True)
class AddAgreement:
    """Enter a signed text or declaration with its parties; `signing` becomes its first event.

    `parties` are pairs of a party's code (which must exist) and its role.
    """

    code: str
    title: str
    zone: str
    process: str = ""
    signed_on: date | None = None
    known_as_of: date | None = None
    note: str = ""
    parties: tuple[tuple[str, AgreementRole], ...] = ()
    calendar: str = ""
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add it."""
        del now
        code, zone = check_code(self.code), check_zone(self.zone)
        if not self.title.strip():
            raise BadInput("An agreement needs a title.", hint="Say in words what it is called.")
        taken = select(t.agreement.c.title).where(t.agreement.c.code == code)
        title = tx.connection.scalar(taken)
        if title is not None:
            raise Refused(f"{code} is already the code of '{title}'.", "Choose another code.")
        agreement_id = tx.insert(
            t.agreement,
            code=code,
            title=self.title.strip(),
            process_id=_process(tx, self.process.strip()),
            signed_on=self.signed_on,
            zone=zone,
            known_as_of=self.known_as_of,
            calendar=check_calendar(self.calendar),
            note=self.note.strip(),
        )
        self._signing(tx, agreement_id, zone)
        self._invite(tx, agreement_id)
        return f"Agreement {code} added: {self.title.strip()}."

    def _invite(self, tx: UnitOfWork, agreement_id: int) -> None:
        rows = [(lookup.party(tx.connection, code), role) for code, role in self.parties]
        invited: set[int] = set()
        for row, role in rows:
            if row["id"] in invited:
                raise BadInput(f"{row['code']} is named twice.", hint="A party has one role.")
            invited.add(row["id"])
            tx.insert(t.agreement_party, agreement_id=agreement_id, party_id=row["id"], role=role)

    def _signing(self, tx: UnitOfWork, agreement_id: int, zone: str) -> None:
        tx.insert(
            t.event,
            agreement_id=agreement_id,
            key="signing",
            name="Signing",
            actual_at=start_of(self.signed_on, zone) if self.signed_on else None,
            day_only=True,
        )


@dataclass(frozen=True, slots=True)
class EditAgreement:
    """Correct an agreement: title, zone, calendar of working days, process, note.

    Another zone or calendar moves deadlines, in the same step. None leaves a field as it is.
    """

    code: str
    title: str | None = None
    zone: str | None = None
    calendar: str | None = None
    process: str | None = None
    note: str | None = None
    reason: str = ""
    seen: int | None = None

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set what is given."""
        del now
        row = lookup.agreement(tx.connection, self.code)
        if self.seen is not None and self.seen != row["version"]:
            raise Stale(f"{row['code']} was changed by somebody since.", "Look again first.")
        values = {key: value for key, value in self._values(tx).items() if row[key] != value}
        if "zone" in values:
            _keep_days(tx, row, values["zone"])
        tx.update(t.agreement, row["id"], **values)
        said = ", ".join(
            f"{key.removesuffix('_id')} {row[key] or '(none)'} -> {value or '(none)'}"
            if key in ("zone", "calendar")
            else f"{key.removesuffix('_id')} changed"
            for key, value in values.items()
        )
        return f"Agreement {row['code']}: {said or 'nothing to change'}"

    def supposed(self) -> SupposedHome | None:
        """The same edit as a supposition, to preview moved dates; None where nothing depends on it.

        Raises:
            BadInput: for a zone or a calendar that is not known.
        """
        if self.zone is None and self.calendar is None:
            return None
        return SupposedHome(
            self.code,
            None if self.zone is None else check_zone(self.zone),
            None if self.calendar is None else check_calendar(self.calendar),
        )

    def _values(self, tx: UnitOfWork) -> Values:
        values: Values = {}
        if self.title is not None:
            if not self.title.strip():
                raise BadInput(
                    "An agreement needs a title.", hint="Say in words what it is called."
                )
            values["title"] = " ".join(self.title.split())
        if self.zone is not None:
            values["zone"] = check_zone(self.zone)
        if self.calendar is not None:
            values["calendar"] = check_calendar(self.calendar)
        if self.process is not None:
            values["process_id"] = _process(tx, self.process.strip())
        if self.note is not None:
            values["note"] = self.note.strip()
        return values


def _keep_days(tx: UnitOfWork, agreement: Values, zone: str) -> None:
    """Keep known days when the zone changes: each is stored as its start in the new zone."""
    e = t.event.c
    own = select(t.event).where(e.agreement_id == agreement["id"], e.day_only.is_(True))
    for event in tx.connection.execute(own).mappings().all():
        times = {name: event[name] for name in ("planned_at", "actual_at") if event[name]}
        begins = {
            name: start_of(local_day(at, agreement["zone"]), zone) for name, at in times.items()
        }
        tx.update(t.event, event["id"], **begins)


def _process(tx: UnitOfWork, name: str) -> int | None:
    if not name:
        return None
    found = tx.connection.scalar(select(t.process.c.id).where(t.process.c.name == name))
    return found if found is not None else tx.insert(t.process, name=name)
