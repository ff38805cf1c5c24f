"""The watcher that suits a store."""

from pendulum import DateTime
from sqlalchemy import Engine

from db.engine.url import sqlite_path
from db.notify.watcher import Tell, Watcher


def start_watcher(engine: Engine, tell: Tell, *, reads: bool, name: str, now: DateTime) -> Watcher:
    """Start a watcher; see `db.notify.watcher`. It is listed as `name`, present since `now`."""
    path = sqlite_path(engine.url)
    watcher: Watcher
    if path is not None:
        from db.notify.presence import PresenceFile
        from db.notify.sqlite import PollingWatcher

        watcher = PollingWatcher(
            path, tell, reads=reads, sign=None if reads else PresenceFile.put(path, name, now)
        )
    else:
        from db.notify.postgres import ListeningWatcher

        watcher = ListeningWatcher(engine, tell, name, now)
    watcher.start()
    return watcher
