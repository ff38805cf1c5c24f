"""The digest of a line of the audit trail, chained to the previous one, as docs/trail.md promises.

A line that is changed, added or removed later changes every digest after it. The form is fixed
for ever: other programs, and minutes on paper, rely on it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FIRST = ""
"""Digest in front of the first line."""
LENGTH = 64
"""Hexadecimal digits of a digest."""
MICROSECONDS = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A line of the audit trail as its digest covers it.

    `items`: the numbers of the touched commitments, in ascending order.
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
        """The object for the digest, with the digest of the previous line."""
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
    """JSON in one canonical form: keys in order, no spaces, UTF-8.

    For the trail's values (texts, whole numbers, true, false, null, lists, and objects with ASCII
    keys) these are the bytes of RFC 8785.
    """
    written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode("utf-8", "surrogatepass")


def digest(line: ChangeRecord, previous: str) -> str:
    """SHA-256 of the line and the previous digest, in hexadecimal."""
    return sha256(canonical(line.as_json(previous))).hexdigest()
