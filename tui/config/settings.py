"""The settings file: read and checked entry by entry. An error in it never prevents the start."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from db.domain.text_files import NotText, NotToml, read_file, read_toml
from tui.config.key_settings import check_keys
from tui.keys.actions import Keys
from tui.terminal.appearance import THEMES

_LONGEST_SOON = 366


@dataclass(frozen=True, slots=True)
class Config:
    """The user's settings; all others have their defaults."""

    keys: Keys = field(default_factory=dict)
    """Actions whose keys differ from the table's, only."""
    theme: str = THEMES[0]
    ascii: bool | None = None
    """Plain ASCII output or not; None lets the locale decide."""
    mouse: bool = True
    slow: bool | None = None
    """Sparing output or not; None spares bytes over SSH."""
    soon_days: int = 14
    """Number of days before its deadline from which a commitment is due soon."""
    zone: str | None = None
    """The user's own IANA zone; None is the system's."""


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """An entry that was ignored, and the reason."""

    file: Path
    line: int
    """Line number from 1; 0 when the file as a whole is meant."""
    message: str

    def __str__(self) -> str:
        """Format for a message line or stderr."""
        place = f"{self.file}, line {self.line}" if self.line else str(self.file)
        return f"{place}: {self.message}"


def load(path: Path) -> tuple[Config, tuple[ConfigProblem, ...]]:
    """Read the settings in a file, with the default for every entry that cannot be used.

    A missing file is no error.
    """
    try:
        text = read_file(path)
        entries = read_toml(text)
    except FileNotFoundError:
        return Config(), ()
    except NotToml as error:
        return Config(), (_not_toml(path, str(error)),)
    except NotText as error:
        return Config(), (ConfigProblem(path, 0, f"{error}. {error.hint}"),)
    except OSError as error:
        return Config(), (ConfigProblem(path, 0, f"cannot be read: {error}"),)
    good, wrong = _check(entries)
    problems = [ConfigProblem(path, _line_of(text, *name), words) for name, words in wrong]
    return Config(**good), tuple(sorted(problems, key=lambda each: each.line))


Wrong = tuple[tuple[str, ...], str]
"""Path of names to the entry, and the error."""


def _check(entries: Mapping[str, Any]) -> tuple[dict[str, Any], list[Wrong]]:
    good: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for name, value in entries.items():
        if name == "keys":
            good["keys"], bad = check_keys(value)
            wrong += [(("keys", *action), words) for action, words in bad]
        elif name not in _CHECKS:
            wrong.append(((name,), _unknown(name)))
        elif words := _CHECKS[name](value):
            wrong.append(((name,), words))
        else:
            good[name] = value
    return good, wrong


def _theme(value: object) -> str:
    if value in THEMES:
        return ""
    return f"no theme is called {_shown(value)}. There are: {', '.join(THEMES)}."


def _switch(value: object) -> str:
    return "" if isinstance(value, bool) else f"needs true or false, not {_shown(value)}."


def _days(value: object) -> str:
    right = isinstance(value, int) and not isinstance(value, bool)
    if right and 0 <= int(str(value)) <= _LONGEST_SOON:
        return ""
    return f"needs a whole number of days from 0 to {_LONGEST_SOON}, not {_shown(value)}."


def _zone(value: object) -> str:
    try:
        ZoneInfo(value if isinstance(value, str) else "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(str(value), available_timezones(), 1)
        hint = f" Did you mean {_shown(near[0])}?" if near else ' Example: "Africa/Kinshasa".'
        return f"no time zone is called {_shown(value)}.{hint}"
    return ""


_CHECKS: Mapping[str, Callable[[object], str]] = {
    "theme": _theme,
    "ascii": _switch,
    "mouse": _switch,
    "slow": _switch,
    "soon_days": _days,
    "zone": _zone,
}


def _unknown(name: str) -> str:
    near = get_close_matches(name, [*_CHECKS, "keys"], 1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join([*_CHECKS, 'keys'])}."
    return f"no setting is called {_shown(name)}. {hint}"


def _shown(value: object) -> str:
    """Format a value about as TOML writes it."""
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def _not_toml(path: Path, words: str) -> ConfigProblem:
    """Parser's error with its line number; nothing in the file can be used."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", words)
    what = words[: found.start()] if found else words
    line = int(found[1]) if found and found[1] else 0
    return ConfigProblem(path, line, f"not TOML: {what}. All settings are at their defaults.")


def _line_of(text: str, *names: str) -> int:
    """Find the line of an entry: its own in its table, else the first with its name."""
    table, *rest = names if len(names) > 1 else ("", *names)
    last = rest[-1] if rest else table
    section = ""
    for number, line in _lines(text):
        if header := re.match(r"\s*\[\s*\"?([^\]\"]+?)\"?\s*\]", line):
            section = header[1]
        entry = re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line)
        if entry and entry[1] == last and section == table:
            return number
    return next((number for number, line in _lines(text) if last in line), 0)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.splitlines(), start=1)
