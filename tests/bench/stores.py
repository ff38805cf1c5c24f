"""Stores of any size, written straight into the tables with their projections."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert

from db import tables
from db.clock import system_clock
from db.domain.enums import (
    CommitmentRole,
    DeadlineKind,
    PartyKind,
    ReportKind,
    Says,
    Status,
    Verification,
)
from db.engine.factory import for_writing, open_engine, write_ahead
from db.engine.url import store_url
from db.store import migrations

ZONES = ("Africa/Kinshasa", "Africa/Nairobi", "Europe/Zurich", "UTC")
PARTIES = 40
BATCH = 20_000
SHARE = 10_000
"""Commitments of one agreement, at most."""
VERBS = ("Release", "Withdraw", "Disarm", "Report", "Open", "Fund", "Train", "Return")
THINGS = ("prisoners", "forces", "crossings", "observers", "refugees", "schools", "funds", "maps")
PLACES = ("north", "south", "lake", "border", "capital", "river", "province", "camp", "coast")
THEMES = ("security", "justice", "economy", "institutions", "refugees")

Row = dict[str, Any]
Kind = Literal["mixed", "event", "chain"]


def store_of(size: int, *, folder: Path | None = None, kind: Kind = "mixed") -> Path:
    """A store of so many commitments, made when it is not there yet.

    `event`: the deadline of each hangs on the same event, D-day of B1. `chain`: so does the
    first, and each other one on the completion of the one before it.
    """
    folder = folder or Path(tempfile.gettempdir()) / "accord-bench"
    folder.mkdir(exist_ok=True)
    path = folder / f"{kind}-{size}-{_version()}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _write(part, size, kind=kind)
        part.rename(path)
    return path


def _version() -> str:
    """Changes with what is written, and with the month: due dates lie around the present."""
    sources = Path(__file__).read_bytes() + Path(tables.__file__).read_bytes()
    return hashlib.sha256(sources + f"{system_clock():%Y-%m}".encode()).hexdigest()[:10]


def _write(path: Path, size: int, *, kind: Kind) -> None:
    engine = open_engine(store_url(str(path)), read_only=False)
    write_ahead(engine)
    migrations.migrate(engine)
    with engine.connect() as connection, for_writing(connection).begin():
        for table, rows in (*whose(size), *duties(1, size, kind=kind)):
            connection.execute(insert(table), rows)
    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    engine.dispose()


def duties(first: int, last: int, *, kind: Kind = "mixed") -> Iterator[tuple[Table, list[Row]]]:
    """The rows of the commitments with these numbers, a good many at a time, table by table."""
    today = system_clock().date()
    for start in range(first, last + 1, BATCH):
        numbers = range(start, min(start + BATCH, last + 1))
        made = [_Duty(each, today, kind=kind) for each in numbers]
        for table in (
            tables.commitment,
            tables.commitment_party,
            tables.deadline,
            tables.deadline_anchor,
            tables.report,
        ):
            rows = [row for duty in made for row in duty.rows(table)]
            if rows:
                yield table, rows


def whose(size: int) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of the parties, and of as many agreements and events as so many duties take."""
    agreements = range(1, -(-size // SHARE) + 1)
    yield (
        tables.party,
        [
            {
                "id": each,
                "code": f"P{each}",
                "name": f"Party number {each}",
                "kind": PartyKind.STATE,
            }
            for each in range(1, PARTIES + 1)
        ],
    )
    yield (
        tables.agreement,
        [
            {
                "id": each,
                "code": f"B{each}",
                "title": f"Agreement number {each}",
                "zone": ZONES[each % len(ZONES)],
                "next_number": SHARE + 1,
            }
            for each in agreements
        ],
    )
    yield (
        tables.event,
        [
            {"id": each, "agreement_id": each, "key": "D-day", "name": "D-day"}
            for each in agreements
        ],
    )


@lru_cache(maxsize=10_000)
def _end_of(day: date, zone: str) -> datetime:
    after = day + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class _Duty:
    """One commitment: one in three done, one in twenty overdue, some waiting or without a date."""

    def __init__(self, number: int, today: date, *, kind: Kind) -> None:
        self.id = number
        self.mix = number * 2_654_435_761 % 1_000  # spread evenly, and the same each time
        self.agreement = 1 if kind != "mixed" else (number - 1) // SHARE + 1
        self.anchored = kind != "mixed" or self.mix % 10 == 0
        self.follows = number - 1 if kind == "chain" else 0
        self.undated = not self.anchored and self.mix % 10 == 1
        self.done = not self.anchored and not self.undated and self.mix % 3 == 0
        span = -(self.mix % 600) if self.done or self.mix % 20 == 3 else 1 + self.mix % 700
        self.day = today + timedelta(days=span)
        self.rule = self.day.isoformat()
        if self.anchored:
            self.rule = f"D-day + {30 + self.mix} days"
            if self.follows:
                self.rule = f"B1-{self.follows} done + 1 day"
        elif self.undated:
            self.rule = "none"

    def rows(self, table: Table) -> Iterator[Row]:
        """Its rows in one of the tables."""
        if table is tables.commitment:
            yield self._entered() | self._derived()
        elif table is tables.commitment_party:
            yield {"commitment_id": self.id, "party_id": self.party, "role": CommitmentRole.LEAD}
        elif table is tables.deadline:
            yield {"id": self.id, "commitment_id": self.id, "number": 1, "rule": self.rule}
        elif table is tables.deadline_anchor and self.anchored:
            on: Row = {"event_id": self.agreement, "commitment_id": None}
            if self.follows:
                on = {"event_id": None, "commitment_id": self.follows}
            yield {"deadline_id": self.id, **on}
        elif table is tables.report and self.done:
            yield self._report()

    @property
    def party(self) -> int:
        """Its owner."""
        return 1 + self.mix % PARTIES

    def _entered(self) -> Row:
        words = VERBS[self.mix % 8], THINGS[self.mix // 8 % 8], PLACES[self.mix // 64 % 9]
        number = (self.id - 1) % SHARE + 1
        return {
            "id": self.id,
            "agreement_id": self.agreement,
            "number": number,
            "code": f"B{self.agreement}-{number}",
            "title": f"{words[0]} the {words[1]} of the {words[2]}, part {self.id}",
            "theme": THEMES[self.mix % 5],
            "provision": f"Art. {self.mix % 40}",
            "critical": self.mix % 50 == 0,
            "status": Status.DONE if self.done else Status.PENDING,
            "status_on": self.day if self.done else None,
        }

    def _derived(self) -> Row:
        entered, dated = self._entered(), not (self.anchored or self.undated)
        words = (entered["code"], entered["title"], entered["provision"], entered["theme"], "")
        kind = DeadlineKind.WAITING if self.anchored else DeadlineKind.DUE
        end = _end_of(self.day, ZONES[self.agreement % len(ZONES)])
        return {
            "owners": f"P{self.party}",
            "search": " ".join([*words, f"P{self.party} Party number {self.party}"]).casefold(),
            "band": 3 if self.done else 1 if self.anchored else 2 if self.undated else 0,
            "deadline_kind": DeadlineKind.NONE if self.undated else kind,
            "rule": self.rule,
            "waiting_on": self._waiting_on() if self.anchored else "",
            "due_at": end if dated else None,
            "due_on": self.day if dated else None,
            "first_due_at": end if dated else None,
            "first_due_on": self.day if dated else None,
            "done_at": end if self.done else None,
            "done_on": self.day if self.done else None,
            "verification": Verification.CLAIMED if self.done else Verification.NO_REPORT,
            "reports": int(self.done),
            "last_report_id": self.id if self.done else None,
        }

    def _waiting_on(self) -> str:
        return f"B1-{self.follows} done" if self.follows else "D-day"

    def _report(self) -> Row:
        at = _end_of(self.day, ZONES[self.agreement % len(ZONES)])
        return {
            "id": self.id,
            "commitment_id": self.id,
            "at": at,
            "day": self.day,
            "recorded_at": at,
            "speaker_id": self.party,
            "author": "bench",
            "kind": ReportKind.REPORT,
            "says": Says.DONE,
            "status_to": Status.DONE,
            "text": "Done on the day.",
        }
