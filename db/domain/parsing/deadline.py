"""Deadlines as typed into a field: the rule language, and many shorter forms.

The result is a rule independent of the present moment: `fri` becomes a date. Nothing is dropped
and nothing guessed: BadInput refuses any text that cannot be read in exactly one way.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import pendulum
from pendulum import DateTime

from db.domain.bounds import YEARS_READ
from db.domain.deadlines.day_math import instant_at, local_day, shift_day, to_utc
from db.domain.deadlines.parser import check_years, parse_rule, take_anchor, take_time_and_zone
from db.domain.deadlines.resolution import Due
from db.domain.deadlines.rules import (
    Anchor,
    CompletionAnchor,
    EventAnchor,
    FixedDate,
    NoDeadline,
    Offset,
    Rule,
    Unit,
    anchors_of,
)
from db.domain.deadlines.tokenizer import Tokenizer, did_you_mean
from db.domain.deadlines.units import look_unit, take_amount, take_unit
from db.domain.errors import BadInput
from db.domain.parsing.day import NAMED_DAYS, take_day

_EXAMPLES: Final = (
    "2026-11-27",
    "27 nov",
    "fri 18:00",
    "tomorrow",
    "in 2 weeks",
    "+3d",
    "eom",
    "signing + 90 days",
    "10wd after WPA-3",
    "D+90",
    "none",
)
_CODE: Final = re.compile(r"[^\W\d_]\w*-[0-9]+")
_MOST_EVENTS_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class _Setting:
    """Context of the typed words."""

    now: DateTime
    zone: str
    current: Due | None
    events: Collection[str]

    @property
    def today(self) -> dt.date:
        return local_day(self.now, self.zone)


def examples() -> tuple[str, ...]:
    """Examples of input to show beside a field."""
    return _EXAMPLES


def parse_deadline(
    text: str,
    *,
    now: DateTime,
    zone: str,
    current: Due | None = None,
    events: Collection[str] = (),
) -> Rule:
    """Read `text` as typed at `now` by a person who keeps an agreement in `zone`.

    `+3d` moves `current`, or today if there is none. If `events` is not empty, a rule may only name
    those; other agreements' events are in it as "DOHA/signing", if they are to be checked. Blank
    text and `?` are no deadline. BadInput marks the error.
    """
    if text.strip() in ("", "?"):
        return NoDeadline()
    setting = _Setting(now, zone, current, events)
    try:
        rule = _freely_typed(text, setting)
    except OverflowError:
        raise BadInput(YEARS_READ, text=text, examples=_EXAMPLES) from None
    if rule is None:
        rule = parse_rule(text)
    check_years(rule, text)
    _check_events(rule, text, events)
    return rule


def take_moment(scan: Tokenizer, *, now: DateTime, zone: str) -> FixedDate | None:
    """A day in any free spelling or a distance from `now`; None if the next token is neither.

    BadInput for days that do not exist, and OverflowError for those outside the calendar.
    """
    setting = _Setting(now, zone, None, ())
    return _day(scan, setting) or _relative(scan, setting) or _ago(scan, setting)


def _freely_typed(text: str, setting: _Setting) -> Rule | None:
    """The rule, if the text begins like a short form; None leaves it to the rule language."""
    scan = Tokenizer(text)
    first = scan.look(r"[\w/-]+")
    if first and first[0] in setting.events:
        return None
    rule = (
        _day(scan, setting)
        or _relative(scan, setting)
        or _lettered(scan, setting)
        or _after(scan, setting)
    )
    if rule is not None and not scan.ended():
        found, start, end = scan.rest()
        raise scan.error(f"“{found}” does not belong here.", start, end, _EXAMPLES)
    return rule


def _day(scan: Tokenizer, setting: _Setting) -> FixedDate | None:
    day = take_day(scan, setting.today)
    return None if day is None else FixedDate(day, *take_time_and_zone(scan))


def _relative(scan: Tokenizer, setting: _Setting) -> FixedDate | None:
    """`in 2 weeks`, from now; `+3d` and `-1d`, from the current deadline."""
    found = scan.take(r"(in(?=\s*[0-9])|[+-](?=\s*[0-9]))")
    if not found:
        return None
    amount, unit = take_amount(scan), _plain_unit(scan)
    current = None if found[1].lower() == "in" else setting.current
    return _moved(-amount if found[1] == "-" else amount, unit, setting, current)


def _ago(scan: Tokenizer, setting: _Setting) -> FixedDate | None:
    """`3 days ago`, which is `-3d`."""
    if not scan.look(r"[0-9]+\s*[^\W\d_]+\s+ago(?![\w-])"):
        return None
    amount, unit = take_amount(scan), _plain_unit(scan)
    scan.word("ago")
    return _moved(-amount, unit, setting, None)


def _plain_unit(scan: Tokenizer) -> Unit:
    """A unit that can be counted from any day."""
    _, start, end = scan.rest()
    unit = take_unit(scan)
    if unit is Unit.WORKING_DAYS:
        message = "Working days are counted from an event, by the agreement's calendar."
        raise scan.error(message, start, end, ("signing + 10 working days", "10wd after WPA-3"))
    return unit


def _moved(amount: int, unit: Unit, setting: _Setting, current: Due | None) -> FixedDate:
    if unit is Unit.HOURS:
        start = setting.now if current is None else current.ends
        return _instant(to_utc(start) + dt.timedelta(hours=amount), setting.zone)
    if current is None:
        return FixedDate(shift_day(setting.today, amount, unit, None))
    day = shift_day(current.day, amount, unit, None)
    zone = None if current.zone == setting.zone else current.zone
    if not current.timed:
        return FixedDate(day, zone=zone)
    there = current.ends.in_timezone(current.zone)
    return FixedDate(day, dt.time(there.hour, there.minute, there.second), zone)


def _instant(instant: DateTime, zone: str) -> FixedDate:
    """`instant` to the minute, in local time; in UTC if clocks show that time twice."""
    instant = instant.replace(second=0, microsecond=0)
    there = instant.in_timezone(zone)
    day, time = local_day(instant, zone), dt.time(there.hour, there.minute)
    if instant_at(day, time, zone) == instant:
        return FixedDate(day, time)
    there = instant.in_timezone(pendulum.UTC)
    return FixedDate(local_day(instant, "UTC"), dt.time(there.hour, there.minute), "UTC")


def _lettered(scan: Tokenizer, setting: _Setting) -> Offset | None:
    """`D+90`, `E + 60 days`: from the day that agreements call by that letter."""
    found = scan.take(r"([a-z])\s*([+-])(?=\s*[0-9])")
    if not found:
        return None
    anchor = EventAnchor(_lettered_event(found[1], setting.events))
    amount = take_amount(scan)
    if not scan.ended() and not look_unit(scan):
        scan.at = 0  # “D-3 done” is the completion of a commitment
        return None
    unit = Unit.DAYS if scan.ended() else take_unit(scan)
    return Offset(anchor, amount, unit, before=found[2] == "-")


def _lettered_event(letter: str, events: Iterable[str]) -> str:
    wanted = f"{letter.lower()}-day"
    for event in events:
        if event.lower() == wanted:
            return event
    return "signing" if letter in "dD" else f"{letter.upper()}-day"


def _after(scan: Tokenizer, setting: _Setting) -> Offset | None:
    """`10wd after WPA-3`, `60 days before elections`."""
    if not scan.look(r"[0-9]+\s*[a-z]+(\s+days?)?\s+(after|from|before)(?![\w/-])"):
        return None
    amount = take_amount(scan)
    unit = take_unit(scan)
    before = scan.word("before")
    if not before:
        scan.take("after|from")
    return Offset(_completed(take_anchor(scan), setting.events), amount, unit, before)


def _completed(anchor: Anchor, events: Collection[str]) -> Anchor:
    """A commitment's code means its completion, unless an event has that name."""
    if not isinstance(anchor, EventAnchor) or anchor.agreement or anchor.key in events:
        return anchor
    return CompletionAnchor(anchor.key) if _CODE.fullmatch(anchor.key) else anchor


