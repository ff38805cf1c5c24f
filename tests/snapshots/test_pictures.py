"""Pictures with their colours, one a theme: `--snapshot-update` takes them anew.

Every screen in the dark theme is compared with docs/screenshots (`test_screenshots.py`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.commands.commitments import EditCommitment
from tests.builders import open_store
from tests.shots import SMALL, after, app_for
from tests.tui.driving import User
from tui.terminal.appearance import Appearance

Compare = Callable[..., bool]


@pytest.fixture
def store_name() -> str:
    return "demo"


def test_two_versions(pair: Path, snap_compare: Compare) -> None:
    """Both changed the title; only bob the theme."""
    app = app_for(pair)

    async def go(pilot: Pilot[Any]) -> None:
        user = User(app)
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
    app = app_for(shown, look=Appearance(no_color=True))
    assert snap_compare(app, terminal_size=SMALL, run_before=after(app, "list"))
    app.store.close()
