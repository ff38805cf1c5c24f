"""Waiting for a Textual app by what it still has to do, instead of by the clock.

Textual's own `Pilot` sleeps until the processor is idle, and sends every widget a message to
answer. Both cost more than the key that is waited for.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

import pytest
from textual import events
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from tui.forms.base.draft_form import DraftForm
from tui.widgets.table.table import WindowTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual._queue import Queue
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.worker import Worker

PATIENCE = 30.0
"""Seconds until something that never ends counts as stuck."""
SHORT = 0.25
"""Seconds in which most workers end."""
POLL = 0.005
"""Seconds between two looks for what comes from elsewhere: a thread, a server, a program."""
FRAME = 0.2
"""Seconds between two frames of an app that nobody waits for."""
FRAMES = 0.05
"""Seconds that a timer may take to ring, for its work to be waited for."""
QUIET = 3
"""Looks in a row in which nothing is under way, until nothing more is expected to begin."""
TURNS = 50
"""Turns of the loop in which most keys are answered."""


async def settle(
    app: App[Any], pilot: Pilot[Any], *, workers: bool = True, patience: float = PATIENCE
) -> None:
    """Wait until nothing is under way but what waits for a person.

    With `workers=False`, workers may go on. `patience` is in seconds.

    Raises:
        AssertionError: when it never ends.
    """
    _hurried.add(app)
    try:
        # Of two apps in one test, a screen takes the one opened last for its own unless told.
        with app._context():
            await asyncio.wait_for(_settle(app, pilot, workers=workers), patience)
    except TimeoutError:
        raise AssertionError(f"stuck: {_working(app)}") from None
    finally:
        _hurried.discard(app)


async def _settle(app: App[Any], pilot: Pilot[Any], *, workers: bool) -> None:
    quiet = 0
    while quiet < QUIET and not app._exit and app._exception is None:
        nodes = await answered(app, pilot)
        await app._animator.wait_until_complete()
        working = _working(app) if workers else []
        if not await _progress(working):
            _frame(app)
        if (workers and _fetches(nodes)) or _about_to_ring(nodes):
            await asyncio.sleep(POLL)
            quiet = 0
        elif working or _busy(app, nodes) or (workers and _keeps_keys(app)):
            quiet = 0
        else:
            quiet += 1
        if quiet == QUIET and _paint(app):
            quiet = 0  # painting may find out that something has to move


async def look(app: App[Any], pilot: Pilot[Any]) -> None:
    """Let an app go on for a moment, and paint what there is, though more is under way."""
    with app._context():
        await asyncio.sleep(POLL)
        await answered(app, pilot)  # never in the middle of what follows from one message
        _frame(app)
        _paint(app)
        await answered(app, pilot)


def _frame(app: App[Any]) -> None:
    """What the screens' own timers do, sixty times a second."""
    for screen in app._background_screens:
        if screen._dirty_widgets or screen._layout_required:
            screen._on_timer_update()
    app.screen._on_timer_update()


async def _progress(working: list[Worker[Any]]) -> bool:
    """Whether workers had something to do, and could do it without a look at the screen."""
    tasks = [worker._task for worker in working if worker._task is not None]
    if tasks:
        done, _ = await asyncio.wait(tasks, timeout=0.02, return_when=asyncio.FIRST_COMPLETED)
        return bool(done)
    return False


async def answered(app: App[Any], pilot: Pilot[Any]) -> Sequence[MessagePump]:
    """The app, its screen and all in it, once each of them waits for its next message."""
    for _ in range(TURNS):
        await asyncio.sleep(0)
        nodes = [app, *app.screen.walk_children(with_self=True)]
        if app._exit or all(map(_waits, nodes)):
            return nodes
    await Pilot._wait_for_screen(pilot)  # something takes long: sleep until it ends
    return [app, *app.screen.walk_children(with_self=True)]


def _waits(node: MessagePump) -> bool:
    """Whether it has nothing to do until somebody sends it a message."""
    queue: Queue[Any] = node._message_queue
    return queue.empty() and bool(queue.ready_event._waiters) and not node._next_callbacks


