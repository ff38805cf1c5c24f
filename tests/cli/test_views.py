"""`accord views` and `--view`."""

import json

import pytest

from tests.cli.conftest import Run


def test_a_view_is_kept_listed_and_used(washington: Run) -> None:
    assert washington("views").out.startswith("No views yet.")
    said = washington("views", "save", "my week", "party:RWA", "-kept", "--key", "7")
    assert said.out == "View 'my week' saved, on key 7: party:RWA !kept\n"
    assert washington("views", "save", "late", "overdue", "--sort", "owner").code == 0
    listed = washington("views").out.splitlines()
    assert listed[1].split() == ["7", "my", "week", "list", "party:RWA", "!kept", "left"]
    assert [each["name"] for each in json.loads(washington("views", "--json").out)] == [
        "my week",
        "late",
    ]
    by_view = washington("list", "--view", "LATE", "in:WPA").out
    assert by_view == washington("list", "overdue", "in:WPA", "--sort", "owner").out
    assert washington("--view", "late").out == washington("list", "--view", "late").out
    assert washington("--view", "7", "list").out == washington("list", "party:RWA", "!kept").out


def test_views_are_renamed_bound_deleted_and_taken_back(washington: Run) -> None:
    washington("views", "save", "one", "overdue", "--key", "8")
    washington("views", "save", "two", "late", "--key", "8")
    rows = json.loads(washington("views", "--json").out)
    assert [(row["name"], row["slot"]) for row in rows] == [("two", 8), ("one", None)]
    assert washington("views", "rename", "one", "first").code == 0
    assert washington("views", "bind", "first", "9").out == "View 'first', on key 9\n"
    rows = json.loads(washington("views", "--json").out)
    assert [(row["name"], row["slot"]) for row in rows] == [("two", 8), ("first", 9)]
    assert washington("views", "delete", "two").code == 0
    assert washington("undo").out.startswith("Undone: View 'two' deleted")
    assert len(json.loads(washington("views", "--json").out)) == 2


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (("list", "--view", "nothing"), 4, "None is saved yet."),
        (("views", "keep", "x"), 2, "Say what to do to which view."),
        (("views", "save", "x", "status:finishd"), 2, "'finishd' is no status"),
        (("views", "save", "x", "late", "--key", "5"), 2, "Keys: 7, 8 and 9."),
        (("views", "save", "x", "late", "--sort", "size"), 2, "There is no order"),
        (("views", "delete", "x"), 4, "There is no view"),
        (("--read-only", "views", "save", "x", "late"), 5, "reading only"),
    ],
)
def test_what_cannot_be_done_says_what_to_type(
    washington: Run, argv: tuple[str, ...], code: int, words: str
) -> None:
    said = washington(*argv)
    assert said.code == code
    assert words in said.err
