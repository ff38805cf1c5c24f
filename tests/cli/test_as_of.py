"""Answers as of another moment, from a store that was kept for a while."""

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Fill, Run, Said, matches_golden

MON, TUE, WED = (f"2026-11-{day} 09:00 Africa/Kinshasa" for day in (23, 24, 25))


def changed(accord: Run) -> None:
    accord("seed", "load", "WPA", now=MON)
    accord("set", "WPA-10", "deadline=2026-12-10", "reason=joint letter of 24 November", now=TUE)
    source = ("--source", "minutes of the Mechanism")
    accord("report", "WPA-10", "--by", "DRC", "--says", "done", *source, now=WED)


@pytest.fixture
def kept(begun: Callable[[Fill], Run]) -> Run:
    """Washington, loaded on Monday; a deadline moved on Tuesday, a report on Wednesday."""
    return begun(changed)


def test_each_verb_names_the_moment_first(kept: Run) -> None:
    for verb in ("status", "list", "show WPA-10", "log", "agreements", "parties", "events", ""):
        said = kept(*verb.split(), "--as-of", "2026-11-24 12:00", now=WED)
        assert said.code == 0
        assert said.out.splitlines()[0] == (
            "AS OF Tue 24 Nov 2026 12:00 Africa/Kinshasa. "
            "As it was known after change #2; what was recorded later is left out."
        )


@pytest.mark.parametrize(
    ("name", "argv"),
    [
        ("as-of-show.txt", ("show", "WPA-10", "--as-of", "2026-11-24 12:00")),
        ("as-of-status.txt", ("status", "--as-of", "+90d")),
        ("as-of-log.txt", ("log", "--as-of", "#2")),
        ("as-of-before.txt", ("status", "--as-of", "2025-09-25")),
    ],
)
def test_the_answer_is_word_for_word_the_same(kept: Run, name: str, argv: tuple[str, ...]) -> None:
    said = kept(*argv, now=WED)
    assert (said.code, said.err) == (0, "")
    matches_golden(name, said.out)


def rule(said: Said) -> str:
    return str(json.loads(said.out)[0]["rule"])


def test_each_object_of_a_json_answer_names_the_moment(kept: Run) -> None:
    for verb in ("list", "show WPA-10", "show WPA-9 WPA-10", "events", "parties", "agreements"):
        said = kept(*verb.split(), "--json", "--as-of", "2026-11-24 12:00", now=WED)
        told = json.loads(said.out)
        for each in told if isinstance(told, list) else [told]:
            assert each["as_of"] == "2026-11-24T12:00:00+01:00"
        assert '"as_of"' not in kept(*verb.split(), "--json", now=WED).out


def test_a_report_about_the_past_says_so(kept: Run) -> None:
    past = ("report", "in:WPA", "--as-of", "#1", "--format")
    for kind in ("md", "html", "txt"):
        said = kept(*past, kind, now=WED).out
        assert "as of mon 23 nov 2026 09:00" in said.casefold()
        assert "not the present" in said
        assert "as known after change #1, without what was recorded later" in " ".join(said.split())
    whole = kept("report", "in:WPA", "--as-of", "2026-11-26", now=WED).out
    assert "with everything that is recorded" in " ".join(whole.split())
    told = json.loads(kept(*past, "json", now=WED).out)
    assert (told["as_of"], told["change"]) == ("2026-11-23T09:00:00+01:00", 1)
    assert "not the present" not in kept("report", "in:WPA", now=WED).out
    assert "not the present" not in kept("report", "in:WPA", "--as-of", "now", now=WED).out


def test_json_is_the_answer_alone(kept: Run) -> None:
    ask = ("list", "WPA-10", "--json", "--as-of")
    assert rule(kept(*ask, "#1", now=WED)) != rule(kept(*ask, "#2", now=WED))
    assert rule(kept(*ask, "now", now=WED)) == rule(kept(*ask[:-1], now=WED)) == "2026-12-10"
    assert json.loads(kept("list", "--json", "--as-of", "-30d", now=WED).out) == []


def test_strict_and_line_go_with_it(kept: Run) -> None:
    line = kept("status", "--line", "--as-of", "2026-11-24 12:00", now=WED).out
    assert line.endswith(", as of Tue 24 Nov 2026 12:00 Africa/Kinshasa\n")
    assert len(line.splitlines()) == 1
    assert kept("status", "--strict", "WPA-10", "--as-of", "now", now=WED).code == 0
    assert kept("status", "--strict", "WPA-10", "--as-of=+90d", now=WED).code == 1


@pytest.mark.parametrize(
    "argv",
    [
        ("add", "Meet; owner DRC", "--agreement", "WPA"),
        ("set", "WPA-10", "title=Meet"),
        ("report", "WPA-10", "--by", "RWA", "--says", "denies", "--source", "letter"),
        ("note", "WPA-10", "called"),
        ("withdraw", "WPA-10"),
        ("undo",),
        ("event", "set", "WPA", "signing", "--on", "2025-06-28"),
        ("party", "add", "X", "Xland"),
    ],
)
def test_the_past_is_not_written(kept: Run, argv: tuple[str, ...]) -> None:
    before = kept("log", "--json", now=WED).out
    said = kept(*argv, "--as-of", "#2", now=WED)
    assert said.code == 3
    assert "only the present can be changed" in said.err
    assert kept("log", "--json", now=WED).out == before


@pytest.mark.parametrize(
    "verb", ["doctor", "paths", "keys", "seed list", "backup", "store copy a.db b.db"]
)
def test_what_is_about_the_present_says_so(kept: Run, verb: str) -> None:
    said = kept(*verb.split(), "--as-of", "#2", now=WED)
    assert (said.code, said.out) == (2, "")
    assert "is about what is here now" in said.err


def test_what_is_not_found_may_have_been_entered_later(kept: Run) -> None:
    said = kept("show", "WPA-10", "--as-of", "2025-09-25", now=WED)
    assert (said.code, said.out) == (4, "")
    assert "Nothing was known here before Mon 23 Nov 2026 09:00" in said.err


@pytest.mark.parametrize("moment", ["lsat week", "2026-02-30", "signing + 3 days", "none"])
def test_what_is_no_moment_is_marked(kept: Run, moment: str) -> None:
    said = kept("status", "--as-of", moment, now=WED)
    assert (said.code, said.out) == (2, "")
    assert "^" in said.err


def test_a_change_that_there_is_not(kept: Run) -> None:
    said = kept("status", "--as-of", "#9", now=WED)
    assert said.code == 4
    assert "There is no change #9. The last is #3." in said.err


def test_the_demo_has_a_past(accord: Run) -> None:
    earlier, later = (
        json.loads(accord("demo", "status", "--json", "--as-of", when).out)["counts"]["total"]
        for when in ("-60d", "now")
    )
    assert 0 < earlier < later
