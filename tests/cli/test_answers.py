"""What the command line answers, word for word, on the real packs at a fixed time."""

import json

import pytest

from tests.cli.conftest import Run, matches_golden

ANSWERS = {
    "status.txt": ("status",),
    "status-overdue.txt": ("status", "overdue", "party:RWA"),
    "status-line.txt": ("status", "--line"),
    "list.txt": ("list",),
    "list-by-owner.txt": ("list", "in:DOHA", "--sort", "owner", "--reverse", "--limit", "5"),
    "show-WPA-3.txt": ("show", "WPA-3"),
    "show-two.txt": ("show", "WPA-1", "DOHA-11"),
    "log.txt": ("log",),
    "agreements.txt": ("agreements",),
    "parties.txt": ("parties",),
    "parties-WPA.txt": ("parties", "WPA"),
    "parties-themes.txt": ("parties", "WPA", "party:RWA", "--by", "theme"),
    "parties-themes.json": ("parties", "overdue", "in:DOHA", "--by", "theme", "--json"),
    "log-by-asel.txt": ("log", "by:asel", "kind:report", "in:DOHA"),
    "events.txt": ("events",),
    "matrix.txt": ("matrix", "WPA"),
    "matrix-themes.txt": ("matrix", "DOHA", "--by", "themes"),
    "matrix.json": ("matrix", "WPA", "--by", "themes", "--across", "parties", "--json"),
    "seed-list.txt": ("seed", "list"),
    "status.json": ("status", "in:WPA", "--json"),
    "list.json": ("list", "party:RWA", "overdue", "--json"),
    "show.json": ("show", "WPA-1", "--json"),
    "parties.json": ("parties", "WPA", "--json"),
    "events.json": ("events", "WPA", "--json"),
    "agreements.json": ("agreements", "--json"),
    "log.json": ("log", "--json"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_word_for_word_the_same(washington: Run, name: str) -> None:
    said = washington(*ANSWERS[name])
    assert (said.code, said.err) == (0, "")
    if name.endswith(".json"):
        json.loads(said.out)
    matches_golden(name, said.out)


@pytest.mark.parametrize("verb", ["status", "list", "log", "agreements", "parties", "events"])
def test_an_empty_store_says_so(accord: Run, verb: str) -> None:
    assert accord("store", "create").code == 0
    said = accord(verb)
    assert (said.code, said.err) == (0, "")
    matches_golden(f"empty-{verb}.txt", said.out)


def test_the_keys_that_are_promised_are_there(washington: Run) -> None:
    row = json.loads(washington("list", "WPA-3", "--json").out)[0]
    promised = """code agreement title owners provision theme tags status status_on time left
        days_after_first verification rule deadline waiting_for due_on due_at first_due_on plan_on
        provisional zone done_on critical continuing pinned amount target unit level reports
        version"""
    assert list(row) == promised.split()
    assert row["due_at"] == "2025-09-26T00:00:00+01:00"


def test_without_a_terminal_bare_accord_is_the_overview(washington: Run) -> None:
    assert washington().out == washington("status").out


def test_words_without_a_verb_are_a_filter(washington: Run) -> None:
    assert washington("party:RWA", "overdue").out == washington("list", "party:RWA", "overdue").out


def test_strict_tells_by_its_exit_code(washington: Run) -> None:
    said = " ".join(washington("status", "--help").out.split())
    assert "--strict exit with 1 when anything is overdue --line one line" in said
    assert washington("status", "--strict").code == 1
    assert washington("status", "--strict", "in:WPA", "kept").code == 0


def test_global_options_may_stand_before_or_after_the_verb(washington: Run) -> None:
    assert washington("--json", "list", "WPA-3").out == washington("list", "WPA-3", "--json").out


def test_the_demo_answers_any_verb(accord: Run) -> None:
    said = accord("demo", "status", "--line")
    assert said.code == 0
    assert "overdue" in said.out
    assert accord("agreements").err.startswith("accord: There is no store")
