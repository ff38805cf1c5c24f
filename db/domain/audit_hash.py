"""The digest of a line of the trail, chained to the one before: what docs/trail.md promises.

Whoever changes, adds or takes away a line later changes every digest after it. The form is fixed
for ever: other programs, and minutes on paper, rely on it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FIRST = ""
"""What stands for the digest before the first line."""
LENGTH = 64
"""Hexadecimal digits of a digest."""
MICROSECONDS = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail as its digest covers it.

    `items`: the numbers of the commitments it touched, in ascending order.
    """

    id: int
    at: str  # as `stamp` writes it
    actor: str
    kind: str
    summary: str
    reason: str
    target_id: int | None
    rows: Any
    items: tuple[int, ...]

    def as_json(self, previous: str) -> Mapping[str, Any]:
        """The object that is digested, with the digest of the line before."""
        return {
            "actor": self.actor,
            "at": self.at,
            "id": self.id,
            "items": list(self.items),
            "kind": self.kind,
            "previous": previous,
            "reason": self.reason,
            "rows": self.rows,
            "summary": self.summary,
            "target_id": self.target_id,
        }


def stamp(at: datetime) -> str:
    """A moment in UTC with six digits of a second, `2026-11-23T15:20:00.000000Z`."""
    return at.astimezone(UTC).strftime(MICROSECONDS)


def canonical(value: object) -> bytes:
    """JSON in one form only: keys in order, no spaces, UTF-8.

    For what a trail holds (texts, whole numbers, true, false, null, lists, and objects whose keys
    are ASCII) these are the bytes of RFC 8785.
    """
    written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode("utf-8", "surrogatepass")


def digest(line: Line, previous: str) -> str:
    """SHA-256 of the line and the digest before it, in hexadecimal."""
    return sha256(canonical(line.as_json(previous))).hexdigest()
