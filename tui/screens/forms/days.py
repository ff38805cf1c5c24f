"""What a typed day or moment means: when something was said, agreed or happened."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pendulum import DateTime

from db.domain.daynames import day_words
from db.domain.deadline.days import instant_at, local_day
from db.domain.deadline.rules import FixedDate
from db.domain.errors import BadInput
from db.domain.typed_days import same_day_before
from db.domain.typed_moment import read_moment
from db.domain.unlikely_dates import remarks
from tui.present import Words

_WEEKDAY = re.compile(r"\s*(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)


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
        rule = self._rule(text)
        if rule is None:
            return None
        if rule.time is None:
            return rule.day
        return instant_at(rule.day, rule.time, rule.zone or self.zone)

    def _rule(self, text: str) -> FixedDate | None:
        if not text.strip():
            return None
        rule = read_moment(text, now=self.now, zone=self.zone)
        if self.future or not self._is_ahead(rule):
            return rule
        earlier = _the_one_before(rule.day, text)
        if earlier is not None and not self._is_ahead(replace(rule, day=earlier)):
            return replace(rule, day=earlier)
        said = f"{day_words(rule.day)} is still to come."
        raise BadInput(said, text=text, hint="Give today or an earlier day, with its year.")

    def _is_ahead(self, rule: FixedDate) -> bool:
        zone = rule.zone or self.zone
        if rule.time is None:
            return rule.day > local_day(self.now, zone)
        return instant_at(rule.day, rule.time, zone) > self.now

    def lines(self, text: str) -> list[Words]:
        """The lines under the field."""
        rule, found = self._rule(text), self.read(text)
        if rule is None or found is None:
            return []
        said = day_words(found)
        if isinstance(found, datetime):
            there = DateTime.instance(found).in_timezone(self.zone)
            said = f"{day_words(there.date())} {there:%H:%M} {there:%z}"
        odd = remarks(text, rule, self.now, self.zone)
        return [Words(f"= {said}", "dim"), *(Words(f"! {each}", "soon") for each in odd)]

    def moved(self, text: str, days: int) -> str:
        """The day before or after, as text."""
        found = self.read(text)
        if isinstance(found, datetime):
            found = DateTime.instance(found).in_timezone(self.zone).date()
        today = self.now.in_timezone(self.zone).date()
        return (shifted(found, days) if found else today).isoformat()


def _the_one_before(day: date, text: str) -> date | None:
    """The last day of a name or date without its year, where the next one was understood."""
    found = _WEEKDAY.match(text)
    return shifted(day, -7) if found else same_day_before(text, day)


def day_of(moment: date | datetime | None, zone: str) -> date | None:
    """The day of a moment in a zone; a day stays what it is."""
    if isinstance(moment, datetime):
        return DateTime.instance(moment).in_timezone(zone).date()
    return moment
