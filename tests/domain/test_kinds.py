"""Every kind of deadline that agreements know, in one table; each answer was counted by hand.

Of what an event is known by: `2025-06-27` is a day, with a time it is an exact moment in the
agreement's zone, `~` before it says that it is planned. Moments of the answers are in UTC (Z).
"""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from db.domain.deadlines.day_math import WeekdayCalendar, instant_at, start_of_day
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.recurrence import Recurrence
from db.domain.deadlines.resolution import AnchorTime, Due, Resolution, Undetermined, Waiting
from db.domain.deadlines.resolver import day_remarks, resolve
from db.domain.deadlines.rules import (
    Anchor,
    DueAnchor,
    EventAnchor,
    Offset,
    PerOccurrence,
    Recurring,
    Rule,
    anchors_of,
)
from db.domain.time_state import CompletionTime, two_clocks

KINSHASA, JUBA, KYIV = "Africa/Kinshasa", "Africa/Juba", "Europe/Kyiv"
JERUSALEM = "Asia/Jerusalem"
SIGNED = {"signing": "2025-06-27"}  # a Friday


class Holidays(WeekdayCalendar):
    """Monday to Friday, but for the day of independence in Kinshasa."""

    def is_working_day(self, day: dt.date) -> bool:
        return super().is_working_day(day) and not self.holiday(day)

    def holiday(self, day: dt.date) -> str:
        return "Independence Day" if (day.month, day.day) == (6, 30) else ""


@dataclass(frozen=True)
class Case:
    """A rule of some kind, what is known, and what it comes to."""

    kind: str
    rule: str
    answer: str
    counted: str
    """How the answer was found with a calendar and a clock."""
    known: dict[str, str] = field(default_factory=lambda: dict(SIGNED))
    zone: str = KINSHASA
    calendar: WeekdayCalendar | None = None


