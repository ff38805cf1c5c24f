"""Working days by the calendars of countries, and holidays that are pointed out, not moved."""

from datetime import date

import pytest

from db.calendars import calendar_of, check_calendar
from db.commands.agreements import EditAgreement
from db.commands.deadlines import SetDeadline
from db.commands.undo import Undo
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.resolution import AnchorTime, Due, day_remarks
from db.domain.deadlines.resolver import resolve
from db.domain.deadlines.rules import Anchor, EventAnchor
from db.domain.errors import BadInput, Stale
from db.queries.commitments.detail import GetCommitment
from db.queries.lookups import AgreementOf
from db.store.store import Store
from tests.builders import NOW, do_all, duty, row_of


@pytest.mark.parametrize(
    ("calendar", "rule", "day"),
    [
        # Worked out by hand. 30 June is a holiday in the Congo, 1 and 4 July in Rwanda. In the
        # Congo Saturdays are worked on.
        ("weekdays", "2025-06-27", "2025-06-27"),
        ("weekdays", "signing + 5 working days", "2025-07-04"),
        ("CD", "signing + 5 working days", "2025-07-04"),
        ("RW", "signing + 5 working days", "2025-07-08"),
        ("CD+RW", "signing + 5 working days", "2025-07-09"),
        ("CD+RW", "signing + 10 working days", "2025-07-16"),
        ("weekdays", "signing - 5 working days", "2025-06-20"),
    ],
)
def test_working_days(calendar: str, rule: str, day: str) -> None:
    signed: dict[Anchor, AnchorTime | None] = {
        EventAnchor("signing"): AnchorTime.of_day(date(2025, 6, 27), "Africa/Kinshasa")
    }
    found = resolve(parse_rule(rule), signed, "Africa/Kinshasa", calendar_of(calendar))
    assert isinstance(found, Due)
    assert str(found.day) == day


@pytest.mark.parametrize("code", ["CD", "RW", "SS", "CO", "UA", "QA", "MZ", "ET", "IL", "KE"])
def test_the_countries_of_the_packs_are_known(code: str) -> None:
    calendar = calendar_of(check_calendar(code.lower()))
    assert calendar is not None
    assert calendar.holiday(date(2030, 1, 1)) or code in ("ET", "IL", "QA", "UA")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("none", ""), ("Weekdays", "weekdays"), ("cd + rw", "CD+RW"), ("CD+CD", "CD")],
)
def test_a_calendar_is_kept_by_its_name(typed: str, kept: str) -> None:
    assert check_calendar(typed) == kept


@pytest.mark.parametrize("typed", ["XX", "CD+XX", "Congo", "weekday", "+"])
def test_an_unknown_calendar_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="ISO 3166"):
        check_calendar(typed)


@pytest.mark.parametrize(
    ("day", "calendar", "remarks"),
    [
        ("2026-12-25", "", ()),
        ("2026-12-25", "CD", ("falls on a holiday: Christmas Day",)),
        ("2026-12-25", "CD+RW", ("falls on a holiday: Christmas Day (CD), Christmas Day (RW)",)),
        ("2026-12-26", "", ("falls on a Saturday",)),
        ("2026-12-27", "RW", ("falls on a Sunday",)),
        ("2026-12-24", "RW", ()),
        ("2026-11-27", "IL", ("falls on a Friday",)),
    ],
)
def test_a_day_off_is_pointed_out(day: str, calendar: str, remarks: tuple[str, ...]) -> None:
    due = resolve(parse_rule(day), {}, "Africa/Kinshasa")
    assert isinstance(due, Due)
    assert day_remarks(due, calendar_of(calendar)) == remarks
    assert str(due.day) == day


def test_another_calendar_moves_what_counts_working_days(small: Store) -> None:
    do_all(small, duty("One", "signing + 5 working days"), duty("Two", "2026-12-25"))
    assert "no calendar" in row_of(small, "ACC-1")["waiting_on"]
    said = small.do(EditAgreement("acc", calendar="rw")).summary
    assert said == "Agreement ACC: calendar (none) -> RW"
    assert row_of(small, "ACC-1")["due_on"] == date(2026, 11, 6)
    assert small.ask(GetCommitment("ACC-2")).remarks == ("falls on a holiday: Christmas Day",)
    assert small.ask(AgreementOf("ACC", NOW)).calendar == "RW"
    small.do(SetDeadline(("ACC-2",), "ACC-1 due + 1 working day", "moved"))
    assert row_of(small, "ACC-2")["due_on"] == date(2026, 11, 9)
    do_all(small, Undo(), Undo())
    assert "no calendar" in row_of(small, "ACC-1")["waiting_on"]


def test_an_agreement_is_put_right(small: Store) -> None:
    small.do(duty("One", "2026-12-01"))
    small.do(EditAgreement("ACC", "  Accord  of two ", "Africa/Kigali", None, "Peace", "Draft."))
    row = small.ask(AgreementOf("ACC", NOW))
    assert (row.title, row.zone, row.process, row.note) == (
        "Accord of two", "Africa/Kigali", "Peace", "Draft.",
    )  # fmt: skip
    assert row_of(small, "ACC-1")["due_at"].isoformat() == "2026-12-01T22:00:00+00:00"
    small.do(Undo())
    assert small.ask(AgreementOf("ACC", NOW)).zone == "Africa/Kinshasa"
    with pytest.raises(BadInput, match="needs a title"):
        small.do(EditAgreement("ACC", " "))
    with pytest.raises(Stale):
        small.do(EditAgreement("ACC", "X", seen=1))
    assert small.do(EditAgreement("ACC")).change_id is None


def test_nothing_else_loads_the_holidays() -> None:
    import subprocess
    import sys

    modules = "db.store.store, db.queries.commitments.detail, tui.cli.main"
    code = f"import sys, {modules}; print('holidays' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
