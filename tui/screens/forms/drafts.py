"""What was typed into a form that was left: kept while the program runs, offered next time."""

from dataclasses import dataclass
from typing import Any, cast

_AT = " at"
"""Key of the time; no field has a blank in its name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields that were changed, and the time of day at which the form was left."""

    values: dict[str, str]
    at: str


def _all(app: Any) -> dict[str, dict[str, str]]:
    if not hasattr(app, "drafts"):
        app.drafts = {}
    return cast("dict[str, dict[str, str]]", app.drafts)


def keep(app: Any, form: str, values: dict[str, str], at: str) -> None:
    """Keep what was typed; nothing typed keeps nothing."""
    if values:
        _all(app)[form] = {**values, _AT: at}


def find(app: Any, form: str) -> Draft | None:
    """What was kept of a form."""
    kept = _all(app).get(form)
    if kept is None:
        return None
    return Draft({key: text for key, text in kept.items() if key != _AT}, kept[_AT])


def drop(app: Any, form: str) -> None:
    """It was saved, or is not wanted."""
    _all(app).pop(form, None)
