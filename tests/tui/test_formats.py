"""Reports for others: each format says the same, and no text of the store breaks out of any."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from db.domain.enums import Status
from db.domain.filters.parser import parse_filter
from db.queries.commitments.list import CommitmentWindow
from db.queries.commitments.row import CommitmentRow
from tests.builders import NOW, open_store
from tests.hostile import CODES, HOSTILE, SURROGATE, hostile_store, odd_in
from tui.export.to_csv import cell
from tui.export.to_ics import fold
from tui.export.writer import Format, render
from tui.formatting.sanitize import safe

ZONE = "Africa/Kinshasa"
Task = dict[str, str]


def told(rows: tuple[CommitmentRow, ...], kind: Format, narrowed: str = "") -> str:
    return render(rows, kind, now=NOW, zone=ZONE, narrowed=narrowed)


@pytest.fixture(scope="module")
def rows(pair_template: Path) -> tuple[CommitmentRow, ...]:
    store = open_store(pair_template, read_only=True)
    found = store.ask(CommitmentWindow(NOW, parse_filter("in:WPA")))
    store.close()
    return found


@pytest.fixture(scope="module")
def hostile(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[CommitmentRow, ...]:
    path = hostile_store(template, tmp_path_factory.mktemp("hostile") / "hostile.db")
    store = open_store(path, read_only=True)
    found = store.ask(CommitmentWindow(NOW))
    store.close()
    # Another program may have written what accord itself refuses to.
    return (*found, replace(found[0], code="=N'\u202e<b>-1", title=SURROGATE))


@pytest.mark.parametrize("kind", Format)
def test_every_format_says_as_of_when_where_and_under_which_filter(
    rows: tuple[CommitmentRow, ...], kind: Format
) -> None:
    text = told(rows[:1], kind, "party:rwa overdue")
    if kind is Format.ICS:
        text = text.replace("\r\n ", "").replace("\\;", ";")
    assert "2026-11-23T16:20:00+01:00" in text or "Mon 23 Nov 2026 16:20" in text
    assert ZONE in text
    assert "party:rwa overdue" in text
    assert rows[0].code in text


@pytest.mark.parametrize("kind", Format)
def test_a_report_of_nothing_is_whole(kind: Format) -> None:
    text = told((), kind)
    assert text.endswith("\n")
    assert kind is Format.CSV or "2026" in text


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("narrowed", ["", HOSTILE["csi"], HOSTILE["html"], HOSTILE["calendar"]])
def test_nothing_unseen_is_in_any_format(
    hostile: tuple[CommitmentRow, ...], kind: Format, narrowed: str
) -> None:
    text = told(hostile, kind, narrowed)
    assert odd_in(text.replace("\r\n", "\n").replace("\n", "")) == []
    text.encode()
    for code in CODES.values():
        assert f"{code}-1" in text


# CSV


def test_no_spreadsheet_finds_a_formula(hostile: tuple[CommitmentRow, ...]) -> None:
    text = told(hostile, Format.CSV, "=1+1")
    for separator in ",;\t":
        for line in csv.reader(io.StringIO(text), delimiter=separator):
            for each in line:
                first = each.lstrip(' "\t\r')[:1]
                assert first not in tuple("=+-@\uff1d\uff0b\uff0d\uff20"), each
    found = {row["code"]: row for row in csv.DictReader(io.StringIO(text))}
    assert found[f"{CODES['formula']}-1"]["title"] == f"'{HOSTILE['formula']}"
    assert found["'=N'<U+202E><b>-1"]["filter"] == "'=1+1"


@given(st.text("=+-@;\" \t\r'a1\uff1d\ufe62\u2212", max_size=12))
def test_no_cell_begins_a_formula_wherever_it_is_cut(text: str) -> None:
    for part in cell(text).split(";"):
        assert part.lstrip(' "')[:1] not in tuple("=+-@\uff1d\ufe62\u2212")


def test_an_ordinary_text_stays_as_it_is() -> None:
    for text in ("Release 100 prisoners; five + 5", "Art. 4 (b) = five", "a-b", "", "2026-11-23"):
        assert cell(text) == text


# JSON


def test_json_keeps_every_text_and_shows_none_of_it_raw(
    hostile: tuple[CommitmentRow, ...],
) -> None:
    report = json.loads(told(hostile, Format.JSON, HOSTILE["bidi"]))
    assert report["filter"] == HOSTILE["bidi"]
    assert [each["title"] for each in report["commitments"]] == [row.title for row in hostile]


# HTML


class Page(HTMLParser):
    """What a browser would see: which tags with which attributes, and the texts of the cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.cells: list[str] = []
        self.about = ""
        self._inside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "img"):
            self._inside.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self._inside:
            self.cells[-1] += data
        if "p" in self._inside:
            self.about += data


