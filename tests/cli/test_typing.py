"""What may be typed: verbs, options and filters in any order; what is marked when it is wrong."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.cli.parser import VERBS
from tui.cli.verb_table import EXAMPLES

WORDS_IN_ANY_ORDER = (
    ("list", "overdue", "--json", "in:WPA", "--limit", "3"),
    ("list", "--limit=3", "--json", "overdue", "in:WPA"),
    ("--json", "list", "overdue", "in:WPA", "--limit", "3"),
)


def test_words_of_a_filter_may_stand_between_options(washington: Run) -> None:
    answers = {washington(*argv).out for argv in WORDS_IN_ANY_ORDER}
    assert len(answers) == 1


@pytest.mark.parametrize("word", ["-disputed", "!disputed"])
def test_a_filter_is_turned_round_by_either_sign(washington: Run, word: str) -> None:
    said = washington("list", "overdue", word, "in:WPA")
    assert said.code == 0
    assert "WPA-3 " not in said.out
    assert "WPA-4 " in said.out


@pytest.mark.parametrize(
    ("argv", "advice"),
    [
        (("stauts",), "Did you mean accord status? To search: accord list stauts"),
        (("--json", "lsit"), "Did you mean accord list?"),
        (("stauts", "--help"), "Did you mean accord status?"),
        (("overdu",), "Did you mean accord overdue?"),
        (("help",), "accord --help lists the verbs. To search: accord list help"),
        (("import", "x.csv"), "To search: accord list import"),
        (("party:RWA", "!troops"), "To search: accord list troops"),
        (("troop withdrawal",), 'To search: accord list "troop withdrawal"'),
        (("demo", "stauts"), "Did you mean accord status?"),
    ],
)
def test_words_without_a_verb_only_narrow(
    washington: Run, argv: tuple[str, ...], advice: str
) -> None:
    said = washington(*argv)
    assert (said.code, said.out) == (2, "")
    assert "is neither a verb nor a term of a filter." in said.err
    assert advice in said.err


def test_terms_of_a_filter_need_no_verb_and_a_search_needs_one(washington: Run) -> None:
    for argv in (("overdue",), ("WPA-3", "!critical"), ("party:RWA", "--plain")):
        assert washington(*argv).code == 0, argv
    assert "WPA-3" in washington("list", "withdrawal").out
    assert "Nothing passes the filter 'stauts'." in washington("list", "stauts").out
    for verb in ("open", "status", "report", "list"):
        for words in ("troop withdrawal", '"withdrawal"'):
            assert "WPA-3" in washington(verb, words).out, (verb, words)


SEARCHED = "To search: accord list stauts, or in quotes: '\"stauts\"'"


@pytest.mark.parametrize(
    ("argv", "code", "message", "advice"),
    [
        (("open", "stauts"), 2, "'stauts' is no term of a filter.", SEARCHED),
        (("status", "stauts"), 2, "  stauts\n  ^^^^^^\n", SEARCHED),
        (("status", "overdu"), 2, "'overdu' is no term", "Did you mean overdue?"),
        (("status", "!done"), 2, "  !done\n   ^^^^\n", "Did you mean status:done?"),
        (("status", "WPA"), 2, "'WPA' is no term", "Did you mean in:WPA, or party:WPA?"),
        (("WPA",), 2, "neither a verb", "Did you mean accord in:WPA, or party:WPA?"),
        (("log", "stauts"), 2, "no term", SEARCHED),
        (("report", "stauts"), 2, "no term", SEARCHED),
        (("diff", "-3d", "now", "stauts"), 2, "no term", SEARCHED),
        (("parties", "WPA", "stauts"), 2, "  in:WPA stauts\n         ^^^^^^\n", SEARCHED),
        (("views", "save", "mine", "stauts"), 2, "no term", SEARCHED),
        (("list", "overdue", "or"), 2, "  overdue or\n          ^^\n", '"or"'),
        (("WPA-99",), 4, "There is no commitment 'WPA-99'.", "accord list shows all codes."),
        *(
            ((verb, "WPA-3,wpa-99"), 4, "There is no commitment 'WPA-99'.", "accord list")
            for verb in ("open", "status", "list", "log", "report", "parties")
        ),
    ],
)
def test_a_word_or_a_code_that_is_nothing_is_never_answered_with_nothing(
    washington: Run, argv: tuple[str, ...], code: int, message: str, advice: str
) -> None:
    said = washington(*argv)
    assert (said.code, said.out) == (code, "")
    assert message in said.err
    assert advice in said.err


def test_what_is_no_text_is_shown_as_such_wherever_it_is_repeated(washington: Run) -> None:
    for argv in (
        ("show",), ("list",), ("list", "--sort"), ("list", "--limit"), ("parties",),
        ("parties", "--by"), ("--as",), ("--theme",), ("views", "bind"), ("report", "--format"),
        ("event", "set"), ("diff",), ("--now",), ("--as-of",), ("verify", "--since"), ("matrix",),
        ("seed", "load"), ("backup", "--to"), ("store", "check"), ("what-if",), ("ssh", "revoke"),
    ):  # fmt: skip
        said = washington(*argv, "a\udcff\x1b\n\u202e'", "status")
        assert said.code, argv
        assert "\\u" not in said.err, said
        assert "\\x" not in said.err, said
        assert all(char == "\n" or char.isprintable() for char in said.err), said


def test_what_is_named_twice_is_meant_once(washington: Run) -> None:
    assert washington("show", "WPA-3", "wpa-3", "WPA-3").out == washington("show", "WPA-3").out
    for argv, said in (
        (("edit", "WPA-3", "WPA-3", "--print"), "[WPA-3]"),
        (("set", "WPA-3", "wpa-3", "title=Once"), "  WPA-3  "),
        (("note", "WPA-3", "Once."), "  WPA-3  "),
        (("report", "WPA-3", "WPA-3", "--by", "DRC", "--text", "Once."), "  WPA-3  "),
        (("seed", "load", "MINSK2", "MINSK2"), "MINSK2 loaded"),
        (("withdraw", "WPA-3", "WPA-3"), "  WPA-3  "),
    ):
        answer = washington(*argv)
        assert (answer.code, answer.out.count(said)) == (0, 1), argv


def test_there_is_no_demo_within_a_demo(accord: Run) -> None:
    for argv in (("demo", "demo", "status"), ("demo", "--json", *["demo"] * 1_900)):
        said = accord(*argv)
        assert (said.code, said.out) == (2, "")
        assert "As in: accord demo status" in said.err


IN_A_FORM_OF_THEIR_OWN = (
    ("edit", "WPA-3", "--print"),
    ("completion", "bash"),
    ("ssh", "config"),
    ("report", "--format", "md"),
)
"""Texts that another program reads as they are."""


def test_json_is_answered_or_refused(washington: Run) -> None:
    for argv in (
        ("status",), ("status", "--line"), ("status", "--plain"), ("list",), ("show", "WPA-3"),
        ("log", "--fields"), ("diff", "-3d"), ("views",), ("agreements",), ("parties",),
        ("matrix", "WPA"), ("events",), ("event", "list"), ("what-if", "WPA:signing +3d"),
        ("verify", "--head"), ("keys", "--markdown"), ("seed", "list"), ("backup", "--list"),
        ("paths",), ("who",), ("doctor",), ("store", "check"), ("report", "--format", "json"),
        ("note", "WPA-3", "Seen."), ("undo",), ("redo",), ("overdue",), ("tick",),
    ):  # fmt: skip
        json.loads(washington("--json", *argv).out)
    for argv in IN_A_FORM_OF_THEIR_OWN:
        said = washington("--json", *argv)
        assert (said.code, said.out) == (2, ""), argv
        assert "Leave out" in said.err
    assert washington("status", "--line", "--json").out.count("\n") == 1


def test_words_that_the_shell_kept_together_stay_together(washington: Run) -> None:
    for argv in (("list",), ("report",), ("diff", "2020-01-01", "now")):
        assert "WPA-3" in washington(*argv, "troop withdrawal").out, argv
        assert "WPA-3" not in washington(*argv, "withdrawal troop").out, argv


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_examples(accord: Run, verb: str) -> None:
    said = accord(verb, "--help")
    assert said.code == 0
    assert said.err == ""
    assert all(example in said.out for example in EXAMPLES[verb])


@pytest.mark.parametrize("verb", VERBS)
def test_every_example_is_understood(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.cli.parser import parse

    for example in EXAMPLES[verb]:
        line = re.split(r" [|<>] ", example.removeprefix('eval "$(').removesuffix(')"'))[0]
        args = parse(shlex.split(line)[1:])
        assert callable(args.run), example


@pytest.mark.parametrize("verb", ["parties", "events"])
def test_an_unknown_agreement_is_not_answered_with_nothing(washington: Run, verb: str) -> None:
    said = washington(verb, "WPB")
    assert (said.code, said.out) == (4, "")
    assert "There are: DOHA, WPA." in said.err


def test_a_wrong_deadline_is_marked_in_the_whole_line(washington: Run) -> None:
    said = washington("add", "Move on; owner DRC; due in 2 wekes; critical", "--agreement", "WPA")
    assert said.code == 2
    shown, marks = said.err.splitlines()[1:3]
    assert shown.strip() == "Move on; owner DRC; due in 2 wekes; critical"
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "wekes"


def test_marks_stand_under_wide_letters_too(washington: Run) -> None:
    said = washington("list", "\u6c34\u6c34", "pary:RWA")
    shown, marks = said.err.splitlines()[1:3]
    assert shown == "  \u6c34\u6c34 pary:RWA"
    assert marks == "       ^^^^"  # each of the two letters before takes two cells


def test_add_prints_all_that_was_understood(washington: Run) -> None:
    line = "Free them; owner DRC; to M23; due eom; theme prisoners; amount 100 persons; critical"
    said = washington("add", line, "--agreement", "DOHA")
    for words in ("Mon 30 Nov 2026", "0 of 100 persons", "(DRC)", "(M23)", "critical", "prisoners"):
        assert words in said.out


def test_a_clock_without_a_zone_is_read_in_ones_own(washington: Run, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "accord" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('zone = "Asia/Bishkek"\n', encoding="utf-8")
    said = washington("status", now="2026-11-23 16:20")
    assert said.out.startswith("ACCORD   as of Mon 23 Nov 2026 16:20 Asia/Bishkek")


def test_one_extension_of_several_is_one_version_each(washington: Run) -> None:
    codes = ("WPA-3", "WPA-4")
    assert washington("set", *codes, "deadline=signing + 600 days", "reason=both asked").code == 0
    log = washington("log", "--limit", "1").out
    assert "2 commitments: deadline signing + 90 days -> signing + 600 days" in log
    assert "once;" in washington("show", "WPA-3").out


def test_letters_that_the_answer_cannot_take_become_numbers(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tui.cli.main", "--store", str(tmp_path / "a.db"), "seed", "list"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert "Pretoria (DRC\\u2013Rwanda)" in said.stdout


def test_what_is_no_text_on_standard_input_is_refused(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "a.db")]
    load = [sys.executable, "-m", "tui.cli.main", *store, "seed", "load", "WPA"]
    subprocess.run(load, capture_output=True, check=True)
    said = subprocess.run(
        [sys.executable, "-m", "tui.cli.main", *store, "note", "WPA-3", "-"],
        input=b"\xff\xfe",
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert said.returncode == 2
    assert b"no text" in said.stderr
    assert b"Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("accord show DOHA-1", "DOHA-12"),
        ("accord stat", "status"),
        ("accord list over", "overdue"),
    ],
)
def test_a_shell_completes_verbs_codes_and_flags(washington: Run, typed: str, wanted: str) -> None:
    shell = f"{sys.executable} -m tui.cli.main 8>&1 9>/dev/null >/dev/null"
    said = subprocess.run(
        ["sh", "-c", shell],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_IFS": "\n",
            "COMP_LINE": typed,
            "COMP_POINT": str(len(typed)),
        },
        check=False,
    )
    assert wanted in said.stdout.split(), said.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("set", "WPA-7", "deadline=20 nov", "reason=letter"),
         "20 nov: 3 days ago would be 2026-11-20."),
        (("event", "set", "WPA", "handover", "--planned", "20 nov"),
         "20 nov: 3 days ago would be 2026-11-20."),
        (("agreement", "add", "NEW", "New", "--zone", "Europe/Berlin", "--signed", "22 nov"),
         "22 nov: 1 day ago would be 2026-11-22."),
    ],
)  # fmt: skip
def test_a_date_that_became_next_year_s_is_pointed_out(
    washington: Run, args: tuple[str, ...], said: str
) -> None:
    done = washington(*args)
    assert (done.code, done.err) == (0, f"accord: {said}\n")


@pytest.mark.parametrize("day", ["18 nov", "nov 18", "last wed", "wed", "-5d", "5 days ago"])
def test_a_day_that_has_been_is_read_alike_wherever_it_is_typed(washington: Run, day: str) -> None:
    washington("set", "WPA-7", "deadline=every week from signing", "reason=letter")
    for argv in (
        ("meet", "WPA-7", "--on", day, "--source", "letter"),
        ("report", "WPA-7", "--by", "DRC", "--on", day, "--text", "Said."),
        ("set", "WPA-7", "status=done", "source=letter", f"on={day}"),
        ("event", "set", "WPA", "handover", "--on", day),
    ):
        said = washington(*argv)
        assert (said.code, said.err) == (0, ""), argv
    assert washington("log", "--json", "--limit", "4").out.count("2026-11-18") >= 4


def test_a_deadline_in_a_sheet_is_typed_as_anywhere(washington: Run) -> None:
    sheet = washington("edit", "WPA-7", "--print").out
    for typed, rule in (
        ("in 2 weeks", "2026-12-07"),
        ("20 nov", "2027-11-20"),
        ("10wd after WPA-3", "WPA-3 done + 10 working days"),
        ("?", "none"),
    ):
        edited = f'deadline = "{typed}"\nreason = "letter"'
        said = washington(
            "edit", "--from", "-", "--mine",
            typed=re.sub(r"(?m)^deadline = .*\nreason = .*", edited, sheet),
        )  # fmt: skip
        assert said.code == 0, said.err
        assert ("3 days ago would be 2026-11-20" in said.err) is (typed == "20 nov")
        assert f'deadline = "{rule}"' in washington("edit", "WPA-7", "--print").out
    wrong = re.sub("(?m)^deadline = .*", 'deadline = "in 2 weekz"', sheet)
    said = washington("edit", "--from", "-", "--mine", typed=wrong)
    assert said.code == 2
    assert "WPA-7, deadline:" in said.err
    assert "weekz" in said.err


def test_a_time_that_clocks_skip_is_pointed_out(washington: Run) -> None:
    washington("agreement", "set", "WPA", "zone=Europe/Berlin")
    said = washington("event", "set", "WPA", "handover", "--planned", "2027-03-28 02:30")
    assert "02:30 does not exist that day, as clocks go forward: 03:30 is meant" in said.err
    said = washington("set", "WPA-7", "deadline=2027-03-28 02:30", "reason=letter")
    assert "03:30 is meant" in said.err


@pytest.mark.parametrize(
    "args",
    [
        ("add", "Open; due 1826-11-25", "--agreement", "WPA"),
        ("set", "WPA-7", "deadline=2226-11-25", "reason=letter"),
        ("set", "WPA-7", "status=done", "source=x", "on=1826-11-25"),
        ("event", "set", "WPA", "signing", "--on", "1826-11-25"),
        ("agreement", "add", "NEW", "New", "--zone", "Africa/Juba", "--signed", "1826-11-25"),
        ("report", "WPA-7", "--by", "DRC", "--says", "done", "--on", "1826-11-25"),
        ("edit", "--from", "-"),
    ],
)
def test_a_year_that_is_probably_a_slip_needs_a_yes(washington: Run, args: tuple[str, ...]) -> None:
    before = washington("log").out
    sheet = washington("edit", "WPA-7", "--print").out
    edited = 'deadline = "2226-11-25"\nreason = "letter"'
    typed = re.sub(r"(?m)^deadline = .*\nreason = .*", edited, sheet)
    said = washington(*args, typed=typed)
    assert (said.code, said.out) == (2, "")
    assert "Add --yes if that is meant." in said.err
    assert washington("log").out == before
    assert washington(*args, "--yes", typed=typed).code == 0
