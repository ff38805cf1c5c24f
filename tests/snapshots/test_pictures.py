"""Pictures of the screens, with their colours: `--snapshot-update` takes them anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shots import LARGE, SHOTS, SMALL, after, app_for
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
