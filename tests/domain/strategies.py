"""Rules of every shape, instants and zones, for properties."""

import datetime as dt

from hypothesis import strategies as st
from pendulum import UTC, DateTime

from db.domain.bounds import FIRST_WORKED_YEAR, FIRST_YEAR, LAST_YEAR
from db.domain.deadlines.rules import (
    CompletionAnchor,
    DueAnchor,
    Earliest,
    EventAnchor,
    FixedDate,
    Latest,
    NoDeadline,
    Offset,
    PerOccurrence,
    Point,
    Recurring,
    Rule,
    Unit,
    Window,
    days_in,
    is_event_key,
)

ZONES = (
    "UTC",
    "Africa/Kinshasa",
    "Africa/Lubumbashi",
    "Africa/Kigali",
    "Africa/Juba",
    "Africa/Casablanca",
    "Asia/Qatar",
    "Asia/Jerusalem",
    "Europe/Kyiv",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Havana",
    "Pacific/Apia",
)

zones = st.sampled_from(ZONES)
units = st.sampled_from(Unit)
amounts = st.integers(0, 999_999)
dates = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
likely_dates = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
times = st.times().map(lambda time: time.replace(microsecond=0, fold=0))
keys = st.one_of(
    st.sampled_from(["signing", "D-day", "x-3", "on", "until", "done", "friday", "None-x"]),
    st.from_regex(r"[A-Za-zéßЖ][A-Za-z0-9_]{0,5}(-[A-Za-z0-9]{1,4}){0,2}", fullmatch=True),
).filter(is_event_key)
events = st.builds(EventAnchor, keys, st.none() | keys)
anchors = events | st.builds(CompletionAnchor, keys) | st.builds(DueAnchor, keys)
fixed = st.builds(FixedDate, dates, st.none() | times, st.none() | zones)
offsets = st.builds(Offset, anchors, amounts, units, st.booleans())
points: st.SearchStrategy[Point] = st.recursive(
    fixed | offsets,
    lambda inner: st.builds(
        lambda kind, bounds: kind(tuple(bounds)),
        st.sampled_from([Earliest, Latest]),
        st.lists(inner, min_size=2, max_size=3),
    ),
    max_leaves=6,
)


def _is_counted(rule: Recurring) -> bool:
    """Whether its working days lie in years of which holidays are known; others are refused."""
    years = (day.year for day in days_in(rule))
    return rule.unit is not Unit.WORKING_DAYS or all(year >= FIRST_WORKED_YEAR for year in years)


recurring = st.one_of(
    st.builds(
        Recurring,
        st.integers(1, 999_999),
        units,
        st.none(),
        st.none() | anchors | dates,
        st.none() | dates,
    ),
    st.builds(
        Recurring,
        st.integers(1, 99),
        st.just(Unit.WEEKS),
        st.integers(0, 6),
        st.none() | anchors | dates,
        st.none() | dates,
    ),
).filter(_is_counted)
rules: st.SearchStrategy[Rule] = st.one_of(
    st.just(NoDeadline()),
    points,
    st.builds(Window, points, points),
    recurring,
    st.builds(PerOccurrence, amounts, units, keys),
)
instants = st.integers(
    int(dt.datetime(1990, 1, 1, tzinfo=dt.UTC).timestamp()),
    int(dt.datetime(2060, 1, 1, tzinfo=dt.UTC).timestamp()),
).map(lambda seconds: DateTime.fromtimestamp(seconds, tz=UTC))
SCRAPS = (
    "signing D-day WPA-3 done + - 3 90 d days hours wd working m mo in .. , ( ) min max every "
    "month week on friday from until within of each none 2026-02-30 2026-11-27 18:00 24:00 "
    "Africa/Juba Z +02:00 fri next 27 nov 12/07/2026 27.11.2026 2026-W48 2026-W54-8 D+90 "
    "today eom ? / after before 999999 9999-12-31 0000-00-00 : T"
)
scraps = st.lists(
    st.sampled_from(SCRAPS.split()),
    max_size=8,
).flatmap(lambda words: st.sampled_from([" ", ""]).map(lambda joint: joint.join(words)))
texts = st.text(max_size=40) | scraps
