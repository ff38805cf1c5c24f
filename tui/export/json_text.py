"""JSON output of accord: closed sets as words, days and moments in ISO 8601."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from typing import Any

from tui.formatting.sanitize import visible_json


def json_text(answer: object, *, ascii_only: bool = False, indent: int | None = 2) -> str:
    """Write JSON that is safe on a terminal: invisible characters are escaped."""
    text = json.dumps(answer, indent=indent, ensure_ascii=ascii_only, default=json_value)
    return visible_json(text)


def json_value(value: object) -> Any:
    """Convert values that JSON has no form for to text: words of closed sets, days, moments."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(repr(value))
