"""What a filter names, found in the store; a name that nothing has is marked, with the nearest."""

from sqlalchemy import Connection, select

from db import tables as t
from db.domain.filter import Filter, Term
from db.domain.filter_words import did_you_mean

NOBODY = "none"
"""The value that stands for having none."""
SHOWN = 8
"""Names that an error lists."""


def parties(connection: Connection, filter: Filter, term: Term) -> list[int]:  # noqa: A002  the field's word
    """Ids of the parties a term names: of the code, or else whose code begins or name has it so.

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
            raise filter.wrong(term, place, f"There is no party {value!r}.", _hint(value, codes))
        found += ids
    return found


def agreements(connection: Connection, filter: Filter, term: Term) -> list[int]:  # noqa: A002  see above
    """Ids of the agreements that a term names by their codes.

    Raises:
        BadInput: marking a value that is no code of one.
    """
    a = t.agreement.c
    rows = connection.execute(select(a.id, a.code))
    known = {code.casefold(): each for each, code in rows}
    for place, value in enumerate(term.values):
        if value not in known:
            codes = [code.upper() for code in known]
            message = f"There is no agreement {value.upper()!r}."
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
            raise filter.wrong(term, place, f"There is no event {value!r}.", _hint(value, keys))
        found += ids
    return found


def people(connection: Connection, filter: Filter, term: Term) -> list[str]:  # noqa: A002  see above
    """Names of those in the trail whom a term means: of the name, or else whose name begins so.

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
            message = f"Nobody called {value!r} changed anything."
            raise filter.wrong(term, place, message, _hint(value, known))
        found += names
    return found


def is_theme(connection: Connection, value: str) -> bool:
    """Whether a commitment has exactly this theme."""
    c = t.commitment.c
    there = select(c.id).where(c.withdrawn.is_(False), c.theme == value).limit(1)
    return connection.scalar(there) is not None


def _hint(wrong: str, known: list[str]) -> str:
    some = ", ".join(dict.fromkeys(sorted(known)))
    listed = f"There are: {some}." if 0 < len(set(known)) <= SHOWN else ""
    return did_you_mean(wrong.upper() if known and known[0].isupper() else wrong, known, listed)
