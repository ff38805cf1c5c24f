"""What a typed day or moment means: when something was said, agreed or happened."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pendulum import DateTime

from db.domain.daynames import day_words
from db.domain.deadline.days import instant_at
from db.domain.errors import BadInput
from db.domain.typed_moment import read_moment
from tui.present import Words

_YEAR = re.compile(r"\d{4}")
_NAMED = re.compile(
    r"\s*(?:((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b|\d+\s*[a-z]{3}|[a-z]{3,9}\s+\d)",
    re.IGNORECASE,
)


def shifted(day: date, days: int) -> date:
    """So many days later, as far as there are dates."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads plain days and moments: when something was said, agreed or happened."""

    now: DateTime
    zone: str
    future: bool = False
    """Whether days to come make sense."""

    def read(self, text: str) -> date | datetime | None:
        """A day, a moment, or None for a blank text.

        Raises:
            BadInput: when it is no date, or still to come where that cannot be.
        """
        if not text.strip():
            return None
        rule = read_moment(text, now=self.now, zone=self.zone)
        zone = rule.zone or self.zone
        moment = instant_at(rule.day, rule.time, zone) if rule.time else None
        today = self.now.in_timezone(zone).date()
        late = moment > self.now if moment else rule.day > today
        if late and not self.future:
            earlier = _the_one_before(rule.day, text)
            if earlier is not None and earlier <= today:
                return self.read(f"{earlier.isoformat()} {rule.time or ''} {rule.zone or ''}")
            said = f"{day_words(rule.day)} is still to come."
            raise BadInput(said, text=text, hint="Give today or an earlier day, with its year.")
        return moment or rule.day

    def lines(self, text: str) -> list[Words]:
        """The line under the field."""
        found = self.read(text)
        if found is None:
            return []
        if isinstance(found, datetime):
            there = DateTime.instance(found).in_timezone(self.zone)
            return [Words(f"= {day_words(there.date())} {there:%H:%M} {there:%z}", "dim")]
        return [Words(f"= {day_words(found)}", "dim")]

    def moved(self, text: str, days: int) -> str:
        """The day before or after, as text."""
        found = self.read(text)
        if isinstance(found, datetime):
            found = DateTime.instance(found).in_timezone(self.zone).date()
        today = self.now.in_timezone(self.zone).date()
        return (shifted(found, days) if found else today).isoformat()


def _the_one_before(day: date, text: str) -> date | None:
    """The last day of a name or date without its year, where the next one was understood."""
    if _YEAR.search(text) or not (found := _NAMED.match(text)):
        return None
    if found[1]:
        return shifted(day, -7)
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def day_of(moment: date | datetime | None, zone: str) -> date | None:
    """The day of a moment in a zone; a day stays what it is."""
    if isinstance(moment, datetime):
        return DateTime.instance(moment).in_timezone(zone).date()
    return moment
