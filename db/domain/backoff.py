"""Waits between two tries to reach a store. Pure."""

FIRST = 0.25
"""Approximate seconds before the second try."""
LONGEST = 8.0
"""Longest wait in seconds between two tries, however long it takes."""


def pause(tries: int, chance: float) -> float:
    """Seconds to wait after so many failed tries (1 or more).

    The wait doubles each time, up to LONGEST. `chance`, from 0 up to 1, shortens it by up to a
    half, so that many clients who lost the same server do not all return at the same moment.
    """
    longest: float = min(LONGEST, FIRST * 2.0 ** (min(tries, 32) - 1))
    return longest * (1 - chance / 2)
