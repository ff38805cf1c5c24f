"""Lines that drop, and many at once, through a real sshd."""

import sqlite3
import time
from contextlib import ExitStack
from pathlib import Path

from db.commands.commitments import EditCommitment
from tests.builders import open_store
from tests.ssh.screen import PATIENCE, processes_with
from tests.ssh.server import Person, Server
from tui.ssh.public_key import Role

TYPED = "Half a sentence about the bridge"
REVIEWERS, EDITORS = 18, 2


def wait_until_gone(store: Path) -> None:
    """No session at this store is left on the host.

    Raises:
        AssertionError: with those that are.
    """
    end = time.monotonic() + PATIENCE
    while left := processes_with(str(store)):
        assert time.monotonic() < end, f"orphans: {left}"


def is_whole(store: Path) -> bool:
    """Whether nothing is torn and nobody holds a lock."""
    connection = sqlite3.connect(store, timeout=1)
    connection.execute("BEGIN IMMEDIATE")
    found: tuple[str] = connection.execute("PRAGMA integrity_check").fetchone()
    connection.rollback()
    connection.close()
    return found == ("ok",)


def test_a_dropped_line_leaves_nothing_but_the_draft(editor: Person, pair: Path) -> None:
    with editor.screen() as screen:
        screen.wait_for("OVERDUE", "? help")
        screen.press("a")
        screen.wait_for("Enter add")
        screen.press(TYPED)
        screen.wait_for(TYPED)
        screen.process.kill()  # the client, as when a lid is closed
        screen.process.wait()
        wait_until_gone(pair)
    assert is_whole(pair)
    with editor.screen() as again:
        again.wait_for("A draft is kept: Add to", '" opens it.')
        again.press('"')
        again.wait_for(TYPED, "restored. Ctrl+T drops it.")


def test_twenty_at_once_see_what_an_editor_changes_and_all_end(server: Server, pair: Path) -> None:
    people = [server.let_in(f"reader{n}", Role.REVIEWER, pair) for n in range(REVIEWERS)]
    people += [server.let_in(f"editor{n}", Role.EDITOR, pair) for n in range(EDITORS)]
    with ExitStack() as stack:
        screens = [stack.enter_context(person.screen()) for person in people]
        for screen in screens:
            screen.wait_for("OVERDUE", "? help")
        editor = open_store(pair, actor="jonas")
        editor.do(EditCommitment("WPA-9", {"title": "Seen by all"}))
        editor.close()
        for screen in screens:
            screen.wait_for("Seen by all")
        for screen in screens:
            screen.process.kill()
            screen.process.wait()
        wait_until_gone(pair)
    assert is_whole(pair)
