"""The reader of the deadline language: text to rule.

    rule      = "none" | point [".." point] | recurring | occurring
    point     = date [time] [zone] | anchor [("+" | "-") amount unit] | bound
    bound     = ("min" | "max") "(" point "," point ["," point] … ")"
    anchor    = event | agreement "/" event | commitment ("done" | "due")
    recurring = "every" [amount] (unit | weekday) ["on" weekday]
                ["from" (date | anchor)] ["until" date]
    occurring = "within" amount unit "of each" event

Keywords and units may be in any case; event keys keep theirs.
"""

import re
from datetime import date, time
from typing import Final

from db.domain.bounds import (
    DEEPEST_RULE,
    FIRST_WORKED_YEAR,
    YEARS_READ,
    YEARS_WORKED,
    within_years,
)
from db.domain.deadlines.rules import (
    KEY_PATTERN,
    RESERVED,
    Anchor,
    CompletionAnchor,
    DueAnchor,
    Earliest,
    EventAnchor,
    FixedDate,
    Latest,
    NoDeadline,
    Offset,
    PerOccurrence,
    Point,
    Recurring,
    Rule,
    Unit,
    Window,
    days_in,
)
from db.domain.deadlines.tokenizer import (
    Tokenizer,
    did_you_mean,
    is_zone,
    nearest,
    nearest_zone,
    real_date,
)
from db.domain.deadlines.units import look_unit, take_amount, take_unit, take_weekday
from db.domain.errors import BadInput
from db.domain.parsing.day_names import WEEKDAYS

_DATE: Final = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?=t[0-9])|(?![\w-]))"
TIME: Final = r"t?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?![\w:.])"
_ZULU_TIME: Final = r"t?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?=z(?![\w/+-]))"
_ZONE: Final = r"[a-z][\w+-]*(?:/[\w+-]+)*"
_SIGN: Final = "[+\u2212\u2013-]"  # the minus sign and the dash come with pasted text
_KEYWORDS: Final = (*sorted(RESERVED), "done", "due", "on", "from", "until", "of each")
_RECURRING: Final = ("every month from signing", "every 2 weeks on friday until 2026-06-30")
_TIMES: Final = ("2025-12-24 00:01 Africa/Juba", "2025-12-24 18:00", "2025-12-24")
_OCCURRENCE: Final = ("within 48 hours of each violation-report",)


def parse_rule(text: str) -> Rule:
    """Read a rule. Blank text is `none`. BadInput marks the unreadable part."""
    scan = Tokenizer(text)
    if scan.ended():
        return NoDeadline()
    rule = _rule(scan)
    if not scan.ended():
        raise _leftover(scan, rule)
    return rule


def _rule(scan: Tokenizer) -> Rule:
    found = scan.take(r"(none|every|within)(?![\w/-])")
    match found and found[1].lower():
        case "none":
            return NoDeadline()
        case "every":
            return _recurring(scan)
        case "within":
            return _per_occurrence(scan)
    point = _point(scan, 0)
    if scan.sign(".."):
        return Window(opens=point, ends=_point(scan, 0))
    return point


def _leftover(scan: Tokenizer, rule: Rule) -> BadInput:
    first = Tokenizer(scan.text).take(r"[\w-]+")
    if first and nearest(first[0], RESERVED) and isinstance(rule, Offset):
        message = f"“{first[0]}” is not a rule's first word.{did_you_mean(first[0], RESERVED)}"
        return scan.error(message, *first.span())
    found, start, end = scan.rest()
    hint = did_you_mean(found, _KEYWORDS)
    return scan.error(f"“{found}” does not belong here.{hint}", start, end)


def _point(scan: Tokenizer, depth: int) -> Point:
    if depth > DEEPEST_RULE:
        raise scan.expected(f"no more than {DEEPEST_RULE} rules inside each other")
    if found := scan.take(r"(min|max)(?![\w/-])"):
        kind = Earliest if found[1].lower() == "min" else Latest
        return kind(_bounds(scan, depth))
    if scan.look("[0-9]"):
        return take_fixed(scan)
    return take_offset(scan)


