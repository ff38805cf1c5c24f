"""The tree of what waits for what, line by line. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.chains import Branch, How, tree
from tui import chain_words, present
from tui.safe import safe
from tui.widgets.commitments import Heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from db.queries.chains import Chain
    from db.queries.rows import CommitmentRow

UP, DOWN = "up", "down"
STEPS = 8
"""Levels that are told by indenting; deeper ones by their number."""
_HOW = {How.AFTER: "after it", How.BESIDE: "beside it", How.COMPLETION: "once it is done"}


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of one of the two trees."""

    side: str
    branch: Branch

    @property
    def key(self) -> str:
        """What the list knows it by: every link is told once."""
        link = self.branch.link
        return f"{self.side} {link.own} {link.other}" if link else f"{self.side} {self.branch.node}"

    @property
    def place(self) -> tuple[str, str]:
        """What is remembered of a branch that was closed."""
        return self.side, self.branch.node

    @property
    def is_event(self) -> bool:
        """Whether it is an event at the end of a chain."""
        return self.branch.node.startswith("@")


Shown = TreeLine | Heading


def lines(chain: Chain, closed: Collection[tuple[str, str]]) -> Iterator[Shown]:
    """Deadlock, what it waits for, what waits for it."""
    stuck = chain_words.deadlock(chain)
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


def title(line: TreeLine, chain: Chain, row: CommitmentRow | None) -> present.Words:
    """The line's own words behind its indent."""
    branch = line.branch
    fold = ("[+] " if branch.folded else "[-] ") if branch.below and not _ends(branch) else "    "
    indent = "  " * min(branch.depth, STEPS) + (
        f"{branch.depth:,}: " if branch.depth > STEPS else ""
    )
    if line.is_event:
        event = chain.events[branch.node]
        key = event.node.rpartition("/")[2]
        name = f"  {safe(event.name)}" if event.name.casefold() != key else ""
        return present.Words(f"{indent}{fold}{chain_words.event_words(event)}{name}", "dim")
    words = safe(row.title if row is not None else chain.members[branch.node].title)
    text = f"{indent}{fold}{branch.node}  {words}"
    if branch.circle:
        stuck = chain_words.all_open(chain, branch.circle)
        back = "DEADLOCK, back to" if stuck else "back to"
        return present.Words(f"{indent}{fold}{back} {branch.node}", "disputed" if stuck else "dim")
    if branch.again:
        return present.Words(f"{indent}{fold}{branch.node}  as above", "dim")
    return present.Words(text, "strong" if row is not None and row.critical else "")


def _ends(branch: Branch) -> bool:
    return bool(branch.circle) or branch.again


def how(line: TreeLine) -> str:
    """In which way the one above and this one hang together."""
    link = line.branch.link
    if link is None or line.is_event:
        return ""
    return safe(link.event) or _HOW.get(link.how, "")


def told_above(line: TreeLine) -> bool:
    """Whether the time that is left stands elsewhere in the tree."""
    return _ends(line.branch)


def codes(shown: Sequence[Shown]) -> tuple[str, ...]:
    """The commitments among some lines."""
    found = (line for line in shown if isinstance(line, TreeLine) and not line.is_event)
    return tuple(dict.fromkeys(line.branch.node for line in found))
