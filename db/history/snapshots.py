"""Source of a store's as-of copies, for as long as the store is open."""

from contextlib import ExitStack
from threading import Event, Lock

from pendulum import DateTime
from sqlalchemy import Connection, Engine

from db.domain.errors import StoreProblem
from db.engine.factory import dispose_engine
from db.engine.sqlite_reader import read_snapshot


class SnapshotProvider:
    """Makes copies of a store as of another time, for either database.

    A store on a server is copied into this process for the first as-of copy, which takes time by
    its size; each later one only fetches what was recorded meanwhile. A store in a file needs no
    such copy: its pages are copied at once.
    """

    def __init__(self) -> None:
        self._turn, self._ended = Lock(), Event()
        self._mirror: Engine | None = None

    def rewound(self, source: Engine, known: int, at: DateTime) -> Engine:
        """A private database with the store as of change number `known`, at `at`.

        Raises:
            StoreProblem: when `end` was called meanwhile.
        """
        from db.history.rewind import rewound

        if source.dialect.name == "sqlite":
            return rewound(source, known, at)
        with self._turn:
            self._mirror = read_snapshot(source, self._up_to_date)
            return rewound(self._mirror, known, at)

    def end(self) -> None:
        """Copy nothing more, and break off a copy in progress: nobody needs it."""
        self._ended.set()

    def close(self) -> None:
        """Close the copy, even while somebody reads it."""
        self.end()
        if self._mirror is not None:
            dispose_engine(self._mirror)

    def _up_to_date(self, live: Connection) -> Engine:
        from db.history.local_copy import copy_rows, follow
        from db.history.rewind import private_engine

        if (mirror := self._mirror) is not None:
            with mirror.connect() as copy, copy.begin():
                if follow(live, copy):
                    return mirror
            mirror.dispose()
            self._mirror = None
        with ExitStack() as unless_whole:
            unless_whole.callback((mirror := private_engine()).dispose)
            with mirror.connect() as copy, copy.begin():
                copy_rows(live, copy, self._go_on)
            unless_whole.pop_all()
        return mirror

    def _go_on(self) -> None:
        if self._ended.is_set():
            raise StoreProblem("The store was not copied to its end.", "Look again.")