def test_html_shows_texts_as_texts(hostile: tuple[CommitmentRow, ...]) -> None:
    text = told(hostile, Format.HTML, HOSTILE["html"])
    page = Page(text)
    text_only = {"h1", "p", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.tags == {"html", "head", "meta", "title", "style", "body", *text_only}
    ours = {"lang", "charset", "http-equiv", "content", "name", "scope", "dir", "class"}
    assert page.attributes <= ours
    titles = page.cells[2::8]
    assert titles == [safe(row.title) for row in hostile]
    assert safe(HOSTILE["html"]) in page.about
    assert "default-src 'none'" in text
    assert "url(" not in text


# Markdown


def test_markdown_shows_texts_as_texts(hostile: tuple[CommitmentRow, ...]) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = Page(reader.render(told(hostile, Format.MARKDOWN, HOSTILE["backticks"])))
    assert page.tags == {"h1", "p", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert page.cells[1::6] == [" ".join(safe(row.title).split()) for row in hostile]
    assert HOSTILE["backticks"] in page.about


# ICS


def properties(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a calendar, unfolded, as name with parameters and value."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?", name), line
        yield name, value


def tasks(text: str) -> list[Task]:
    """The tasks of a calendar that has nothing else in it."""
    found: list[Task] = []
    inside: list[str] = []
    for name, value in properties(text):
        if name == "BEGIN":
            inside.append(value)
            if value == "VTODO":
                found.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside == ["VCALENDAR", "VTODO"]:
            assert name not in found[-1], "a property stands twice"
            found[-1][name] = value
        else:
            assert inside == ["VCALENDAR"]
    assert inside == []
    return found


def plain(value: str) -> str:
    """A value of text as it was meant; a bare separator would be a break-out."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_calendar_gets_one_task_for_each(rows: tuple[CommitmentRow, ...]) -> None:
    found = {each["UID"]: each for each in tasks(told(rows, Format.ICS))}
    assert set(found) == {f"{row.code}@accord" for row in rows}
    task = found["WPA-3@accord"]
    assert task["DUE;VALUE=DATE"] == "20250925"
    assert task["DTSTAMP"] == "20261123T152000Z"
    assert plain(task["SUMMARY"]).startswith("WPA-3 Disengage forces")
    assert "Rule: signing + 90 days" in plain(task["DESCRIPTION"]).split("\n")
    first = {uid for uid, each in found.items() if each.get("PRIORITY") == "1"}
    assert first == {f"{row.code}@accord" for row in rows if row.critical} != set()


def test_a_deadline_with_an_hour_is_a_moment(rows: tuple[CommitmentRow, ...]) -> None:
    row = replace(rows[0], due_at=NOW, due_on=NOW.date(), due_timed=True)
    assert tasks(told((row,), Format.ICS))[0]["DUE"] == "20261123T152000Z"


@pytest.mark.parametrize(
    ("status", "continuing", "said"),
    [
        (Status.PENDING, False, "NEEDS-ACTION"),
        (Status.UNDER_WAY, False, "IN-PROCESS"),
        (Status.STALLED, False, "IN-PROCESS"),
        (Status.BREACHED, False, "NEEDS-ACTION"),
        (Status.DONE, False, "COMPLETED"),
        (Status.DONE, True, "IN-PROCESS"),
        (Status.RELEASED, False, "CANCELLED"),
    ],
)
def test_each_status_in_the_words_of_calendars(
    rows: tuple[CommitmentRow, ...], status: Status, continuing: bool, said: str
) -> None:
    row = replace(rows[0], status=status, continuing=continuing, done_at=NOW, done_on=NOW.date())
    (task,) = tasks(told((row,), Format.ICS))
    assert task["STATUS"] == said
    # It takes no day alone: this hour is of that day from Hawaii to New Zealand.
    assert task.get("COMPLETED") == ("20261123T100000Z" if said == "COMPLETED" else None)
    (task,) = tasks(told((replace(row, done_timed=True),), Format.ICS))
    assert task.get("COMPLETED") == ("20261123T152000Z" if said == "COMPLETED" else None)


def test_no_text_adds_a_line_or_a_task(hostile: tuple[CommitmentRow, ...]) -> None:
    found = tasks(told(hostile, Format.ICS, HOSTILE["calendar"]))
    assert len(found) == len(hostile)
    summaries = [plain(each["SUMMARY"]) for each in found]
    assert summaries == [f"{safe(row.code)} {safe(row.title)}" for row in hostile]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_folding_loses_nothing_and_halves_no_character(line: str) -> None:
    pieces = list(fold(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])


# Plain text


def test_plain_text_fits_a_mail(rows: tuple[CommitmentRow, ...]) -> None:
    text = told(rows, Format.PLAIN, "in:WPA")
    assert max(map(len, text.splitlines())) <= 78
    assert "\n! WPA-3  Disengage forces" in text
    assert "Signs: ! overdue" in text
