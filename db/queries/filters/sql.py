"""A filter as SQL conditions."""

from datetime import timedelta

from pendulum import DateTime
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    false,
    func,
    not_,
    or_,
    select,
    true,
)

from db import tables as t
from db.domain.enums import CommitmentRole, Status, Verification
from db.domain.errors import BadInput
from db.domain.filters.date_range import RelativeDate, parse_due
from db.domain.filters.parser import Filter, Term
from db.projections.dependencies import hanging_on
from db.queries.filters import names
from db.queries.filters.change_terms import changed_so

Condition = ColumnElement[bool]

_C = t.commitment.c
_ROLES = {
    "party": (CommitmentRole.LEAD, CommitmentRole.OWNER),
    "to": (CommitmentRole.COUNTERPART,),
    "verifier": (CommitmentRole.VERIFIER,),
}


def conditions(connection: Connection, filter: Filter, now: DateTime) -> list[Condition]:  # noqa: A002  the field's word
    """Conditions for a row to pass the filter at `now`; withdrawn ones never pass.

    Raises:
        BadInput: for an unknown name, marked in the filter.
    """
    return [_C.withdrawn.is_(false()), *holding(connection, filter, now)]


def holding(connection: Connection, filter: Filter, now: DateTime) -> list[Condition]:  # noqa: A002  see above
    """The same conditions, with withdrawn commitments included.

    Raises:
        BadInput: for an unknown name, marked in the filter.
    """
    own = [
        _one(connection, filter, term, now)
        for term in filter.terms
        if term.values and not term.asks_trail
    ]
    changed = changed_so(connection, filter, now)
    return [*own, *(_C.id.in_(ids) for ids in changed.some), *(_C.id.not_in(i) for i in changed.no)]


def _one(connection: Connection, filter: Filter, term: Term, now: DateTime) -> Condition:  # noqa: A002  see above
    match term.key:
        case "party" | "to" | "verifier" | "speaker":
            condition = _party(connection, filter, term)
        case "in":
            condition = _C.agreement_id.in_(names.agreements(connection, filter, term))
        case "event":
            condition = _C.id.in_(hanging_on(names.events(connection, filter, term)))
        case "theme" | "tag":
            names.refuse_unknown_words(connection, filter, term)
            words = (_word_in(connection, term.key, each) for each in term.values)
            condition = or_(*words)
        case "due":
            places = range(len(term.values))
            condition = or_(*(_due(connection, filter, term, place, now) for place in places))
        case _:
            condition = or_(*(_choice(connection, term.key, each, now) for each in term.values))
    return not_(condition) if term.negated else condition


def _choice(connection: Connection, key: str, value: str, now: DateTime) -> Condition:
    match key:
        case "text":
            return _C.search.contains(value, autoescape=True)
        case "code":
            return _C.code == value.upper()
        case "flag":
            return flag(connection, value, now)
        case "provision":
            return _provision(connection, value)
        case "status":
            return _status(value)
        case "verification":
            return _C.verification == Verification(value.replace("-", " "))
        case _:
            return _level(value)


def _party(connection: Connection, filter: Filter, term: Term) -> Condition:  # noqa: A002  see above
    cp, r = t.commitment_party.c, t.report.c
    # First who, of few parties, then what they have to do with: joined, all duties would be read.
    ids = names.parties(connection, filter, term)
    if term.key == "speaker":
        said = _C.id.in_(select(r.commitment_id).where(r.speaker_id.in_(ids)))
        none = _C.id.not_in(select(r.commitment_id).where(r.speaker_id.is_not(None)))
    else:
        roles = cp.role.in_(_ROLES[term.key])
        said = _C.id.in_(select(cp.commitment_id).where(roles, cp.party_id.in_(ids)))
        none = _C.id.not_in(select(cp.commitment_id).where(roles))
    return or_(said, none) if names.NOBODY in term.values else said


def _word_in(connection: Connection, key: str, value: str) -> Condition:
    column = _C.theme if key == "theme" else _C.tags
    if value == names.NOBODY:
        return column == ""
    if key == "theme" and names.is_theme(connection, value):
        return column == value
    return column.icontains(value, autoescape=True)


