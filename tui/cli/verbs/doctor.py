"""`accord doctor`: checks everything that can go wrong, and says what to type for each finding."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from shlex import quote
from typing import TYPE_CHECKING

from db import __version__
from db.admin.backup import backups_of, by_hand
from db.admin.provision import server_of
from db.attachments import lying_in, open_kept, place_of
from db.audit.schema_objects import SchemaDifferences
from db.domain.errors import AccordError, NoStore, StoreProblem
from db.domain.parsing.path import typed_path
from db.queries.dependencies.conflicts import Conflicts
from db.queries.maintenance.attachments import Files, Remembered
from db.queries.maintenance.health import Health
from db.queries.maintenance.texts import UnkeepableTexts, named
from db.queries.maintenance.verify import Verify
from db.resources import head_revision
from db.store.file_copies import copies_of
from tui.cli.verbs import doctor_checks
from tui.cli.verbs.verify import odd
from tui.config import settings
from tui.config.paths import config_path
from tui.formatting import order_conflicts
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import counted
from tui.terminal.appearance import speaks_utf8
from tui.terminal.ssh_detection import over_ssh

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from db.audit.schema_objects import SchemaDifference
    from db.queries.maintenance.health import Report
    from db.queries.maintenance.server import Server
    from db.queries.maintenance.verify import Verdict
    from tui.cli.context import Context

MOST_NAMED = 8
OLDEST_TRIED = 140000
"""Oldest tested PostgreSQL, as `server_version_num`: 14."""
_LATER = "Look again once no table of the store is missing."
LIBRARIES = ("textual", "sqlalchemy", "alembic", "pendulum")


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of one check; `advice` says what to do if it failed."""

    what: str
    well: bool
    advice: str = ""
    code: int = 1
    """Exit code of a verb that finds this, if the check failed."""


def doctor(context: Context) -> int:
    """Print all findings; return the exit code of `tell`."""
    context.args.read_only = True  # a look never upgrades what it looks at
    findings = [*of_store(context), *_settings(), *_terminal(context), *_versions(context)]
    return tell(context, findings)


def tell(context: Context, findings: Sequence[Finding]) -> int:
    """Print findings; return 1 if a check failed, or 5 if there is no store."""
    ill = [each for each in findings if not each.well]
    code = max((each.code for each in ill), default=0)
    if context.args.json:
        context.out.json([{"what": f.what, "well": f.well, "advice": f.advice} for f in findings])
        return code
    for each in findings:
        mark = Words("ok  ", "done") if each.well else Words("!   ", "overdue")
        context.out.line(mark, safe(each.what))
        if each.advice:
            context.out.line(f"      {safe(each.advice)}")
    context.out.line("All is well." if not ill else f"{len(ill)} to look at.")
    return code


def of_store(context: Context) -> Iterator[Finding]:
    """Check the store itself, whichever database it uses."""
    place = Finding(f"store {context.shown_location}", well=True)
    try:
        health = context.ask(Health())
    except NoStore as error:
        yield Finding(error.message, False, error.hint, error.exit_code)
        return
    except AccordError as error:
        yield place
        yield from _why_not(context, error)
        return
    yield place
    if not (health.agreements or health.changes):
        yield Finding("nothing in it yet", True, "accord seed load WPA brings a real agreement.")
    kept = (
        counted(health.commitments, "commitment"),
        counted(health.changes, "change"),
        counted(health.agreements, "agreement"),
    )
    yield Finding(", ".join(kept), well=True)
    yield Finding(f"schema {head_revision()}, the newest this accord knows", well=True)
    newest = ""
    if context.on_server:
        yield Finding("backups of it are made on its server", True, by_hand(context.location))
    else:
        copies = (*backups_of(context.location), *copies_of(context.location))
        found = f"backups and copies before upgrades: {len(copies)}"
        yield Finding(found, True, f"newest: {copies[0]}" if copies else "")
        newest = f"accord restore {copies[0]}" if copies else "restore a backup of it"
        yield from _pages(health, f"Keep the file; {newest}.")
        yield from _around(context)
    try:
        yield from _content(context, health)
    except AccordError as error:  # what is damaged may come to light anywhere
        yield from _why_not(context, error, newest)