def _check_events(rule: Rule, text: str, events: Collection[str]) -> None:
    if not events:
        return
    for anchor in sorted(anchors_of(rule), key=str):
        if isinstance(anchor, EventAnchor) and not _is_known(anchor, events):
            raise _unknown_event(str(anchor), text, events)


def _is_known(anchor: EventAnchor, events: Collection[str]) -> bool:
    if anchor.agreement is None:
        return anchor.key in events
    # Of an agreement none of whose events is listed, nothing can be said.
    there = f"{anchor.agreement}/"
    return str(anchor) in events or not any(event.startswith(there) for event in events)


def _unknown_event(key: str, text: str, events: Collection[str]) -> BadInput:
    start = text.find(key)
    start, end = (start, start + len(key)) if start >= 0 else (0, len(text))
    names = sorted(events)
    listed = ", ".join(names[:_MOST_EVENTS_NAMED])
    more = len(names) - _MOST_EVENTS_NAMED
    listed = f"{listed} and {more} more" if more > 0 else listed
    hint = did_you_mean(key, [*names, *NAMED_DAYS])
    if _CODE.fullmatch(key):
        hint = f" For the day that commitment is done, write {key} done."
    message = f"There is no event “{key}” here.{hint} Events: {listed}."
    return BadInput(message, text=text, start=start, end=end, examples=_EXAMPLES)
