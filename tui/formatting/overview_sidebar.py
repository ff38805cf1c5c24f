"""The sidebar of the Overview: parties, agreements, latest changes. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.detail import Line, line
from tui.formatting.sanitize import cut, safe
from tui.formatting.styled_text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pendulum import DateTime

    from db.queries.boards.scoreboard import Score
    from db.queries.history.changes import ChangeRow
    from db.queries.lookups import AgreementRow

WIDTH = 39
BAR = 20


def bar(part: int, whole: int, cells: int = BAR) -> str:
    """Draw a share as a bar that is readable without colour: `[######....]`."""
    full = round(cells * part / whole) if whole else 0
    return f"[{'#' * full}{'.' * (cells - full)}]"


def overview(
    scores: Sequence[Score],
    agreements: Sequence[AgreementRow],
    changes: Sequence[ChangeRow],
    news: tuple[int, int] | None,
    *,
    agreement: str,
    now: DateTime,
    zone: str,
) -> Iterator[Line]:
    """Give the whole sidebar, from top to bottom."""
    yield from _parties(scores)
    yield line("")
    yield from _news(changes, news, now, zone)
    yield line("")
    yield from _agreements(agreements, agreement)


def _parties(scores: Sequence[Score]) -> Iterator[Line]:
    yield line(Words(f" {'BY PARTY':<22}{'owes':>5}{'kept':>5}{'late':>6}", "heading"))
    for score in scores[:6]:
        name = cut(f"{safe(score.code)} {safe(score.name)}", 21)
        numbers = f"{score.owes:>5}{score.kept:>5}{score.overdue:>6}"
        yield line(f" {name:<22}", Words(numbers, "overdue" if score.overdue else ""))
        due = score.came_due
        if due:
            per_cent = round(100 * score.on_time / due)
            yield line(Words(f"   {bar(score.on_time, due)} {per_cent}% on time", "dim"))


def _news(
    changes: Sequence[ChangeRow], news: tuple[int, int] | None, now: DateTime, zone: str
) -> Iterator[Line]:
    since = ""
    if news is not None and news[0]:
        since = f"{news[0]} new, {news[1]} people" if news[1] != 1 else f"{news[0]} new"
    yield line(Words(f" {'LATEST CHANGES':<20}{since:>18}", "heading"))
    for change in changes:
        local = change.at.in_timezone(zone)
        today = local.date() == now.in_timezone(zone).date()
        when = local.format("HH:mm") if today else commitment.day(change.at, zone)[4:-5]
        text = cut(safe(change.summary), WIDTH - 2 - 7)
        yield line(Words(f" {when:<7}", "dim"), text)


def since(news: tuple[int, int], left: DateTime | None, zone: str, key: str) -> str:
    """Summarise others' changes since the last look, with the key that shows them; "" for none."""
    changes, people = news
    if not changes:
        return ""
    made, by = counted(changes, "change"), counted(people, "other")
    when = commitment.moment(left, zone) if left is not None else "you last looked"
    return f"Since {when}: {made} by {by}. {key} shows what came of it."


def _agreements(agreements: Sequence[AgreementRow], chosen: str) -> Iterator[Line]:
    yield line(Words(f" {'AGREEMENTS':<24}{'open':>6}{'late':>6}", "heading"))
    for each in agreements[:12]:
        mark = "*" if each.code == chosen else " "
        role = "overdue" if each.overdue else ""
        yield line(
            f"{mark}{safe(each.code):<24}", Words(f"{each.still_open:>6}{each.overdue:>6}", role)
        )