def _why_not(context: Context, error: AccordError, newest: str = "") -> Iterator[Finding]:
    """Finding that ends the checks. `newest`: how to restore the newest copy."""
    found: tuple[SchemaDifference, ...] = ()
    with suppress(AccordError):
        found = context.ask(SchemaDifferences())
    if _gone(found):
        yield from _oddities(found, context)
    else:
        yield Finding(error.message, well=False, advice=f"{error.hint} {newest}".strip())


def _gone(found: tuple[SchemaDifference, ...]) -> frozenset[str]:
    """Names of the missing tables."""
    return frozenset(each.name for each in found if each.missing and each.kind == "table")


def _pages(health: Report, broken: str) -> Iterator[Finding]:
    """Check the integrity of a file; a server takes care of its own."""
    yield Finding("integrity", not health.damage, health.damage and f"{health.damage} {broken}")
    strays = f"Rows that point nowhere in: {', '.join(health.strays)}. {broken}"
    yield Finding("links between rows", not health.strays, strays if health.strays else "")


def _around(context: Context) -> Iterator[Finding]:
    if "://" not in context.location and (path := typed_path(context.location)).exists():
        yield from (Finding(*each) for each in doctor_checks.files(path))


def _content(context: Context, health: Report) -> Iterator[Finding]:
    verdict = context.ask(Verify())
    yield _trail(verdict)
    yield from _oddities(verdict.oddities, context)
    yield Finding(*doctor_checks.clocks(context))
    yield _texts(context)
    yield from _files(context)
    wrong = ", ".join(health.outdated[:MOST_NAMED])
    advice = f"Out of date: {wrong}. Set each one's deadline again." if wrong else ""
    advice = _LATER if wrong and _gone(verdict.oddities) else advice
    yield Finding("derived dates and states", not health.outdated, advice)
    yield _order(context)


