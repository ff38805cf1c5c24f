"""The screens of which pictures are kept: what to press, and the real app over the demo."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.builders import NOW
from tests.tui.driving import ZONE, User
from tui.app.app import AccordApp
from tui.config.settings import Config
from tui.services.options import LaunchOptions
from tui.terminal.appearance import Appearance

SMALL, LARGE = (80, 24), (120, 36)
SHOTS: Mapping[str, tuple[str, ...]] = {
    "overview": (),
    "list": ("2", "j", "space", "space"),
    "detail": ("2", "j", "enter"),
    "timeline": ("3",),
    "parties": ("4",),
    "calendar": ("5",),
    "history": ("6", "enter"),
    "matrix": ("2", "j", "M"),
    "blockers": ("2", "j", "b"),
    "help": ("2", "?"),
    "deadline": ("2", "j", "d", *"+2w"),
    "instance": ("2", ":", *"16", "enter", "underscore"),
    "agreement": ("2", "percent_sign"),
}
"""Names of pictures, and the keys that lead there."""


def app_for(store: Path, theme: str = "dark", look: Appearance | None = None) -> AccordApp:
    """The app on a store, at the fixed time."""
    launch = LaunchOptions(
        str(store), "asel", now=NOW, zone=ZONE, demo=True, look=look or Appearance(), theme=theme
    )
    app = AccordApp(launch, Config())
    app.animation_level = "none"
    return app


def after(app: AccordApp, name: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """What to do before the picture is taken."""

    async def go(pilot: Pilot[Any]) -> None:
        user = User(app)
        await user.settle()
        await user.press(*SHOTS[name])

    return go
