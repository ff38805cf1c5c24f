"""Checks of `accord doctor` around the store: clocks, file permissions, free space."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from db.clock import SLACK
from db.queries.maintenance.clock_skew import ClocksOf
from tui.config.paths import state_path
from tui.formatting import commitment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.cli.context import Context

LEAST_ROOM = 100 * 2**20
"""Bytes that should be free beside a store, whatever its size."""

Found = tuple[str, bool, str]
"""A check: its name, whether it passed, and what to type if not."""


def clocks(context: Context) -> Found:
    """Compare this machine's clock with the trail.

    A later change may not seem to be earlier.
    """
    found = context.ask(ClocksOf())
    if found.latest is not None and (found.latest - context.present).total_seconds() > SLACK:
        latest = commitment.moment(found.latest, context.zone)
        return (
            f"clock: the latest change is of {latest}, and that is still to come here",
            False,
            "Compare this machine's clock with the others': date",
        )
    if found.backdated:
        count = f"{found.backdated:,} change{'s' * (found.backdated > 1)}"
        advice = "Some clock was behind or set back; --as-of cuts the trail by its numbers: log"
        return f"clock: {count} dated before the one made before", True, advice
    return "clock: no change is dated before the one made before, nor after now", True, ""


def files(path: Path) -> Iterator[Found]:
    """Check the permissions of the store's file, the files beside it, and the user's drafts."""
    mode = path.stat().st_mode
    if mode & stat.S_IWOTH:
        yield f"{path} may be written by everybody here", False, f"chmod o-w {path}"
    else:
        who = "everybody here" if mode & stat.S_IROTH else "those it is shared with"
        alone = not mode & (stat.S_IRGRP | stat.S_IROTH)
        yield f"the store may be read by {'its owner' if alone else who}", True, ""
    folder = path.parent.stat().st_mode
    if folder & stat.S_IWOTH and not folder & stat.S_ISVTX:
        yield (
            f"{path.parent}: everybody here may replace the store",
            False,
            (f"chmod o-w {path.parent}"),
        )
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        yield "the disk that the store lies on can only be read now", False, "Mount it for writing"
    yield from _log(path, mode)
    yield from _drafts(state_path() / "people")
    yield _room(path)


def _log(path: Path, mode: int) -> Iterator[Found]:
    """Check the write-ahead log: a user who cannot write it cannot even read the store."""
    shared = mode & 0o666
    for ending in ("-wal", "-shm"):
        beside = Path(f"{path}{ending}")
        if beside.exists() and shared & ~beside.stat().st_mode:
            advice = f"chmod --reference={path} {beside}"
            yield f"{beside} is closed to some who may use the store", False, advice


def _drafts(folder: Path) -> Iterator[Found]:
    """Check that drafts are readable by their owner only."""
    there = [folder, *folder.glob("*.json")] if folder.is_dir() else []
    open_ones = [each for each in there if each.stat().st_mode & 0o077]
    if open_ones:
        advice = f"chmod -R go= {folder}"
        yield f"others may read what is kept of people in {folder}", False, advice


def _room(path: Path) -> Found:
    free, needed = shutil.disk_usage(path.parent).free, max(LEAST_ROOM, 2 * path.stat().st_size)
    what = f"room beside the store: {free // 2**20:,} MiB"
    advice = f"A backup and an upgrade may need {needed // 2**20:,} MiB: make room"
    return what, free >= needed, "" if free >= needed else advice
