"""Lookup of the names in a command, with the nearest name when there is no match."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

import pendulum
from pendulum import DateTime
from sqlalchemy import Connection, Table, select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.domain.errors import BadInput, NotFound, Refusal, Refused, SomeRefused, Stale
from db.domain.filters.keywords import there_are
from db.projections.inputs import start_of
from db.tables.bulk import by_code

Values = dict[str, Any]


def find(connection: Connection, table: Table, what: str, code: str) -> Values:
    """The row of `table` with this code, typed in any case.

    Raises:
        NotFound: naming the nearest code there is.
    """
    for typed in dict.fromkeys((code.strip().upper(), code.strip())):
        row = connection.execute(by_code(table), {"this": typed}).mappings().first()
        if row is not None:
            return dict(row)
    known = list(connection.scalars(select(table.c.code)))
    near = get_close_matches(code.upper(), known, 1)
    raise NotFound(
        f"There is no {what} '{code}'.",
        f"Did you mean {near[0]}?" if near else there_are(known) or "There are none yet.",
    )


def agreement(connection: Connection, code: str) -> Values:
    """An agreement by its code."""
    return find(connection, t.agreement, "agreement", code)


def party(connection: Connection, code: str) -> Values:
    """A party by its code."""
    return find(connection, t.party, "party", code)


def commitment(connection: Connection, code: str) -> Values:
    """A commitment by its code; a withdrawn one is found too."""
    return find(connection, t.commitment, "commitment", code)


def load_for_update(tx: UnitOfWork, codes: Iterable[str], seen: Mapping[str, int]) -> list[Values]:
    """The commitments to change, each unchanged since the person looked.

    Raises:
        BadInput: when none is named.
        Stale: when somebody changed one of them since; it says who and what.
    """
    rows = (commitment(tx.connection, code) for code in dict.fromkeys(codes))
    found = list({row["id"]: row for row in rows}.values())
    if not found:
        raise BadInput("No commitment is chosen.", examples=("WPA-3",))
    for row in found:
        tx.remember(t.commitment, row)
        version = seen.get(row["code"])
        if version is not None and version != row["version"]:
            raise Stale(
                f"{row['code']} was changed since you read it: {last_change(tx, row['id'])}.",
                "Look at it again, then repeat.",
            )
    return found


def last_change(tx: UnitOfWork, commitment_id: int) -> str:
    """Author, time and summary of a commitment's last change, as part of a sentence."""
    ch, ci = t.change.c, t.change_item.c
    row = tx.connection.execute(
        select(ch.actor, ch.at, ch.summary)
        .join_from(t.change_item, t.change)
        .where(ci.commitment_id == commitment_id)
        .order_by(ch.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return "by nobody on record"
    actor, at, summary = row
    return f"{actor} on {at.format('D MMM HH:mm', locale='en')} UTC, '{summary}'"


def refuse(refusals: list[Refusal], count: int) -> None:
    """Stop before anything is written if any chosen commitment cannot take the change.

    Raises:
        Refused: with the sentence, or the list of them.
    """
    if not refusals:
        return
    if count == 1:
        (only,) = refusals
        raise Refused(f"{only.code}: {only.reason}", only.hint)
    raise SomeRefused(tuple(refusals), count)


def counted(codes: list[str]) -> str:
    """The only code, or the number of codes."""
    return codes[0] if len(codes) == 1 else f"{len(codes)} commitments"


class Moment(NamedTuple):
    """An instant (UTC), its local day in the agreement's zone, and whether it has a time of day."""

    at: DateTime
    day: date
    timed: bool


def moment(on: date | datetime | None, zone: str, now: DateTime) -> Moment:
    """A day is its start in the zone; None is now; a moment without a zone is local."""
    if on is None:
        return Moment(now, now.in_timezone(zone).date(), timed=True)
    if isinstance(on, datetime):
        at = pendulum.instance(on, tz=on.tzinfo or zone)
        return Moment(at.in_timezone("UTC"), at.in_timezone(zone).date(), timed=True)
    return Moment(start_of(on, zone), on, timed=False)
