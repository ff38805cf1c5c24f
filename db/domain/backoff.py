"""How long to wait before a store that cannot be reached is tried again. Pure."""

FIRST = 0.25
"""Seconds, about, before the second try."""
LONGEST = 8.0
"""Seconds, at most, between two tries, however long it takes."""


def pause(tries: int, chance: float) -> float:
    """Seconds to wait after so many tries in vain (1 or more).

    Twice as long each time, up to LONGEST. `chance`, from 0 up to 1, shortens it by up to a half,
    so that many who lost the same server do not all come back in the same moment.
    """
    longest: float = min(LONGEST, FIRST * 2.0 ** (min(tries, 32) - 1))
    return longest * (1 - chance / 2)
