"""Reading of a typed date or moment: of a report, an agreement or an event."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pendulum import DateTime

from db.domain.deadlines.day_math import instant_at
from db.domain.deadlines.rules import FixedDate
from db.domain.parsing.day_names import day_words
from db.domain.parsing.moment import read_moment, read_past
from db.domain.unlikely_dates import remarks
from tui.formatting.commitment import Words


def shifted(day: date, days: int) -> date:
    """Shift a day by a number of days, as far as dates go."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads dates and moments: of a report, an agreement or an event."""

    now: DateTime
    zone: str
    future: bool = False
    """True if future dates are valid."""

    def read(self, text: str) -> date | datetime | None:
        """Read a day, a moment, or None for a blank text.

        Raises:
            BadInput: when it is no date, or an invalid future one.
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
        reader = read_moment if self.future else read_past
        return reader(text, now=self.now, zone=self.zone)

    def lines(self, text: str) -> list[Words]:
        """Lines under the field."""
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
        """Day before or after, as text."""
        found = self.read(text)
        if isinstance(found, datetime):
            found = DateTime.instance(found).in_timezone(self.zone).date()
        today = self.now.in_timezone(self.zone).date()
        return (shifted(found, days) if found else today).isoformat()


def day_of(moment: date | datetime | None, zone: str) -> date | None:
    """Give the day of a moment in a zone; a day stays as it is."""
    if isinstance(moment, datetime):
        return DateTime.instance(moment).in_timezone(zone).date()
    return moment
