"""Seed packs: an agreement with its parties, events, commitments and reports, as one TOML file.

The format is described in docs/seed-packs.md. People's commands load a pack, so a pack is refused
whatever people would be refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pendulum import DateTime

from db.audit.unit_of_work import UnitOfWork
from db.commands.agreements import AddAgreement, AddParty
from db.commands.commitments import AddCommitment
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link
from db.commands.reports import AddReport, Entry
from db.domain.bounds import LONGEST_PACK
from db.domain.enums import AgreementRole, PartyKind, Says, Status
from db.domain.errors import AccordError, BadInput, NotFound
from db.domain.text_files import NotText, NotToml, read_file, read_toml
from db.packs.schema import check_shape
from db.resources import seeds

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack that can be loaded."""

    code: str
    title: str
    process: str
    commitments: int
    known_as_of: date | None
    path: Path


def available() -> tuple[PackInfo, ...]:
    """The packs that come with accord, by code."""
    return tuple(sorted((_info(path) for path in seeds().glob("*.toml")), key=lambda i: i.code))


def _info(path: Path) -> PackInfo:
    pack = read_pack(path)
    head = pack["agreement"]
    return PackInfo(
        head["code"],
        head["title"],
        head.get("process", ""),
        len(pack.get("commitment", [])),
        head.get("known_as_of"),
        path,
    )


def find_pack(code: str) -> "LoadPack":
    """The pack with this code or file name, ready to load.

    Raises:
        NotFound: when there is none.
        BadInput: when the file is no pack.
    """
    path = Path(code)
    if path.suffix == ".toml":
        return LoadPack(read_pack(path))
    path = seeds() / f"{code.casefold()}.toml"
    if not code.isalnum() or not path.is_file():
        known = ", ".join(info.code for info in available())
        raise NotFound(f"There is no pack '{code}'.", f"There are: {known}.")
    return LoadPack(read_pack(path))


def read_pack(path: Path) -> Table:
    """A pack's TOML.

    Raises:
        NotFound: when there is no such file.
        BadInput: with the line when it is not TOML, or has no agreement.
    """
    try:
        pack = read_toml(read_file(path, LONGEST_PACK))
    except OSError as error:
        hint = "Give the path of a pack, or the code of one that accord seed list shows."
        raise NotFound(f"{path} cannot be read: {error.strerror}.", hint) from error
    except NotText as error:
        raise BadInput(f"{path.name} {error}.", hint=error.hint) from error
    except NotToml as error:
        raise BadInput(f"{path.name} is not TOML: {error}.", hint="Mend that place.") from error
    if not isinstance(pack.get("agreement"), dict):
        raise BadInput(f"{path.name} has no [agreement].", hint="See docs/seed-packs.md.")
    return pack


@dataclass(frozen=True, slots=True)
class LoadPack:
    """Load a whole pack in one step: one line in the audit trail, one undo."""

    pack: Table
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add everything in it, or nothing when any part is refused."""
        check_shape(self.pack)
        head = self.pack["agreement"]
        code = head["code"].strip().upper()
        events, duties = self.pack.get("event", []), self.pack.get("commitment", [])
        for party in self.pack.get("party", []):
            _within(f"party {party.get('code')}", partial(self._invite, tx, now, party))
        _within(code, partial(self._begin, tx, now))
        for event in events:
            _within(f"event {event.get('key')}", partial(self._set, tx, now, event))
        names = [(f"{code}-{duty.get('number')}", duty) for duty in duties]
        # A rule may wait for a later commitment, so rules are set once all are entered.
        for step in (self._add, self._hang, self._story):
            for name, duty in names:
                _within(name, partial(step, tx, now, name, duty))
        for event in events:
            if event.get("completes"):
                step = partial(self._set, tx, now, event, event["completes"])
                _within(f"event {event['key']}", step)
        return f"{code} loaded: {len(duties)} commitments of '{head['title']}'"

    def _invite(self, tx: UnitOfWork, now: DateTime, party: Table) -> None:
        kind = PartyKind(party.get("kind", "organisation"))
        AddParty(party["code"], party["name"], kind).write(tx, now)

    def _begin(self, tx: UnitOfWork, now: DateTime) -> None:
        _agreement(self.pack).write(tx, now)

    def _set(self, tx: UnitOfWork, now: DateTime, event: Table, completes: str = "") -> None:
        SetEvent(
            self.pack["agreement"]["code"],
            event["key"],
            event.get("name", ""),
            event.get("actual"),
            event.get("planned"),
            completes,
            self._source(event),
        ).write(tx, now)

    def _add(self, tx: UnitOfWork, now: DateTime, name: str, duty: Table) -> None:
        AddCommitment(
            name.removesuffix(f"-{duty['number']}"),
            duty["title"],
            tuple(duty.get("owners", ())),
            tuple(duty.get("to", ())),
            tuple(duty.get("verifiers", ())),
            provision=duty.get("provision", ""),
            words=duty.get("words", ""),
            theme=duty.get("theme", ""),
            tags=duty.get("tags", ""),
            source=self._source(duty),
            critical=duty.get("critical", False),
            continuing=duty.get("continuing", False),
            target=duty.get("quantity"),
            unit=duty.get("unit", ""),
            parent=duty.get("parent", ""),
            number=duty["number"],
        ).write(tx, now)

    def _hang(self, tx: UnitOfWork, now: DateTime, name: str, duty: Table) -> None:
        SetDeadline((name,), duty.get("deadline", "none")).write(tx, now)
        for key in ("after", "parallel"):
            for other in duty.get(key, []):
                Link(name, other, parallel=key == "parallel").write(tx, now)

    def _story(self, tx: UnitOfWork, now: DateTime, name: str, duty: Table) -> None:
        for extension in duty.get("extension", []):
            SetDeadline(
                (name,),
                extension["deadline"],
                extension.get("reason", "") or "extended",
                extension.get("agreed_on"),
                extension.get("agreed_by", ""),
                self._source(extension),
            ).write(tx, now)
        for report in duty.get("report", []):
            AddReport((name,), self._entry(report)).write(tx, now)

    def _entry(self, report: Table) -> Entry:
        return Entry(
            text=report.get("text", ""),
            speaker=report.get("speaker", ""),
            says=Says(report["says"]) if report.get("says") else None,
            status=Status(report["status"]) if report.get("status") else None,
            level=report.get("level"),
            quantity=report.get("quantity"),
            source=self._source(report),
            url=report.get("url", ""),
            grade=report.get("grade", ""),
            on=report["on"],
        )

    def _source(self, table: Table) -> str:
        sources = self.pack.get("sources", {})
        keys = table.get("source", "").split(",")
        parts = [sources.get(key.strip(), key.strip()) for key in keys]
        return "; ".join(part for part in parts if part)


def _within(where: str, step: Callable[[], object]) -> None:
    """Name the part of the pack in the errors of a step."""
    try:
        step()
    except AccordError as error:
        error.message = f"{where}: {error.message}"
        raise


def _agreement(pack: Table) -> AddAgreement:
    head = pack["agreement"]
    return AddAgreement(
        head["code"],
        head["title"],
        head.get("zone", "UTC"),
        head.get("process", ""),
        head.get("signed"),
        head.get("known_as_of"),
        head.get("note", ""),
        tuple(
            (party["code"], AgreementRole(party.get("role", "none")))
            for party in pack.get("party", [])
        ),
        head.get("calendar", ""),
    )
