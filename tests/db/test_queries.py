"""Lists, places and counters against plain Python over all rows of the twelve packs."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import DateTime
from sqlalchemy import event as sql_event

from db.commands.commitments import AddCommitment
from db.commands.flags import SetMark, SetTags, Withdraw
from db.commands.reports import Entry, SetStatus
from db.domain.bounds import LONGEST_FILTER, MOST_TERMS, MOST_VALUES
from db.domain.enums import CommitmentRole, DeadlineKind, Status, TimeState, Verification
from db.domain.errors import BadInput, NotFound
from db.domain.filters.date_range import DUE_WORDS
from db.domain.filters.parser import FLAGS, KEYS, parse_filter, quoted
from db.domain.time_state import is_late, time_state
from db.packs.loader import available, find_pack
from db.protocols import Query
from db.queries.boards.overview import Count, Group, Overview
from db.queries.boards.scoreboard import COUNTED, Score, Scoreboard, ThemeBoard, WholeScore
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import (
    CodesOf,
    CommitmentsByCode,
    CommitmentWindow,
    Locate,
    Sort,
    Total,
)
from db.queries.commitments.row import CommitmentRow
from db.queries.lookups import AgreementOf, Agreements, Codes, Events, Parties
from db.store.store import Store
from tests.builders import ALL_PACKS, NOW, do_all, duty, load, open_store

MOMENTS = [
    NOW,
    pendulum.datetime(2025, 9, 25, 22, 59, 59, tz="UTC"),
    pendulum.datetime(2025, 9, 25, 23, 0, tz="UTC"),
    pendulum.datetime(2025, 9, 18, 9, tz="UTC"),  # a week before that deadline, and a fortnight
    pendulum.datetime(2025, 9, 11, 9, tz="UTC"),
    pendulum.datetime(2025, 8, 11, 9, tz="UTC"),
    pendulum.datetime(2015, 2, 14, 22, tz="UTC"),
    pendulum.datetime(1993, 1, 1, tz="UTC"),
]


@pytest.fixture(scope="module")
def stories(library: Store) -> dict[str, Any]:
    """Every commitment's whole story, by code."""
    return {code: library.ask(GetCommitment(code)) for code in library.ask(CodesOf(NOW))}


@pytest.fixture(scope="module")
def rows(library: Store) -> list[CommitmentRow]:
    found = list(library.ask(CommitmentWindow(NOW, limit=1000)))
    assert len(found) == sum(pack.commitments for pack in available()) == 136
    return found


# Order


def nothing_first(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else 0)


BANDS = {DeadlineKind.WAITING: 1, DeadlineKind.UNDETERMINED: 1}


def band(row: CommitmentRow) -> int:
    if not row.status.is_open:
        return 3
    return 0 if row.due_at is not None else BANDS.get(row.deadline_kind, 2)


def left(row: CommitmentRow) -> tuple[Any, ...]:
    return band(row), nothing_first(row.due_at), row.id


