"""Drafts: text typed into a form that was left. Kept between runs, and offered next time."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tui.services.state_file import StateFile

_TURN = RLock()
"""Reentrant lock, since a signal handler may take it while it is held."""
_ASIDE = "aside:"
"""Prefix of the keys of texts that gave way to another user's version.

A change's number follows, so that none replaces an earlier one.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields that were changed, and the time of that in words."""

    values: dict[str, str]
    at: str = ""
    form: str = ""
    """Name of the form's class, to open it again."""
    of: tuple[str, ...] = ()
    """Subject of the form: codes, or an agreement."""
    about: str = ""
    """Title of the form: `WPA-3 > Status`."""
    cut_off: bool = False
    """True if the user did not leave the form: the line dropped or the program was ended."""
    base: dict[str, str] = field(default_factory=dict)
    """Stored values, at the time of typing, of all that saving may overwrite."""
    known: int = 0
    """Number of the last change at that time."""


def _all(app: Any) -> dict[str, Any]:
    if not hasattr(app, "drafts"):
        app.drafts = {}
    return cast("dict[str, Any]", app.drafts)


def keep(app: Any, key: str, draft: Draft) -> None:
    """Keep a draft on disk; an empty one keeps nothing."""
    if draft.values and put(app, key, draft):
        save(app, key)


def put(app: Any, key: str, draft: Draft) -> bool:
    """Put a draft in memory, or remove it if empty; return whether that changed anything."""
    before = _all(app).pop(key, None)
    if draft.values:
        _all(app)[key] = asdict(draft)  # the last one kept stands last
    return bool(before != _all(app).get(key))


def save(app: Any, key: str) -> None:
    """Write the draft to disk; callable from any thread."""
    keepsake: StateFile | None = getattr(app, "keepsake", None)
    if keepsake is not None:
        with _TURN:  # what is noted is looked at in one's turn, so that the newest stays
            keepsake.update("drafts", **{key: _all(app).get(key)})


def find(app: Any, key: str) -> Draft | None:
    """Find the draft of a form."""
    return _read(_all(app).get(key))


def drop(app: Any, key: str) -> None:
    """Drop the draft: it was saved, or is not wanted."""
    if _all(app).pop(key, None) is not None:
        save(app, key)


def set_aside(app: Any, key: str, draft: Draft) -> None:
    """Keep texts that gave way to another user's version, beside the form's own draft."""
    keep(app, f"{_ASIDE}{draft.known}:{key}", draft)


def take_up(app: Any, key: str) -> None:
    """Make the text that was set aside last the form's draft, unless it has one of its own."""
    asides = [each for each in _all(app) if each.startswith(_ASIDE)]
    own = [each for each in asides if each.removeprefix(_ASIDE).partition(":")[2] == key]
    draft = find(app, own[-1]) if own else None
    if draft is not None and key not in _all(app):
        keep(app, key, draft)
        drop(app, own[-1])


def cut_off(app: Any, *, aside: bool = False) -> list[Draft]:
    """Drafts of forms that were cut off, and if requested those set `aside`, newest first."""
    found = ((key, _read(each)) for key, each in reversed(_all(app).items()))
    return [
        draft
        for key, draft in found
        if draft is not None and (draft.cut_off or (aside and key.startswith(_ASIDE)))
    ]


def _read(kept: Any) -> Draft | None:
    """Read a draft from its stored form; None when another program wrote it."""
    try:
        values = {str(key): str(text) for key, text in kept["values"].items()}
        words = {name: str(kept[name]) for name in ("at", "form", "about")}
        of = tuple(str(each) for each in kept["of"])
        base = {str(key): str(text) for key, text in kept.get("base", {}).items()}
        known = int(kept.get("known", 0))
        cut_off = kept["cut_off"] is True
        return Draft(values, of=of, cut_off=cut_off, base=base, known=known, **words)
    except (TypeError, KeyError, AttributeError, ValueError):
        return None
