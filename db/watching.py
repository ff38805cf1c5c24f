"""The watcher that suits a store."""

from sqlalchemy import Engine

from db.engine import sqlite_path
from db.watch import Tell, Watcher


def started(engine: Engine, tell: Tell, *, reads: bool, name: str) -> Watcher:
    """A watcher at work; see `db.watch`. `name` is how a server lists who watches."""
    path = sqlite_path(engine.url)
    watcher: Watcher
    if path is not None:
        from db.polling import PollingWatcher  # noqa: PLC0415  only screens watch

        watcher = PollingWatcher(path, tell, reads=reads)
    else:
        from db.listening import ListeningWatcher  # noqa: PLC0415  it imports the driver

        watcher = ListeningWatcher(engine, tell, name)
    watcher.start()
    return watcher
