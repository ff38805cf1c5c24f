"""A filter as conditions of SQL."""

import re
from datetime import date, timedelta

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, and_, case, false, not_, or_, select, true

from db import tables as t
from db.domain.errors import BadInput
from db.domain.filter import Filter, Term
from db.domain.vocabulary import CommitmentRole, Status, Verification

Condition = ColumnElement[bool]

_C = t.commitment.c
_SPAN = re.compile(r"^([<>])(\d{1,5})([dwmy])$")
_CODE = re.compile(r"^[a-z][a-z0-9]*-\d+$")
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def conditions(connection: Connection, filter: Filter, now: DateTime) -> list[Condition]:  # noqa: A002  the field's word
    """What must hold for a row to pass the filter at `now`; withdrawn ones never do.

    Raises:
        BadInput: for a value that its key does not know.
    """
    return [_C.withdrawn.is_(false()), *(_one(connection, term, now) for term in filter.terms)]


def _one(connection: Connection, term: Term, now: DateTime) -> Condition:
    choices = [_choice(connection, term.key, value, now) for value in term.values]
    condition = or_(*choices) if choices else true()
    return not_(condition) if term.negated else condition


def _choice(connection: Connection, key: str, value: str, now: DateTime) -> Condition:
    match key:
        case "text" if _CODE.match(value):
            return _C.code == value.upper()
        case "text":
            return _C.search.contains(value, autoescape=True)
        case "flag":
            return flag(connection, value, now)
        case "party":
            return _party(value, (CommitmentRole.LEAD, CommitmentRole.OWNER))
        case "to":
            return _party(value, (CommitmentRole.COUNTERPART,))
        case "in":
            return _C.agreement_id.in_(
                select(t.agreement.c.id).where(t.agreement.c.code == value.upper())
            )
        case "theme" | "tag":
            column = _C.theme if key == "theme" else _C.tags
            return column.icontains(value, autoescape=True)
        case "status":
            return _status(value)
        case "verification":
            return _C.verification == _word(Verification, value, "verification")
        case _:
            return _due(value, now)


def _party(value: str, roles: tuple[CommitmentRole, ...]) -> Condition:
    cp, p = t.commitment_party.c, t.party.c
    # First who, of few parties, then what they have to do with: joined, all duties would be read.
    named = select(p.id).where(
        or_(p.code == value.upper(), p.name.icontains(value, autoescape=True))
    )
    having = select(cp.commitment_id).where(cp.role.in_(roles), cp.party_id.in_(named))
    return _C.id.in_(having)


def _status(value: str) -> Condition:
    if value == "open":
        return _C.band < 3
    if value == "closed":
        return _C.band == 3
    return _C.status == _word(Status, value, "status")


def _word(words: type[Status] | type[Verification], value: str, key: str) -> Status | Verification:
    typed = value.replace("-", " ").replace("_", " ")
    for word in words:
        if word.value.startswith(typed):
            return word
    known = ", ".join(word.value.replace(" ", "-") for word in words)
    raise BadInput(f"{value!r} is no {key}.", hint=f"Known: {known}.")


def _due(value: str, now: DateTime) -> Condition:
    span = _SPAN.match(value)
    if span:
        return _within(value, span, now)
    first, _, last = value.partition("..")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise BadInput(
            f"{value!r} is no span of time.", examples=("due:<30d", "due:2025-09-01..2025-09-30")
        ) from error
    return and_(_C.due_on.is_not(None), _C.due_on.between(*days))


def _within(value: str, span: re.Match[str], now: DateTime) -> Condition:
    try:
        edge = now.add(**{_UNITS[span[3]]: int(span[2])})
    except (ValueError, OverflowError) as error:
        raise BadInput(f"{value!r} reaches beyond the calendar.", examples=("due:<30d",)) from error
    side = _C.due_at <= edge if span[1] == "<" else _C.due_at > edge
    return and_(_C.due_at.is_not(None), side)  # so that "not" turns it round for undated ones too


def flag(connection: Connection, name: str, now: DateTime) -> Condition:
    """The condition behind a flag word, as the counters count it."""
    if name in _WITHIN:
        return and_(_C.band == 0, _C.due_at > now, _due_within(connection, _WITHIN[name], now))
    if name == "later":
        soon = _due_within(connection, _WITHIN["week"], now)
        return and_(_C.band == 0, _C.due_at > now, not_(soon))
    if name == "overdue":
        return and_(_C.band == 0, _C.due_at <= now)
    return _TIMELESS[name]


_WITHIN = {"today": 0, "week": 7, "soon": 14}
_BY_CLOCK = case((_C.due_timed, _C.done_at > _C.due_at), else_=_C.done_at >= _C.due_at)
LATE = and_(
    _C.done_at.is_not(None),
    _C.due_at.is_not(None),
    case((_C.done_timed, _BY_CLOCK), else_=_C.done_on > _C.due_on),
)
"""Done after its deadline, as db.domain.timing.is_late tells it; never NULL."""
_TIMELESS: dict[str, Condition] = {
    "open": _C.band < 3,
    "closed": _C.band == 3,
    "waiting": _C.band == 1,
    "undated": _C.band == 2,
    "disputed": _C.verification == Verification.DISPUTED,
    "late": and_(_C.status == Status.DONE, LATE),
    "critical": _C.critical.is_(true()),
    "continuing": _C.continuing.is_(true()),
    "pinned": _C.pinned.is_(true()),
}


def _due_within(connection: Connection, days: int, now: DateTime) -> Condition:
    """Due on one of the next `days` days, by the calendar of each agreement's own zone."""
    a = t.agreement.c
    # No zone is two days off: with this bound, which changes nothing, only a stretch of the index
    # is walked and not all that lies ahead.
    not_far = _C.due_at < now.add(days=days + 3)
    # There are only as many todays as there are zones in use.
    zones = connection.scalars(select(a.zone).distinct())
    choices = [
        and_(
            _C.due_on <= now.in_timezone(zone).date() + timedelta(days=days),
            _C.agreement_id.in_(select(a.id).where(a.zone == zone)),
        )
        for zone in zones
    ]
    return and_(not_far, or_(*choices)) if choices else false()


__all__ = ["Condition", "conditions", "flag"]
