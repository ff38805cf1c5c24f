"""English names of weekdays and months, independent of any locale, and days in words."""

from datetime import date
from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date, *, year: bool = True) -> str:
    """`day` in words: "Fri 27 Nov 2026", or "Fri 27 Nov" without its year."""
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return f"{words} {day.year}" if year else words


def long_day_words(day: date) -> str:
    """`day` without a weekday and in full: "27 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
