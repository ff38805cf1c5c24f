"""Typed "what if" questions, as suppositions about the events and duties of the store."""

from dataclasses import dataclass
from difflib import get_close_matches

from pendulum import DateTime
from sqlalchemy import Connection, select

from db import tables as t
from db.domain.bounds import YEARS_READ, within_years
from db.domain.deadlines.day_math import DayOrMoment, instant_at, shift_day, start_of_day
from db.domain.deadlines.resolution import AnchorTime
from db.domain.deadlines.rules import CompletionAnchor, EventAnchor, FixedDate, Unit
from db.domain.errors import BadInput, NotFound
from db.domain.parsing.moment import read_moment
from db.domain.parsing.what_if import EXAMPLES, Assumption, Shift, parse_question
from db.domain.unlikely_dates import remarks
from db.projections.anchor_times import AnchorBook
from db.queries.what_if.simulate import SupposedDone, SupposedEvent

Typed = SupposedEvent | SupposedDone
_UNKNOWN = "has no date yet that could be shifted"


@dataclass(frozen=True, slots=True)
class ParseAssumptions:
    """Suppositions as typed, one per text: `signing +30 days`, `WPA-3 done 2026-01-05`."""

    texts: tuple[str, ...]
    now: DateTime
    agreement: str = ""
    """Agreement to search first for an event without an agreement."""

    def read(self, connection: Connection) -> tuple[Typed, ...]:
        """The suppositions, with absolute dates, and remarks on them.

        Raises:
            BadInput: marking the unreadable part.
            NotFound: for an event or a commitment that does not exist.
        """
        return tuple(self._one(connection, parse_question(text)) for text in self.texts)

    def _one(self, connection: Connection, asked: Assumption) -> Typed:
        return self._done(connection, asked) if asked.done else self._event(connection, asked)

    def _event(self, connection: Connection, asked: Assumption) -> SupposedEvent:
        agreement, key, zone = self._home(connection, asked)
        if asked.when is None:
            return SupposedEvent(agreement, key, None)
        anchor = EventAnchor(key)
        book = AnchorBook()
        book.load(connection, [(agreement, anchor)])
        known = book.time(agreement, anchor, zone)
        on, odd = self._when(asked, book.plan(agreement, anchor, zone), zone)
        begins = on if isinstance(on, DateTime) else start_of_day(on, zone)
        planned = known.planned if known is not None else begins > self.now
        return SupposedEvent(agreement, key, on, planned, remarks=odd)

    def _done(self, connection: Connection, asked: Assumption) -> SupposedDone:
        c, a = t.commitment.c, t.agreement.c
        code = asked.name.upper()
        found = connection.execute(
            select(a.code, a.zone).join_from(t.commitment, t.agreement).where(c.code == code)
        ).first()
        if found is None:
            raise NotFound(f"There is no commitment '{asked.name}'.", "accord list shows all.")
        if asked.when is None:
            raise BadInput("Say when it is done.", text=asked.text, examples=EXAMPLES[2:3])
        agreement, zone = found
        book, anchor = AnchorBook(), CompletionAnchor(code)
        book.load(connection, [(agreement, anchor)])
        return SupposedDone(code, *self._when(asked, book.plan(agreement, anchor, zone), zone))

    def _home(self, connection: Connection, asked: Assumption) -> tuple[str, str, str]:
        """Agreement, key and zone of the meant event."""
        a, e = t.agreement.c, t.event.c
        rows = connection.execute(select(a.code, e.key, a.zone).join_from(t.event, t.agreement))
        events = [(code, key, zone) for code, key, zone in rows]
        named = [each for each in events if each[1].casefold() == asked.name.casefold()]
        wanted = asked.agreement or self.agreement.upper()
        here = [each for each in named if each[0] == wanted]
        if here or (len(named) == 1 and not asked.agreement):
            return (here or named)[0]
        if named and not asked.agreement:
            homes = ", ".join(f"{code}:{key}" for code, key, _ in named)
            raise BadInput(f"{asked.name} of which agreement?", text=asked.text, hint=f"{homes}.")
        near = get_close_matches(asked.name, {key for _, key, _ in events}, 1, 0.5)
        raise NotFound(
            f"There is no event '{asked.name}'{f' in {wanted}' if asked.agreement else ''}.",
            f"Did you mean {near[0]}?" if near else "accord events shows all.",
        )

    def _when(
        self, asked: Assumption, base: AnchorTime | None, zone: str
    ) -> tuple[DayOrMoment, tuple[str, ...]]:
        """The meant date, and remarks on it."""
        found = (
            _shifted(asked, asked.when, base, zone)
            if isinstance(asked.when, Shift)
            else self._typed(asked, zone)
        )
        if isinstance(found, DateTime):
            return found, ()
        odd = remarks(str(asked.when), found, self.now, zone)
        if found.time is None:
            return found.day, odd
        return instant_at(found.day, found.time, found.zone or zone).in_timezone(zone), odd

    def _typed(self, asked: Assumption, zone: str) -> FixedDate:
        try:
            return read_moment(str(asked.when), now=self.now, zone=zone)
        except BadInput as error:
            place = asked.text.rfind(str(asked.when))
            raise BadInput(
                error.message, text=asked.text, start=place + error.start, end=place + error.end,
                hint=error.hint,
            ) from error  # fmt: skip


def _shifted(
    asked: Assumption, shift: Shift, base: AnchorTime | None, zone: str
) -> FixedDate | DateTime:
    if base is None:
        raise BadInput(
            f"{asked.name} {_UNKNOWN}: say a day.", text=asked.text,
            examples=(f"{asked.name} 2026-01-05",),
        )  # fmt: skip
    if shift.unit is Unit.WORKING_DAYS:
        message = "An event is shifted by days, weeks, months or hours."
        raise BadInput(message, text=asked.text, examples=(f"{asked.name} +30 days",))
    try:
        if shift.unit is Unit.HOURS:
            at = base.at.add(hours=shift.amount).in_timezone(zone)
            within_years(at)
            return at
        day = shift_day(base.day_in(zone), shift.amount, shift.unit, None)
    except OverflowError as error:
        raise BadInput(YEARS_READ, text=asked.text, examples=(f"{asked.name} +30 days",)) from error
    return FixedDate(day, None if base.day_only else base.at.in_timezone(zone).time())
