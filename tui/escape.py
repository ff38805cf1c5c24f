"""Keys in turn: each takes effect before the next is looked at, and Esc never turns into Alt.

Textual forwards a key to whatever has the focus when the key arrives, and does its action later.
So keys typed ahead, or sent in one packet over a slow line, would reach the screen that the key
before them is just about to leave. Here a key waits until the one before it has been all the way
from the focused widget up to the app.

Terminals send Esc and Alt alike, so Textual reads Esc and a letter within a tenth of a second as
Alt with that letter. Nothing here uses Alt, so it is taken apart again.
"""

from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

LOOK = 0.25
"""Seconds between two looks at whether a key went to a widget that is gone."""
LOOKS = 12
"""After so many a key that is still on its way is overtaken: whoever has it waits for something."""


class EscapeRule(App[Any]):
    """Put before `App` among the bases of an app."""

    _waiting: list[events.Key] | None = None
    """Keys that came while another is on its way; None when none is."""
    pressed_at: float = 0.0
    """When the key that is on its way was pressed (monotonic seconds), however long it waited."""

    async def on_event(self, event: events.Event) -> None:
        """Keep the order of the keys."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._waiting is not None:
            self._waiting.append(event)
        else:
            self._waiting = []
            await self._send(event)

    def hold_keys(self) -> None:
        """Keep all keys until `let_keys_through`."""
        self._waiting = self._waiting or []

    async def let_keys_through(self) -> None:
        """Look at the next of the keys that wait."""
        if not self._waiting:
            self._waiting = None
        else:
            await self._send(self._waiting.pop(0))

    async def _send(self, key: events.Key) -> None:
        self.pressed_at = key.time
        letter = without_alt(key)
        if letter is not None and self._waiting is not None:
            self._waiting.insert(0, letter)
            key = events.Key("escape", None)
        first = self.focused or self.screen
        await super().on_event(key)
        turn = _Turn(self)
        self.set_timer(LOOK, turn.look)
        await turn.follow([*first.ancestors_with_self])


class _Turn:
    """One key on its way; ends once, whether it arrived or got lost."""

    def __init__(self, app: EscapeRule) -> None:
        self._app = app
        self._over = False
        self._at: MessagePump = app
        self._looks = 0

    async def follow(self, nodes: list[MessagePump]) -> None:
        """Go the way of the key, from queue to queue, up to the app."""
        self._at = nodes[0] if nodes else self._app
        if not nodes:
            await self.end()
        elif not nodes[0].call_later(self.follow, nodes[1:]):
            await self.follow(nodes[1:])

    async def look(self) -> None:
        """End if the key got lost with a widget; one that is only slow goes on."""
        self._looks += 1
        if self._over or not self._at.is_running or self._looks >= LOOKS:
            await self.end()
        else:
            self._app.set_timer(LOOK, self.look)

    async def end(self) -> None:
        """The next one, please."""
        if not self._over:
            self._over = True
            await self._app.let_keys_through()


def without_alt(event: events.Key) -> events.Key | None:
    """The key without Alt, when it is Alt with one letter or digit; else None."""
    *modifiers, last = event.key.split("+")
    if "alt" not in modifiers or not {*modifiers} <= {"alt", "shift"} or len(last) != 1:
        return None
    letter = last.upper() if "shift" in modifiers else last
    return events.Key(letter, letter)