def _provision(connection: Connection, value: str) -> Condition:
    """The provision with exactly this name if there is one, otherwise those that contain it."""
    if value == names.NOBODY:
        return _C.provision == ""
    exactly = func.lower(_C.provision) == value
    known = connection.execute(select(_C.id).where(exactly).limit(1)).first() is not None
    return exactly if known else _C.provision.icontains(value, autoescape=True)


def _status(value: str) -> Condition:
    if value in ("open", "closed"):
        return _C.band < 3 if value == "open" else _C.band == 3
    return _C.status == Status(value.replace("-", " "))


def _level(value: str) -> Condition:
    if value in ("any", "none"):
        return _C.level.is_not(None) if value == "any" else _C.level.is_(None)
    return and_(_C.level.is_not(None), _C.level == int(value))


def _due(
    connection: Connection,
    filter: Filter,  # noqa: A002  see above
    term: Term,
    place: int,
    now: DateTime,
) -> Condition:
    span = parse_due(term.values[place])
    if isinstance(span, str):
        return _due_word(connection, span, now)
    # Asked for a date, what has none fails: so that "not" turns it round for undated ones too.
    dated = _C.due_at.is_not(None)
    if isinstance(span, RelativeDate):
        try:
            edge = span.instant(now)
        except BadInput as error:
            raise filter.wrong(term, place, error.message, error.hint) from error
        return and_(dated, _C.due_at <= edge if span.before else _C.due_at > edge)
    first = _C.due_on >= span.first if span.first else true()
    return and_(dated, first, _C.due_on <= span.last if span.last else true())


def _due_word(connection: Connection, word: str, now: DateTime) -> Condition:
    if word == "none":
        return _C.due_at.is_(None)
    if word in ("yesterday", "tomorrow"):
        day = 1 if word == "tomorrow" else -1
        exactly = or_(*(_on_day(zone, day, now) for zone in _zones(connection)), false())
        return and_(_C.due_at.is_not(None), exactly)
    return flag(connection, word, now)


def _on_day(zone: str, days: int, now: DateTime) -> Condition:
    a = t.agreement.c
    day = now.in_timezone(zone).date() + timedelta(days=days)
    return and_(_C.due_on == day, _C.agreement_id.in_(select(a.id).where(a.zone == zone)))


def flag(connection: Connection, name: str, now: DateTime) -> Condition:
    """The condition of a flag, equal to that of the counters."""
    if name in _TIMELESS:
        return _TIMELESS[name]
    overdue = and_(_C.band == 0, _C.due_at <= now)
    if name == "overdue":
        return overdue
    if name == "came-due":
        return or_(_TIMELESS["on-time"], _TIMELESS["late"], overdue)
    ahead = and_(_C.band == 0, _C.due_at > now)
    if name == "not-due":
        return ahead
    near = _due_within(connection, _WITHIN.get(name, 7), now)
    return and_(ahead, not_(near) if name == "later" else near)


_WITHIN = {"today": 0, "week": 7, "soon": 14}
_BY_CLOCK = case((_C.due_timed, _C.done_at > _C.due_at), else_=_C.done_at >= _C.due_at)
_MEASURED = and_(_C.done_at.is_not(None), _C.due_at.is_not(None))
LATE = and_(_MEASURED, case((_C.done_timed, _BY_CLOCK), else_=_C.done_on > _C.due_on))
"""Done after its deadline, as in db.domain.time_state.is_late; never NULL."""
_TIMELESS: dict[str, Condition] = {
    "open": _C.band < 3,
    "closed": _C.band == 3,
    "waiting": _C.band == 1,
    "undated": _C.band == 2,
    "disputed": _C.verification == Verification.DISPUTED,
    "kept": _C.status == Status.DONE,
    "on-time": and_(_C.status == Status.DONE, _MEASURED, not_(LATE)),
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
    choices = [
        and_(
            _C.due_on <= now.in_timezone(zone).date() + timedelta(days=days),
            _C.agreement_id.in_(select(a.id).where(a.zone == zone)),
        )
        for zone in _zones(connection)
    ]
    return and_(not_far, or_(*choices)) if choices else false()


def _zones(connection: Connection) -> list[str]:
    """Zones in use: there are only as many todays as zones."""
    return list(connection.scalars(select(t.agreement.c.zone).distinct()))


__all__ = ["LATE", "Condition", "conditions", "flag", "holding"]
