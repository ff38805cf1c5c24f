"""Trying again: soon at first, then seldom, and never all in the same moment."""

from hypothesis import given
from hypothesis import strategies as st

from db.domain.backoff import FIRST, LONGEST, pause

TRIES = st.integers(1, 10_000)
CHANCE = st.floats(0, 1, exclude_max=True)


def test_each_pause_is_twice_as_long_up_to_a_bound() -> None:
    assert [pause(tries, 0) for tries in range(1, 8)] == [0.25, 0.5, 1, 2, 4, 8, 8]


@given(tries=TRIES, chance=CHANCE)
def test_chance_shortens_a_pause_by_up_to_a_half(tries: int, chance: float) -> None:
    longest = pause(tries, 0)
    assert FIRST / 2 <= pause(tries, chance) <= longest <= LONGEST
    assert pause(tries, chance) >= longest / 2
