"""Whatever people type as a name or a text: only harmless signs reach the screen, in place."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from db.commands.commitments import EditCommitment
from tests.builders import open_store
from tests.hostile import CODES, HOSTILE, hostile_store, odd_in, tampered_store
from tests.snapshots.walks import BOXES, FORMS, SMALL, VIEWS
from tests.tui.driving import User, drive
from tui.keys.actions import SCREENS, actions_for
from tui.terminal.appearance import Appearance
from tui.widgets.header import VIEWS as VIEW_SCREENS


@pytest.fixture(scope="session")
def nasty_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every text is one of the nasty ones."""
    return hostile_store(template, tmp_path_factory.mktemp("nasty") / "nasty.db")


@pytest.fixture
def nasty(nasty_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(nasty_template, tmp_path / "nasty.db"))


@pytest.fixture(scope="session")
def tampered_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with codes that no command would let in."""
    return tampered_store(template, tmp_path_factory.mktemp("tampered") / "tampered.db")


@pytest.fixture
def tampered(tampered_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(tampered_template, tmp_path / "tampered.db"))


SIZES = ((80, 24), (120, 36), (40, 10))
ACTOR = "a\x1b[31m\u202eb"
WALKED = {80: (VIEWS, BOXES, FORMS), 120: (VIEWS, BOXES), 40: (VIEWS, SMALL)}
"""What is looked at in a screen of so many columns."""


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_raw_reaches_the_screen(nasty: Path, size: tuple[int, int]) -> None:
    async with drive(nasty, size=size, actor=ACTOR) as user:
        for walk in WALKED[size[0]]:
            await user.press("escape")
            for name, keys in walk:
                await user.press(*keys.split())
                _check(user.screen_text(), size[0], name)


async def test_nothing_raw_stands_on_any_detail(nasty: Path) -> None:
    async with drive(nasty, actor=ACTOR) as user:
        await user.press("2", "enter")
        for size, onward in zip(SIZES, "JKJ", strict=True):
            await user.resize(*size)
            seen = set()
            for place in range(len(HOSTILE)):
                if place:
                    await user.press(onward)
                text = user.screen_text()
                code = next(word for word in text.split() if word.endswith("-1"))
                _check(text, size[0], code)
                await user.press("G")
                _check(user.screen_text(), size[0], f"{code}, its end")
                seen.add(code)
            assert seen == {f"{agreement}-1" for agreement in CODES.values()}


LEAVING = {"quit", "suspend", "back", "leave", "cancel"}
WAY_TO: Mapping[str, str] = {
    **{name: str(number) for number, name in enumerate(VIEW_SCREENS, 1)},
    "detail": "2 j enter",
    "blockers": "2 j b",
    "matrix": "2 j M",
}
"""Keys that lead to each screen of the table of actions."""


def test_every_screen_of_the_table_is_gone_to() -> None:
    assert set(WAY_TO) == set(SCREENS)


@pytest.mark.parametrize("scope", SCREENS)
async def test_no_action_of_the_table_shows_anything_raw(
    tampered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    monkeypatch.chdir(tmp_path)  # a report may be written
    done = 0
    async with drive(tampered, size=(120, 36)) as user:
        for action in actions_for(scope, read_only=False):
            if action.id in LEAVING or (action.scopes == {"*"} and scope != SCREENS[0]):
                continue
            await _go_to(user, scope)
            await user.press(action.keys[0])
            _check(user.screen_text(), 120, f"{scope}: {action.id}")
            await user.press("enter")
            _check(user.screen_text(), 120, f"{scope}: {action.id}, enter")
            done += 1
    assert done > 3


async def _go_to(user: User, scope: str) -> None:
    """To a screen of the table, unless it is a view that is on the screen already."""
    asked = [*user.app.screen_stack]
    await user.press("escape")
    if user.app.screen_stack == asked and len(asked) > 1:
        await user.press("y")  # throw away what was typed
    if getattr(user.app.screen, "SCOPE", None) != scope or len(user.app.screen_stack) > 1:
        await user.press("escape", "escape", *WAY_TO[scope].split())


@pytest.mark.parametrize("size", SIZES)
async def test_two_versions_side_by_side_show_nothing_raw(
    nasty: Path, size: tuple[int, int]
) -> None:
    evil = HOSTILE["csi"] + HOSTILE["bidi"] + HOSTILE["wide"]
    bob = open_store(nasty, actor=evil[:60])
    async with drive(nasty, size=size) as user:
        for code in ("N0-1", f"N{len(HOSTILE) - 1}-1"):
            await user.press(":", *code, "enter", "e")
            bob.do(EditCommitment(code, {"title": f"{evil} {code}", "theme": evil}))
            await user.press("x", "enter")
            user.sees("still to choose")
            _check(user.screen_text(), size[0], code)
            await user.press("down", "pagedown", "m")
            _check(user.screen_text(), size[0], f"{code}, chosen")
            await user.press("escape", "escape", "y", "q")
    bob.close()


async def test_brackets_are_shown_and_nothing_is_clickable(nasty: Path) -> None:
    async with drive(nasty, size=(120, 36)) as user:
        await user.press(":", *"N0-1", "enter")
        user.sees("[bold]x[/bold] [@click=app.quit]out[/]")
        strips = user.app.screen._compositor.render_strips()
        metas = [segment.style.meta for strip in strips for segment in strip if segment.style]
        assert not [meta for meta in metas if any("click" in key for key in meta)]


async def test_what_is_copied_is_harmless_too(nasty: Path) -> None:
    async with drive(nasty) as user:
        await user.press("2", "V", "Y")
        lines = user.app.clipboard.splitlines()
        assert len(lines) == 2 + 2 * len(HOSTILE)
        _printable(user.app.clipboard.replace("\n", ""), "clipboard")


@pytest.mark.parametrize("walk", [VIEWS, BOXES, FORMS])
async def test_the_ascii_look_is_ascii(pair: Path, walk: tuple[tuple[str, str], ...]) -> None:
    size = (120, 36) if walk is VIEWS else (80, 24)
    async with drive(pair, size=size, look=Appearance(ascii=True)) as user:
        for name, keys in walk:
            await user.press(*keys.split())
            text = user.screen_text()
            odd = {char for char in text if char > "~"}
            assert not odd, f"{name}: {odd}\n{text}"


def _check(text: str, width: int, name: str) -> None:
    for line in text.split("\n"):
        assert cell_len(line) == width, f"{name}: {cell_len(line)} cells: {line!r}"
        _printable(line, name)


def _printable(text: str, name: str) -> None:
    odd = odd_in(text)
    assert not odd, f"{name}: {odd!r} in {text!r}"
