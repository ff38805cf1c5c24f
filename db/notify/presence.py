"""People with the screens open at a store now.

On PostgreSQL the name of the listening connection tells it, and every role may read that name.
Beside an SQLite file each person's process keeps a small file, locked as long as the process lives:
files of killed processes do not count. Readers of the file make none, and are not listed.

Others write these names: escape them for display.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote

import pendulum
from pendulum import DateTime
from sqlalchemy import Connection, Engine

from db.engine.factory import CHANNEL
from db.engine.sqlite_reader import read_snapshot
from db.engine.url import sqlite_path

LONGEST = 63
"""Bytes that PostgreSQL keeps of a connection's name; it keeps ASCII only."""
_PREFIX = 15
"""Characters of the channel at the start of such a name: another store has others."""
_MOST = 4096
"""Bytes of a presence file that are read."""
_END, _NEW = "-here-", ".new"


@dataclass(frozen=True, slots=True)
class Presence:
    """One person at the screens, since an instant (UTC) by their own clock."""

    name: str
    since: DateTime
    mark: str = ""
    """Identity of the watcher: one person may be present twice."""


def label(channel: str, name: str, since: DateTime) -> str:
    """Name of a listening connection on the server."""
    start = f"{channel[:_PREFIX]} {since.int_timestamp:x} "
    kept = name
    while len(start) + len(quote(kept)) > LONGEST:
        kept = kept.removesuffix("…")[:-1] + "…"
    return start + quote(kept)


def who(engine: Engine, *, tidies: bool) -> tuple[Presence, ...]:
    """Everybody present, longest first; `tidies` removes the files of killed processes."""
    path = sqlite_path(engine.url)
    found = read_snapshot(engine, _listed) if path is None else _signs(path, tidies=tidies)
    return tuple(sorted(found, key=lambda each: (each.since, each.name)))


def _listed(connection: Connection) -> list[Presence]:
    start = f"left({CHANNEL}, {_PREFIX}) || ' '"
    rows = connection.exec_driver_sql(
        "SELECT pid, application_name FROM pg_stat_activity"  # noqa: S608  only words of ours
        f" WHERE datname = current_database() AND starts_with(application_name, {start})"
    )
    found = []
    for pid, text in rows:
        _, since, name = [*str(text).split(" ", 2), "", ""][:3]
        with suppress(ValueError, OverflowError, OSError):
            found.append(Presence(unquote(name), _instant(int(since, 16)), str(pid)))
    return found


def _signs(path: Path, *, tidies: bool) -> Iterator[Presence]:
    store = path.resolve()
    for each in store.parent.glob(f"{escape(store.name)}{_END}*"):
        with suppress(OSError, ValueError, KeyError, TypeError, OverflowError):
            text = _locked_text(each, tidies=tidies)
            said = json.loads(text) if text else {}
            if said:
                yield Presence(str(said["name"]), _instant(int(said["since"])), each.name)


def _locked_text(file: Path, *, tidies: bool) -> str:
    """Text of a presence file, if its process is alive."""
    if file.name.endswith(_NEW):
        return ""
    number = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return os.read(number, _MOST).decode(errors="replace")
    else:
        if tidies:
            file.unlink(missing_ok=True)
        return ""
    finally:
        os.close(number)


def _instant(seconds: int) -> DateTime:
    return pendulum.from_timestamp(seconds)


class PresenceFile:
    """The file that shows a person's presence; locked until it is removed."""

    def __init__(self, file: Path, number: int) -> None:
        self.file = file
        self._number = number

    @classmethod
    def put(cls, path: Path, name: str, since: DateTime) -> Self | None:
        """Put one beside the store; None without permission to do so."""
        store = path.resolve()
        file = store.parent / f"{store.name}{_END}{os.getpid()}-{secrets.token_hex(3)}"
        new = file.with_name(file.name + _NEW)
        try:
            number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            # Nobody sees it before it is locked and whole; who may read the store may read it.
            fcntl.flock(number, fcntl.LOCK_EX)
            with suppress(OSError):
                os.fchmod(number, store.stat().st_mode & 0o666 | 0o600)
            os.write(number, json.dumps({"name": name, "since": since.int_timestamp}).encode())
            new.rename(file)
        except OSError:
            return None
        return cls(file, number)

    def take_away(self) -> None:
        """Remove the file: the person has left."""
        if self._number >= 0:
            with suppress(OSError):
                self.file.unlink(missing_ok=True)
            os.close(self._number)
            self._number = -1
