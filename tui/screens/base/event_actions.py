"""Time-related actions of views: setting events, and a preview of what would move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.commitments.detail import GetCommitment
from db.queries.lookups import Events
from tui.formatting import tables
from tui.formatting.sanitize import safe
from tui.services.key_queue import hold_keys
from tui.services.protocol import host

if TYPE_CHECKING:
    from db.queries.commitments.row import CommitmentRow
    from db.queries.lookups import EventRow
    from tui.screens.base.navigation import NavigationScreen

_NEW = "\n"
"""Value for a new event; no event has this key."""


async def set_event(screen: NavigationScreen, agreement: str) -> None:
    """Let the user pick an event of an agreement, or a new one, and set it."""
    from tui.forms import EventForm

    if not agreement:
        host(screen).say("Whose event? c chooses the agreement.")
        return
    with hold_keys(screen, patient=False):
        rows = await host(screen).ask(Events(agreement))
    key = await _picked(screen, agreement, rows) if rows else _NEW
    if key is not None:
        form = EventForm(agreement, "" if key == _NEW else key)
        await screen.app.push_screen_wait(form)


async def _picked(
    screen: NavigationScreen, agreement: str, rows: tuple[EventRow, ...]
) -> str | None:
    from tui.screens.dialogs.menu import MenuScreen, lettered

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
    return f"{tables.event_when(row)}; {tables.hanging(row)}"


async def edit_agreement(screen: NavigationScreen, agreement: str) -> None:
    """Edit an agreement: title, zone, working-day calendar."""
    from tui.forms import AgreementEdit

    if agreement:
        await screen.app.push_screen_wait(AgreementEdit(agreement))
    else:
        host(screen).say("Which agreement? c chooses it.")


async def meet(screen: NavigationScreen, code: str) -> None:
    """Record that an occurrence of a duty was met, or its trigger occurred."""
    from tui.forms import OccurrenceForm

    if code:
        await screen.app.push_screen_wait(OccurrenceForm(code))
    else:
        host(screen).say("There is no commitment under the cursor.")


async def ask_what_if(screen: NavigationScreen, agreement: str, row: CommitmentRow | None) -> None:
    """Show what would move; starts with the event that the commitment depends on."""
    from tui.screens.dialogs.what_if import WhatIfScreen

    text = ""
    if row is not None:
        with hold_keys(screen, patient=False):
            anchors = (await host(screen).ask(GetCommitment(row.code))).anchors
        dated = [each for each in anchors if each.actual or each.planned]
        text = f"{dated[0].agreement}:{dated[0].key} +30 days" if dated else ""
    await screen.app.push_screen(WhatIfScreen(text, agreement))
