"""Lookup of the names in a filter; an unknown name is marked, with the nearest one."""

from sqlalchemy import Connection, select

from db import tables as t
from db.domain.filters.keywords import did_you_mean, there_are
from db.domain.filters.parser import Filter, Term

NOBODY = "none"
"""The value that means "none"."""
SHOWN = 8
"""Names that an error lists."""
LOOKED_AT = 20_000
"""Rows that are searched for words: enough to offer the usual ones at once."""
_C = t.commitment.c


def parties(connection: Connection, filter: Filter, term: Term) -> list[int]:  # noqa: A002  the field's word
    """Ids of the parties that a term names: by code, otherwise by start of code or part of name.

    Raises:
        BadInput: marking a value that names nobody.
    """
    p = t.party.c
    known = [(row[0], row[1], row[2]) for row in connection.execute(select(p.id, p.code, p.name))]
    found: list[int] = []
    for place, value in enumerate(term.values):
        ids = [each for each, code, _ in known if code.casefold() == value] or [
            each
            for each, code, name in known
            if code.casefold().startswith(value) or value in name.casefold()
        ]
        if not ids and value != NOBODY:
            codes = [code for _, code, _ in known]
            raise filter.wrong(term, place, f"There is no party '{value}'.", _hint(value, codes))
        found += ids
    return found


def agreements(connection: Connection, filter: Filter, term: Term) -> list[int]:  # noqa: A002  see above
    """Ids of the agreements that a term names by their codes.

    Raises:
        BadInput: marking a value that is not an agreement's code.
    """
    a = t.agreement.c
    rows = connection.execute(select(a.id, a.code))
    known = {code.casefold(): each for each, code in rows}
    for place, value in enumerate(term.values):
        if value not in known:
            codes = [code.upper() for code in known]
            message = f"There is no agreement '{value.upper()}'."
            raise filter.wrong(term, place, message, _hint(value.upper(), codes))
    return [known[value] for value in term.values]


def events(connection: Connection, filter: Filter, term: Term) -> list[int]:  # noqa: A002  see above
    """Ids of the events that a term names, as `signing` in any agreement or `WPA/signing` in one.

    Raises:
        BadInput: marking a value that names none.
    """
    e, a = t.event.c, t.agreement.c
    rows = connection.execute(select(e.id, e.key, a.code).join_from(t.event, t.agreement))
    known = [(each, key.casefold(), code.casefold()) for each, key, code in rows]
    found: list[int] = []
    for place, value in enumerate(term.values):
        ids = [each for each, key, code in known if value in (key, f"{code}/{key}")]
        if not ids:
            keys = [key for _, key, _ in known]
            raise filter.wrong(term, place, f"There is no event '{value}'.", _hint(value, keys))
        found += ids
    return found


def people(connection: Connection, filter: Filter, term: Term) -> list[str]:  # noqa: A002  see above
    """Names in the audit trail that a term means: by full name, otherwise by start of name.

    Raises:
        BadInput: marking a value that is nobody's name.
    """
    known = list(connection.scalars(select(t.change.c.actor).distinct()))
    found: list[str] = []
    for place, value in enumerate(term.values):
        names = [name for name in known if name.casefold() == value] or [
            name for name in known if name.casefold().startswith(value)
        ]
        if not names:
            message = f"Nobody called '{value}' changed anything."
            raise filter.wrong(term, place, message, _hint(value, known))
        found += names
    return found


def is_theme(connection: Connection, value: str) -> bool:
    """Check whether a commitment has exactly this theme."""
    there = select(_C.id).where(_C.withdrawn.is_(False), _C.theme == value).limit(1)
    return connection.scalar(there) is not None


def refuse_unknown_words(connection: Connection, filter: Filter, term: Term) -> None:  # noqa: A002  see above
    """Check that each theme, or tag, that a term names occurs somewhere, at least as a part.

    Raises:
        BadInput: marking the first unknown one, with the nearest.
    """
    column = _C.theme if term.key == "theme" else _C.tags
    for place, value in enumerate(term.values):
        there = select(_C.id).where(column.icontains(value, autoescape=True)).limit(1)
        if value != NOBODY and connection.scalar(there) is None:
            known = themes(connection) if term.key == "theme" else tags(connection)
            hint = _hint(value, [each.casefold() for each in known])
            raise filter.wrong(term, place, f"There is no {term.key} '{value}'.", hint)


def themes(connection: Connection) -> tuple[str, ...]:
    """Themes, one after the other by the index: the cost does not grow with the rows."""
    found: list[str] = []
    after = ""
    while len(found) < LOOKED_AT:
        following = select(_C.theme).where(_C.withdrawn.is_(False), _C.theme > after)
        theme = connection.scalar(following.order_by(_C.theme).limit(1))
        if theme is None:
            break
        found.append(theme)
        after = theme
    return tuple(found)


def tags(connection: Connection) -> tuple[str, ...]:
    """The tags of the commitments that are searched."""
    some = select(_C.tags).where(_C.withdrawn.is_(False), _C.tags != "").limit(LOOKED_AT)
    return tuple(sorted({tag for each in connection.scalars(some) for tag in each.split()}))


def _hint(wrong: str, known: list[str]) -> str:
    listed = there_are(names, SHOWN) if len(names := set(known)) <= SHOWN else ""
    return did_you_mean(wrong.upper() if known and known[0].isupper() else wrong, known, listed)
