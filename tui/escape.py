"""Esc that is followed by another key at once still is Esc, then that key.

Terminals send Esc and Alt alike, so Textual reads Esc and a letter within a tenth of a second as
Alt with that letter. Nothing here uses Alt, so it is taken apart again. The key waits until all
have seen the Esc, since that may close the field or the screen that would swallow it.
"""

from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

LONGEST_WAIT = 0.25
"""Seconds after which a key stops waiting for an Esc that went to a widget that is gone."""


class EscapeRule(App[Any]):
    """Put before `App` among the bases of an app."""

    _waiting: list[events.Key] | None = None
    """Keys that came after an Esc that is on its way; None when none is."""

    async def on_event(self, event: events.Event) -> None:
        """Take Alt apart, and keep the order of the keys."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._waiting is not None:
            self._waiting.append(event)
        elif letter := without_alt(event):
            await self._escape_then(letter)
        else:
            await super().on_event(event)

    async def _escape_then(self, key: events.Key) -> None:
        self._waiting = [key]
        first = self.focused or self.screen
        await super().on_event(events.Key("escape", None))
        self.set_timer(LONGEST_WAIT, self._release)
        await self._follow([*first.ancestors_with_self])

    async def _follow(self, nodes: list[MessagePump]) -> None:
        """Go the way of the Esc, from queue to queue, up to the app; then let the keys through."""
        if not nodes:
            await self._release()
        elif not nodes[0].call_later(self._follow, nodes[1:]):
            await self._follow(nodes[1:])

    async def _release(self) -> None:
        keys, self._waiting = self._waiting or [], None
        for key in keys:
            await self.on_event(key)


def without_alt(event: events.Key) -> events.Key | None:
    """The key without Alt, when it is Alt with one letter or digit; else None."""
    *modifiers, last = event.key.split("+")
    if "alt" not in modifiers or not {*modifiers} <= {"alt", "shift"} or len(last) != 1:
        return None
    letter = last.upper() if "shift" in modifiers else last
    return events.Key(letter, letter)
