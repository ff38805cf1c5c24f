"""What every reader of untrusted text is held to: an answer or a clear refusal, and soon."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from hypothesis import HealthCheck, settings

from db.domain.errors import AccordError, BadInput

T = TypeVar("T")

EXAMPLES = int(os.environ.get("ACCORD_FUZZ_EXAMPLES", "60"))
"""Texts tried by each test; CONTRIBUTING.md has the command that tries many more."""
SECONDS = 20
"""Processor time after which a reader is taken to hang: none needs a hundredth of it."""

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,  # other work shares the machine; who hangs is stopped by the guard
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

few = settings(fuzzed, max_examples=max(EXAMPLES // 6, 1))
"""For what takes longer."""


@contextmanager
def never_hangs() -> Iterator[None]:
    """Stops what has used SECONDS of processor time, regular expressions included."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still busy after {SECONDS} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def taken(reader: Callable[[str], T], text: str) -> T | None:
    """What the reader makes of a text; None when it refuses it as people are refused."""
    with never_hangs():
        try:
            return reader(text)
        except AccordError as error:
            refused = error
    is_clear(refused)
    return None


def is_clear(error: AccordError) -> None:
    """It says what is wrong, what to do instead, and marks a place that there is."""
    assert error.message.strip(), error
    assert error.hint.strip(), f"no advice: {error.message}"
    if isinstance(error, BadInput):
        assert 0 <= error.start <= error.end <= len(error.text), error
