"""Reading of a typed deadline: date, time left, rule, and remarks on anything odd."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pendulum import DateTime

from db.calendars import calendar_of
from db.domain.countdown import countdown, due_short, due_words
from db.domain.deadlines.resolution import AnchorTime, day_remarks
from db.domain.deadlines.resolver import (
    Due,
    Resolution,
    Standing,
    Undetermined,
    Unset,
    Waiting,
    resolve,
)
from db.domain.deadlines.rules import Anchor, EventAnchor, FixedDate, NoDeadline, Rule, format_rule
from db.domain.errors import BadInput
from db.domain.parsing.deadline import parse_deadline
from db.domain.unlikely_dates import remarks
from db.queries.commitments.detail import LinkRow
from tui.formatting import order_conflicts
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.forms.day_reader import shifted


@dataclass(frozen=True, slots=True)
class DeadlineReader:
    """Reads deadlines of one agreement at one moment; `rule` and `current` are those in force."""

    now: DateTime
    zone: str
    anchors: Mapping[Anchor, AnchorTime | None] = field(default_factory=dict)
    rule: str = ""
    current: Due | None = None
    neighbours: tuple[LinkRow, ...] = ()
    calendar: str = ""
    """Name of the working-day calendar."""

    @property
    def in_force(self) -> bool:
        """True if a deadline is in force, so that a change needs a reason."""
        return self.rule not in ("", "none")

    def read(self, text: str) -> Rule:
        """Parse a text as a rule.

        Raises:
            BadInput: marks the part that cannot be read.
        """
        events = [str(each) for each in self.anchors if isinstance(each, EventAnchor)]
        return parse_deadline(
            text, now=self.now, zone=self.zone, current=self.current, events=events
        )

    def canonical(self, text: str) -> str:
        """Rule in its stored form."""
        return format_rule(self.read(text))

    def lines(self, text: str, reason: str = "") -> list[Words]:
        """Lines under a deadline field; a change of one in force needs a reason."""
        rule = self.read(text)
        canonical = format_rule(rule)
        found = resolve(rule, self.anchors, self.zone, calendar_of(self.calendar))
        said = f"= {describe(found, self.now)}"
        if self.current is not None and canonical != self.rule:
            said += f"  (was {due_short(self.current, self.now)})"
        lines = [Words(said, "strong")]
        if canonical.casefold() != " ".join(text.split()).casefold() and not isinstance(
            rule, NoDeadline
        ):
            lines.append(Words(f"  rule: {canonical}", "dim"))
        if isinstance(found, Due):
            odd = dict.fromkeys((*remarks(text, rule, self.now, self.zone), *self._remarks(found)))
            lines += [Words(f"! {safe(each)}", "soon") for each in odd]
        if self.in_force and canonical != self.rule and not reason:
            missing = "! the deadline in force is changed: a reason is needed"
            lines.append(Words(missing, "soon"))
        return lines

    def _remarks(self, due: Due) -> list[str]:
        remarks = [*day_remarks(due, calendar_of(self.calendar)), *due.notes]
        if due.provisional:
            remarks.append("rests on an event that is only planned")
        return [*remarks, *order_conflicts.conflicts(due, self.neighbours, self.now)]

    def moved(self, text: str, days: int) -> str:
        """Move a deadline by a number of days, as the text of a date.

        Raises:
            BadInput: when the text has no date to move.
        """
        rule = self.read(text)
        time, zone = None, None
        if isinstance(rule, FixedDate):
            day, time, zone = rule.day, rule.time, rule.zone
        else:
            found = resolve(rule, self.anchors, self.zone, calendar_of(self.calendar))
            if not isinstance(found, Due | Unset):
                raise BadInput(
                    "There is no date yet that could be moved.",
                    text=text,
                    hint="Type a date first, such as 27 nov.",
                )
            today = self.now.in_timezone(self.zone).date()
            start = found if isinstance(found, Due) else self.current
            day = start.day if start else today
        return format_rule(FixedDate(shifted(day, days), time, zone))


def as_rule(reader: DeadlineReader, text: str) -> str:
    """Deadline in its stored form, empty for none; as typed if it cannot be read."""
    try:
        rule = reader.canonical(text)
    except BadInput:
        return text.strip()
    return "" if rule == "none" else rule


def describe(found: Resolution, now: DateTime) -> str:
    """Describe a resolved deadline: `Fri 27 Nov 2026 18:00 +01:00, in 4d 01h`."""
    match found:
        case Due():
            return f"{due_words(found)}, {countdown(found, now).text}"
        case Waiting():
            return f"waiting for {safe(', '.join(str(each) for each in found.on))}"
        case Standing():
            return f"{safe(found.words)} (no single date)"
        case Undetermined():
            return f"cannot tell, because {safe(found.because)}"
        case _:
            return "no deadline"
