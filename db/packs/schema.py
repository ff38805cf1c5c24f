"""Schema of a seed pack: fields and their types, so that an error names its place.

The commands check whether the parts fit together (parties, rules, statuses).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from db.domain.enums import AgreementRole, PartyKind, Says, Status
from db.domain.errors import BadInput

Table = Mapping[str, Any]
Check = Callable[[Any], str | None]
"""Check of a value: gives what the value should be instead; None when it is right."""
Shape = Mapping[str, Check]


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else 'a text in quotes: "…"'


def _name(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else 'a text in quotes: "…"'


def _number(value: Any) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool)
    return None if good else "a whole number without quotes: 3"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _day(value: Any) -> str | None:
    good = isinstance(value, date) and not isinstance(value, datetime)
    return None if good else "a date without quotes: 2026-01-10"


def _moment(value: Any) -> str | None:
    return None if isinstance(value, date) else "a date without quotes: 2026-01-10"


def _texts(value: Any) -> str | None:
    good = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return None if good else 'a list of texts: ["…", "…"]'


def _tables(value: Any) -> str | None:
    good = isinstance(value, list) and all(isinstance(each, dict) for each in value)
    return None if good else "a table in double brackets: [[…]]"


def _table(value: Any) -> str | None:
    return None if isinstance(value, dict) else "a table in brackets: […]"


def _one_of(words: type[StrEnum]) -> Check:
    known = tuple(word.value for word in words)
    return lambda value: None if value in known else f"one of: {', '.join(known)}"


_PACK: Shape = {
    "agreement": _table, "sources": _table, "party": _tables, "event": _tables,
    "commitment": _tables,
}  # fmt: skip
_AGREEMENT: Shape = {
    "code": _name, "title": _name, "process": _text, "signed": _day, "zone": _text,
    "known_as_of": _day, "note": _text, "calendar": _text,
}  # fmt: skip
_PARTY: Shape = {
    "code": _name, "name": _name, "kind": _one_of(PartyKind), "role": _one_of(AgreementRole)
}  # fmt: skip
_EVENT: Shape = {
    "key": _name, "name": _text, "actual": _moment, "planned": _moment, "completes": _text,
    "source": _text,
}  # fmt: skip
_COMMITMENT: Shape = {
    "number": _number, "title": _name, "provision": _text, "words": _text, "theme": _text,
    "tags": _text, "parent": _text, "owners": _texts, "to": _texts, "verifiers": _texts,
    "deadline": _text, "critical": _flag, "continuing": _flag, "quantity": _number, "unit": _text,
    "after": _texts, "parallel": _texts, "sure": _text, "source": _text, "extension": _tables,
    "report": _tables,
}  # fmt: skip
_EXTENSION: Shape = {
    "deadline": _name, "agreed_on": _day, "agreed_by": _text, "reason": _text, "source": _text
}  # fmt: skip
_REPORT: Shape = {
    "on": _moment, "speaker": _text, "says": _one_of(Says), "status": _one_of(Status),
    "level": _number, "quantity": _number, "text": _text, "source": _text, "url": _text,
    "grade": _text,
}  # fmt: skip


def check_shape(pack: Table) -> None:
    """Check that every field is known and of its type, and that none is missing.

    Raises:
        BadInput: naming the place and what should stand there.
    """
    _check("the pack", pack, _PACK, ("agreement",))
    head = pack["agreement"]
    _check("[agreement]", head, _AGREEMENT, ("code", "title"))
    _check("[sources]", pack.get("sources", {}), dict.fromkeys(pack.get("sources", {}), _text), ())
    for where, party in _each(pack, "party", "party", "code"):
        _check(where, party, _PARTY, ("code", "name"))
    for where, event in _each(pack, "event", "event", "key"):
        _check(where, event, _EVENT, ("key",))
    for where, duty in _each(pack, "commitment", head["code"], "number", "-"):
        _check(where, duty, _COMMITMENT, ("number", "title"))
        for number, extension in enumerate(duty.get("extension", ()), 1):
            _check(f"{where}, extension {number}", extension, _EXTENSION, ("deadline",))
        for number, report in enumerate(duty.get("report", ()), 1):
            _check(f"{where}, report {number}", report, _REPORT, ("on",))


def _each(pack: Table, part: str, what: str, key: str, gap: str = " ") -> Iterator[tuple[str, Any]]:
    seen = set()
    for number, table in enumerate(pack.get(part, ()), 1):
        name = table.get(key)
        where = f"{what}{gap}{name}" if isinstance(name, str | int) else f"{part} no. {number}"
        if where in seen:
            raise BadInput(f"{where} stands there twice.", hint=f"Give each another {key}.")
        seen.add(where)
        yield where, table


def _check(where: str, table: Table, shape: Shape, needed: tuple[str, ...]) -> None:
    for name, value in table.items():
        if name not in shape:
            near = get_close_matches(name, shape, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Fields: {', '.join(shape)}."
            raise BadInput(f"{where}: there is no field '{name}'.", text=name, hint=hint)
        wanted = shape[name](value)
        if wanted:
            raise BadInput(f"{where}: {name} must be {wanted}", text=name, hint=f"It is {value!r}.")
    missing = [name for name in needed if name not in table]
    if missing:
        hint = f"Add {missing[0]} there; docs/seed-packs.md says what it is."
        raise BadInput(f"{where}: {missing[0]} is missing.", text=missing[0], hint=hint)
