"""`E`: the row or the marked rows as one text, in an editor that is a small program."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from db.protocols import Query
from db.queries.commitments.detail import GetCommitment
from tests.builders import open_store
from tests.tui.driving import drive

T = TypeVar("T")
Editor = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Sets $EDITOR to a program that replaces words, and gives the file it leaves a copy in."""
    # A terminal that exists only in memory can be handed over too: nobody paints on it.
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.setattr(HeadlessDriver, "suspend_application_mode", lambda _: None)
    monkeypatch.setattr(HeadlessDriver, "resume_application_mode", lambda _: None)
    monkeypatch.delenv("VISUAL", raising=False)
    seen, program = tmp_path / "seen.toml", tmp_path / "editor.py"

    def replacing(*pairs: tuple[str, str]) -> Path:
        program.write_text(
            "import sys, pathlib\n"
            "file = pathlib.Path(sys.argv[-1])\n"
            "text = file.read_text('utf-8')\n"
            f"pathlib.Path({str(seen)!r}).write_text(text, 'utf-8')\n"
            f"for old, new in {pairs!r}:\n"
            "    assert old in text, text\n"
            "    text = text.replace(old, new, 1)\n"
            "file.write_text(text, 'utf-8')\n",
            "utf-8",
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
        return seen

    return replacing


class Asking:
    """Asks the store, and has it open only meanwhile.

    A process must not have one SQLite file open twice: when it opens the file for a look, all its
    locks on it go, and the program of somebody else who ends then clears the log away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def ask(self, query: Query[T]) -> T:
        opened = open_store(self._path)
        try:
            return opened.ask(query)
        finally:
            opened.close()


@pytest.fixture
def store(pair: Path) -> Asking:
    return Asking(pair)


async def test_marked_rows_are_one_text_and_one_step(
    pair: Path, store: Asking, editor: Editor
) -> None:
    seen = editor(
        ('theme = "security"', 'theme = "withdrawal"'), ("pinned = false", "pinned = true")
    )
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3,WPA-4")
        await user.press("enter", "V", "E")
        user.sees("WPA-3")
        assert seen.read_text("utf-8").count("[WPA-") == 2
        rows = [store.ask(GetCommitment(code)).row for code in ("WPA-3", "WPA-4")]
        assert sorted((row.theme, row.pinned) for row in rows) == [
            ("security", False),
            ("withdrawal", True),
        ]
        await user.press("u")
        assert {store.ask(GetCommitment(code)).row.theme for code in ("WPA-3", "WPA-4")} == {
            "security"
        }


async def test_unchanged_text_changes_nothing(pair: Path, editor: Editor) -> None:
    editor()
    async with drive(pair) as user:
        await user.press("2", "E")
        user.sees("Nothing was changed")
        await user.press("6")
        user.sees("2 ")
        user.does_not_see("edit sheets")


async def test_what_cannot_be_read_is_refused_by_line_and_kept(
    pair: Path, store: Asking, editor: Editor
) -> None:
    editor(("critical = true", "critical = yes"), ('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E")
        assert user.message.startswith("Line 15: Invalid value.")
        assert store.ask(GetCommitment("WPA-3")).row.unit == ""
        seen = editor(("critical = yes", "critical = false"))
        await user.press("E")
        user.sees("Your last text was not taken", "Go on with what you typed at 16:20")
        await user.press("g")
        assert seen.read_text("utf-8").startswith("# ! Line 15: Invalid value.")
        row = store.ask(GetCommitment("WPA-3")).row
        assert (row.critical, row.unit) == (False, "posts")
        seen = editor()
        await user.press("E")
        assert "posts" in seen.read_text("utf-8")
        assert "# !" not in seen.read_text("utf-8")


async def test_a_party_nobody_knows_is_named_with_its_line(pair: Path, editor: Editor) -> None:
    editor(('owners = ["RWA"]', 'owners = ["RWQ"]'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E")
        assert "Line 7: WPA-3, owners: There is no party 'RWQ'." in user.message


@pytest.fixture
def while_editing(pair: Path, editor: Editor, tmp_path: Path) -> Editor:
    """The editor again; while it is open, somebody else edits by the command line."""

    def run(theirs: str, *pairs: tuple[str, str]) -> Path:
        seen, program = editor(*pairs), tmp_path / "editor.py"
        by_bob = ["--store", str(pair), "--as", "bob", "--now", "2026-11-23 15:05 UTC"]
        lines = program.read_text("utf-8")
        command = f"[sys.executable, '-m', 'tui.cli.main', *{by_bob!r}, *{theirs.split()!r}]"
        lines += f"import subprocess\nsubprocess.run({command}, check=True, cwd={str(ROOT)!r})\n"
        program.write_text(lines, "utf-8")
        return seen

    return run


async def test_what_each_changed_of_other_fields_is_joined_and_said(
    pair: Path, store: Asking, while_editing: Editor
) -> None:
    while_editing("set WPA-3 theme=forces", ('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E")
        user.sees("Saved. Meanwhile bob changed theme: kept too.")
        row = store.ask(GetCommitment("WPA-3")).row
        assert (row.unit, row.theme) == ("posts", "forces")


async def test_what_both_changed_is_chosen_on_one_page_for_all_rows(
    pair: Path, store: Asking, while_editing: Editor
) -> None:
    changed = (('theme = "security"', 'theme = "a"'), ('theme = "security"', 'theme = "b"'))
    while_editing("set WPA-3 WPA-4 theme=forces", *changed, ('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3,WPA-4")
        await user.press("enter", "V", "E")
        user.sees("2 commitments > Text", "bob changed it too", "2 still to choose (?)")
        user.sees("by bob, Mon 23 Nov 2026 16:05")
        text = user.screen_text()
        assert text.index("\n WPA-3") < text.index("Unit") < text.index("\n WPA-4")
        await user.press("left", "down", "down", "right", "enter")
        rows = [store.ask(GetCommitment(code)).row for code in ("WPA-3", "WPA-4")]
        assert [row.theme for row in rows] == ["a", "forces"]
        assert rows[0].unit == "posts"


async def test_going_back_keeps_the_text_and_shows_both_again(
    pair: Path, store: Asking, while_editing: Editor, editor: Editor
) -> None:
    while_editing("set WPA-3 unit=men", ('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E", "escape")
        user.sees("Nothing is saved. E goes on with what you typed.")
        assert store.ask(GetCommitment("WPA-3")).row.unit == "men"
        seen = editor()
        await user.press("E", "g")
        assert 'unit = "posts"' in seen.read_text("utf-8")
        user.sees("? Unit ( ) posts ( ) men")
        await user.press("left", "enter")
        assert store.ask(GetCommitment("WPA-3")).row.unit == "posts"


async def test_a_text_that_gave_way_is_kept(
    pair: Path, store: Asking, while_editing: Editor, editor: Editor
) -> None:
    while_editing("set WPA-3 unit=men", ('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E", "t", "enter")
        user.sees("Theirs stands where you chose it. E goes on with what you typed.")
        assert store.ask(GetCommitment("WPA-3")).row.unit == "men"
        seen = editor()
        await user.press("E", "g")
        assert 'unit = "posts"' in seen.read_text("utf-8")
        await user.press("m", "enter")
        assert store.ask(GetCommitment("WPA-3")).row.unit == "posts"


async def test_a_deadline_that_is_none_is_named_with_its_line_and_the_text_kept(
    pair: Path, store: Asking, editor: Editor
) -> None:
    editor(('deadline = "signing + 90 days"', 'deadline = "soon"'), ('unit = ""', 'unit = "km"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E")
        assert user.message.startswith("Line 10: WPA-3, deadline:"), user.message
        assert store.ask(GetCommitment("WPA-3")).row.unit == ""
        seen = editor(('"soon"', '"2027-01-05"'), ('reason = ""', 'reason = "letter"'))
        await user.press("E", "g")
        assert 'unit = "km"' in seen.read_text("utf-8")
        assert store.ask(GetCommitment("WPA-3")).row.rule == "2027-01-05"


async def test_without_an_editor_the_key_says_what_to_set(
    pair: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with drive(pair) as user:
        await user.press("2", "E")
        user.sees("No editor is set: set EDITOR")


async def test_guests_and_readers_have_no_such_key(pair: Path, editor: Editor) -> None:
    editor()
    for guarded in (True, False):
        async with drive(pair, guarded=guarded, read_only=not guarded) as user:
            await user.press("2", "E", "?")
            user.does_not_see("edit as text")