def _bounds(scan: Tokenizer, depth: int) -> tuple[Point, ...]:
    examples = ("min(signing + 90 days, 2025-12-31)", "max(signing, WPA-3 done)")
    if not scan.sign("("):
        raise scan.expected("“(”", examples=examples)
    bounds = [_point(scan, depth + 1)]
    while scan.sign(","):
        bounds.append(_point(scan, depth + 1))
    if len(bounds) < 2:
        raise scan.expected("“,” and a second bound", examples=examples)
    if not scan.sign(")"):
        raise scan.expected("“,” or “)”", examples=examples)
    return tuple(bounds)


def check_years(rule: Rule, text: str = "") -> None:
    """Refuse a typed rule, in `text`, with a day outside the accepted years.

    A stored rule is not refused: its date is then undetermined.

    Raises:
        BadInput: marking the day.
    """
    text = text or str(rule)
    counted = isinstance(rule, Recurring) and rule.unit is Unit.WORKING_DAYS
    if counted and any(day.year < FIRST_WORKED_YEAR for day in days_in(rule)):
        raise BadInput(YEARS_WORKED, text=text, examples=_RECURRING)
    for day in days_in(rule):
        try:
            within_years(day)
        except OverflowError as error:
            start = text.find(str(day))
            start, end = (start, start + len(str(day))) if start >= 0 else (0, len(text))
            message, examples = f"{day} is outside: {YEARS_READ}", ("2025-09-25",)
            raise BadInput(message, text=text, start=start, end=end, examples=examples) from error


def take_date(scan: Tokenizer) -> date:
    """A date such as 2025-09-25; BadInput says why if there is no such day."""
    found = scan.take(_DATE)
    if not found:
        raise scan.expected("a date such as 2025-09-25")
    year, month, day = map(int, found.groups())
    return real_date(scan.text, found.span(), (year, month, day))


def take_fixed(scan: Tokenizer) -> FixedDate:
    """A date with an optional time and zone."""
    return FixedDate(take_date(scan), *take_time_and_zone(scan))


def take_time_and_zone(scan: Tokenizer) -> tuple[time | None, str | None]:
    """An optional time such as 18:00 and an optional zone such as Africa/Juba, after a date."""
    if found := scan.take(_ZULU_TIME):
        scan.take("z")
        return _real_time(scan, found.span(), found.groups()), "UTC"
    if found := scan.take(TIME):
        at = _real_time(scan, found.span(), found.groups())
        return at, _take_zone(scan)
    return None, _take_zone(scan)


def _real_time(scan: Tokenizer, span: tuple[int, int], groups: tuple[str | None, ...]) -> time:
    hour, minute, second = (int(group or 0) for group in groups)
    if (hour, minute, second) == (24, 0, 0):
        message = "24:00 is 00:00 of the next day: write that, or the date alone for its end."
        raise scan.error(message, *span, _TIMES)
    if hour > 23 or minute > 59 or second > 59:
        message = f"There is no time {scan.text[slice(*span)].lstrip('Tt')}: it ends at 23:59."
        raise scan.error(message, *span, _TIMES)
    return time(hour, minute, second)


def _take_zone(scan: Tokenizer) -> str | None:
    if found := scan.look(r"[+-][0-9][0-9:]*"):
        message = f"Name the time zone instead of “{found[0]}”: its clock may change."
        raise scan.error(message, *found.span(), _TIMES)
    found = scan.take(_ZONE)
    if not found or found[0].upper() == "UTC":
        return "UTC" if found else None
    if is_zone(found[0]):
        return found[0]
    near = nearest_zone(found[0])
    hint = f" Did you mean {near}?" if near else ""
    message = f"“{found[0]}” is not a time zone.{hint}"
    raise scan.error(message, *found.span(), _TIMES)


