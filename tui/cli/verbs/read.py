"""Verbs that only read: status, list, show, log, agreements, parties, events."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from db.domain.bounds import MOST_ROWS
from db.domain.errors import BadInput
from db.domain.filters.parser import FLAGS, Filter
from db.queries.boards.overview import Count, Overview
from db.queries.boards.scoreboard import Scoreboard, ThemeBoard, WholeScore
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentWindow, Sort, Total
from db.queries.history.changes import Changes, TrailTotal
from db.queries.lookups import AgreementOf, Agreements, Events
from tui.cli import screen_reader
from tui.export import to_json
from tui.formatting import commitment, detail, tables, time_left

if TYPE_CHECKING:
    from tui.cli.context import Context

UNBROKEN = 100_000
"""Width, in cells, of a line for a screen reader: wide enough that each fact stays in one line."""


def status(context: Context) -> int:
    """Print the Overview; with --strict return 1 if something is overdue."""
    args, now = context.args, context.now
    if getattr(args, "line", False):
        counts = context.ask(Count(now, context.filter()))
        if args.json:
            context.out.json({"as_of": now, "counts": asdict(counts)}, one_line=True)
        else:
            moment = f", {_as_of(context)}" if context.point is not None else ""
            context.out.line(f"{tables.one_line(counts)}{moment}")
    else:
        board = context.ask(Overview(now, context.filter()))
        counts = board.counts
        if args.json:
            context.out.json(to_json.board(board))
        else:
            narrowed = context.filter_text
            nothing = tables.nothing_here(narrowed, context.point)
            tell = screen_reader.overview if args.plain else tables.overview
            lines = tell(board, context.zone, narrowed, nothing)
            context.out.lines(lines, one_row=not args.plain)
    return 1 if getattr(args, "strict", False) and counts.overdue else 0


def list_(context: Context) -> int:
    """Print commitments, one a line."""
    args, now, narrowed, saved = context.args, context.now, context.filter(), context.saved
    limit = getattr(args, "limit", None)
    window = CommitmentWindow(
        now,
        narrowed,
        _sort(getattr(args, "sort", "") or (saved.sort if saved else "left")),
        getattr(args, "reverse", False) or bool(saved and saved.descending),
        limit=MOST_ROWS if limit is None else limit,
    )
    rows = context.ask(window)
    if args.json:
        context.out.json([to_json.commitment(row, now) for row in rows])
        return 0
    if args.plain:
        context.out.lines(screen_reader.commitments(rows, now))
    elif rows:
        cells = tables.list_rows(rows, now)
        context.out.table(tables.LIST_HEAD, cells, "Left", ("Verified", "Due", "Status", "Owner"))
        if time_left.any_extended(rows, now):
            context.out.line(f"{time_left.LEGEND}.")
    shown, everything = context.ask(Total(now, narrowed))
    if not shown:
        context.out.line(tables.nothing_here(narrowed.source, context.point))
    context.out.line(_foot(context, len(rows), shown, everything))
    return 0


def _foot(context: Context, printed: int, passing: int, everything: int) -> str:
    """Give the number of commitments, the as-of moment, and the zone of the times above."""
    hidden = f", {passing - printed} more with a higher --limit" if passing > printed else ""
    return f"{printed} of {everything}{hidden}, {_as_of(context)}"


def _as_of(context: Context) -> str:
    return f"as of {commitment.moment(context.now, context.zone)} {context.zone}"


def _sort(name: str) -> Sort:
    if name not in list(Sort):
        known = ", ".join(Sort)
        raise BadInput(f"There is no order '{name}'.", text=name, hint=f"Orders: {known}.")
    return Sort(name)


def show(context: Context) -> int:
    """Print the whole story of each commitment."""
    stories = [context.ask(GetCommitment(code)) for code in context.args.codes]
    trails = [context.ask(Changes(each.row.code, limit=20)) for each in stories]
    if context.args.json:
        told = [
            to_json.whole(each, trail, context.now)
            for each, trail in zip(stories, trails, strict=True)
        ]
        context.out.json(told[0] if len(told) == 1 else told)
        return 0
    width = UNBROKEN if context.args.plain else context.out.width
    for place, (each, trail) in enumerate(zip(stories, trails, strict=True)):
        if place:
            context.out.line("")
        lines = detail.whole(each, trail, context.now, width, context.zone)
        context.out.lines(screen_reader.spoken(lines) if context.args.plain else lines)
    return 0


def log(context: Context) -> int:
    """Print the audit trail, newest first."""
    args = context.args
    narrowed = context.filter()
    changes = context.ask(Changes(limit=args.limit, filter=narrowed, now=context.now))
    if args.json:
        context.out.json([to_json.change(each) for each in changes])
        return 0
    context.out.lines(tables.log(changes, context.zone, fields=args.fields))
    shown, everything = context.ask(TrailTotal(filter=narrowed, now=context.now))
    if not shown:
        context.out.line(tables.no_changes(narrowed.source))
    context.out.line(_foot(context, len(changes), shown, everything))
    return 0


def agreements(context: Context) -> int:
    """Print the agreements."""
    rows = context.ask(Agreements(context.now))
    if context.args.json:
        context.out.json([to_json.plain(row) for row in rows])
    elif rows:
        cells = tables.agreement_rows(rows)
        context.out.table(tables.AGREEMENTS_HEAD, cells, tables.NUMBERS, ("Known as of", "Process"))
    else:
        context.out.line("No agreements yet. accord seed load WPA brings a real one.")
    return 0


def parties(context: Context) -> int:
    """Print the scoreboard, by party or by theme."""
    by_theme = getattr(context.args, "by", "party") == "theme"
    narrowed = _with_agreement(context)
    board = ThemeBoard if by_theme else Scoreboard
    rows = context.ask(board(context.now, filter=narrowed))
    whole = context.ask(WholeScore(context.now, filter=narrowed))
    if context.args.json:
        context.out.json([to_json.score(row, by_theme=by_theme) for row in rows])
    elif by_theme and rows:
        cells = tables.theme_rows([*rows, whole])
        context.out.table(tables.THEMES_HEAD, cells, tables.NUMBERS, tables.SCORES_GIVE_WAY)
        context.out.line(tables.PARTIES_FOOT[1])
        context.out.line(f"A{_as_of(context)[1:]}")
    elif rows:
        cells = tables.party_rows([*rows, whole])
        context.out.table(tables.PARTIES_HEAD, cells, tables.NUMBERS, tables.SCORES_GIVE_WAY)
        for line in tables.PARTIES_FOOT:
            context.out.line(line)
        context.out.line(f"A{_as_of(context)[1:]}")
    else:
        context.out.line("Nobody owes anything here.")
    return 0


def _with_agreement(context: Context) -> Filter:
    """Give the filter; a first bare word in it is the code of an agreement."""
    first, *rest = context.args.filter or [""]
    if first.isalnum() and first.casefold() not in FLAGS:
        context.ask(AgreementOf(first, context.now))  # an unknown one is said so
        context.args.filter = [f"in:{first}", *rest]
    return context.filter()


def _check_agreement(context: Context) -> None:
    """Refuse an unknown agreement, rather than answer with nothing."""
    if context.args.agreement:
        context.ask(AgreementOf(context.args.agreement, context.now))


def events(context: Context) -> int:
    """Print the events that deadlines count from."""
    _check_agreement(context)
    rows = context.ask(Events(context.args.agreement))
    if context.args.json:
        context.out.json([to_json.plain(row) for row in rows])
    elif rows:
        cells = tables.event_rows(rows)
        context.out.table(tables.EVENTS_HEAD, cells, tables.NUMBERS, ("Source", "Deadlines"))
    else:
        context.out.line("No events here.")
    return 0
