"""Time zones as people type them: the full name, or the city alone."""

from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import available_timezones

from textual.suggester import Suggester

from db.domain.errors import BadInput


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Names of places and UTC, in order; the old aliases are left out."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return ("UTC", *sorted(names))


def zone_of(text: str) -> str:
    """The zone that a text means.

    Raises:
        BadInput: with the nearest, when there is no such zone or several.
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
    """Completes a zone, from its beginning."""

    def __init__(self) -> None:
        super().__init__(case_sensitive=False)

    async def get_suggestion(self, value: str) -> str | None:
        """The first zone that begins so."""
        wanted = value.casefold()
        return next((name for name in zone_names() if name.casefold().startswith(wanted)), None)
