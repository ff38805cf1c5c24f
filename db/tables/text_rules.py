"""Rules for texts in a store: the same for every field on both databases, decided only here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Enum, String, Table

from db.domain.bounds import LONG, LONGEST_LINE, LONGEST_TEXT
from db.domain.errors import BadInput
from db.domain.text_files import unkeepable
from db.tables import PROJECTIONS, metadata

_AROUND = 24
"""Characters shown on either side of a wrong one."""

_DERIVED = PROJECTIONS | {"summary"}
"""Columns that accord derives from other texts, without a bound of their own."""


def _longest(column: Column[Any]) -> int | None:
    length = column.type.length if isinstance(column.type, String) else None
    found = length or column.info.get("longest")
    if found is None and column.name not in _DERIVED:
        return LONGEST_TEXT if column.name in LONG else LONGEST_LINE
    return found


TEXTS: dict[str, dict[str, int | None]] = {
    table.name: {
        column.name: _longest(column)
        for column in table.c
        if isinstance(column.type, String) and not isinstance(column.type, Enum)
    }
    for table in metadata.sorted_tables
}
"""The text columns of each table, with their greatest length in characters."""


def check_texts(table: Table, values: Mapping[str, Any], *, bounded: bool = True) -> None:
    """Refuse texts that are too long, or that one of the databases could not keep.

    With `bounded=False`, for restored texts, a text may be longer: it was kept before.

    Raises:
        BadInput: naming the field, with what is wrong in it marked.
    """
    texts = TEXTS[table.name]
    for name, value in values.items():
        if name not in texts or not isinstance(value, str):
            continue
        if found := unkeepable(value):
            raise _no_character(_called(table, name), value, found.start())
        longest = texts[name]
        if bounded and longest is not None and len(value) > longest:
            words = f"{name.replace('_', ' ').capitalize()} has {len(value):,} characters"
            raise BadInput(f"{words}: at most {longest:,} are kept.", hint="Shorten it.")


def _called(table: Table, name: str) -> str:
    return f"{name} of the {table.name}".replace("_", " ")


def _no_character(what: str, text: str, place: int) -> BadInput:
    first = max(place - _AROUND, 0)
    return BadInput(
        f"The {what} has a character in it that cannot be kept: U+{ord(text[place]):04X}.",
        text=text[first : place + _AROUND],
        start=place - first,
        end=place - first + 1,
        hint="Take it out: half a character or more than text was pasted, or it is not UTF-8.",
    )
