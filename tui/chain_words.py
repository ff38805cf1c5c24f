"""What a commitment waits for and what waits for it, in words. Pure."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from db.domain.sequence import deadlocks
from tui import order, present
from tui.safe import safe

if TYPE_CHECKING:
    from collections.abc import Collection

    from db.domain.chains import Link
    from db.queries.chains import Chain, EventNode

NAMED = 3
"""So many are named; of the others it is said how many there are."""


def one_line(chain: Chain) -> present.Words:
    """The chain of one commitment: what comes before it, what comes after it, and a deadlock."""
    stuck = deadlock(chain)
    if stuck:
        return present.Words(stuck, "disputed")
    before = [link for link in chain.up if link.own == chain.code]
    after = [link for link in chain.down if link.other == chain.code]
    if not before and not after:
        return present.Words(f"{chain.code} waits for nothing, and nothing waits for it.", "dim")
    parts = [chain.code]
    if before:
        further = len({link.other for link in chain.up}) - len(before)
        parts.append(f"<- {_named([_end(chain, link) for link in before], further)}")
    if after:
        further = len({link.own for link in chain.down}) - len(after)
        parts.append(f"-> {_named([link.own for link in after], further)}")
    return present.Words("  ".join(parts))


def deadlock(chain: Chain) -> str:
    """`DEADLOCK  KESH-5 (ARA) and KESH-4 (NVF)` when open duties wait for each other."""
    waits = [
        (link.own, link.other)
        for link in chain.up
        if link.other in chain.members and all_open(chain, (link.own, link.other))
    ]
    for group in deadlocks(waits):
        if chain.code in group:
            return order.deadlock_head([chain.members[code] for code in sorted(group)])
    return ""


def all_open(chain: Chain, codes: Collection[str]) -> bool:
    """Whether all of them are still to be performed."""
    return all(chain.members[code].status.is_open for code in codes)


def signs(chain: Chain) -> dict[str, str]:
    """Which sign stands behind the code of each member of a chain but its own."""
    before = {link.other for link in chain.up}
    after = {link.own for link in chain.down}
    found = dict.fromkeys(before, "^") | dict.fromkeys(after, "v")
    found |= dict.fromkeys(before & after, "%")
    found.pop(chain.code, None)
    return found


def event_words(event: EventNode) -> str:
    """An event with its day: `signing 26 Jul 2026`, `elections planned 11 Jun 2027`."""
    key = safe(event.node.rpartition("/")[2])
    if event.day is None:
        return f"{key} (not known)"
    day = f"{event.day.day} {present.MONTHS[event.day.month - 1]} {event.day.year}"
    return f"{key} {'planned ' if event.planned else ''}{day}"


def _end(chain: Chain, link: Link) -> str:
    if link.other in chain.events:
        return event_words(chain.events[link.other])
    return f"{link.other} ({safe(link.event)})" if link.event else link.other


def _named(names: list[str], further: int) -> str:
    shown = list(islice(names, NAMED))
    rest = len(names) - len(shown) + further
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
