"""Small files of one user at one store, beside the store and not in it.

Users who come in by SSH share one account, so the name for the trail separates them, not the
folder. A missing, broken or unwritable file only means a start without saved state.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.domain.parsing.path import typed_path

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class StateFile:
    """State of a user kept between two runs, by name: `view`, `drafts`."""

    folder: Path | None
    """State folder; None keeps nothing."""
    location: str
    """Store of the state: each store has its own."""
    actor: str

    def read(self, name: str) -> dict[str, Any]:
        """Read the state of a name; empty if there is none that can be used."""
        if self.folder is None:
            return {}
        try:
            found = json.loads(self._path(self.folder, name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def update(self, name: str, **entries: object) -> None:
        """Save these entries beside the others; None removes one.

        The file is replaced whole or not at all, is readable for the user's account only, and two
        runs at once lose nothing of each other's. A failure to save is not reported to the user.
        """
        if self.folder is None:
            return
        with suppress(OSError), _alone_in(self.folder / "people"):
            kept = {**self.read(name), **entries}
            whole = {key: value for key, value in kept.items() if value is not None}
            _write(self._path(self.folder, name), json.dumps(whole, indent=1))

    def _path(self, folder: Path, name: str) -> Path:
        place = self.location
        if "://" not in place:
            place = str(typed_path(place).absolute())
        whose = hashlib.sha256(f"{place}\n{self.actor}".encode()).hexdigest()[:12]
        called = re.sub(r"\W+", "-", self.actor)[:24]
        return folder / "people" / f"{called}-{whose}-{name}.json"


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    turn = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)


def _write(path: Path, text: str) -> None:
    handle, part = tempfile.mkstemp(dir=path.parent)  # which makes it 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(handle)
        Path(part).replace(path)
    except OSError:
        Path(part).unlink()
        raise
