"""Sequences of duties: orders, ways and deadlocks, also where they are very long."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.dependency_graph import deadlocks, in_order, way

pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)
LONG = [(each, each + 1) for each in range(10_000)]


def pairs_of(links: str) -> list[tuple[str, str]]:
    """`ab bc`: a waits for b, b for c."""
    return [(each[0], each[1]) for each in links.split()]


@pytest.mark.parametrize(
    ("links", "start", "end", "found"),
    [
        ("ab bc ca", "a", "a", "abca"),
        ("ab bc", "a", "a", ""),
        ("ab bc cd ad", "a", "d", "ad"),
        ("aa", "a", "a", "aa"),
        ("ab ba", "b", "b", "bab"),
        ("bc cb ab", "a", "a", ""),
        ("ba", "a", "b", ""),
    ],
)
def test_the_way(links: str, start: str, end: str, found: str) -> None:
    assert "".join(way(pairs_of(links), start, end)) == found


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        ("ab ba", ["ab"]),
        ("ab bc ca cd", ["abc"]),
        ("ab bc cd", []),
        ("aa ab", []),
        ("ab ba cd dc bc", ["ab", "cd"]),
        ("ab bc cd da ce", ["abcd"]),
    ],
)
def test_deadlocks(links: str, groups: list[str]) -> None:
    found = ["".join(sorted(each)) for each in deadlocks(pairs_of(links))]
    assert sorted(found) == groups


@given(pairs)
def test_a_deadlock_is_a_way_there_and_back(links: list[tuple[int, int]]) -> None:
    grouped = {each: place for place, group in enumerate(deadlocks(links)) for each in group}
    for a in range(10):
        for b in range(10):
            if a != b:
                both = bool(way(links, a, b)) and bool(way(links, b, a))
                assert both == (a in grouped and grouped.get(b) == grouped[a])


@given(pairs)
def test_a_way_has_only_links(links: list[tuple[int, int]]) -> None:
    for end in range(10):
        assert set(pairwise(way(links, 0, end))) <= set(links)


@given(pairs, st.permutations(range(10)))
def test_each_comes_after_what_it_waits_for(links: list[tuple[int, int]], nodes: list[int]) -> None:
    waits: dict[int, list[int]] = {}
    for own, other in links:
        waits.setdefault(own, []).append(other)
    order = in_order(nodes, waits)
    assert sorted(order) == sorted(nodes)
    circle = {each for each in nodes if way(links, each, each)}
    behind = circle | {each for each in nodes if any(way(links, each, c) for c in circle)}
    for own, other in links:
        if own not in behind:
            assert order.index(other) < order.index(own)


def test_a_chain_of_ten_thousand_needs_no_recursion() -> None:
    assert len(way(LONG, 0, 10_000)) == 10_001
    assert in_order(range(10_001), {a: [b] for a, b in LONG})[0] == 10_000
    assert deadlocks(LONG) == []
    assert len(deadlocks([*LONG, (10_000, 0)])[0]) == 10_001