CASES = (
    # A date, with and without an hour.
    Case("none", "none", "no deadline", "the text gives none"),
    Case("date", "2025-09-25", "2025-09-25, over 2025-09-25 23:00Z", "midnight in Kinshasa, UTC+1"),
    Case("date", "2025-11-30", "2025-11-30, over 2025-11-30 22:00Z; falls on a Sunday",
         "the same country ends its day an hour earlier in the east", zone="Africa/Lubumbashi"),
    Case("date and time", "2025-12-24 00:01 Africa/Juba", "2025-12-23, at 2025-12-23 22:01Z",
         "a minute past midnight in Juba, UTC+2, is 23:01 of the day before in Kinshasa"),
    # After an event: signing, a period's start, one of many smaller ones.
    Case("from signing", "signing", "2025-06-27, over 2025-06-27 23:00Z", "the day itself"),
    Case("from signing", "signing + 30 days",
         "2025-07-27, over 2025-07-27 23:00Z; falls on a Sunday",
         "3 days to 30 June and 27 in July; pointed out and not moved"),
    Case("from signing", "signing + 90 days", "2025-09-25, over 2025-09-25 23:00Z",
         "3 in June, 31 in July, 31 in August, 25 in September"),
    Case("from a period's start", "transition-starts + 8 months",
         "2020-10-22, over 2020-10-22 21:00Z", "22 February to 22 October; Juba was at UTC+3",
         {"transition-starts": "2020-02-22"}, JUBA),
    Case("from an event", "withdrawal-completed + 5 days", "waits for withdrawal-completed",
         "it has not happened and is not planned", {}, KYIV),
    Case("from an event", "withdrawal-completed + 5 days",
         "2015-03-08, over 2015-03-08 22:00Z; falls on a Sunday", "3 + 5; Kyiv in winter, UTC+2",
         {"withdrawal-completed": "2015-03-03"}, KYIV),
    Case("from an event of another agreement", "DOHA/signing + 14 days",
         "2025-11-29, over 2025-11-29 23:00Z; falls on a Saturday", "15 + 14",
         {"DOHA/signing": "2025-11-15"}),
    # Back from an end.
    Case("before an end", "transition-ends - 60 days",
         "2024-12-24, over 2024-12-24 22:00Z; planned",
         "22 days back to 31 January, 31 to 31 December, 7 more; Juba is at UTC+2 by now",
         {"transition-ends": "~2025-02-22"}, JUBA),
    Case("before an end", "elections - 2 months", "2026-10-22, over 2026-10-22 22:00Z; planned",
         "22 December to 22 October", {"elections": "~2026-12-22"}, JUBA),
    Case("before an end", "elections - 1 month", "2026-02-28, over 2026-02-28 23:00Z; "
         "falls on a Saturday", "there is no 31 February", {"elections": "2026-03-31"}),
    # In hours.
    Case("hours", "ceasefire + 72 hours", "2025-10-13, at 2025-10-13 09:00Z",
         "three days later at noon, UTC+3", {"ceasefire": "2025-10-10 12:00"}, JERUSALEM),
    Case("hours, as clocks go back", "ceasefire + 24 hours", "2025-10-26, at 2025-10-26 09:00Z; "
         "falls on a Sunday", "11:00 by the clock, UTC+2 since that night",
         {"ceasefire": "2025-10-25 12:00"}, JERUSALEM),
    Case("hours before", "elections - 48 hours",
         "2025-03-29, at 2025-03-28 22:00Z; falls on a Saturday",
         "22:00Z of the 30th, less two days; 29 March 00:00 in Kyiv, before clocks go forward",
         {"elections": "2025-03-31 01:00"}, KYIV),
    Case("hours from a day", "signing + 72 hours",
         "2025-06-30, over 2025-06-30 23:00Z; the hour of “signing” is not known: "
         "counted from the end of its day",
         "from midnight after 27 June to midnight after 30 June, which is the last day"),
    Case("half days from a day", "signing + 60 hours",
         "2025-06-30, at 2025-06-30 11:00Z; the hour of “signing” is not known: "
         "counted from the end of its day",
         "from midnight after 27 June to noon of 30 June"),
    # In weeks, months and years.
    Case("weeks", "signing + 8 weeks", "2025-08-22, over 2025-08-22 23:00Z",
         "56 days: 3 in June, 31 in July, 22 in August; again a Friday"),
    Case("month's end", "x + 1 month", "2025-02-28, over 2025-02-28 23:00Z",
         "there is no 31 February", {"x": "2025-01-31"}),
    Case("month's end, leap year", "x + 1 month", "2024-02-29, over 2024-02-29 23:00Z",
         "2024 has a 29th", {"x": "2024-01-31"}),
    Case("month's end", "x + 2 months", "2026-02-28, over 2026-02-28 23:00Z; falls on a Saturday",
         "31 December and two months", {"x": "2025-12-31"}),
    Case("years", "x + 1 year", "2025-02-28, over 2025-02-28 23:00Z", "2025 has no 29th",
         {"x": "2024-02-29"}),
    Case("years", "x + 4 years", "2028-02-29, over 2028-02-29 23:00Z", "2028 has it again",
         {"x": "2024-02-29"}),
    # In working days.
    Case("working days", "signing + 5 working days",
         "2025-07-07, over 2025-07-07 23:00Z; working days: Monday to Friday",
         "30 June is a holiday: 1, 2, 3, 4 and, after a weekend, 7 July", calendar=Holidays()),
    Case("working days before", "signing - 3 working days",
         "2025-06-24, over 2025-06-24 23:00Z; working days: Monday to Friday",
         "26, 25, 24 June", calendar=Holidays()),
    Case("working days", "signing + 5 working days",
         "cannot tell, because no calendar of working days is set for the agreement",
         "weekends differ between countries, so none is taken for granted"),
    Case("a date on a holiday", "2025-06-30",
         "2025-06-30, over 2025-06-30 23:00Z; falls on a holiday: Independence Day",
         "pointed out and not moved", calendar=Holidays()),
    # Where clocks change.
    Case("day of 23 hours", "x + 1 day", "2025-03-30, over 2025-03-30 21:00Z; falls on a Sunday",
         "Kyiv goes to UTC+3 that morning", {"x": "2025-03-29 12:00"}, KYIV),
    Case("day after which there is no midnight", "2018-11-03",
         "2018-11-03, over 2018-11-04 03:00Z; falls on a Saturday",
         "4 November began at 01:00, UTC-2", zone="America/Sao_Paulo"),
    Case("moment in another zone", "x + 1 day", "2025-10-12, over 2025-10-12 22:00Z; "
         "falls on a Sunday", "half past midnight of the 11th in Juba",
         {"x": "2025-10-11 00:30"}, JUBA),
    # A window, "not before", and two bounds.
    Case("window", "2025-10-21 .. 2025-10-31",
         "2025-10-31, over 2025-10-31 23:00Z; not before 2025-10-20 23:00Z",
         "from the midnight with which the 21st begins"),
    Case("window from an event", "x + 10 days .. x + 20 days",
         "2025-10-30, over 2025-10-30 23:00Z; not before 2025-10-19 23:00Z",
         "10 + 10 and 10 + 20 October", {"x": "2025-10-10"}),
    Case("window from an event", "x .. 2025-10-31", "waits for x", "it has not opened"),
    Case("not before", "max(signing + 90 days, 2025-12-31)", "2025-12-31, over 2025-12-31 23:00Z",
         "25 September comes first"),
    Case("not before what is unknown", "max(signing + 90 days, fund-established)",
         "waits for fund-established", "the last bound is not known"),
    Case("two bounds", "min(signing + 90 days, 2025-08-31)",
         "2025-08-31, over 2025-08-31 23:00Z; falls on a Sunday", "it comes before 25 September"),
    Case("two bounds, one unknown", "min(signing + 90 days, fund-established)",
         "2025-09-25, over 2025-09-25 23:00Z; planned; "
         "may be earlier: waiting for fund-established",
         "at the latest 25 September"),
    # On a condition: an event that may never come.
    Case("conditional", "funds-released + 30 days", "waits for funds-released",
         "as long as the condition is not met nothing is due"),
    Case("conditional", "funds-released + 30 days", "2026-04-01, over 2026-04-01 23:00Z",
         "29 days to 31 March and one more", {"funds-released": "2026-03-02"}),
    # On another duty.
    Case("on a completion", "WPA-3 done + 30 days", "waits for WPA-3 done", "it is not done"),
    Case("on a completion", "WPA-3 done + 30 days",
         "2025-09-06, over 2025-09-06 23:00Z; falls on a Saturday", "24 in August, 6 in September",
         {"WPA-3 done": "2025-08-07"}),
    Case("on a deadline", "WPA-3 due + 30 days",
         "2025-10-25, over 2025-10-25 23:00Z; falls on a Saturday", "5 in September, 25 in October",
         {"WPA-3 due": "2025-09-25"}),
)  # fmt: skip