def _order(context: Context) -> Finding:
    """Dates that cannot hold: stored as agreed, so the check passes all the same."""
    found = context.ask(Conflicts())
    if not found:
        return Finding("order of deadlines", well=True)
    named = [order_conflicts.conflict(each, context.now) for each in found[:MOST_NAMED]]
    more = [f"and {len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
    what = f"order of deadlines: {len(found)} due before what they must follow"
    return Finding(what, well=True, advice="; ".join([*named, *more]))


def _trail(verdict: Verdict) -> Finding:
    if verdict.fits:
        count = counted(verdict.changes, "change")
        return Finding(f"trail: {count}, and every row is as they left it", well=True)
    what = "the trail does not fit" if verdict.broken else "rows are not as the trail left them"
    return Finding(what, False, "Somebody altered the store by other means: accord verify")


def _oddities(found: tuple[SchemaDifference, ...], context: Context) -> Iterator[Finding]:
    gone, database = _gone(found), "postgresql" if context.on_server else "sqlite"
    for each in found:
        yield Finding(f"{each} {odd(each)}", False, _mending(each, gone, database))
    if not found:
        yield Finding("tables, indexes and triggers are those of the schema", well=True)


def _mending(each: SchemaDifference, gone: Collection[str], database: str) -> str:
    """Advice for a schema finding. `gone`: missing tables; an unknown table may hold their rows."""
    if each.missing and each.kind == "table":
        return "Look for it under another name; else restore a backup of the store."
    if (each.missing or each.altered) and gone:
        return _LATER
    if each.missing or each.altered:
        return "A copy has it as it should be: accord store copy."
    if each.like in gone:
        kept = "It may hold the store's rows: keep it."
        back = _statement(each.renamed(each.like))
        return f"{kept} Once nothing else is named {each.like}: {back}"
    if each.may_hold_rows and gone:
        return "It may hold the store's rows: keep it until no table of the store is missing."
    if each.like:
        return f"It has the columns of {each.like} and may hold its rows: compare the two first."
    away = _statement(each.taken_away_by(database))
    return f"It can alter or hide rows. Look at it, then: {away}"


def _statement(sql: str) -> str:
    """Format SQL to type, if it can be shown exactly as it must be typed."""
    if safe(sql) == sql:
        return f"{sql};"
    kind = sql.partition('"')[0].strip()
    return f"{kind} with a program that can type its name: characters in it cannot be shown here."


def _texts(context: Context) -> Finding:
    ill = context.ask(UnkeepableTexts())
    if not ill:
        return Finding("texts can be kept by any store", well=True)
    copy = f"accord store copy {quote(context.shown_location)} mended.db --mend-texts"
    what = f"texts that no store takes any more (NUL in them, or too long): {named(ill)}"
    return Finding(what, False, f"{copy} makes a copy without; this store stays as it is.")


def _files(context: Context) -> Iterator[Finding]:
    rows = context.ask(Files())
    try:
        folder = context.files
    except StoreProblem as error:
        if rows:
            yield Finding(f"{len(rows)} attached files: {error.message}", False, error.hint)
        return
    ill = []
    for row in rows:
        try:
            open_kept(folder, row.kept)
        except AccordError as error:
            ill.append(Finding(f"{row.code}, report {row.report_id}: {error.message}", False))
    advice = f"Put back what is missing in {folder} from a copy of it."
    yield Finding(f"attached files: {len(rows)} of reports", not ill, advice if ill else "")
    yield from ill
    known = {place_of(folder, row.kept.digest) for row in rows}
    strange = [path for path in lying_in(folder) if path not in known]
    remembered = context.ask(Remembered(tuple(path.name for path in strange))) if strange else ()
    for path in strange:
        if path.name not in remembered:
            yield Finding(f"{path} belongs to no report", True, "It may be taken away.")


def _settings() -> Iterator[Finding]:
    _, problems = settings.load(config_path())
    yield Finding(f"settings {config_path()}", not problems)
    for problem in problems:
        yield Finding(str(problem), well=False, advice="Mend that line; it was passed over.")


def _terminal(context: Context) -> Iterator[Finding]:
    env, look = os.environ, context.look
    kind = env.get("TERM") or "none"
    size = "x".join(map(str, shutil.get_terminal_size())) if context.out.terminal else "no screen"
    colours = "no colours" if look.no_color else "colours"
    letters = "ASCII signs" if look.ascii else "UTF-8"
    where = ", over SSH (--no-slow: as if it were not)" if over_ssh(env) else ""
    yield Finding(f"terminal {kind}, {size}, {colours}, {letters}{where}", well=True)
    speaks = speaks_utf8(env)
    advice = "The locale names no UTF-8, so signs are ASCII: export LANG=C.UTF-8"
    yield Finding(f"locale {_locale()}", True, "" if speaks else advice)
    if env.get("TMUX"):
        yield Finding("inside tmux", True, "For a quick Esc: tmux set -s escape-time 10")


def _locale() -> str:
    env = os.environ
    return env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "none"


def _versions(context: Context) -> Iterator[Finding]:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield Finding(
        f"accord {__version__}, Python {platform.python_version()}, {libraries}", well=True
    )
    if context.on_server:
        with suppress(AccordError):  # what is wrong with the store was said
            yield from map(of_version, filter(None, (server_of(context.location),)))
        return
    known = tuple(map(int, sqlite3.sqlite_version.split(".")))
    # A rare corruption when the write-ahead log is reset was in 3.7.0 to 3.51.2.
    rare = "Several writers at once can, very rarely, damage a store; a newer SQLite cannot."
    yield Finding(f"SQLite {sqlite3.sqlite_version}", True, "" if known > (3, 51, 2) else rare)


def of_version(server: Server) -> Finding:
    """Check the version of PostgreSQL."""
    old = "Only PostgreSQL 14 and newer were tried: upgrade the server."
    well = server.number >= OLDEST_TRIED
    return Finding(f"PostgreSQL {server.version}", well, "" if well else old)
