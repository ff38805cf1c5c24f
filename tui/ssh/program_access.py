"""Checks whether the account of an authorized_keys line can start the program in it."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

READ, RUN = 4, 1
"""Bits of a file's mode, for others."""


@dataclass(frozen=True, slots=True)
class Account:
    """Account of the keys in a file."""

    name: str
    uid: int
    groups: frozenset[int]

    def may(self, path: Path, bit: int) -> bool:
        """Tell whether the mode of a file or folder permits this account the access."""
        found = path.stat()
        if self.uid == 0:
            return bit == READ or stat.S_ISDIR(found.st_mode) or bool(found.st_mode & 0o111)
        if self.uid == found.st_uid:
            return bool(found.st_mode & bit << 6)
        return bool(found.st_mode & (bit << 3 if found.st_gid in self.groups else bit))

    def barrier(self, path: Path, bit: int) -> Path | None:
        """Find the first folder on a path, or the file itself, that this account may not use."""
        for way in dict.fromkeys((path.absolute(), path.resolve())):
            for part in (*reversed(way.parents), way):
                if not self.may(part, bit if part == way else RUN):
                    return part.resolve()
        return None


def account_of(file: Path | None) -> Account:
    """Give the owner of a file of keys, or of its future folder; else the current account."""
    there = [each for each in (file, *file.parents) if each.exists()] if file is not None else []
    uid = there[0].stat().st_uid if there else os.geteuid()
    try:
        known = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, frozenset())
    groups = os.getgrouplist(known.pw_name, known.pw_gid)
    return Account(known.pw_name, uid, frozenset(groups))


def barriers(account: Account, program: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """List the files of a program that the account cannot use, each with the cause."""
    runs, *rest = (Path(word) for word in program if word.startswith("/"))
    for path, bit in ((runs, RUN), *((each, READ) for each in (*rest, Path(__file__)))):
        kept = account.barrier(path, bit)
        if kept is not None:
            yield path, kept
