"""Key queue: each key takes effect before the next is handled, and Esc never turns into Alt.

A paste waits its turn as one long key.

Textual forwards a key to the widget that has the focus on its arrival, and runs its action later.
So keys typed ahead, or sent in one packet over a slow line, would reach the screen that the key
before them is about to leave. Here a key waits until the one before it has gone all the way from
the focused widget up to the app. Keys typed while a form reads the store wait for its fields
(`hold_keys`).

Terminals send Esc and Alt alike, so Textual reads Esc and a letter within a tenth of a second as
Alt with that letter. No action uses Alt, so the two are separated again.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump

from db.domain.commit_wait import SOON
from db.domain.errors import AccordError

LOOK = 0.25
"""Seconds between two checks whether a key went to a widget that is gone."""
LOOKS = 12
"""Checks after which a key under way is overtaken: its handler waits for something."""
LEAVES = frozenset({"escape", "ctrl+c"})
"""Keys that wait only briefly for a screen that opens."""


Typed = events.Key | events.Paste


class KeyQueue(App[Any]):
    """Key queue of the app; stands before `App` among its bases."""

    _waiting: list[Typed] | None = None
    """Keys that came while another is under way; None when none is."""
    pressed_at: float = 0.0
    """Time at which the current key was pressed (monotonic seconds), however long it waited."""
    _opening: frozenset[object] = frozenset()
    """Openings under way, for which the next keys wait."""
    _late = False
    """True if an opening takes so long that keys may leave it."""
    _parked = False
    """True if keys wait only for an opening, with no key under way."""

    async def on_event(self, event: events.Event) -> None:
        """Keep the order of the keys."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
        elif self._late and _leaves(event):
            self._waiting = []  # what was typed ahead was for what is left now
            await self._send(event)
        elif self._waiting is not None:
            self._waiting.append(event)
        elif self._hold:
            self._waiting, self._parked = [event], True
        else:
            self._waiting = []
            await self._send(event)

    @property
    def _hold(self) -> bool:
        """True while something opens; for a form from the moment that it is pushed."""
        return bool(self._opening) or getattr(self.screen, "opening", False)

    @property
    def hurries(self) -> bool:
        """True if the next key has arrived, or must go where this one leads."""
        return bool(self._waiting) or hasattr(self.screen, "opening")

    @contextmanager
    def opens(self, *, patient: bool) -> Iterator[None]:
        """Hold keys until the block has ended; after a failure the held keys are dropped.

        Esc and Ctrl+C wait `SOON` at most. Unless it is `patient`, so do all others.
        """
        opening = object()
        self._opening |= {opening}
        soon = self._be_late if patient else partial(self._opened, opening)
        timer = self.set_timer(SOON, soon)
        try:
            yield
        except AccordError:
            if self._waiting:
                self._waiting = []
            raise
        finally:
            timer.stop()
            self._opened(opening)

    async def _be_late(self) -> None:
        self._late, typed = True, self._waiting or []
        for place, key in enumerate(typed):
            if _leaves(key):
                self._waiting = typed[place + 1 :]
                await self._send(key)
                return

    def _opened(self, opening: object) -> None:
        self._opening -= {opening}
        if self._opening:
            return
        self._late = False
        if self._parked:
            self._parked = False
            self.call_later(self.let_keys_through)

    def hold_keys(self) -> None:
        """Hold all keys until `let_keys_through`."""
        self._waiting = self._waiting or []

    async def let_keys_through(self) -> None:
        """Handle the next of the held keys."""
        if not self._waiting:
            self._waiting = None
        elif self._hold:
            self._parked = True
        else:
            await self._send(self._waiting.pop(0))

    async def _send(self, key: Typed) -> None:
        self.pressed_at = key.time
        letter = without_alt(key) if isinstance(key, events.Key) else None
        if letter is not None and self._waiting is not None:
            self._waiting.insert(0, letter)
            key = events.Key("escape", None)
        first = self.focused or self.screen
        await super().on_event(key)
        turn = _Turn(self)
        self.set_timer(LOOK, turn.look)
        way: list[MessagePump] = [*first.ancestors_with_self]
        # The app does what a key is bound to; the second time what that sent on has arrived too:
        # Enter, as a rule, is a message to the form.
        await turn.follow(way, way)


class _Turn:
    """Turn of one key; ends once, whether the key arrived or got lost."""

    def __init__(self, app: KeyQueue) -> None:
        self._app = app
        self._over = False
        self._at: MessagePump = app
        self._looks = 0

    async def follow(self, nodes: list[MessagePump], again: list[MessagePump]) -> None:
        """Follow the key from queue to queue, up to the app; then once more for the next key.

        Without a next key, and outside forms, the second round would only slow each step.
        """
        self._at = nodes[0] if nodes else self._app
        if not nodes and again and self._app.hurries:
            await self.follow(again, [])
        elif not nodes:
            await self.end()
        elif not nodes[0].call_later(self.follow, nodes[1:], again):
            await self.follow(nodes[1:], again)

    async def look(self) -> None:
        """End the turn if the key got lost with a widget; a slow key goes on."""
        self._looks += 1
        if self._over or not self._at.is_running or self._looks >= LOOKS:
            await self.end()
        else:
            self._app.set_timer(LOOK, self.look)

    async def end(self) -> None:
        """End the turn, and start that of the next key."""
        if not self._over:
            self._over = True
            await asyncio.sleep(0)  # what the key began may open something that takes the next one
            await self._app.let_keys_through()


def _leaves(typed: Typed) -> bool:
    return isinstance(typed, events.Key) and typed.key in LEAVES


def without_alt(event: events.Key) -> events.Key | None:
    """Give the key without Alt, if it is Alt with one letter or digit; else None."""
    *modifiers, last = event.key.split("+")
    if "alt" not in modifiers or not {*modifiers} <= {"alt", "shift"} or len(last) != 1:
        return None
    letter = last.upper() if "shift" in modifiers else last
    return events.Key(letter, letter)


def hold_keys(node: DOMNode, *, patient: bool = True) -> AbstractContextManager[None]:
    """Hold keys while the block opens something (`KeyQueue.opens`), if the app supports it."""
    app = node.app
    return app.opens(patient=patient) if isinstance(app, KeyQueue) else nullcontext()
