"""The screens over ssh, at a terminal that is really there on both sides."""

from tests.ssh.server import Person


def test_a_reviewer_looks_and_leaves(reviewer: Person) -> None:
    with reviewer.screen() as screen:
        screen.wait_for("OVERDUE", "? help")
        screen.press("2")
        screen.wait_for("WPA-1", "WPA-3")
        screen.press("Q")
        assert screen.ended() == 0


def test_an_editor_changes_under_the_name_of_the_key(editor: Person) -> None:
    with editor.screen(120, 36) as screen:
        screen.wait_for("OVERDUE", "? help")
        screen.press("2", "*")
        screen.wait_for("u undoes it")
        screen.press("Q")
        assert screen.ended() == 0
    assert "bob" in editor.ssh("log", "--limit", "1").stdout


def test_a_terminal_that_changes_its_size_is_followed(reviewer: Person) -> None:
    with reviewer.screen(120, 36) as screen:
        screen.wait_for("OVERDUE", "? help")
        screen.resize(40, 10)
        screen.wait_for("? help")
        screen.press("2")
        screen.wait_for("WPA-")
        screen.press("Q")
        assert screen.ended() == 0
