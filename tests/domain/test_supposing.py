"""What people type to ask "what if"."""

import pytest

from db.domain.deadlines.rules import Unit
from db.domain.errors import BadInput
from db.domain.parsing.what_if import Assumption, Shift, parse_question


@pytest.mark.parametrize(
    ("text", "agreement", "name", "done", "when"),
    [
        ("withdrawal-completed +30 days", "", "withdrawal-completed", False, (30, Unit.DAYS)),
        ("withdrawal-completed - 2 weeks", "", "withdrawal-completed", False, (-2, Unit.WEEKS)),
        ("WPA:signing 2025-07-01", "WPA", "signing", False, "2025-07-01"),
        ("wpa/signing tomorrow", "WPA", "signing", False, "tomorrow"),
        ("D-day+3d", "", "D-day", False, (3, Unit.DAYS)),
        ("D-day +72h", "", "D-day", False, (72, Unit.HOURS)),
        ("WPA-3 done 2026-01-05", "", "WPA-3", True, "2026-01-05"),
        ("WPA-3 Done +1 month", "", "WPA-3", True, (1, Unit.MONTHS)),
        ("elections Unknown", "", "elections", False, None),
        ("signing \u2212 3 days", "", "signing", False, (-3, Unit.DAYS)),
    ],
)
def test_what_is_typed(
    text: str, agreement: str, name: str, done: bool, when: tuple[int, Unit] | str | None
) -> None:
    wanted = Shift(*when) if isinstance(when, tuple) else when
    assert parse_question(text) == Assumption(text, agreement, name, done, wanted)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("", ""),
        ("signing", "signing"),
        ("signing +30 dayz", "dayz"),
        ("signing +3 days or so", "or"),
    ],
)
def test_what_cannot_be_read_is_marked(text: str, marked: str) -> None:
    with pytest.raises(BadInput) as raised:
        parse_question(text)
    assert raised.value.text[raised.value.start :].startswith(marked)
    assert raised.value.hint
