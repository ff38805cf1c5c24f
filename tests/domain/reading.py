"""Reading text that may be refused."""

from collections.abc import Callable

from db.domain.deadlines.rules import Rule
from db.domain.errors import BadInput


def read(reader: Callable[[str], Rule], text: str) -> Rule | None:
    """The rule, or None if `text` was refused with a mark inside it. Other errors pass."""
    try:
        return reader(text)
    except BadInput as refusal:
        marked = refusal
    assert marked.text == text
    assert 0 <= marked.start <= marked.end <= len(text)
    assert marked.message
    return None
