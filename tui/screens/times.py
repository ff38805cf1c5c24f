"""What views offer about time: events to set, and what would move if one did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.detail import StoryOf
from db.queries.lists import Events
from tui import report
from tui.escape import keys_wait
from tui.host import host
from tui.safe import safe

if TYPE_CHECKING:
    from db.queries.lists import EventRow
    from db.queries.rows import CommitmentRow
    from tui.screens.base import ViewScreen

_NEW = "\n"
"""No event has this key."""


async def set_event(screen: ViewScreen, agreement: str) -> None:
    """Let the person pick an event of an agreement, or a new one, and set it."""
    from tui.screens.forms import EventForm  # noqa: PLC0415  loaded when first needed

    if not agreement:
        host(screen).say("Whose event? c chooses the agreement.")
        return
    with keys_wait(screen, patient=False):
        rows = await host(screen).ask(Events(agreement))
    key = await _picked(screen, agreement, rows) if rows else _NEW
    if key is not None:
        form = EventForm(agreement, "" if key == _NEW else key)
        await screen.app.push_screen_wait(form)


async def _picked(screen: ViewScreen, agreement: str, rows: tuple[EventRow, ...]) -> str | None:
    from tui.screens.menu import MenuScreen, lettered  # noqa: PLC0415  loaded when first needed

    wide = max(len(row.key) for row in rows)
    pairs = [(row.key, f"{safe(row.key):<{wide}}  {_when(row)}") for row in rows]
    return await screen.app.push_screen_wait(
        MenuScreen(
            f"Events of {agreement}",
            lettered([*pairs, (_NEW, "new event")]),
            ascii_only=host(screen).look.ascii,
        )
    )


def _when(row: EventRow) -> str:
    return f"{report.event_when(row)}; {report.hanging(row)}"


async def edit_agreement(screen: ViewScreen, agreement: str) -> None:
    """Edit an agreement: title, zone, calendar of working days."""
    from tui.screens.forms import AgreementEdit  # noqa: PLC0415  loaded when first needed

    if agreement:
        await screen.app.push_screen_wait(AgreementEdit(agreement))
    else:
        host(screen).say("Which agreement? c chooses it.")


async def meet(screen: ViewScreen, code: str) -> None:
    """Say that an instance of a duty was met, or arose."""
    from tui.screens.forms import MeetForm  # noqa: PLC0415  loaded when first needed

    if code:
        await screen.app.push_screen_wait(MeetForm(code))
    else:
        host(screen).say("There is no commitment under the cursor.")


async def ask_what_if(screen: ViewScreen, agreement: str, row: CommitmentRow | None) -> None:
    """Show what would move; begun with the event that the commitment hangs on."""
    from tui.screens.whatif import WhatIfScreen  # noqa: PLC0415  loaded when first needed

    text = ""
    if row is not None:
        with keys_wait(screen, patient=False):
            anchors = (await host(screen).ask(StoryOf(row.code))).anchors
        dated = [each for each in anchors if each.actual or each.planned]
        text = f"{dated[0].agreement}:{dated[0].key} +30 days" if dated else ""
    await screen.app.push_screen(WhatIfScreen(text, agreement))
