"""What is odd about typed days is pointed out, and years that are slips are asked about."""

import datetime as dt

import pytest

from db.commands.batch import AddMany
from db.commands.commitments import AddCommitment
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.report_entry import Entry
from db.commands.reports import AddReport
from db.commands.text_edits import EditSheets
from db.domain.commitment_toml import SheetEdit
from db.domain.deadlines.day_math import instant_at
from db.domain.parsing.deadline import parse_deadline
from db.domain.unlikely_dates import remarks, unlikely

ZONE = "Europe/Berlin"
NOW = instant_at(dt.date(2026, 11, 30), dt.time(16, 20), ZONE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("25 nov", "5 days ago would be 2026-11-25"),
        ("Nov 25 18:00", "5 days ago would be 2026-11-25"),
        ("29 nov", "1 day ago would be 2026-11-29"),
        ("29 feb", ""),  # 2028-02-29 is nearer than 2024-02-29
        ("30 nov", ""),
        ("1 dec", ""),
        ("25 may", ""),  # in 176 days; the last one was 189 days ago
        ("25 nov 2027", ""),
        ("2027-11-25", ""),
        ("fri", ""),
        ("+3d", ""),
        ("signing + 3 days", ""),
        ("2027-03-28 02:30", "02:30 does not exist that day, as clocks go forward: 03:30 is meant"),
        ("2027-10-31 02:30", "02:30 comes twice that day, as clocks go back: the first is meant"),
        ("2027-03-28 02:30 Africa/Juba", ""),
    ],
)
def test_what_is_pointed_out(text: str, said: str) -> None:
    rule = parse_deadline(text, now=NOW, zone=ZONE)
    assert "; ".join(remarks(text, rule, NOW, ZONE)) == said


OLD, FAR = dt.date(1825, 9, 25), dt.date(2206, 1, 1)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (AddCommitment("ACC", "In 1825-01-01", rule="1825-09-25"), "1825 is before 1900."),
        (AddCommitment("ACC", "A title of 2206-01-01", rule="signing + 30 days"), ""),
        (AddMany((AddCommitment("ACC", "x", rule="2026-01-01 .. 2206-01-01"),)),
         "2206 is 180 years ahead."),
        (SetDeadline(("ACC-1",), "min(1899-12-31, 2127-01-01)"),
         "1899 is before 1900, 2127 is 101 years ahead."),
        (SetDeadline(("ACC-1",), "every month from 1900-01-01 until 2126-12-31"), ""),
        (SetDeadline(("ACC-1",), "signing + 150 years"), "150 years are more than 100 years."),
        (AddCommitment("ACC", "x", rule="signing - 36526 days"),
         "36526 days are more than 100 years."),
        (SetDeadline(("ACC-1",), "signing + 1200 months"), ""),
        (SetEvent("ACC", "signing", actual=OLD), "1825 is before 1900."),
        (SetEvent("ACC", "signing", planned=FAR), "2206 is 180 years ahead."),
        (AddReport(("ACC-1",), Entry("x", on=OLD)), "1825 is before 1900."),
        (EditSheets([SheetEdit("ACC-1", {"deadline": "2206-01-01"})]),
         "2206 is 180 years ahead."),
    ],
)  # fmt: skip
def test_years_that_are_asked_about(command: object, said: str) -> None:
    assert unlikely(command, NOW) == said
