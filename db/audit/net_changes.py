"""Net effect of a stretch of the trail on each row: the same for rewinding and comparing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

Fields = dict[str, Any]
Key = tuple[str, int]
"""A row: its table's name and its number."""


@dataclass(slots=True)
class NetChange:
    """One row before and after a stretch of changes; fields in the JSON form of the trail."""

    existed: bool
    before: Fields = field(default_factory=dict)
    """Fields that the stretch touched, with their values before it."""
    exists: bool = True
    after: Fields = field(default_factory=dict)
    """The same fields after it; all fields of a new row."""

    @property
    def is_nothing(self) -> bool:
        """True if the stretch itself took the change back."""
        if self.existed is not self.exists:
            return False
        return not self.exists or all(
            self.after.get(key) == old for key, old in self.before.items()
        )


def net_of(changes: Iterable[Iterable[object]]) -> dict[Key, NetChange]:
    """The net effect of changes, oldest first; each change is the rows of one line of the trail."""
    nets: dict[Key, NetChange] = {}
    for rows in changes:
        for row in rows:
            operation, table, row_id, before, after = cast("list[Any]", row)
            net = nets.setdefault((table, row_id), NetChange(existed=operation != "insert"))
            if net.existed:
                for name, value in before.items():
                    net.before.setdefault(name, value)
            net.after.update(after)
            net.exists = operation != "delete"
            if not net.exists:
                net.after.clear()
    return nets
