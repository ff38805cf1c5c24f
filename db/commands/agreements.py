"""Agreements, parties and what parties are to agreements."""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pendulum import DateTime
from sqlalchemy import select

from db import tables as t
from db.commands import lookup
from db.domain.errors import BadInput, Refused
from db.domain.vocabulary import AgreementRole, PartyKind
from db.facts import start_of
from db.ledger import Ledger

_CODE = re.compile(r"^[A-Z][A-Z0-9]{0,11}$")


def check_code(code: str) -> str:
    """A code in capitals.

    Raises:
        BadInput: when it is not one to twelve letters and digits, a letter first.
    """
    tidy = code.strip().upper()
    if not _CODE.match(tidy):
        raise BadInput(f"{code!r} is no code.", text=code, examples=("WPA", "DOHA", "M23"))
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
            f"{zone!r} is no time zone.", text=zone, examples=("Africa/Kinshasa", "Europe/Geneva")
        ) from error


@dataclass(frozen=True, slots=True)
class AddParty:
    """Enter a state, armed group, organisation or body."""

    code: str
    name: str
    kind: PartyKind = PartyKind.ORGANISATION
    reason: str = ""

    def write(self, tx: Ledger, now: DateTime) -> str:
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
    reason: str = ""

    def write(self, tx: Ledger, now: DateTime) -> str:
        """Add it."""
        del now
        code, zone = check_code(self.code), check_zone(self.zone)
        if not self.title.strip():
            raise BadInput("An agreement needs a title.")
        taken = select(t.agreement.c.title).where(t.agreement.c.code == code)
        title = tx.connection.scalar(taken)
        if title is not None:
            raise Refused(f"{code} is already the code of {title!r}.", "Choose another code.")
        agreement_id = tx.insert(
            t.agreement,
            code=code,
            title=self.title.strip(),
            process_id=_process(tx, self.process.strip()),
            signed_on=self.signed_on,
            zone=zone,
            known_as_of=self.known_as_of,
            note=self.note.strip(),
        )
        self._signing(tx, agreement_id, zone)
        self._invite(tx, agreement_id)
        return f"Agreement {code} added: {self.title.strip()}."

    def _invite(self, tx: Ledger, agreement_id: int) -> None:
        rows = [(lookup.party(tx.connection, code), role) for code, role in self.parties]
        invited: set[int] = set()
        for row, role in rows:
            if row["id"] in invited:
                raise BadInput(f"{row['code']} is named twice.", hint="A party has one role.")
            invited.add(row["id"])
            tx.insert(t.agreement_party, agreement_id=agreement_id, party_id=row["id"], role=role)

    def _signing(self, tx: Ledger, agreement_id: int, zone: str) -> None:
        tx.insert(
            t.event,
            agreement_id=agreement_id,
            key="signing",
            name="Signing",
            actual_at=start_of(self.signed_on, zone) if self.signed_on else None,
            day_only=True,
        )


def _process(tx: Ledger, name: str) -> int | None:
    if not name:
        return None
    found = tx.connection.scalar(select(t.process.c.id).where(t.process.c.name == name))
    return found if found is not None else tx.insert(t.process, name=name)