def take_offset(scan: Tokenizer) -> Offset:
    """An anchor with an optional distance after or before it."""
    anchor = take_anchor(scan)
    sign = scan.take(_SIGN)
    if not sign:
        return Offset(anchor, 0, Unit.DAYS)
    amount = take_amount(scan)
    return Offset(anchor, amount, take_unit(scan), before=sign[0] != "+")


def take_anchor(scan: Tokenizer) -> Anchor:
    """An event, another agreement's event, or the completion or deadline of a commitment."""
    key = _take_key(scan)
    if scan.sign("/"):
        return EventAnchor(_take_key(scan), agreement=key)
    if scan.word("done"):
        return CompletionAnchor(key)
    return DueAnchor(key) if scan.word("due") else EventAnchor(key)


def _take_key(scan: Tokenizer) -> str:
    found = scan.take(KEY_PATTERN)
    if not found:
        raise scan.expected("a date or the name of an event")
    key, _, amount = found[0].rpartition("-")
    if key and amount.isascii() and amount.isdigit() and look_unit(scan):
        # “signing-30 days”: the hyphen is a minus, since no unit can follow an event's name.
        scan.at = found.start() + len(key)
        return key
    if found[0].lower() in RESERVED:
        message = f"“{found[0]}” is a word of the rule language, so no event has that name."
        raise scan.error(message, *found.span())
    return found[0]


def _recurring(scan: Tokenizer) -> Recurring:
    number = scan.look("[0-9]+")
    every = take_amount(scan) if number else 1
    if number and every == 0:
        raise scan.error("Nothing comes round every 0.", *number.span(), _RECURRING)
    weekday = take_weekday(scan)
    unit = Unit.WEEKS if weekday is not None else take_unit(scan)
    if scan.word("on"):
        weekday = _weekday(scan, unit, weekday)
    start = _start(scan) if scan.word("from") else None
    until = take_date(scan) if scan.word("until") else None
    return Recurring(every, unit, weekday, start, until)


def _weekday(scan: Tokenizer, unit: Unit, already: int | None) -> int:
    _, start, end = scan.rest()
    if unit is not Unit.WEEKS or already is not None:
        message = "Only a rule in weeks falls on a weekday, and only on one."
        raise scan.error(message, start, end, _RECURRING)
    weekday = take_weekday(scan)
    if weekday is None:
        raise scan.expected("a weekday", WEEKDAYS, _RECURRING)
    return weekday


def _start(scan: Tokenizer) -> Anchor | date:
    return take_date(scan) if scan.look("[0-9]") else take_anchor(scan)


def _per_occurrence(scan: Tokenizer) -> PerOccurrence:
    amount = take_amount(scan)
    unit = take_unit(scan)
    if not scan.take(r"of\s+(?:each|every)(?![\w-])"):
        raise scan.expected("“of each”", ("of each",), _OCCURRENCE)
    return PerOccurrence(amount, unit, _take_key(scan))


_UNITS: Final = {word: unit for unit in Unit for word in (unit.value, unit.singular)}
_KINDS: Final = {None: EventAnchor, "done": CompletionAnchor, "due": DueAnchor}
_OFFSET: Final = re.compile(
    rf"({KEY_PATTERN})(?: (done|due))? ([+-]) ([0-9]{{1,6}}) ({'|'.join(_UNITS)})"
)


def stored_rule(text: str) -> Rule:
    """The rule of a stored text, equal to that of `parse_rule`; common forms skip the parser.

    Raises:
        BadInput: see `parse_rule`.
    """
    found = _OFFSET.fullmatch(text)
    if found is None or found[1].lower() in RESERVED:
        return parse_rule(text)
    anchor = _KINDS[found[2]](found[1])
    return Offset(anchor, int(found[4]), _UNITS[found[5]], before=found[3] == "-")
