"""The one-line way to add a commitment."""

import pytest

from db.domain.errors import BadInput
from db.domain.parsing.quick_add import QuickAdd, parse_line


def test_everything_on_one_line() -> None:
    line = parse_line(
        "Release 100 prisoners; owner GOV, nf; to OBS; due in 2 weeks; theme Prisoners;"
        " art 4(1); amount 23,760 soldiers; critical"
    )
    assert line == QuickAdd(
        "Release 100 prisoners",
        ("GOV", "NF"),
        ("OBS",),
        "in 2 weeks",
        "Prisoners",
        "4(1)",
        23760,
        "soldiers",
        critical=True,
    )


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Reopen the road due:eom", "eom"),
        ("Reopen the road; due: signing + 90 days", "signing + 90 days"),
        ("Reopen the road; deadline fri 18:00;", "fri 18:00"),
        ("Reopen the road owner:GOV due:2026-12-24 18:00 theme:roads", "2026-12-24 18:00"),
    ],
)
def test_a_deadline_is_kept_as_it_was_typed(text: str, due: str) -> None:
    line = parse_line(text)
    assert (line.title, line.due) == ("Reopen the road", due)


def test_titles_are_never_searched_for_dates() -> None:
    title = "Monitor the 40th birthday on Friday by 2026"
    assert parse_line(title) == QuickAdd(title)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Release; ownr GOV", "ownr"),
        ("Release; due", "due"),
        ("Release; amount many", "amount many"),
        ("Release; due fri; due mon", "due mon"),
        ("Release; critical path", "critical path"),
        ("; owner GOV", "; owner GOV"),
    ],
)
def test_the_wrong_part_is_marked(text: str, marked: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_line(text)
    error = caught.value
    assert error.text == text
    assert text[error.start : error.end] == marked
    assert error.examples


def test_a_misspelt_key_names_the_nearest() -> None:
    with pytest.raises(BadInput, match="Did you mean owner"):
        parse_line("Release; ownr GOV")
