"""Pictures of the screens, with their colours: `--snapshot-update` takes them anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.commands.commitments import EditCommitment
from tests.builders import open_store
from tests.shots import LARGE, SHOTS, SMALL, after, app_for
from tests.tui.driving import User
from tui.look import Look

Compare = Callable[..., bool]


@pytest.fixture
def store_name() -> str:
    return "demo"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", SHOTS)
def test_in_dark(shown: Path, snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    app = app_for(shown)
    assert snap_compare(app, terminal_size=size, run_before=after(app, name))
    app.store.close()


def test_two_versions(pair: Path, snap_compare: Compare) -> None:
    """Both changed the title; only bob the theme."""
    app = app_for(pair)

    async def go(pilot: Pilot[Any]) -> None:
        user = User(app, pilot)
        await user.settle()
        await user.press(":", *"WPA-3", "enter", "e")
        bob = open_store(pair, actor="bob")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw all forces", "theme": "forces"}))
        bob.close()
        await user.type("Disengage")
        await user.press("enter")

    assert snap_compare(app, terminal_size=SMALL, run_before=go)
    app.store.close()


@pytest.mark.parametrize("theme", ["light", "contrast", "terminal"])
def test_in_other_colours(shown: Path, snap_compare: Compare, theme: str) -> None:
    app = app_for(shown, theme)
    assert snap_compare(app, terminal_size=SMALL, run_before=after(app, "list"))
    app.store.close()


def test_without_colour(
    shown: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_for(shown, look=Look(no_color=True))
    assert snap_compare(app, terminal_size=SMALL, run_before=after(app, "list"))
    app.store.close()
