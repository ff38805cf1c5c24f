"""Small files of one person at one store, beside the store and not in it.

People who come in by SSH share one account, so the name for the trail tells them apart, not the
folder. A missing, broken or unwritable file only means starting afresh.
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
class Keepsake:
    """What accord keeps for a person between two runs, by name: `view`, `drafts`."""

    folder: Path | None
    """The state folder; None keeps nothing."""
    location: str
    """The store: each has its own."""
    actor: str

    def read(self, name: str) -> dict[str, Any]:
        """What was kept under a name; nothing when there is nothing that can be used."""
        if self.folder is None:
            return {}
        try:
            found = json.loads(self._path(self.folder, name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def update(self, name: str, **entries: object) -> None:
        """Keep these entries beside the others; None takes one away.

        The file is there whole or as it was, only for the person's account, and two runs at once
        lose nothing of each other's. Failing to keep is no reason to disturb anybody.
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
