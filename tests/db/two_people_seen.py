"""What the store holds of each duty, put as the model of two people puts it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from db import tables as t
from db.domain.enums import CommitmentRole
from db.store.store import Store
from tests.builders import Reading
from tests.db.two_people import Fields
from tests.db.two_people_deeds import NEW

_DERIVED = {"owners": "listed", "due_on": "due", "reports": "counted"}
"""What follows from the rest, and how the model calls it."""
_LISTS = ("owners", "to", "rules", "reports")
_OWNERS = (CommitmentRole.LEAD, CommitmentRole.OWNER)
_C, _CP, _D, _R = t.commitment.c, t.commitment_party.c, t.deadline.c, t.report.c


class Seen(NamedTuple):
    """All duties by code, and how many lines the trail has."""

    duties: dict[str, Fields]
    lines: int


def seen(store: Store) -> Seen:
    """What whoever has this store open sees."""
    found: Seen = store.ask(Reading(_seen))
    return found


def versions(store: Store, codes: tuple[str, ...]) -> dict[str, int]:
    """Of each of these duties the version that a form would have seen."""
    asked = select(_C.code, _C.version).where(_C.code.in_(codes))
    found: dict[str, int] = store.ask(
        Reading(lambda db: {row.code: row.version for row in db.execute(asked)})
    )
    return found


def differences(found: dict[str, Fields], expected: dict[str, Fields]) -> list[object]:
    """What is otherwise than it should be, field by field."""
    codes = {code for code in found.keys() | expected if found.get(code) != expected.get(code)}
    both = [(code, found.get(code, {}), expected.get(code, {})) for code in sorted(codes)]
    return [
        (code, name, one.get(name), other.get(name))
        for code, one, other in both
        for name in one.keys() | other
        if one.get(name) != other.get(name)
    ]


def _seen(connection: Connection) -> Seen:
    parts: dict[int, dict[str, tuple[object, ...]]] = defaultdict(dict)
    for number, fields in _parts(connection):
        for name, more in fields.items():
            parts[number][name] = (*parts[number].get(name, ()), more)
    names = ("code", *NEW, *_DERIVED)
    rows = connection.execute(select(_C.id, *(_C[name] for name in names)))
    duties = {}
    for row in rows.mappings():
        own = {_DERIVED.get(name, name): _plain(row[name]) for name in names}
        duties[str(row["code"])] = own | dict.fromkeys(_LISTS, ()) | parts[row["id"]]
    lines = connection.scalar(select(func.count()).select_from(t.change))
    return Seen(duties, lines or 0)


def _parts(connection: Connection) -> Iterator[tuple[int, Fields]]:
    """By the number of the duty, its parties, the versions of its deadline and its reports."""
    parties = select(_CP.commitment_id, _CP.role, t.party.c.code).join_from(
        t.commitment_party, t.party
    )
    for number, role, code in connection.execute(parties.order_by(_CP.place, _CP.id)):
        yield number, {"owners" if role in _OWNERS else "to": code}
    for number, rule in connection.execute(select(_D.commitment_id, _D.rule).order_by(_D.number)):
        yield number, {"rules": rule}
    speaker = select(t.party.c.code).where(t.party.c.id == _R.speaker_id).scalar_subquery()
    said = select(
        _R.commitment_id, _R.text, _R.source, speaker, _R.status_to, _R.level, _R.quantity
    )
    for number, *what in connection.execute(said.order_by(_R.id)):
        yield number, {"reports": tuple(map(_plain, what))}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