def when(text: str, zone: str) -> AnchorTime:
    """An event as the table says it."""
    planned = text.startswith("~")
    day, _, hour = text.removeprefix("~").partition(" ")
    at = start_of_day(dt.date.fromisoformat(day), zone)
    if hour:
        at = instant_at(dt.date.fromisoformat(day), dt.time.fromisoformat(hour), zone)
    return AnchorTime(at, day_only=not hour, zone=zone, planned=planned)


def worked_out(
    rule: Rule, known: dict[str, str], zone: str, calendar: WeekdayCalendar | None
) -> str:
    """What a rule comes to, as the table says it."""
    named = {str(anchor): anchor for anchor in anchors_of(rule)}
    anchors: dict[Anchor, AnchorTime | None] = {
        anchor: when(known[name], zone) for name, anchor in named.items() if name in known
    }
    return told(resolve(rule, anchors, zone, calendar), calendar)


def told(found: Resolution, calendar: WeekdayCalendar | None = None) -> str:
    if isinstance(found, Waiting):
        return f"waits for {', '.join(map(str, found.on))}"
    if isinstance(found, Undetermined):
        return f"cannot tell, because {found.because}"
    if not isinstance(found, Due):
        return "no deadline"
    ends = (
        f", at {found.ends:%Y-%m-%d %H:%M}Z"
        if found.timed
        else f", over {found.ends:%Y-%m-%d %H:%M}Z"
    )
    opens = [f"not before {found.opens:%Y-%m-%d %H:%M}Z"] if found.opens else []
    planned = ["planned"] if found.provisional else []
    return "; ".join(
        [f"{found.day}{ends}", *opens, *planned, *found.notes, *day_remarks(found, calendar)]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.rule}")
