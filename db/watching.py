"""The watcher that suits a store."""

from pendulum import DateTime
from sqlalchemy import Engine

from db.engine import sqlite_path
from db.watch import Tell, Watcher


def started(engine: Engine, tell: Tell, *, reads: bool, name: str, now: DateTime) -> Watcher:
    """A watcher at work; see `db.watch`. It is listed as `name`, here since `now`."""
    path = sqlite_path(engine.url)
    watcher: Watcher
    if path is not None:
        from db.here import Sign  # noqa: PLC0415  see below
        from db.polling import PollingWatcher  # noqa: PLC0415  only screens watch

        watcher = PollingWatcher(
            path, tell, reads=reads, sign=None if reads else Sign.put(path, name, now)
        )
    else:
        from db.listening import ListeningWatcher  # noqa: PLC0415  it imports the driver

        watcher = ListeningWatcher(engine, tell, name, now)
    watcher.start()
    return watcher
