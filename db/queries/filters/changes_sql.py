"""A filter as conditions on the audit trail: the history uses the same language as the list."""

from collections.abc import Iterator
from dataclasses import replace

from pendulum import DateTime
from sqlalchemy import ColumnElement, Connection, not_, or_, select

from db import tables as t
from db.domain.filters.parser import Filter, Term
from db.queries.filters.change_terms import of_change
from db.queries.filters.sql import holding

_CH, _CI = t.change.c, t.change_item.c


def change_conditions(
    connection: Connection,
    filter: Filter,  # noqa: A002  the field's word
    now: DateTime,
) -> Iterator[ColumnElement[bool]]:
    """Conditions for a change to pass the filter.

    Author, kind and time apply to the change, and words to its text. All other terms apply to the
    commitments that it touched: one of them must pass, withdrawn or not.

    Raises:
        BadInput: for an unknown name, marked in the filter.
    """
    of_items = []
    for term in filter.terms:
        if not term.values:
            continue
        if term.asks_trail:
            yield of_change(connection, filter, term, now)
        elif term.key == "text":
            yield _says(term)
        else:
            of_items.append(term)
    if of_items:
        passing = holding(connection, replace(filter, terms=tuple(of_items)), now)
        ids = select(t.commitment.c.id).where(*passing)
        yield _CH.id.in_(select(_CI.change_id).where(_CI.commitment_id.in_(ids)))


def _says(term: Term) -> ColumnElement[bool]:
    columns = (_CH.summary, _CH.reason, _CH.actor, _CH.kind)
    said = or_(*(each.icontains(term.values[0], autoescape=True) for each in columns))
    return not_(said) if term.negated else said
