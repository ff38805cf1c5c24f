"""The command line, given anything: an answer or a refusal with its exit code, no traceback."""

import argparse
import shlex
import shutil
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.cli.conftest import Run, Said
from tests.fuzz import words
from tests.fuzz.guard import fuzzed, never_hangs
from tests.hostile import odd_in
from tui.cli.parser import VERBS, build
from tui.cli.verb_table import EXAMPLES

ELSEWHERE = {"demo", "session", "ssh", "store", "backup", "restore"}
"""Verbs that write files or call servers by the names they are given; their readers have tests."""
NOT_TRIED = {"--help", "-h", "--store"}
NAMES = (
    "WPA-3", "DOHA-7", "wpa", "WPA", "DOHA", "RWA", "signing", "WPA:signing", "-", "add", "set",
    "list",
    "load", "save", "deadline=", "status=", "title=", "amount=", "owners=", "tags=", "after=",
    "note=", "critical=",
    "quantity=", "source=", "calendar=", "zone=", "done", "not-done", "#1", "1", "last", "in:WPA",
)  # fmt: skip
EVERY_CODE = range(6)
NO_STORE = 5


def options_of(verb: str) -> list[str]:
    actions = build(VERBS)._actions
    verbs = next(each for each in actions if isinstance(each, argparse._SubParsersAction))
    inner = verbs.choices[verb]._actions
    return [name for each in inner for name in each.option_strings if name not in NOT_TRIED]


def passable(word: str) -> bool:
    """Whether a system can hand such a word to a program at all."""
    try:
        return b"\0" not in word.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False


values = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from((*words.NUMBERS, *words.DAYS)),
    st.tuples(st.sampled_from(NAMES), words.rule_texts | words.moments).map("".join),
    words.rule_texts,
    words.filters,
    words.lines,
).filter(passable)


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """An example of a verb's own help with words changed, left out and added."""
    verb = draw(
        st.sampled_from([verb for verb in VERBS if verb not in ELSEWHERE and verb != "open"])
    )
    example = draw(st.sampled_from(EXAMPLES[verb]).filter(lambda line: line != "accord"))
    argv = shlex.split(example.split("<")[0].split(">")[0].split("|")[0])[1:]
    others = values | st.sampled_from(options_of(verb))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(1, len(argv)))
        argv[place : place + draw(st.integers(0, 1))] = draw(st.lists(others, max_size=2))
    return argv


def is_clear(said: Said) -> None:
    assert said.code in EVERY_CODE
    if said.code == NO_STORE and "There is no store at" in said.out:
        return  # among what `doctor` finds, which is its answer
    if said.code > 1:
        assert said.err.startswith("accord:"), said
        assert len(said.err.split()) > 4, said
    assert not odd_in(said.err.replace("\n", "")), said


@fuzzed
@given(command_lines() | st.lists(values, max_size=5), values)
def test_any_words_are_a_command_line_or_refused(
    accord: Run, alone: Path, packed_template: Path, argv: list[str], typed: str
) -> None:
    assume(not ELSEWHERE.intersection(argv))
    shutil.copy(packed_template, alone / "accord.db")
    with never_hangs():
        is_clear(accord(*argv, typed=typed))
