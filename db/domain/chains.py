"""What waits for what, as a tree that can be walked to any depth. Nothing here recurs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """In which way one waits for another."""

    AFTER = "must follow"
    BESIDE = "goes in parallel with"
    COMPLETION = "counts from its completion"
    EVENT = "counts from it"


@dataclass(frozen=True, slots=True)
class Link:
    """`own` waits for `other`. Both are codes; an event is `@` and its key, after its agreement.

    `event` is the key of the event that stands for the other's completion, if one does.
    """

    own: str
    other: str
    how: How
    event: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a tree.

    Args:
        node: A code, or an event.
        depth: How many steps from the root; what hangs on the root directly has 1.
        link: The link that leads here; none at the root.
        below: How many hang on it directly, shown or not.
        folded: Whether they are not shown, because it was closed.
        again: It stands further up already, with what hangs on it.
        circle: The way from this node back to itself, when it waits for itself; the node first.
    """

    node: str
    depth: int
    link: Link | None
    below: int
    folded: bool = False
    again: bool = False
    circle: tuple[str, ...] = ()


def tree(
    root: str, links: Sequence[Link], *, down: bool = False, closed: Collection[str] = ()
) -> Iterator[Branch]:
    """The tree of what `root` waits for, or, `down`, of what waits for it.

    Each node is opened once: where it comes again it says so, and where it comes again on its own
    way, the circle is given.
    """
    following = _by_node(links, down=down)
    # Of each node on the way, what has still to be walked; the way itself as places, for circles.
    way: dict[str, Iterator[Link]] = {root: iter(following.get(root, ()))}
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


def _by_node(links: Sequence[Link], *, down: bool) -> Mapping[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.other if down else link.own, []).append(link)
    return found


def _from(node: str, way: Collection[str]) -> tuple[str, ...]:
    places = list(way)
    return tuple(places[places.index(node) :])
