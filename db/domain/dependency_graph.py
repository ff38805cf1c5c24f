"""Dependencies of duties: paths from one to another, an order for dating them, and deadlocks.

A pair (A, B) says that A waits for B. There is no recursion, so a chain may be of any length.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

N = TypeVar("N", bound=Hashable)


def way(pairs: Iterable[tuple[N, N]], start: N, end: N) -> list[N]:
    """A shortest path along dependencies, including both ends; empty when there is none.

    From a duty to itself: the circle that contains it.
    """
    waits = _grouped(pairs)
    came_from: dict[N, N] = {}
    layer = [start]
    while layer:
        following: list[N] = []
        for here in layer:
            for step in waits.get(here, ()):
                if step == end:
                    return _way_back(came_from, start, here, end)
                if step not in came_from and step != start:
                    came_from[step] = here
                    following.append(step)
        layer = following
    return []


def _way_back(came_from: Mapping[N, N], start: N, last: N, end: N) -> list[N]:
    path = [end, last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def _grouped(pairs: Iterable[tuple[N, N]]) -> dict[N, list[N]]:
    waits: dict[N, list[N]] = defaultdict(list)
    for own, other in pairs:
        waits[own].append(other)
    return waits


def in_order(nodes: Iterable[N], waits_for: Mapping[N, Iterable[N]]) -> list[N]:
    """The nodes, each after its dependencies; those in a circle come last, in their old order."""
    members = dict.fromkeys(nodes)
    left = dict.fromkeys(members, 0)
    followers: dict[N, list[N]] = defaultdict(list)
    for each in members:
        for other in set(waits_for.get(each, ())):
            if other in members and other != each:
                followers[other].append(each)
                left[each] += 1
    ready = [each for each in members if not left[each]]
    for each in ready:  # grows while it is walked
        for follower in followers[each]:
            left[follower] -= 1
            if not left[follower]:
                ready.append(follower)
    placed = set(ready)
    return ready + [each for each in members if each not in placed]


def deadlocks(pairs: Iterable[tuple[N, N]]) -> list[list[N]]:
    """Groups of two or more in which each waits for every other one, directly or indirectly.

    Tarjan's strongly connected components, with a stack of its own instead of recursion.
    """
    waits = _grouped(pairs)
    search = _Components(waits)
    for each in list(waits):
        search.visit(each)
    return [group for group in search.found if len(group) > 1]


class _Components(Generic[N]):
    def __init__(self, waits: Mapping[N, list[N]]) -> None:
        self._waits: Mapping[N, list[N]] = waits
        self._number: dict[N, int] = {}
        self._low: dict[N, int] = {}
        self._open: dict[N, None] = {}
        self.found: list[list[N]] = []

    def visit(self, root: N) -> None:
        if root in self._number:
            return
        walk = [(root, iter(self._enter(root)))]
        while walk:
            here, rest = walk[-1]
            step = next(rest, None)
            if step is None:
                walk.pop()
                self._leave(here)
                if walk:
                    above = walk[-1][0]
                    self._low[above] = min(self._low[above], self._low[here])
            elif step not in self._number:
                walk.append((step, iter(self._enter(step))))
            elif step in self._open:
                self._low[here] = min(self._low[here], self._number[step])

    def _enter(self, node: N) -> list[N]:
        self._number[node] = self._low[node] = len(self._number)
        self._open[node] = None
        return self._waits.get(node, [])

    def _leave(self, node: N) -> None:
        if self._low[node] != self._number[node]:
            return
        group = []
        while True:
            last, _ = self._open.popitem()
            group.append(last)
            if last == node:
                break
        self.found.append(group[::-1])


class DependencyKind(StrEnum):
    """Kind of a dependency."""

    AFTER = "must follow"
    BESIDE = "goes in parallel with"
    COMPLETION = "counts from its completion"
    EVENT = "counts from it"


@dataclass(frozen=True, slots=True)
class Dependency:
    """`own` waits for `other`. Both are codes; an event is `@` and its key, after its agreement.

    `event` is the key of the event that stands for the other's completion, if there is one.
    """

    own: str
    other: str
    how: DependencyKind
    event: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a tree.

    Args:
        node: A code, or an event.
        depth: Steps from the root; a direct dependant of the root has 1.
        link: The link that leads here; none at the root.
        below: Number of direct dependants, shown or not.
        folded: True if they are hidden, because it was closed.
        again: True if it stands further up already, with its dependants.
        circle: The way from this node back to itself, when it waits for itself; the node first.
    """

    node: str
    depth: int
    link: Dependency | None
    below: int
    folded: bool = False
    again: bool = False
    circle: tuple[str, ...] = ()


def tree(
    root: str, links: Sequence[Dependency], *, down: bool = False, closed: Collection[str] = ()
) -> Iterator[Branch]:
    """The tree of the dependencies of `root`, or, with `down`, of its dependants.

    Each node is opened once: a repeated node is marked, and one repeated on its own path gives the
    circle.
    """
    following = _by_node(links, down=down)
    # Of each node on the way, what has still to be walked; the way itself as places, for circles.
    way: dict[str, Iterator[Dependency]] = {root: iter(following.get(root, ()))}
    seen = {root}
    yield Branch(root, 0, None, len(following.get(root, ())), folded=root in closed)
    if root in closed:
        return
    while way:
        here = next(reversed(way))
        link = next(way[here], None)
        if link is None:
            del way[here]
            continue
        node = link.own if down else link.other
        below = len(following.get(node, ()))
        if node in way:
            yield Branch(node, len(way), link, below, circle=_from(node, way))
        elif node in seen:
            yield Branch(node, len(way), link, below, again=below > 0)
        else:
            seen.add(node)
            yield Branch(node, len(way), link, below, folded=below > 0 and node in closed)
            if node not in closed:
                way[node] = iter(following.get(node, ()))


def _by_node(links: Sequence[Dependency], *, down: bool) -> Mapping[str, list[Dependency]]:
    found: dict[str, list[Dependency]] = {}
    for link in links:
        found.setdefault(link.other if down else link.own, []).append(link)
    return found


def _from(node: str, way: Collection[str]) -> tuple[str, ...]:
    places = list(way)
    return tuple(places[places.index(node) :])
