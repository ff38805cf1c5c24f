"""`--plain` for who listens: one fact a line, no columns, nothing drawn, no sign without a word."""

import re

import pytest

from tests.cli.conftest import Run

ASKED = (("status",), ("list",), ("show", "WPA-3", "DOHA-1"), ("list", "nothing-is-called-so"))


@pytest.mark.parametrize("argv", ASKED)
def test_nothing_is_set_in_columns_or_drawn(washington: Run, argv: tuple[str, ...]) -> None:
    said = washington(*argv, "--plain")
    assert said.code == 0
    for line in said.out.splitlines():
        assert "  " not in line
        assert line == line.strip()
        assert not re.search(r"[\u2500-\u259f|]", line)
        assert not re.match(r"[-!*?=+>~] ", line)


def test_a_commitment_is_told_fact_by_fact(washington: Run) -> None:
    told = (
        "\nWPA-3, Disengage forces and lift defensive measures (troop withdrawal).\n"
        "Owner RWA.\n"
        "Due Thu 25 Sep 2025.\n"
        "Time 424d ago.\n"
        "Status DISPUTED.\n"
        "Verified disputed.\n"
        "Critical.\n"
    )
    for verb in ("status", "list"):
        assert told in washington(verb, "--plain").out


def test_the_counters_are_lines_of_their_own(washington: Run) -> None:
    assert washington("status", "--plain").out.splitlines()[:3] == [
        "As of Mon 23 Nov 2026 16:20 Africa/Kinshasa.",
        "Overdue 11.",
        "Disputed 3.",
    ]


def test_a_story_has_its_labels_before_a_colon_and_signs_as_words(washington: Run) -> None:
    told = washington("show", "WPA-3", "--plain").out
    for line in ("overdue: 424d ago", "Rule: signing + 90 days", "Owner: Rwanda (RWA)"):
        assert line in told.splitlines()
    assert "Source: Government of Rwanda, statement of 2 March 2026" in told
