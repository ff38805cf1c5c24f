"""Steps of people in the demo's past: each by somebody, so many days ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pendulum import DateTime

from db.commands.commitments import AddCommitment
from db.commands.reports import AddReport, Entry
from db.domain.enums import Says, Status
from db.protocols import Command

PEOPLE = ("asel", "jonas", "miriam")


@dataclass(frozen=True, slots=True)
class PastCommand:
    """A command given `ago` days before now."""

    ago: int
    who: str
    command: Command


@dataclass(frozen=True, slots=True)
class Diary:
    """The days of one agreement, counted from today in its zone."""

    now: DateTime
    zone: str

    def ago(self, days: int) -> date:
        """A day in the past, or, with a negative number, in the future."""
        there = self.now.in_timezone(self.zone).date().subtract(days=days)
        return date(there.year, there.month, there.day)

    def fixed(self, ago: int) -> str:
        """A day as a rule."""
        return self.ago(ago).isoformat()

    def hour(self, hours: int) -> str:
        """A full hour as a rule, so many hours from now."""
        there = self.now.in_timezone(self.zone).add(hours=hours)
        return f"{there.date().isoformat()} {there.hour:02}:00"


def duty(agreement: str, title: str, owners: str, to: str, **fields: Any) -> AddCommitment:
    """A commitment; party codes are separated by spaces, `fields` are the command's own."""
    return AddCommitment(agreement, title, tuple(owners.split()), tuple(to.split()), **fields)


def entered(ago: int, duties: Iterable[AddCommitment]) -> list[PastCommand]:
    """Commitments entered on one day, by people in turn."""
    return [PastCommand(ago, PEOPLE[i % 2], each) for i, each in enumerate(duties)]


def told(
    days: Diary,
    ago: int,
    who: str,
    code: str,
    text: str,
    *,
    speaker: str = "",
    says: Says | None = None,
    status: Status | None = None,
    quantity: int | None = None,
    level: int | None = None,
    source: str = "",
    grade: str = "",
) -> PastCommand:
    """A report about a day, entered on the day after it."""
    entry = Entry(text, speaker, says, status, level, quantity, source, "", grade, days.ago(ago))
    return PastCommand(ago - 1, who, AddReport((code,), entry))
