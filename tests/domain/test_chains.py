"""Trees of what waits for what: any depth, nothing opened twice, circles told."""

from hypothesis import given
from hypothesis import strategies as st

from db.domain.dependency_graph import Branch, Dependency, DependencyKind, tree


def links(*pairs: str) -> list[Dependency]:
    """`AB` says that A waits for B."""
    return [Dependency(pair[0], pair[1], DependencyKind.AFTER) for pair in pairs]


def drawn(branches: list[Branch]) -> list[str]:
    """Each line as it could be drawn."""
    return [
        ". " * each.depth
        + each.node
        + ("+" if each.folded else "")
        + (" again" if each.again else "")
        + (f" circle {''.join(each.circle)}" if each.circle else "")
        for each in branches
    ]


def test_what_it_waits_for_stands_below_it() -> None:
    assert drawn(list(tree("A", links("AB", "AC", "BD")))) == ["A", ". B", ". . D", ". C"]


def test_what_waits_for_it_stands_below_it_too() -> None:
    assert drawn(list(tree("D", links("AB", "BD", "CD"), down=True))) == [
        "D",
        ". B",
        ". . A",
        ". C",
    ]


def test_a_node_is_opened_once() -> None:
    found = drawn(list(tree("A", links("AB", "AC", "BD", "CD", "DE"))))
    assert found == ["A", ". B", ". . D", ". . . E", ". C", ". . D again"]


def test_a_closed_node_hides_what_is_below_it() -> None:
    assert drawn(list(tree("A", links("AB", "BC"), closed={"B"}))) == ["A", ". B+"]
    assert drawn(list(tree("A", links("AB", "BC"), closed={"A"}))) == ["A+"]


def test_a_circle_is_told_with_its_way() -> None:
    found = drawn(list(tree("A", links("AB", "BC", "CB"))))
    assert found == ["A", ". B", ". . C", ". . . B circle BC"]
    assert drawn(list(tree("A", links("AB", "BA")))) == ["A", ". B", ". . A circle AB"]


def test_a_chain_of_twenty_thousand_needs_no_recursion() -> None:
    chain = [Dependency(str(each), str(each + 1), DependencyKind.AFTER) for each in range(20_000)]
    assert max(branch.depth for branch in tree("0", chain)) == 20_000


@given(st.sets(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), max_size=20))
def test_every_link_within_reach_is_told_once(pairs: set[tuple[str, str]]) -> None:
    given_links = links(*sorted("".join(pair) for pair in pairs))
    told = [branch.link for branch in tree("A", given_links) if branch.link]
    reached, before = {"A"}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {link.other for link in given_links if link.own in reached}
    assert sorted(told, key=str) == sorted(
        (link for link in given_links if link.own in reached), key=str
    )
