"""Commitments as one TOML text for editing, and its reading with line and word of errors."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db.domain.errors import AccordError, BadInput
from db.domain.filters.keywords import did_you_mean
from db.domain.text_files import NotToml, read_toml

TEXTS = ("title", "deadline", "provision", "theme", "tags", "unit", "source", "words")
PARTIES = ("owners", "to", "verifiers")
FLAGS = ("critical", "continuing", "pinned")
KEYS = (
    "title", "owners", "to", "verifiers", "deadline", "provision", "theme", "tags", "critical",
    "continuing", "pinned", "target", "unit", "source", "words",
)  # fmt: skip
"""Keys of a sheet, in order; `reason` and `version` stand beside them."""
HEADER = """\
# Edit, save and leave the editor: all of it is one step, which u takes back.
# What you leave as it is, and keys or whole [parts] that you delete, stay as they are.
# deadline: a date or a rule, "none" for none. reason: why a deadline in force is changed.
"""
_PART = re.compile(r'\s*\[\s*"?([^\]"]*)"?\s*\]')
_KEY = re.compile(r'\s*"?([\w-]+)"?\s*=')
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One commitment in its editable form: its values by KEYS, lists of parties as tuples."""

    code: str
    values: Values
    version: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """Changes of one commitment."""

    code: str
    values: Values = field(default_factory=dict)
    reason: str = ""
    seen: int | None = None


class SheetProblem(BadInput):
    """An error in one value of a sheet; front ends add its line."""

    def __init__(self, code: str, key: str, cause: AccordError) -> None:
        said = cause.message.removeprefix(f"{code}: ")
        super().__init__(f"{code}, {key}: {said}", hint=cause.hint)
        self.code, self.key = code, key
        self.exit_code = cause.exit_code


# Written


def write_sheets(sheets: Iterable[Sheet], *, versions: bool = False) -> str:
    """The text to edit; with versions, so that it can be applied later, or elsewhere."""
    return "\n".join([HEADER, *("\n".join(_lines(sheet, versions)) + "\n" for sheet in sheets)])


def _lines(sheet: Sheet, versions: bool) -> Iterator[str]:  # noqa: FBT001  one clear flag
    bare = _BARE.fullmatch(sheet.code)
    yield f"[{sheet.code if bare else _text(sheet.code)}]"
    if versions and sheet.version is not None:
        yield f"version = {sheet.version}  # as it was read; a newer one refuses the edit"
    for key in KEYS:
        yield f"{key} = {_value(key, sheet.values[key])}"
        if key == "deadline":
            yield f"reason = {_text(sheet.reason)}"


def _value(key: str, value: Any) -> str:
    if key in PARTIES:
        return f"[{', '.join(_text(code) for code in value)}]"
    if key in FLAGS:
        return "true" if value else "false"
    if key == "target":
        return '""' if value is None else str(value)
    return _text(value)


def _text(value: str) -> str:
    if "\n" not in value:
        return f'"{"".join(map(_escaped, value))}"'
    return '"""\n' + "\n".join("".join(map(_escaped, line)) for line in value.split("\n")) + '"""'


def _escaped(char: str) -> str:
    # What cannot be seen is written out, so that nothing hides in an editor either.
    if char in '\\"':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


# Read


def read_sheets(text: str) -> tuple[Sheet, ...]:
    """The commitments of an edited text, each with the keys that remain.

    Raises:
        BadInput: naming the line and marking the wrong word in it.
    """
    try:
        parts = read_toml(text.removeprefix("\ufeff"))
    except NotToml as error:
        raise _not_toml(text, str(error)) from error
    sheets = tuple(_sheet(text, code, part) for code, part in parts.items())
    seen: set[str] = set()
    for part, sheet in zip(parts, sheets, strict=True):
        if sheet.code in seen:
            raise _wrong(text, part, "", f"{sheet.code} is there twice.", "Keep one.")
        seen.add(sheet.code)
    return sheets


def _sheet(text: str, code: str, part: Any) -> Sheet:
    if not isinstance(part, dict):
        hint = "Every key stands below the [CODE] it belongs to."
        raise _wrong(text, "", code, f"'{code}' stands before any commitment.", hint)
    values: dict[str, Any] = {}
    for key, value in part.items():
        if key not in (*KEYS, "reason", "version"):
            hint = did_you_mean(key, KEYS, f"Keys: {', '.join(KEYS)}.")
            raise _wrong(text, code, key, f"A commitment has no '{key}' to edit.", hint)
        values[key] = _read(text, code, key, value)
    version, reason = values.pop("version", None), values.pop("reason", "")
    return Sheet(code.strip().upper(), values, version, reason)


def _read(text: str, code: str, key: str, value: Any) -> Any:
    if key in PARTIES:
        return _parties(text, code, key, value)
    if key in FLAGS:
        if isinstance(value, bool):
            return value
        raise _wrong(text, code, key, f"{key} is true or false.", "Without quotes.", value=True)
    if key in ("target", "version"):
        if value == "" and key == "target":
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise _wrong(text, code, key, f"{key} is a whole number.", 'Or "" for none.', value=True)
    if key == "deadline" and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value
    raise _wrong(text, code, key, f"{key} is a text.", "Put it in quotes.", value=True)


def _parties(text: str, code: str, key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.replace("+", " ").replace(",", " ").split()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(each.strip().upper() for each in value if each.strip())
    hint = f'Such as {key} = ["DRC", "RWA"].'
    raise _wrong(text, code, key, f"{key} is a list of parties' codes.", hint, value=True)


def located(problem: SheetProblem, text: str) -> BadInput:
    """The same error with its line in the edited text."""
    return _wrong(text, problem.code, problem.key, problem.message, problem.hint, value=True)


def _wrong(
    text: str, code: str, key: str, message: str, hint: str, *, value: bool = False
) -> BadInput:
    """The error for a key, or its value, with its line."""
    number, line = _place(text, code, key)
    start = line.find("=") + 1 if value else line.find(key or code)
    marked = line[start:].strip() if value else key or code
    start = line.find(marked, max(start, 0))
    return BadInput(
        f"Line {number}: {message}",
        text=line,
        start=max(start, 0),
        end=max(start, 0) + len(marked),
        hint=hint,
    )


def _place(text: str, code: str, key: str) -> tuple[int, str]:
    """Number and text of the line with a key of a commitment, or with the commitment."""
    lines = text.split("\n")
    here, best = "", (1, lines[0])
    for number, line in enumerate(lines, 1):
        part, at = _PART.match(line), _KEY.match(line)
        if part:
            here = part[1].strip()
            if here.upper() == code.upper():
                best = (number, line.rstrip("\r"))
        elif key and at and at[1] == key and here.upper() == code.upper():
            return number, line.rstrip("\r")
    return best


def _not_toml(text: str, said: str) -> BadInput:
    lines = text.split("\n")
    found = _AT_LINE.search(said)
    number = int(found[1]) if found and found[1] else len(lines)
    column = int(found[2]) - 1 if found and found[2] else 0
    line = lines[min(number, len(lines)) - 1].rstrip("\r")
    what = _AT_LINE.sub("", said).strip().rstrip(".")
    return BadInput(
        f"Line {number}: {what}.",
        text=line,
        start=min(column, max(len(line) - 1, 0)),
        end=min(column + 1, len(line)),
        hint="Texts stand in quotes, lists in brackets.",
    )
