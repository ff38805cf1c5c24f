"""The dependency tree, line by line. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from db.domain.dependency_graph import Branch, DependencyKind, deadlocks, tree
from tui.formatting import commitment, order_conflicts
from tui.formatting.sanitize import safe
from tui.formatting.styled_text import Heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from db.domain.dependency_graph import Dependency
    from db.queries.commitments.row import CommitmentRow
    from db.queries.dependencies.tree import Chain, EventNode


UP, DOWN = "up", "down"
STEPS = 8
"""Levels shown by indenting; deeper ones have a number."""
_HOW = {
    DependencyKind.AFTER: "after it",
    DependencyKind.BESIDE: "beside it",
    DependencyKind.COMPLETION: "once it is done",
}


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of the two trees of dependencies."""

    side: str
    branch: Branch

    @property
    def key(self) -> str:
        """Key of the line in the list; every link appears once."""
        link = self.branch.link
        return f"{self.side} {link.own} {link.other}" if link else f"{self.side} {self.branch.node}"

    @property
    def place(self) -> tuple[str, str]:
        """Key of a closed branch: its side and node."""
        return self.side, self.branch.node

    @property
    def is_event(self) -> bool:
        """True if the line is an event, at the end of a chain."""
        return self.branch.node.startswith("@")


Shown = TreeLine | Heading


def lines(chain: Chain, closed: Collection[tuple[str, str]]) -> Iterator[Shown]:
    """Give the deadlock, then both trees: what it waits for, and what waits for it."""
    stuck = deadlock(chain)
    if stuck:
        yield Heading(stuck)
    yield from _side(chain, UP, closed)
    yield from _side(chain, DOWN, closed)
    if chain.cut:
        yield Heading("There is more: only the nearest links are shown.")


def _side(chain: Chain, side: str, closed: Collection[tuple[str, str]]) -> Iterator[Shown]:
    links, down = (chain.down, True) if side == DOWN else (chain.up, False)
    title = "WAITS FOR IT" if down else "WAITS FOR"
    nodes = {link.own if down else link.other for link in links} - {chain.code}
    still = [node for node in nodes if _is_open(chain, node)]
    aside = f"{len(still):,} of {len(nodes):,} open " if nodes else "nothing "
    yield Heading(title, aside)
    folded = {node for where, node in closed if where == side}
    for branch in tree(chain.code, links, down=down, closed=folded):
        if links:
            yield TreeLine(side, branch)


def _is_open(chain: Chain, node: str) -> bool:
    if node in chain.members:
        return chain.members[node].status.is_open
    event = chain.events.get(node)
    return event is None or event.day is None or event.planned


def title(line: TreeLine, chain: Chain, row: CommitmentRow | None) -> commitment.Words:
    """Text of a line after its indent."""
    branch = line.branch
    fold = ("[+] " if branch.folded else "[-] ") if branch.below and not _ends(branch) else "    "
    indent = "  " * min(branch.depth, STEPS) + (
        f"{branch.depth:,}: " if branch.depth > STEPS else ""
    )
    if line.is_event:
        event = chain.events[branch.node]
        key = event.node.rpartition("/")[2]
        name = f"  {safe(event.name)}" if event.name.casefold() != key else ""
        return commitment.Words(f"{indent}{fold}{event_words(event)}{name}", "dim")
    words = safe(row.title if row is not None else chain.members[branch.node].title)
    text = f"{indent}{fold}{branch.node}  {words}"
    if branch.circle:
        stuck = all_open(chain, branch.circle)
        back = "DEADLOCK, back to" if stuck else "back to"
        return commitment.Words(
            f"{indent}{fold}{back} {branch.node}", "disputed" if stuck else "dim"
        )
    if branch.again:
        return commitment.Words(f"{indent}{fold}{branch.node}  as above", "dim")
    return commitment.Words(text, "strong" if row is not None and row.critical else "")


def _ends(branch: Branch) -> bool:
    return bool(branch.circle) or branch.again


def how(line: TreeLine) -> str:
    """Describe the link between this line and the one above."""
    link = line.branch.link
    if link is None or line.is_event:
        return ""
    return safe(link.event) or _HOW.get(link.how, "")


def told_above(line: TreeLine) -> bool:
    """Tell whether the time left is shown elsewhere in the tree."""
    return _ends(line.branch)


def codes(shown: Sequence[Shown]) -> tuple[str, ...]:
    """Codes of the commitments among the lines."""
    found = (line for line in shown if isinstance(line, TreeLine) and not line.is_event)
    return tuple(dict.fromkeys(line.branch.node for line in found))


NAMED = 3
"""Number of commitments that are named; the rest is counted."""


def one_line(chain: Chain) -> commitment.Words:
    """Summarise the chain of a commitment: predecessors, successors, and a deadlock."""
    stuck = deadlock(chain)
    if stuck:
        return commitment.Words(stuck, "disputed")
    before = [link for link in chain.up if link.own == chain.code]
    after = [link for link in chain.down if link.other == chain.code]
    if not before and not after:
        return commitment.Words(f"{chain.code} waits for nothing, and nothing waits for it.", "dim")
    parts = [chain.code]
    if before:
        further = len({link.other for link in chain.up}) - len(before)
        parts.append(f"<- {_named([_end(chain, link) for link in before], further)}")
    if after:
        further = len({link.own for link in chain.down}) - len(after)
        parts.append(f"-> {_named([link.own for link in after], further)}")
    return commitment.Words("  ".join(parts))


def deadlock(chain: Chain) -> str:
    """Describe open duties that wait for each other: `DEADLOCK  KESH-5 (ARA) and KESH-4 (NVF)`."""
    waits = [
        (link.own, link.other)
        for link in chain.up
        if link.other in chain.members and all_open(chain, (link.own, link.other))
    ]
    for group in deadlocks(waits):
        if chain.code in group:
            return order_conflicts.deadlock_head([chain.members[code] for code in sorted(group)])
    return ""


def all_open(chain: Chain, codes: Collection[str]) -> bool:
    """Tell whether all of them are still to be performed."""
    return all(chain.members[code].status.is_open for code in codes)


def signs(chain: Chain) -> dict[str, str]:
    """Give the sign after the code of each other member of a chain: `^`, `v`, or `%` for both."""
    before = {link.other for link in chain.up}
    after = {link.own for link in chain.down}
    found = dict.fromkeys(before, "^") | dict.fromkeys(after, "v")
    found |= dict.fromkeys(before & after, "%")
    found.pop(chain.code, None)
    return found


def event_words(event: EventNode) -> str:
    """Describe an event with its day: `signing 26 Jul 2026`, `elections planned 11 Jun 2027`."""
    key = safe(event.node.rpartition("/")[2])
    if event.day is None:
        return f"{key} (not known)"
    day = f"{event.day.day} {commitment.MONTHS[event.day.month - 1]} {event.day.year}"
    return f"{key} {'planned ' if event.planned else ''}{day}"


def _end(chain: Chain, link: Dependency) -> str:
    if link.other in chain.events:
        return event_words(chain.events[link.other])
    return f"{link.other} ({safe(link.event)})" if link.event else link.other


def _named(names: list[str], further: int) -> str:
    shown = list(islice(names, NAMED))
    rest = len(names) - len(shown) + further
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