def _working(app: App[Any]) -> list[Worker[Any]]:
    """Workers, without those of screens that are covered by what they wait for."""
    below = {*app.screen_stack[:-1]}
    return [
        worker
        for worker in app.workers
        if not worker.is_finished
        and not (isinstance(worker.node, Widget) and worker.node.screen in below)
        and not (worker.name == "bring_back" and isinstance(app.screen, DraftForm))
    ]


def _fetches(nodes: Sequence[MessagePump]) -> bool:
    """Whether a list waits for rows."""
    return any(isinstance(node, WindowTable) and node.busy for node in nodes)


def _about_to_ring(nodes: Sequence[MessagePump]) -> bool:
    """Whether a timer for once, like the one for a new size, rings within a few frames."""
    return any(
        timer._repeat == 0
        and timer._interval < FRAMES
        and timer._task is not None
        and not timer._task.done()
        for node in nodes
        for timer in node._timers
    )


def _busy(app: App[Any], nodes: Sequence[MessagePump]) -> bool:
    screen = app.screen
    return not all(map(_waits, nodes)) or bool(screen._callbacks or screen._layout_required)


def _keeps_keys(app: App[Any]) -> bool:
    """Whether keys wait for a form that opens."""
    return getattr(app, "_waiting", None) is not None


class QuickPilot(Pilot[Any]):
    """Textual's pilot, but it goes on as soon as a key is answered."""

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before is answered."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            send(self.app, name, key if len(key) == 1 else key_to_character(key))
            await self._wait_for_screen()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until everything is answered; workers that take long may go on."""
        await self._wait_for_screen()

    async def _wait_for_screen(self, timeout: float = PATIENCE) -> bool:
        try:
            await settle(self.app, self, patience=SHORT)
        except AssertionError:
            await settle(self.app, self, workers=False)
        return True


def send(app: App[Any], name: str, character: str | None) -> None:
    """Hand an app a key as its terminal would; nothing where it has ended."""
    if app._driver is not None and app.is_running:
        app._driver.send_message(events.Key(name, character))


_paint_now = Screen._compositor_refresh
_hurried: WeakSet[App[Any]] = WeakSet()
"""Apps that are waited for: they paint once, when they have settled."""
_unpainted: WeakSet[Screen[Any]] = WeakSet()
_painters: set[str] = set()
"""Tests that count what is painted."""


def _paint_later(screen: Screen[Any]) -> None:
    """Of frames that nobody could see, paint the last alone."""
    if screen.app in _hurried:
        screen._dirty_widgets.clear()  # the compositor knows their regions
        _unpainted.add(screen)
    else:
        _paint_now(screen)


def _paint(app: App[Any]) -> bool:
    """Paint what was put off, where it is counted; whether there was anything.

    Elsewhere nothing is painted until a test looks at it.
    """
    screens = [screen for screen in app.screen_stack if screen in _unpainted]
    for screen in screens:
        _unpainted.discard(screen)
        if _painters or screen is not app.screen:  # one that is covered tells the one above it
            _paint_now(screen)
        else:
            screen._compositor._dirty_regions.clear()
    return bool(screens) and bool(_painters)


@pytest.fixture
def paints(request: pytest.FixtureRequest) -> Iterator[None]:
    """Screens are painted though nobody looks at them: for tests that count what is."""
    _painters.add(request.node.nodeid)
    yield
    _painters.discard(request.node.nodeid)


class Parsed(dict[Any, Any]):
    """Rules of style sheets, parsed once per run of the tests and not once per app."""

    _of: ClassVar[dict[tuple[tuple[str, str], ...], Parsed]] = {}

    def clear(self) -> None:
        """Stay: what is parsed with other variables is kept apart."""

    @classmethod
    def of(cls, sheet: Stylesheet) -> Parsed:
        """What was parsed with the variables of this sheet."""
        return cls._of.setdefault(tuple(sorted(sheet._variables.items())), cls())


@pytest.fixture(autouse=True, scope="session")
def quick_textual() -> Iterator[None]:
    """What Textual does anew for each app and by the clock, once and by events."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.pilot.Pilot", QuickPilot)
        patch.setattr("textual.screen.UPDATE_PERIOD", FRAME)
        patch.setattr(Screen, "_compositor_refresh", _paint_later)
        shared = property(Parsed.of, lambda sheet, _: None)
        patch.setattr(Stylesheet, "_parse_cache", shared, raising=False)
        yield
