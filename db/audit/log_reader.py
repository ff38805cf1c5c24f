"""The lines of the audit trail, oldest first and in pages, as they are in the database."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, cast, select

from db import tables as t
from db.audit.normalize import moment, untyped
from db.domain.audit_hash import ChangeRecord

PAGE = 500

_CH, _CI = t.change.c, t.change_item.c


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A line of the audit trail with its stored digest."""

    line: ChangeRecord
    digest: str


@dataclass(frozen=True, slots=True)
class StrayItem:
    """An entry of `change_item` without its line: it names a line that does not exist."""

    change_id: int


def iter_changes(connection: Connection) -> Iterator[StoredChange | StrayItem]:
    """Every line in order, with strays between them."""
    last: int | None = None
    while True:
        page = _page(connection, last)
        until = page[-1].id if len(page) == PAGE else None
        items = _items(connection, last, until)
        for row in page:
            found = tuple(items.pop(row.id, ()))
            head = (row.id, moment(row.at), row.actor, row.kind, row.summary, row.reason)
            yield StoredChange(
                ChangeRecord(*head, row.target_id, _parsed(row.rows), found), row.digest
            )
        for change_id in items:
            yield StrayItem(change_id)
        if until is None:
            return
        last = until


def _page(connection: Connection, last: int | None) -> list[Any]:
    query = select(
        _CH.id, untyped(_CH.at).label("at"), _CH.actor, _CH.kind, _CH.summary, _CH.reason,
        _CH.target_id, cast(_CH.rows, String).label("rows"), _CH.digest,
    )  # fmt: skip
    if last is not None:
        query = query.where(_CH.id > last)
    return list(connection.execute(query.order_by(_CH.id).limit(PAGE)))


def _items(connection: Connection, last: int | None, until: int | None) -> dict[int, list[int]]:
    query = select(_CI.change_id, _CI.commitment_id)
    if last is not None:
        query = query.where(_CI.change_id > last)
    if until is not None:
        query = query.where(_CI.change_id <= until)
    found: dict[int, list[int]] = defaultdict(list)
    in_order = query.order_by(_CI.change_id, _CI.commitment_id)
    for change_id, commitment_id in connection.execute(in_order):
        found[change_id].append(commitment_id)
    return found


def _parsed(text: str) -> Any:
    """The rows of a line; invalid JSON stays the text that it is, and fits no digest."""
    try:
        return json.loads(text)
    except ValueError:
        return text
