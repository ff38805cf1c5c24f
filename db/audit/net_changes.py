"""What a stretch of the trail comes to, row by row: the same for rewinding and for comparing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

Fields = dict[str, Any]
Key = tuple[str, int]
"""A row: its table's name and its number."""


@dataclass(slots=True)
class Net:
    """One row before and after a stretch of changes; fields as the trail has them, in JSON."""

    existed: bool
    before: Fields = field(default_factory=dict)
    """Fields that the stretch touched, as they were before it."""
    exists: bool = True
    after: Fields = field(default_factory=dict)
    """The same fields after it; all of them for a row that is new."""

    @property
    def is_nothing(self) -> bool:
        """Whether what was done was taken back within the stretch."""
        if self.existed is not self.exists:
            return False
        return not self.exists or all(
            self.after.get(key) == old for key, old in self.before.items()
        )


def net_of(changes: Iterable[Iterable[object]]) -> dict[Key, Net]:
    """The net effect of changes, oldest first; each is the rows of one line of the trail."""
    nets: dict[Key, Net] = {}
    for rows in changes:
        for row in rows:
            operation, table, row_id, before, after = cast("list[Any]", row)
            net = nets.setdefault((table, row_id), Net(existed=operation != "insert"))
            if net.existed:
                for name, value in before.items():
                    net.before.setdefault(name, value)
            net.after.update(after)
            net.exists = operation != "delete"
            if not net.exists:
                net.after.clear()
    return nets
