"""`E`: the row or the marked rows as one text, in an editor that is a small program."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from db.commands.commitments import EditCommitment
from db.queries.detail import StoryOf
from db.store import Store
from tests.builders import open_store
from tests.tui.driving import drive

Editor = Callable[..., Path]


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


@pytest.fixture
def store(pair: Path) -> Iterator[Store]:
    found = open_store(pair)
    yield found
    found.close()


async def test_marked_rows_are_one_text_and_one_step(
    pair: Path, store: Store, editor: Editor
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
        rows = [store.ask(StoryOf(code)).row for code in ("WPA-3", "WPA-4")]
        assert sorted((row.theme, row.pinned) for row in rows) == [
            ("security", False),
            ("withdrawal", True),
        ]
        await user.press("u")
        assert {store.ask(StoryOf(code)).row.theme for code in ("WPA-3", "WPA-4")} == {"security"}


async def test_unchanged_text_changes_nothing(pair: Path, editor: Editor) -> None:
    editor()
    async with drive(pair) as user:
        await user.press("2", "E")
        user.sees("Nothing was changed")
        await user.press("6")
        user.sees("2 ")
        user.does_not_see("edit sheets")


async def test_what_cannot_be_read_is_refused_by_line_and_kept(
    pair: Path, store: Store, editor: Editor
) -> None:
    editor(("critical = true", "critical = yes"), ('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "E")
        assert user.message.startswith("Line 15: Invalid value.")
        assert store.ask(StoryOf("WPA-3")).row.unit == ""
        seen = editor(("critical = yes", "critical = false"))
        await user.press("E")
        user.sees("Your last text was not taken", "Go on with what you typed at 16:20")
        await user.press("g")
        assert seen.read_text("utf-8").startswith("# ! Line 15: Invalid value.")
        row = store.ask(StoryOf("WPA-3")).row
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


async def test_what_somebody_changed_meanwhile_is_not_overwritten_unseen(
    pair: Path, store: Store, editor: Editor
) -> None:
    editor(('unit = ""', 'unit = "posts"'))
    async with drive(pair) as user:
        await user.press("2", "/")
        await user.type("WPA-3")
        await user.press("enter", "W")
        store.do(EditCommitment("WPA-3", {"provision": "Art. 9"}))
        await user.press("E")
        row = store.ask(StoryOf("WPA-3")).row
        assert (row.unit, row.provision) == ("posts", "Art. 9")


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
