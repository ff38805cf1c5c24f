"""`accord diff`: what changed between two moments, as words and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Fill, Run, matches_golden
from tui.services.state_file import StateFile

MON, TUE, WED, THU = (f"2026-11-{day} 09:00 Africa/Kinshasa" for day in (23, 24, 25, 26))


def changed(accord: Run) -> None:
    accord("seed", "load", "WPA", now=MON)
    accord("set", "WPA-10", "deadline=2026-11-24", "reason=joint letter of 24 November", now=TUE)
    accord("set", "WPA-7", "title=A slip", now=TUE)
    accord("undo", now=TUE)
    accord("--as", "jonas", "note", "WPA-4", "called the ministry", now=WED)
    counted = ("--says", "not-done", "--amount", "3", "--source", "patrol of 25 November")
    accord("--as", "jonas", "report", "WPA-5", "--by", "RWA", *counted, now=WED)
    accord("event", "set", "WPA", "second-jscm", "--on", "2025-09-18", now=WED)
    accord("add", "Meet again; owner DRC; due 2026-12-01", "--agreement", "WPA", now=WED)
    accord("withdraw", "WPA-11", "--reason", "counted elsewhere", now=WED)


@pytest.fixture
def kept(begun: Callable[[Fill], Run]) -> Run:
    """Washington, loaded on Monday, changed on Tuesday and Wednesday by two people."""
    return begun(changed)


def test_what_changed_word_for_word(kept: Run) -> None:
    said = kept("diff", "#1", "now", now=THU)
    assert (said.code, said.err) == (0, "")
    matches_golden("diff.txt", said.out)


def test_json_word_for_word(kept: Run) -> None:
    said = kept("diff", "#1", "--json", now=THU)
    assert json.loads(said.out)["people"] == ["asel", "jonas"]
    matches_golden("diff.json", said.out)


def test_words_after_both_moments_are_a_filter(kept: Run) -> None:
    said = kept("diff", "-30d", "now", "WPA-4", now=THU)
    assert said.code == 0
    assert "WPA-4  " in said.out
    assert "WPA-10" not in said.out


def test_days_ago_are_no_options(kept: Run) -> None:
    said = kept("--json", "diff", "-2d", "-1d", now=THU)
    assert json.loads(said.out)["from"]["change"] == 4


def test_time_alone(kept: Run) -> None:
    said = kept("diff", "now", "+30d", now=THU)
    assert "BECAME OVERDUE BY TIME ALONE 1" in said.out
    assert "! WPA-12  Meet again" in said.out
    assert "by all that is known now" in said.out


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (("diff", "lsat"), 2, "Try: 2025-09-25"),
        (("diff", "#1", "party:RWA"), 2, "A filter comes after both moments."),
        (("diff", "#99"), 4, "There is no change #99"),
        (("diff", "last"), 4, "You have not left the screens of this store before."),
        (("diff", "#1", "now", "pary:RWA"), 2, "A filter knows no 'pary'"),
    ],
)
def test_what_cannot_be_compared_is_said(
    kept: Run, argv: tuple[str, ...], code: int, words: str
) -> None:
    said = kept(*argv, now=THU)
    assert (said.code, said.out) == (code, "")
    assert words in said.err


def test_since_the_screens_were_left(kept: Run, tmp_path: Path) -> None:
    keepsake = StateFile(tmp_path / "state" / "accord", str(tmp_path / "accord.db"), "asel")
    keepsake.update("view", seen=7, left="2026-11-25T18:00:00+01:00")
    said = kept("diff", "last", now=THU)
    assert said.out.splitlines()[0] == "From  Wed 25 Nov 2026 18:00, after change #7"
    assert "WPA-12  Meet again" in said.out
    assert kept("--as", "jonas", "diff", "last", now=THU).code == 4


def test_nothing_changed(kept: Run) -> None:
    said = kept("diff", "now", now=THU)
    assert said.out.splitlines()[2] == "0 changes; 0 commitments differ."
