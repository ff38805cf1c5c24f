"""Where two versions part, in rows that a person chooses from, and in sentences. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.meanwhile import last_of
from tui import present
from tui.conflict_lines import Row
from tui.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from db.domain.merge import Parting
    from db.queries.meanwhile import Touch

ASPECTS: Mapping[str, str] = {"due": "deadline", "quantity": "amount"}
"""Fields of forms that the trail knows by another name."""


def rows(
    parted: Iterable[Parting[str]],
    touches: Sequence[Touch],
    zone: str,
    label: Callable[[str], str],
    about: str = "",
) -> list[Row]:
    """A row for each field that differs, with who changed it last."""
    return [
        Row(
            label(each.key),
            each.mine,
            each.theirs,
            f"{about}/{each.group}",
            each.default,
            _by(last_of(touches, ASPECTS.get(each.key, each.key)), touches, zone)
            if each.by_them
            else "",
            about,
        )
        for each in parted
    ]


def _by(touch: Touch | None, touches: Sequence[Touch], zone: str) -> str:
    found = touch or (touches[-1] if touches else None)
    return who(found, zone) if found else ""


def who(touch: Touch, zone: str) -> str:
    """`bob, Mon 23 Nov 2026 16:20`."""
    return f"{safe(touch.actor)}, {present.moment(touch.at, zone)}"


def people(touches: Iterable[Touch]) -> str:
    """`bob`, `bob and Ana`: who changed something."""
    names = [safe(each) for each in dict.fromkeys(touch.actor for touch in touches)]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def meanwhile(touches: Sequence[Touch]) -> str:
    """What is told after saving beside somebody's change of something else."""
    if not touches:
        return ""
    what = list(dict.fromkeys(name for touch in touches for name in sorted(touch.fields)))
    fields = f" {', '.join(what)}" if what else ""
    return f"Meanwhile {people(touches)} changed{fields}: kept too."