ORDERS: dict[Sort, Callable[[CommitmentRow], Any]] = {
    Sort.LEFT: left,
    Sort.CODE: lambda row: (ALL_PACKS.index(row.agreement), int(row.code.partition("-")[2])),
    Sort.TITLE: lambda row: (row.title, row.id),
    Sort.OWNER: lambda row: (row.owners, *left(row)),
    Sort.STATUS: lambda row: (row.status.value, *left(row)),
    Sort.THEME: lambda row: (row.theme, *left(row)),
}
FILTERS = ["", "open", "party:DRC,RWA", "-closed theme:security", "waiting", "in:WPA -critical"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", FILTERS)
def test_windows_places_and_codes_agree(
    library: Store,
    stories: dict[str, Any],
    sort: Sort,
    descending: bool,
    text: str,
) -> None:
    wanted = parse_filter(text)
    passing = [story.row for story in stories.values() if passes(story, text, NOW)]
    expected = [row.code for row in sorted(passing, key=ORDERS[sort], reverse=descending)]
    given: dict[str, Any] = {"filter": wanted, "sort": sort, "descending": descending}
    assert list(library.ask(CodesOf(NOW, **given))) == expected
    starts = range(0, len(expected) + 11, 11)
    pages = [library.ask(CommitmentWindow(NOW, **given, offset=n, limit=11)) for n in starts]
    assert [row.code for page in pages for row in page] == expected
    assert library.ask(Total(NOW, wanted)) == (len(expected), 136)
    for place in {0, 1, len(expected) // 2, len(expected) - 1} & set(range(len(expected))):
        assert library.ask(Locate(expected[place], NOW, **given)) == place
    hidden = stories.keys() - set(expected)
    assert {library.ask(Locate(code, NOW, **given)) for code in list(hidden)[:3]} <= {None}


@pytest.mark.parametrize("sort", Sort)
def test_every_place_is_found(library: Store, sort: Sort) -> None:
    for descending in (False, True):
        order = library.ask(CodesOf(NOW, sort=sort, descending=descending))
        for place in range(descending, 136, 2):  # the odd ones one way, the even ones the other
            asked = Locate(order[place], NOW, sort=sort, descending=descending)
            assert library.ask(asked) == place


# Filters


def passes(story: Any, text: str, now: DateTime) -> bool:
    """Whether a commitment passes a filter of plain words, worked out in Python."""
    return all(holds(story, token, now) for token in text.split())


def holds(story: Any, token: str, now: DateTime) -> bool:
    if token.startswith("-"):
        return not holds(story, token[1:], now)
    key, colon, value = token.partition(":")
    if colon:
        return any(KEYED[key](story, each) for each in value.split(","))
    return FLAGGED[token](story.row, now) if token in FLAGGED else said_in(story, token)


def named(story: Any, value: str, *roles: CommitmentRole) -> bool:
    parties = story.named(*roles)
    if value == "none":
        return not parties
    if value.upper() in PARTY_CODES:
        return any(each.code == value.upper() for each in parties)
    return any(
        each.code.startswith(value.upper()) or value.lower() in each.name.lower()
        for each in parties
    )


def said_by(story: Any, value: str) -> bool:
    speakers = {report.speaker for report in story.reports if report.speaker}
    return not speakers if value == "none" else value.upper() in speakers


def said_in(story: Any, word: str) -> bool:
    row = story.row
    owners = [f"{each.code} {each.name}" for each in story.owners]
    words = [row.code, row.title, row.provision, row.theme, row.tags, *owners]
    return word.casefold() in " ".join(words).casefold()


def within(row: CommitmentRow, value: str) -> bool:
    if value in FLAGGED:
        return FLAGGED[value](row, NOW)
    if value == "none":
        return row.due_on is None
    if value in ("yesterday", "tomorrow"):
        today = NOW.in_timezone(row.zone).date()
        return row.due_on == today + timedelta(days=1 if value == "tomorrow" else -1)
    return row.due_on is not None and dated(row, value)


def dated(row: CommitmentRow, value: str) -> bool:
    day = str(row.due_on)
    if value in DAYS:
        first, last = DAYS[value]
        return first <= day <= last
    unit = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[value[-1]]
    edge = NOW.add(**{unit: int(value[1:-1])})
    return row.due_at is not None and (row.due_at <= edge) == (value[0] == "<")


def status_is(row: CommitmentRow, value: str) -> bool:
    if value in ("open", "closed"):
        return row.status.is_open == (value == "open")
    return row.status.value.startswith(value.replace("-", " "))


BEHIND_SIGNING = ("GAZA25-2", "GAZA25-3", "GAZA25-4")
"""They count from the completion of GAZA25-1, which counts from signing."""


def hangs_on(story: Any, value: str) -> bool:
    agreement, _, key = value.upper().rpartition("/")
    return (story.row.code in BEHIND_SIGNING and not agreement) or any(
        anchor.key == key.lower() and agreement in ("", story.row.agreement)
        for anchor in story.anchors
    )


def provision_is(provision: str, value: str) -> bool:
    return not provision if value == "none" else value in provision.casefold()


def theme_is(theme: str, value: str) -> bool:
    if value == "none":
        return not theme
    return theme == value if value in THEMES else value in theme


def level_is(row: CommitmentRow, value: str) -> bool:
    if value in ("any", "none"):
        return (row.level is None) == (value == "none")
    return row.level == int(value)


def changed(story: Any, value: str) -> bool:
    """The packs were loaded at NOW, in one change each, by asel."""
    del story
    return value in TRAILED


TRAILED = {"asel", "as", "load", "report", "deadline", "add", "2026-11-23", "today", "7d"}
DAYS = {
    "2025-09-25": ("2025-09-25", "2025-09-25"),
    "2025-07-01..2025-09-30": ("2025-07-01", "2025-09-30"),
    "2025-09": ("2025-09-01", "2025-09-30"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-09..": ("2025-09-01", "9999"),
    "..2025-09": ("", "2025-09-30"),
    "<2025-09": ("", "2025-08-31"),
    ">2025-09-25": ("2025-09-26", "9999"),
}
KEYED: dict[str, Callable[[Any, str], bool]] = {
    "party": lambda story, value: named(story, value, CommitmentRole.LEAD, CommitmentRole.OWNER),
    "to": lambda story, value: named(story, value, CommitmentRole.COUNTERPART),
    "verifier": lambda story, value: named(story, value, CommitmentRole.VERIFIER),
    "speaker": said_by,
    "in": lambda story, value: bool(story.row.agreement == value.upper()),
    "code": lambda story, value: bool(story.row.code == value.upper()),
    "event": hangs_on,
    "status": lambda story, value: status_is(story.row, value),
    "provision": lambda story, value: provision_is(story.row.provision, value),
    "theme": lambda story, value: theme_is(story.row.theme, value),
    "tag": lambda story, value: not story.row.tags if value == "none" else value in story.row.tags,
    "level": lambda story, value: level_is(story.row, value),
    "is": lambda story, value: FLAGGED[value](story.row, NOW),
    "verification": lambda story, value: story.row.verification.startswith(value.replace("-", " ")),
    "due": lambda story, value: within(story.row, value),
    **dict.fromkeys(("by", "kind", "since", "until"), changed),
}


def state(row: CommitmentRow, now: DateTime) -> TimeState:
    return time_state(row.status, row.deadline_kind, row.due, row.done, now)


def days_left(row: CommitmentRow, now: DateTime) -> int | None:
    """Days to the due day, in the agreement's zone; None for what is not to come."""
    if band(row) != 0 or row.due_at is None or row.due_at <= now or row.due_on is None:
        return None
    return (row.due_on - now.in_timezone(row.zone).date()).days


def due_in(least: int, most: int) -> Callable[[CommitmentRow, DateTime], bool]:
    def check(row: CommitmentRow, now: DateTime) -> bool:
        days = days_left(row, now)
        return days is not None and least <= days <= most

    return check


FLAGGED: dict[str, Callable[[CommitmentRow, DateTime], bool]] = {
    "open": lambda row, now: row.status.is_open,
    "closed": lambda row, now: not row.status.is_open,
    "overdue": lambda row, now: state(row, now) is TimeState.OVERDUE,
    "today": lambda row, now: state(row, now) is TimeState.DUE_TODAY,
    "soon": lambda row, now: state(row, now) in (TimeState.DUE_TODAY, TimeState.DUE_SOON),
    "week": due_in(-9999, 7),
    "later": due_in(8, 999_999),
    "not-due": due_in(-9999, 999_999),
    "waiting": lambda row, now: state(row, now) in (TimeState.WAITING, TimeState.UNDETERMINED),
    "undated": lambda row, now: state(row, now) in (TimeState.NO_DEADLINE, TimeState.STANDING),
    "disputed": lambda row, now: row.verification is Verification.DISPUTED,
    "critical": lambda row, now: row.critical,
    "continuing": lambda row, now: row.continuing,
    "pinned": lambda row, now: row.pinned,
    "kept": lambda row, now: row.status is Status.DONE,
    "on-time": lambda row, now: state(row, now) is TimeState.MET_ON_TIME,
    "late": lambda row, now: bool(row.due and row.done and is_late(row.due, row.done)),
    "came-due": lambda row, now: (
        state(row, now) in (TimeState.MET_ON_TIME, TimeState.MET_LATE, TimeState.OVERDUE)
    ),
}
VALUES = {
    "party": ["drc", "RWA", "rwanda", "drc,rwa", "congo", "m", "republic,none"],
    "to": ["DRC", "rwa", "m23", "none"],
    "verifier": ["usa", "none"],
    "speaker": ["rwa", "drc,usa", "none"],
    "in": ["wpa", "WPA,DOHA"],
    "code": ["wpa-3", "WPA-3,DOHA-1", "x-1"],
    "event": ["signing", "wpa/signing"],
    "status": ["pending", "under-way", "done", "released,breached", "open", "closed", "pen"],
    "verification": ["disputed", "no-report", "claimed,confirmed", "could-not", "co"],
    "provision": ["none", "art. 1"],
    "theme": ["security", "sec", "elections,prisoners", "none"],
    "tag": ["none"],
    "level": ["0", "2,3", "any", "none"],
    "due": ["<30d", ">2w", "<0d", ">1y", "<12m", *DAYS, *DUE_WORDS],
    "is": ["overdue", "overdue,disputed", "pinned"],
    "by": ["asel", "as"],
    "kind": ["load", "report", "deadline,undo", "undo", "add"],
    "since": ["2026-11-23", "today", "7d", "2026-11-24"],
    "until": ["2026-11-23", "today", "2026-11-22"],
}
THEMES = {"security", "elections", "prisoners"}
PARTY_CODES = {"DRC", "RWA", "USA", "M23"}


def test_the_tables_above_know_all_keys_and_flags() -> None:
    assert KEYED.keys() == KEYS.keys() == VALUES.keys()
    assert FLAGGED.keys() == FLAGS.keys()


TERMS = [f"{key}:{value}" for key, values in VALUES.items() for value in values]
WORDS = ["troop", "WPA-", "é", "100%", "a_b", "congo", "d'"]


@pytest.mark.parametrize("token", [*FLAGS, *TERMS, *WORDS])
def test_a_condition_and_its_opposite(library: Store, stories: dict[str, Any], token: str) -> None:
    for text in (token, f"-{token}"):
        expected = {code for code, story in stories.items() if passes(story, text, NOW)}
        assert set(library.ask(CodesOf(NOW, parse_filter(text)))) == expected, text


def test_a_filter_as_large_as_one_may_be_is_answered(library: Store) -> None:
    for term in ("overdue", "-event:signing", "party:RWA", "-theme:security", "by:asel", "x"):
        library.ask(CodesOf(NOW, parse_filter(" ".join([term] * MOST_TERMS))))
    for term in ("code:WPA-1", "event:signing", "party:RWA", "due:2026", "kind:add", "is:late"):
        library.ask(CodesOf(NOW, parse_filter(",".join([term, *[term.partition(":")[2]] * 499]))))
    years = ",".join(f"{2_000 + place}.." for place in range(MOST_VALUES))
    library.ask(CodesOf(NOW, parse_filter(f"due:{years}")))
    codes = ",".join(f"WPA-{place}" for place in range(MOST_VALUES))
    library.ask(CodesOf(NOW, parse_filter(codes)))
    library.ask(CodesOf(NOW, parse_filter(f'"{"x" * (LONGEST_FILTER - 2)}"')))


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_flags_at_other_times(library: Store, stories: dict[str, Any], now: DateTime) -> None:
    for name in FLAGS:
        expected = {code for code, story in stories.items() if FLAGGED[name](story.row, now)}
        assert set(library.ask(CodesOf(now, parse_filter(name)))) == expected, name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("party:DRC stats:done", ("'stats'", "status:")),
        ("zzz:1", ("'zzz'", "party")),
        ("status:finished", ("'finished'", "under-way")),
        ("verification:fine", ("'fine'", "disputed")),
        ("due:so", ("'so'", "due:<30d")),
        ("is:overdu,lte", ("'lte'", "Did you mean late?")),
        ("level:4", ("'4'", "any")),
        ("party:RWQ", ("'rwq'", "RWA?")),
        ("in:WPQ", ("'WPQ'", "WPA?")),
        ("event:signin", ("'signin'", "signing?")),
        ("theme:security,scurity", ("'scurity'", "theme", "Did you mean security?")),
        ("theme:%", ("'%'",)),
        ("-tag:urgent", ("'urgent'", "tag")),
        ("by:aslan", ("'aslan'", "asel?")),
        ("kind:dedline", ("'dedline'", "deadline?")),
        ("since:soon", ("'soon'", "yesterday")),
        ("due:<30", ("'<30'",)),
        ("due:<99999y", ("reads the years 1000 to 9000",)),
        ("due:2025-02-30", ("'2025-02-30'",)),
    ],
)
def test_a_filter_nobody_understands(library: Store, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as caught:
        library.ask(CommitmentWindow(NOW, parse_filter(text)))
    error = caught.value
    assert [word for word in words if word not in str(error)] == []
    marked = error.text[error.start : error.end]
    assert marked.casefold() in str(error).casefold()
    assert 0 < len(marked) < len(text)


KEYS_TYPED = [f"{key}:" for key in KEYS]
tokens = st.sampled_from([*KEYS_TYPED, *FLAGS, "-", "!", '"', ",", "<", "9d", " ", ".."])


@given(st.lists(tokens | st.text(max_size=6), max_size=8).map("".join))
def test_any_text_is_a_filter_or_is_refused(library: Store, text: str) -> None:
    try:
        wanted = parse_filter(text)
        shown, total = library.ask(Total(NOW, wanted))
    except BadInput:
        return
    assert 0 <= shown <= total == 136
    assert parse_filter(wanted.source).terms == wanted.terms


# Counters


@pytest.mark.parametrize("now", MOMENTS, ids=str)
@pytest.mark.parametrize("text", ["", "party:DRC", "-in:WPA open", "closed"])
def test_counters_count_what_rows_show(
    library: Store, stories: dict[str, Any], text: str, now: DateTime
) -> None:
    passing = [story.row for story in stories.values() if passes(story, text, now)]
    counts = library.ask(Count(now, parse_filter(text)))
    states = [state(row, now) for row in passing]
    assert counts.overdue == states.count(TimeState.OVERDUE)
    assert counts.today == states.count(TimeState.DUE_TODAY)
    assert counts.week == sum(FLAGGED["week"](row, now) for row in passing) - counts.today
    assert counts.later == sum(FLAGGED["later"](row, now) for row in passing)
    assert counts.waiting == sum(FLAGGED["waiting"](row, now) for row in passing)
    assert counts.undated == sum(FLAGGED["undated"](row, now) for row in passing)
    assert counts.disputed == sum(FLAGGED["disputed"](row, now) for row in passing)
    assert counts.kept == sum(row.status is Status.DONE for row in passing)
    assert counts.released == states.count(TimeState.LAPSED)
    assert counts.total == len(passing)
    still_open = counts.overdue + counts.today + counts.week + counts.later
    assert still_open + counts.waiting + counts.undated + counts.kept + counts.released == len(
        passing
    )


@pytest.mark.parametrize("now", MOMENTS, ids=str)
@pytest.mark.parametrize("text", ["", "party:DRC", "open theme:security"])
def test_groups_hold_every_open_row_once(
    library: Store, stories: dict[str, Any], text: str, now: DateTime
) -> None:
    board = library.ask(Overview(now, parse_filter(text), limit=1000))
    groups = {each.group: [row.code for row in each.rows] for each in board.groups}
    assert list(groups) == list(Group)
    assert [each.count for each in board.groups] == [len(codes) for codes in groups.values()]
    kept = groups.pop(Group.KEPT)
    placed = sorted(code for codes in groups.values() for code in codes)
    passing = {code: story.row for code, story in stories.items() if passes(story, text, now)}
    assert placed == sorted(code for code, row in passing.items() if row.status.is_open)
    assert sorted(kept) == sorted(
        code for code, row in passing.items() if row.status is Status.DONE
    )
    assert board.counts == library.ask(Count(now, parse_filter(text)))


def test_the_most_urgent_come_first_and_the_newest_kept(library: Store) -> None:
    board = library.ask(Overview(NOW, limit=5))
    first = board.groups[0]
    assert (len(first.rows), first.count > 5) == (5, True)
    assert [row.due_at for row in first.rows] == sorted(
        row.due_at for row in first.rows if row.due_at
    )
    kept = [row.done_at for row in board.groups[-1].rows if row.done_at]
    assert kept == sorted(kept, reverse=True)


# Around midnight, to the second, in two zones


@pytest.mark.parametrize(
    ("now", "today", "week", "overdue"),
    [
        ("2026-11-22T22:59:59", [], ["ACC-1", "ACC-2", "ACC-3"], []),
        ("2026-11-22T23:00:00", ["ACC-1", "ACC-2"], ["ACC-1", "ACC-2", "ACC-3", "ACC-4"], []),
        ("2026-11-23T11:59:59", ["ACC-1", "ACC-2"], ["ACC-1", "ACC-2", "ACC-3", "ACC-4"], []),
        ("2026-11-23T12:00:00", ["ACC-1"], ["ACC-1", "ACC-3", "ACC-4"], ["ACC-2"]),
        ("2026-11-23T22:59:59", ["ACC-1"], ["ACC-1", "ACC-3", "ACC-4"], ["ACC-2"]),
        ("2026-11-23T23:00:00", [], ["ACC-3", "ACC-4"], ["ACC-1", "ACC-2"]),
    ],
)
def test_days_begin_and_end_where_the_agreement_is(
    small: Store, now: str, today: list[str], week: list[str], overdue: list[str]
) -> None:
    do_all(
        small,
        duty("One", "2026-11-23"),
        duty("Two", "2026-11-23 13:00"),
        duty("Three", "2026-11-29"),
        duty("Four", "2026-11-30"),
        duty("Five", "2026-12-31"),
    )
    at = pendulum.instance(datetime.fromisoformat(now), tz="UTC")

    def flagged(name: str) -> list[str]:
        return sorted(small.ask(CodesOf(at, parse_filter(name))))

    assert (flagged("today"), flagged("week"), flagged("overdue")) == (today, week, overdue)
    board = small.ask(Overview(at))
    assert sum(each.count for each in board.groups) == 5


def test_to_the_minute_is_in_time(small: Store) -> None:
    noon = pendulum.datetime(2026, 11, 20, 12, tz="Africa/Kinshasa")
    do_all(
        small,
        duty("On the dot", "2026-11-20 12:00"),
        duty("A second late", "2026-11-20 12:00"),
        duty("That day", "2026-11-20"),
        duty("Without a deadline"),
        *(
            SetStatus((f"ACC-{n}",), Status.DONE, Entry(source="s", on=noon + timedelta(seconds=s)))
            for n, s in ((1, 0), (2, 1), (3, 3600), (4, 0))
        ),
    )
    assert small.ask(CodesOf(NOW, parse_filter("late"))) == ("ACC-2",)
    assert set(small.ask(CodesOf(NOW, parse_filter("-late")))) == {"ACC-1", "ACC-3", "ACC-4"}
    score = small.ask(Scoreboard(NOW))[0]
    assert (score.code, score.kept, score.late) == ("DRC", 4, 1)


# Withdrawn ones are nowhere


def test_withdrawn_ones_are_not_listed_or_counted(packed: Store) -> None:
    do_all(packed, SetTags(("WPA-1",), "x"), SetMark(("WPA-1",), "pinned", True))
    before = packed.ask(Count(NOW)).total
    packed.do(Withdraw(("WPA-1",)))
    assert packed.ask(Count(NOW)).total == before - 1
    assert packed.ask(Locate("WPA-1", NOW)) is None
    assert packed.ask(CodesOf(NOW, parse_filter("tag:x"))) == ()
    assert "WPA-1" not in packed.ask(Codes("WPA"))
    assert packed.ask(AgreementOf("wpa", NOW)).total == 10
    assert packed.ask(GetCommitment("wpa-1")).withdrawn


# Short lists


def test_agreements_count_their_own(library: Store, rows: list[CommitmentRow]) -> None:
    for found in library.ask(Agreements(NOW)):
        own = [row for row in rows if row.agreement == found.code]
        late = [row for row in own if state(row, NOW) is TimeState.OVERDUE]
        assert (found.total, found.still_open, found.overdue) == (
            len(own), sum(row.status.is_open for row in own), len(late),
        )  # fmt: skip
    with pytest.raises(NotFound, match="There are: "):
        library.ask(AgreementOf("NATO", NOW))


@pytest.mark.parametrize("agreement", ["", "wpa"])
def test_scores(library: Store, rows: list[CommitmentRow], agreement: str) -> None:
    scores = library.ask(Scoreboard(NOW, agreement))
    assert [score.owes for score in scores] == sorted((s.owes for s in scores), reverse=True)
    for score in scores:
        own = [
            row for row in rows
            if score.code in row.owners.split("+") and row.agreement.startswith(agreement.upper())
        ]  # fmt: skip
        states = [state(row, NOW) for row in own]
        assert score.owes == len(own)
        assert score.on_time == states.count(TimeState.MET_ON_TIME)
        assert score.late == states.count(TimeState.MET_LATE)
        assert score.overdue == states.count(TimeState.OVERDUE)
        assert score.disputed == sum(row.verification is Verification.DISPUTED for row in own)
        assert score.waiting + score.undated + score.not_due + score.overdue == sum(
            row.status.is_open for row in own
        )


@pytest.mark.parametrize(
    ("now", "narrowed"),
    zip(MOMENTS[:4], ["", "theme:security", "party:DRC -critical", "in:DOHA"], strict=True),
    ids=str,
)
def test_every_number_of_a_score_is_what_its_filter_lists(
    library: Store, narrowed: str, now: DateTime
) -> None:
    wanted = parse_filter(narrowed)
    boards: list[tuple[str, tuple[Score, ...]]] = [
        ("party", library.ask(Scoreboard(now, filter=wanted))),
        ("theme", library.ask(ThemeBoard(now, filter=wanted))),
        ("", (library.ask(WholeScore(now, filter=wanted)),)),
    ]
    for key, scores in boards:
        for score in scores:
            own = f"{key}:{quoted(score.code) if score.code else 'none'}" if key else ""
            counted = {name: getattr(score, name.replace("-", "_")) for name in COUNTED}
            counted |= {"came-due": score.came_due, "level:any": score.levelled, "": score.owes}
            for flag, number in counted.items():
                text = f"{narrowed} {own} {flag}"
                assert library.ask(Total(now, parse_filter(text)))[0] == number, text


def test_parties_of_the_agreement_come_first(library: Store) -> None:
    offered = library.ask(Parties("PRET02"))
    own = [each.code for each in offered if each.role is not None]
    assert [each.code for each in offered][: len(own)] == own
    assert {"DRC", "RWA"} <= set(own)


def test_events_say_what_hangs_on_them(library: Store) -> None:
    events = {each.key: each for each in library.ask(Events("WPA"))}
    assert events["signing"].actual == date(2025, 6, 27)
    assert events["signing"].hanging >= 6
    assert events["opord-starts"].completes == "WPA-5"


def test_chosen_rows_in_the_order_chosen(library: Store) -> None:
    assert [row.code for row in library.ask(CommitmentsByCode(("wpa-3", "WPA-1", "WPA-3")))] == [
        "WPA-3",
        "WPA-1",
    ]
    with pytest.raises(NotFound, match="WPA-99"):
        library.ask(CommitmentsByCode(("WPA-1", "WPA-99")))


# The number of statements does not grow with the number of rows


class Counting:
    """Counts the statements sent to a store's database."""

    def __init__(self, store: Store) -> None:
        self.engine = store._engine
        self.sent: list[str] = []

    def __call__(self, store: Store, query: Query[Any]) -> int:
        self.sent.clear()
        store.ask(query)
        return len(self.sent)

    def note(self, *args: Any) -> None:
        if not args[2].startswith("BEGIN"):
            self.sent.append(args[2])


@pytest.fixture
def counting(store: Store) -> Iterator[Counting]:
    counted = Counting(store)
    sql_event.listen(counted.engine, "before_cursor_execute", counted.note)
    yield counted
    sql_event.remove(counted.engine, "before_cursor_execute", counted.note)


QUESTIONS: list[tuple[Query[Any], int]] = [
    (CommitmentWindow(NOW, parse_filter("party:DRC overdue")), 2),
    (CommitmentWindow(NOW, parse_filter("week")), 2),
    (Total(NOW, parse_filter("open")), 2),
    (CodesOf(NOW), 1),
    (Count(NOW), 15),
    (Overview(NOW), 32),
    (Scoreboard(NOW), 2),  # who owe together, and the names of the parties
    (Agreements(NOW), 1),
    (Events(), 1),
]


def test_a_question_takes_as_many_statements_whatever_the_rows(
    store: Store, counting: Counting
) -> None:
    load(store, "LUANDA")
    few = [counting(store, question) for question, _ in QUESTIONS]
    do_all(store, find_pack("WPA"), find_pack("DOHA"))
    store.do(AddCommitment("WPA", "One more", rule="2026-12-01"))
    many = [counting(store, question) for question, _ in QUESTIONS]
    most = [limit for _, limit in QUESTIONS]
    assert [found for found, limit in zip(many, most, strict=True) if found > limit] == []
    # Groups that were empty before ask for their rows now, and so does a deadlock; of five groups
    # the disputed ones are counted, since they stand at the top.
    extra = sum(many) - sum(few)
    assert extra <= len(Group) + 1 + 5


def test_reading_while_nothing_is_there(store: Store) -> None:
    reader = open_store(store.location, read_only=True)
    assert reader.ask(Overview(NOW)).counts.total == 0
    assert reader.ask(Scoreboard(NOW)) == ()
    assert reader.ask(Total(NOW, parse_filter("today"))) == (0, 0)
    reader.close()
