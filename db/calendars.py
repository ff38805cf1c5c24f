"""Calendars of working days by name: Monday to Friday, or a country's weekends and holidays.

The holidays come from the `holidays` library, which is loaded only when a calendar is used.
"""

import datetime as dt
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from db.domain.deadlines.day_math import WeekdayCalendar, WorkCalendar
from db.domain.errors import BadInput

WEEKDAYS = "weekdays"
EXAMPLES = ("CD", "CD+RW", WEEKDAYS)


class CountryCalendar:
    """Days worked in all of some countries, given by their codes (ISO 3166)."""

    def __init__(self, name: str) -> None:
        import holidays

        self.name = name
        self._countries: dict[str, Any] = {}
        for code in name.split("+"):
            languages = holidays.list_localized_countries().get(code, ())
            english = "en_US" if "en_US" in languages else None
            self._countries[code] = holidays.country_holidays(code, language=english)

    def is_working_day(self, day: dt.date) -> bool:
        """Check that none of the countries has a weekend or a holiday."""
        return all(country.is_working_day(day) for country in self._countries.values())

    def holiday(self, day: dt.date) -> str:
        """The holiday on a day, with its country where there are several; otherwise empty."""
        named = {code: country.get(day) for code, country in self._countries.items()}
        alone = len(named) == 1
        return ", ".join(
            name if alone else f"{name} ({code})" for code, name in named.items() if name
        )


@lru_cache(maxsize=64)
def calendar_of(name: str) -> WorkCalendar | None:
    """The calendar with that name; None for an empty name."""
    if not name:
        return None
    return WeekdayCalendar() if name == WEEKDAYS else CountryCalendar(name)


def check_calendar(name: str) -> str:
    """A calendar's name in its stored form.

    Raises:
        BadInput: for an unknown country, with the nearest one.
    """
    tidy = "".join(name.split())
    if tidy.casefold() in ("", "none", WEEKDAYS):
        return "" if tidy.casefold() != WEEKDAYS else WEEKDAYS
    import holidays

    known = {code for code in holidays.list_supported_countries() if len(code) == 2}
    codes = tidy.upper().split("+")
    for code in codes:
        if code not in known:
            near = get_close_matches(code, known, 3, 0.5)
            hint = (
                f"Codes are those of ISO 3166{f', such as {chr(32).join(near)}' if near else ''}."
            )
            raise BadInput(
                f"There is no calendar '{code}'.", text=name, hint=f"{hint} Or: {WEEKDAYS}, none."
            )
    return "+".join(dict.fromkeys(codes))
