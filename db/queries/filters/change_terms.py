"""Terms of a filter about changes: author, kind, time, and words."""

from dataclasses import dataclass

from pendulum import DateTime
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    cast,
    not_,
    or_,
    select,
)

from db import tables as t
from db.domain.errors import BadInput
from db.domain.filters.date_range import parse_past
from db.domain.filters.keywords import KINDS, did_you_mean
from db.domain.filters.parser import Filter, Term
from db.queries.filters import names

Condition = ColumnElement[bool]

_CH, _CI = t.change.c, t.change_item.c


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of commitments that changes must have touched, and of those they must not touch."""

    some: tuple[Select[int], ...] = ()
    no: tuple[Select[int], ...] = ()


def changed_so(connection: Connection, filter: Filter, now: DateTime) -> Touched:  # noqa: A002  the field's word
    """Commitments that pass the trail's terms: one and the same change must meet all of them.

    Raises:
        BadInput: marking an unknown kind, or a value that is no day.
    """
    terms = [term for term in filter.terms if term.asks_trail and term.values]
    wanted = [of_change(connection, filter, term, now) for term in terms if not term.negated]
    unwanted = [not_(of_change(connection, filter, term, now)) for term in terms if term.negated]
    return Touched(
        (_touched(and_(*wanted)),) if wanted else (), tuple(_touched(each) for each in unwanted)
    )


def _touched(condition: Condition) -> Select[int]:
    return select(_CI.commitment_id).join_from(t.change_item, t.change).where(condition)


def of_change(connection: Connection, filter: Filter, term: Term, now: DateTime) -> Condition:  # noqa: A002  see above
    """Condition for a change to pass one of the trail's terms.

    Raises:
        BadInput: marking an unknown kind, or a value that is no day.
    """
    holds: Condition
    if term.key == "by":
        holds = _CH.actor.in_(names.people(connection, filter, term))
    elif term.key == "kind":
        _check_kinds(connection, filter, term)
        holds = or_(*(_kind(value) for value in term.values))
    else:
        holds = or_(*(_when(filter, term, place, now) for place in range(len(term.values))))
    return not_(holds) if term.negated else holds


def _kind(value: str) -> Condition:
    rows = cast(_CH.rows, Text)
    said = _CH.kind.contains(value.replace("-", " "), autoescape=True)
    return or_(said, *(rows.contains(part, autoescape=True) for part in KINDS.get(value, ())))


def _check_kinds(connection: Connection, filter: Filter, term: Term) -> None:  # noqa: A002  see above
    for place, value in enumerate(term.values):
        said = _CH.kind.contains(value.replace("-", " "), autoescape=True)
        if value in KINDS or connection.scalar(select(_CH.id).where(said).limit(1)) is not None:
            continue
        hint = did_you_mean(value, KINDS, f"Kinds: {', '.join(KINDS)}.")
        raise filter.wrong(term, place, f"There is no kind of change '{value}'.", hint)


def _when(filter: Filter, term: Term, place: int, now: DateTime) -> Condition:  # noqa: A002  see above
    try:
        begins, ends = parse_past(term.values[place], now.in_timezone(filter.zone))
    except BadInput as error:
        hint = error.hint
        raise filter.wrong(term, place, error.message, hint) from error
    return _CH.at >= begins if term.key == "since" else _CH.at < ends
