"""`accord doctor`: look at everything that can go wrong, and say what to type for each finding."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from db import __version__
from db.domain.errors import AccordError
from db.queries.health import Health
from tui import config as settings
from tui.context import config_path
from tui.present import Words
from tui.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.context import Context

LIBRARIES = ("textual", "sqlalchemy", "alembic", "pendulum")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `advice` says what to do when it is not well."""

    what: str
    well: bool
    advice: str = ""


def doctor(context: Context) -> int:
    """All findings; 1 when anything is not well."""
    findings = [*_store(context), *_settings(), *_terminal(), *_versions()]
    ill = [each for each in findings if not each.well]
    if context.args.json:
        context.out.json([{"what": f.what, "well": f.well, "advice": f.advice} for f in findings])
        return 1 if ill else 0
    for each in findings:
        mark = Words("ok  ", "done") if each.well else Words("!   ", "overdue")
        context.out.line(mark, safe(each.what))
        if each.advice:
            context.out.line(f"      {safe(each.advice)}")
    context.out.line("All is well." if not ill else f"{len(ill)} to look at.")
    return 1 if ill else 0


def _store(context: Context) -> Iterator[Finding]:
    yield Finding(f"store {context.location}", well=True)
    try:
        health = context.ask(Health())
    except AccordError as error:
        yield Finding(error.message, well=False, advice=error.hint)
        return
    count = f"{health.commitments:,} commitments, {health.changes:,} changes"
    yield Finding(f"{count}, {health.agreements:,} agreements", well=True)
    broken = "Keep the file; restore the newest copy beside it."
    yield Finding("integrity", not health.damage, health.damage and f"{health.damage} {broken}")
    strays = f"Rows that point nowhere in: {', '.join(health.strays)}. {broken}"
    yield Finding("links between rows", not health.strays, strays if health.strays else "")
    wrong = ", ".join(health.outdated[:8])
    yield Finding(
        "derived dates and states",
        not health.outdated,
        f"Out of date: {wrong}. Set each one's deadline again." if wrong else "",
    )


def _settings() -> Iterator[Finding]:
    _, problems = settings.load(config_path())
    yield Finding(f"settings {config_path()}", not problems)
    for problem in problems:
        yield Finding(str(problem), well=False, advice="Mend that line; it was passed over.")


def _terminal() -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    yield Finding(f"terminal {term or 'none'}, encoding {sys.stdout.encoding}", well=True)


def _versions() -> Iterator[Finding]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield Finding(
        f"accord {__version__}, Python {platform.python_version()}, {libraries}", well=True
    )
    known = tuple(map(int, sqlite3.sqlite_version.split(".")))
    # A rare corruption when the write-ahead log is reset was in 3.7.0 to 3.51.2.
    rare = "Several writers at once can, very rarely, damage a store; a newer SQLite cannot."
    yield Finding(f"SQLite {sqlite3.sqlite_version}", True, "" if known > (3, 51, 2) else rare)
