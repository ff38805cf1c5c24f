"""What was typed into a form that was left: kept, also between two runs, and offered next time."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from tui.services.state_file import Keepsake

_TURN = RLock()
"""A signal may ask for it again in the middle of it."""
_ASIDE = "aside:"
"""Begins the keys of words in whose place somebody else's were chosen; a change's number follows,
so that none takes the place of earlier ones."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields that were changed, and the moment at which that was, in words."""

    values: dict[str, str]
    at: str = ""
    form: str = ""
    """Name of the form's class, to open it again."""
    of: tuple[str, ...] = ()
    """What the form was opened on: codes, an agreement."""
    about: str = ""
    """Where one was: `WPA-3 > Status`."""
    cut_off: bool = False
    """Nobody left the form: the line dropped or the program was ended."""
    base: dict[str, str] = field(default_factory=dict)
    """What stood in the store when it was typed, of all that saving it may write over."""
    known: int = 0
    """Number of the last change at that time."""


def _all(app: Any) -> dict[str, Any]:
    if not hasattr(app, "drafts"):
        app.drafts = {}
    return cast("dict[str, Any]", app.drafts)


def keep(app: Any, key: str, draft: Draft) -> None:
    """Keep what was typed; nothing typed keeps nothing."""
    if draft.values and put(app, key, draft):
        save(app, key)


def put(app: Any, key: str, draft: Draft) -> bool:
    """Note what was typed, or that nothing is, without writing it; whether that is new."""
    before = _all(app).pop(key, None)
    if draft.values:
        _all(app)[key] = asdict(draft)  # the last one kept stands last
    return bool(before != _all(app).get(key))


def save(app: Any, key: str) -> None:
    """Write what is noted; from any thread."""
    keepsake: Keepsake | None = getattr(app, "keepsake", None)
    if keepsake is not None:
        with _TURN:  # what is noted is looked at in one's turn, so that the newest stays
            keepsake.update("drafts", **{key: _all(app).get(key)})


def find(app: Any, key: str) -> Draft | None:
    """What was kept of a form."""
    return _read(_all(app).get(key))


def drop(app: Any, key: str) -> None:
    """It was saved, or is not wanted."""
    if _all(app).pop(key, None) is not None:
        save(app, key)


def set_aside(app: Any, key: str, draft: Draft) -> None:
    """Keep words in whose place somebody else's were chosen, beside the form's own draft."""
    keep(app, f"{_ASIDE}{draft.known}:{key}", draft)


def take_up(app: Any, key: str) -> None:
    """Make what was set aside last the form's draft, unless it has one of its own."""
    asides = [each for each in _all(app) if each.startswith(_ASIDE)]
    own = [each for each in asides if each.removeprefix(_ASIDE).partition(":")[2] == key]
    draft = find(app, own[-1]) if own else None
    if draft is not None and key not in _all(app):
        keep(app, key, draft)
        drop(app, own[-1])


def cut_off(app: Any, *, aside: bool = False) -> list[Draft]:
    """What nobody meant to leave, and if asked what was set `aside`, the newest first."""
    found = ((key, _read(each)) for key, each in reversed(_all(app).items()))
    return [
        draft
        for key, draft in found
        if draft is not None and (draft.cut_off or (aside and key.startswith(_ASIDE)))
    ]


def _read(kept: Any) -> Draft | None:
    """A draft as it was kept; None when the file was written by something else."""
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
