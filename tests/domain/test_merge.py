"""Two versions of one thing: each field is exactly mine or theirs, and only true conflicts ask."""

from hypothesis import given
from hypothesis import strategies as st

from db.domain.three_way_merge import COUPLED, Side, joined, partings, side_of, undecided

KEYS = ("title", "theme", "due", "status", "finding", "target", "unit", "owners")
VERSIONS = st.fixed_dictionaries(dict.fromkeys(KEYS, st.sampled_from(["", "a", "b", "c"])))
CHOICES = st.dictionaries(
    st.sampled_from(sorted({COUPLED.get(k, k) for k in KEYS})), st.sampled_from(Side)
)


@given(VERSIONS, VERSIONS, VERSIONS, CHOICES)
def test_each_field_is_mine_or_theirs_as_chosen(
    base: dict[str, str],
    mine: dict[str, str],
    theirs: dict[str, str],
    choices: dict[str, Side],
) -> None:
    parted = partings(base, mine, theirs)
    found = joined(theirs, parted, choices)
    by_key = {each.key: each for each in parted}
    for key in KEYS:
        if mine[key] == theirs[key]:
            assert key not in by_key
            assert found[key] == mine[key]
        elif side_of(by_key[key], choices) is Side.MINE:
            assert found[key] == mine[key]
        else:
            assert found[key] == theirs[key]


@given(VERSIONS, VERSIONS, VERSIONS)
def test_only_what_both_changed_is_asked_and_a_group_is_taken_whole(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    parted = partings(base, mine, theirs)
    differ = [key for key in KEYS if mine[key] != theirs[key]]
    for group in undecided(parted, {}):
        keys = [key for key in differ if COUPLED.get(key, key) == group]
        assert any(mine[key] != base[key] for key in keys)
        assert any(theirs[key] != base[key] for key in keys)
    for each in parted:
        assert each.default is not None or each.group in undecided(parted, {})
        assert {side_of(other, {}) for other in parted if other.group == each.group} == {
            side_of(each, {})
        }
        if not each.open:
            changed = mine if each.default is Side.MINE else theirs
            keys = [key for key in differ if COUPLED.get(key, key) == each.group]
            assert any(changed[key] != base[key] for key in keys)


def test_nobody_is_asked_when_both_said_the_same() -> None:
    assert partings({"title": "a"}, {"title": "b"}, {"title": "b"}) == ()


def test_an_amount_goes_with_its_unit() -> None:
    base = {"target": "100", "unit": "km"}
    parted = partings(base, {**base, "target": "90"}, {**base, "unit": "posts"})
    assert undecided(parted, {}) == ("quantity",)
    mine = joined({**base, "unit": "posts"}, parted, {"quantity": Side.MINE})
    assert mine == {"target": "90", "unit": "km"}
