"""The lines at the top: context, time, state, tabs, and a rule below them."""

from collections.abc import Callable, Iterator

from rich.cells import cell_len
from textual.geometry import Region
from textual.reactive import reactive

from tui.formatting.presence import beside
from tui.formatting.sanitize import cut, safe
from tui.keys.actions import DEFAULT_KEYS, Keys, find, shown_key
from tui.widgets.text_line import Part, TextLine, width_of

VIEWS = ("overview", "list", "timeline", "parties", "calendar", "history")
"""Screens that have a tab, in order."""

_NAME = " ACCORD   "
_SHORTEST_NOTE = 8
_APART = 4
"""Columns between the context, the other users and the clock, in all."""


class TitleBar(TextLine):
    """Program, context, clock, state: LIVE, OFFLINE, READ-ONLY, STANDBY, HELD, DEMO, AS OF …."""

    context: reactive[str] = reactive("")
    """Context: an agreement, or a path to a commitment."""
    state: reactive[str] = reactive("LIVE")
    others: reactive[tuple[str, ...]] = reactive(())
    """Other users; shown only if nothing else needs the room."""
    now_words: reactive[str] = reactive("", repaint=False)
    """Clock as words; the time of day is last."""
    from_utc: reactive[str] = reactive("")
    """Offset from UTC of the clock, or of the moment in the state."""

    def watch_now_words(self, before: str, after: str) -> None:
        """Redraw the clock alone: it is most of the output of an idle minute."""
        if len(before) != len(after):
            self.refresh()
            return
        *left, clock, _offset, _state = self.parts(self.size.width)
        if clock.text:
            self.refresh(Region(width_of(left), 0, cell_len(clock.text), 1))

    def parts(self, width: int) -> list[Part]:
        """Fit the parts; a narrow screen loses date, then clock, then the end of the context."""
        context = safe(self.context)
        for right in self._right():
            room = width - len(_NAME) - width_of(right)
            if cell_len(context) <= room - 1:
                break
        shown = cut(context, max(0, room))
        free = max(0, room - cell_len(shown))
        company = beside(self.others, free - _APART)
        company += " " * 2 if company else ""
        gap = " " * max(0, free - cell_len(company))
        return [
            Part(_NAME, "strong"), Part(shown, "heading"), Part(gap), Part(company, "dim"), *right
        ]  # fmt: skip

    def _right(self) -> Iterator[list[Part]]:
        """Clock with its offset from UTC, and the state, widest form first."""
        role = "" if self.state == "LIVE" else "strong"
        ahead = f" {self.from_utc}" if self.from_utc else ""
        time = self.now_words[-5:]
        for clock, zone in ((self.now_words, ahead), (time, ahead), (time, ""), ("", "")):
            # Without a clock it is the moment in the state.
            here, there = (zone, "") if self.now_words else ("", zone)
            yield [Part(clock), Part(here), Part(f"  {self.state}{there} ", role)]


class Tabs(TextLine):
    """Views with their keys, the active one in brackets, and a note on the right."""

    active: reactive[str] = reactive("overview")
    """Name of the active view; any other name marks none."""
    note: reactive[str] = reactive("")

    def __init__(self, active: str = "overview", *, keys: Keys = DEFAULT_KEYS) -> None:
        super().__init__()
        self.set_reactive(Tabs.active, active)
        self._keys = keys

    def parts(self, width: int) -> list[Part]:
        """Give all names; on a narrow screen only the active name, and the keys of the others."""
        tabs = self._tabs(lambda _: True)
        if width_of(tabs) > width:
            tabs = self._tabs(lambda view: view == self.active)
        room = width - width_of(tabs)
        note = cut(self.note, room - 2) if room >= _SHORTEST_NOTE else ""
        gap = " " * max(0, room - cell_len(note) - 1)
        return [*tabs, Part(gap), Part(note, "dim"), Part(" ")]

    def _tabs(self, named: Callable[[str], bool]) -> list[Part]:
        parts = []
        for view in VIEWS:
            action = find(f"show_{view}")
            text = shown_key(action, self._keys)
            if named(view):
                text = f"{text} {action.label}".strip()
            active = view == self.active
            text = f" [{text}] " if active else f" {text} "
            parts.append(Part(text, "strong" if active else "", action.id))
        return parts


class Rule(TextLine):
    """Line across the screen, in ASCII on request or if the app has the class `-ascii`."""

    def __init__(self, *, ascii_only: bool = False, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._ascii = ascii_only

    def parts(self, width: int) -> list[Part]:
        """Give a line as wide as the screen."""
        plain = self._ascii or self.app.has_class("-ascii")
        return [Part(("-" if plain else "─") * width, "dim")]