def test_each_kind_of_deadline(case: Case) -> None:
    rule = parse_rule(case.rule)
    assert worked_out(rule, case.known, case.zone, case.calendar) == case.answer, case.counted
    assert str(rule) == case.rule


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        # From the 31st: short months give their last day, and the 31st comes back.
        ("every month from signing", "2026-01-31", "2026-02-28 2026-03-31 2026-04-30"),
        # 1 June 2026 is a Monday; 3 July lies behind the end.
        ("every 2 weeks on friday until 2026-06-30", "2026-06-01", "2026-06-05 2026-06-19"),
        ("every 3 months until 2026-12-31", "2026-03-31", "2026-06-30 2026-09-30 2026-12-31"),
        ("every year", "2024-02-29", "2025-02-28 2026-02-28 2027-02-28"),
        # From midnight after the 5th: noon of the 7th, midnight after the 8th, noon of the 10th.
        ("every 36 hours", "2026-06-05", "2026-06-07 2026-06-08 2026-06-10"),
        # Friday; then five days that are worked on, without 30 June: 26 June, 6 July, 13 July.
        ("every 5 working days", "2026-06-19", "2026-06-26 2026-07-06 2026-07-13"),
    ],
)
def test_duties_that_come_round(rule: str, start: str, expected: str) -> None:
    recurring = parse_rule(rule)
    assert isinstance(recurring, Recurring)
    first = dt.date.fromisoformat(start)
    series = Recurrence(recurring, first, KINSHASA, Holidays())
    found = [due for place in range(3) if (due := series.at(place))]
    assert " ".join(str(due.day) for due in found) == expected


@pytest.mark.parametrize(
    ("rule", "arose", "answer"),
    [
        # Sunday 09:00 in Kinshasa is 08:00Z; two days later at the same hour.
        ("within 48 hours of each violation-report", "2026-11-22 09:00",
         "2026-11-24, at 2026-11-24 08:00Z"),
        ("within 2 days of each violation-report", "2026-11-22",
         "2026-11-24, over 2026-11-24 23:00Z"),
        # Friday: Monday and Tuesday are worked on.
        ("within 2 working days of each violation-report", "2026-11-20",
         "2026-11-24, over 2026-11-24 23:00Z; working days: Monday to Friday"),
    ],
)  # fmt: skip
def test_duties_owed_on_each_occurrence(rule: str, arose: str, answer: str) -> None:
    standing = parse_rule(rule)
    assert isinstance(standing, PerOccurrence)
    each = Offset(EventAnchor(standing.event), standing.amount, standing.unit)
    assert worked_out(each, {standing.event: arose}, KINSHASA, Holidays()) == answer


def test_a_chain_of_deadlines_and_a_date_fixed_in_it() -> None:
    """Signing on 27 June + 10 is 7 July, + 5 is the 12th; a week from 20 July is the 27th."""
    chain = {
        "A-1": ("signing + 10 days", "2025-07-07"),
        "A-2": ("A-1 due + 5 days", "2025-07-12"),
        "A-3": ("A-2 done + 1 week", "2025-07-27"),
        "A-4": ("2025-07-20", "2025-07-20"),  # fixed: before what it may have to follow, and kept
        "A-5": ("max(A-3 due, A-4 due)", "2025-07-27"),
        "A-6": ("A-5 done + 1 day", "waits for A-5 done"),
    }
    known: dict[str, AnchorTime] = {
        "signing": AnchorTime.of_day(dt.date(2025, 6, 27), KINSHASA),
        "A-2 done": AnchorTime.of_day(dt.date(2025, 7, 20), KINSHASA),
    }
    for code, (text, answer) in chain.items():
        rule = parse_rule(text)
        found = resolve(rule, {each: known.get(str(each)) for each in anchors_of(rule)}, KINSHASA)
        assert told(found).split(",")[0] == answer
        if isinstance(found, Due):
            known[str(DueAnchor(code))] = AnchorTime.of_day(found.day, found.zone)


@pytest.mark.parametrize(
    ("done", "clocks"),
    [
        ("2025-07-20", "37 d early, 7 d before the first date"),
        ("2025-08-26", "on time, 30 d after the first date"),
        ("2025-09-01", "6 d late, 36 d after the first date"),
    ],
)
def test_an_extension_has_two_clocks(done: str, clocks: str) -> None:
    """30 days from 27 June is 27 July; 60 days is 26 August: 3 + 31 + 26."""
    signed: dict[Anchor, AnchorTime | None] = {EventAnchor("signing"): when("2025-06-27", KINSHASA)}
    first, current = (
        resolve(parse_rule(f"signing + {days} days"), signed, KINSHASA) for days in (30, 60)
    )
    assert isinstance(first, Due)
    assert isinstance(current, Due)
    day = dt.date.fromisoformat(done)
    assert (
        two_clocks(current, first, CompletionTime(start_of_day(day, KINSHASA), day, timed=False))
        == clocks
    )
