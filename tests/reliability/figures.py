"""What the tests of reliability recorded of their runs, as tables of Markdown.

A test records each figure by its name, and under `COLUMN` what stands above them: a database, say.
The tests of one module make one table, a figure a line.
"""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

Record = Callable[[str, object], None]
"""As pytest's `record_property`."""

COLUMN = "column"
LAST_LINES = 25
"""How much of what a failed test said is said again, below the figures."""
TITLES = {
    "soak": "Many people at once",
    "kills": "Killed at any moment",
    "failover": "A server fails and another one takes over",
    "upgrades": "Killed in the middle of an upgrade",
    "damage": "Stores that a disk spoilt",
}
"""What a table says above it, by the module of its tests."""

Column = dict[str, str]
"""The figures of one test by their names."""


def recorded(report: Path) -> dict[str, dict[str, Column]]:
    """By module and column, the figures in pytest's report."""
    found: dict[str, dict[str, Column]] = {}
    for case in ET.parse(report).iter("testcase"):
        figures = {each.attrib["name"]: each.attrib["value"] for each in case.iter("property")}
        if figures:
            module = case.attrib["classname"].rpartition(".")[2].removeprefix("test_")
            name = case.attrib["name"].removeprefix("test_").replace("_", " ")
            found.setdefault(module, {})[figures.pop(COLUMN, name)] = figures
    return found


def tables(report: Path) -> str:
    """All of them, each below its title."""
    return "\n".join(
        f"### {TITLES.get(module, module.capitalize())}\n\n" + "".join(_table(columns))
        for module, columns in recorded(report).items()
    )


def failures(report: Path) -> str:
    """Each test that failed, with the last lines of what it said; empty when none did."""
    return "".join(
        f"\n{case.attrib['classname']}::{case.attrib['name']}\n{_end_of(told.text or '')}\n"
        for case in ET.parse(report).iter("testcase")
        for told in (*case.iter("failure"), *case.iter("error"))
    )


def _end_of(text: str) -> str:
    lines = [f"    {line}" for line in text.splitlines() if line.strip()]
    return "\n".join(lines[-LAST_LINES:])


def _table(columns: dict[str, Column]) -> Iterator[str]:
    yield _line("", *columns)
    yield "|---|" + "---:|" * len(columns) + "\n"
    for name in dict.fromkeys(name for figures in columns.values() for name in figures):
        values = (_spaced(figures.get(name, "")) for figures in columns.values())
        yield _line(name.replace("_", " "), *values)


def _line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _spaced(value: str) -> str:
    """`4,161,232` for a long number."""
    return f"{int(value):,}" if value.isdecimal() else value
