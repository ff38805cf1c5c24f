"""Time zones as typed: the full name, or the city alone."""

from difflib import get_close_matches
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from textual.suggester import Suggester

from db.domain.errors import BadInput
from tui.forms.base import drafts
from tui.widgets.fields.field import Field
from tui.widgets.fields.parties import PartiesField


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """List the names of places and UTC, in order, without the old aliases."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return ("UTC", *sorted(names))


def zone_of(text: str) -> str:
    """Parse a time zone.

    Raises:
        BadInput: with the nearest, when there is no such zone or several match.
    """
    typed = text.strip().casefold().replace(" ", "_")
    cities: dict[str, list[str]] = {}
    for name in zone_names():
        cities.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
        if name.casefold() == typed:
            return name
    found = cities.get(typed, [])
    if len(found) == 1:
        return found[0]
    near = found or [cities[each][0] for each in get_close_matches(typed, cities, 3)]
    raise BadInput(
        f"'{text.strip()}' is no time zone." if typed else "In which time zone do its days end?",
        text=text,
        examples=tuple(near) or ("Africa/Kinshasa", "Europe/Zurich"),
    )


class ZoneSuggester(Suggester):
    """Completes a zone from its beginning."""

    def __init__(self) -> None:
        super().__init__(case_sensitive=False)

    async def get_suggestion(self, value: str) -> str | None:
        """Suggest the first zone with that beginning."""
        wanted = value.casefold()
        return next((name for name in zone_names() if name.casefold().startswith(wanted)), None)


_LAST = "last reason"


class ReasonField(Field):
    """One-line reason. Up fills in the last one: one letter often moves several deadlines."""

    def __init__(self, app: Any) -> None:
        kept = drafts.find(app, _LAST)
        self._last = kept.values.get("reason", "") if kept else ""
        offer = " Up: the last one given." if self._last else ""
        explain = f"Why a deadline in force is changed.{offer}"
        super().__init__(
            "reason", "Reason", explain=explain, suggestions=[self._last] if self._last else ()
        )

    def step(self, by: int) -> None:
        """Fill in the last reason on Up in an empty field; else go to the field above or below."""
        if by < 0 and self._last and not self.value.strip():
            self.value = self._last
        else:
            super().step(by)


def remember(app: Any, reason: str) -> None:
    """Remember this reason for next time."""
    if reason:
        drafts.keep(app, _LAST, drafts.Draft({"reason": reason}))


def speaker_of(field: Field) -> str:
    """Give the one party that speaks; "" for none.

    Raises:
        BadInput: for several, or for an unknown one.
    """
    assert isinstance(field, PartiesField)  # noqa: S101  forms make it so
    chosen = field.read()
    if chosen.new or len(chosen.codes) > 1:
        raise BadInput(
            "One party speaks, and one that is known.",
            text=field.value,
            hint="Down lists them; leave one.",
        )
    return chosen.codes[0] if chosen.codes else ""
