"""The only door to the store: `ask` reads, `do` writes. Nothing else opens a transaction."""

from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Engine

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.clock import Clock, fixed_clock, system_clock
from db.domain.errors import StoreAway, StoreProblem, Unsure
from db.domain.history_point import Point
from db.engine.access import FOLLOWS, reads_only_now, why_only_read
from db.engine.factory import BUSY_SECONDS, dispose_engine, empty_engine, for_writing, open_engine
from db.engine.sqlite_files import FileIdentity
from db.engine.sqlite_reader import read_snapshot
from db.engine.url import sqlite_path, store_url
from db.history.snapshots import SnapshotProvider
from db.notify.watcher import Tell, Watcher
from db.protocols import Command, Query
from db.store import schema_version
from db.store.commit_recovery import CommandResult, PendingCommit, unsure
from db.store.commit_wait import CommitWait
from db.store.corruption import translate_errors
from db.store.executor import execute_command
from db.store.failover import Failover
from db.store.locate import check_open, find

if TYPE_CHECKING:
    from db.notify.presence import Presence

T = TypeVar("T")


class Store(Failover):
    """Queries and commands against one database, as one person, by one clock."""

    def __init__(
        self, engine: Engine, location: str, *, actor: str, clock: Clock, read_only: bool
    ) -> None:
        self._engine = engine
        self._missing, self._doubt = False, PendingCommit()
        self._refusal: tuple[str, str] | None = None
        self._empty: Engine | None = None
        self._watcher: Watcher | None = None
        self._place = FileIdentity()
        self.saving = CommitWait()
        """The change that another thread is saving, and its wait."""
        self.past = SnapshotProvider()
        """Source of the store's as-of copies."""
        self.location = location
        self.actor = actor
        self.clock = clock
        self.read_only = read_only
        self.point: Point | None = None
        """The as-of point of this store; None is the present."""

    @classmethod
    def open(
        cls,
        location: str,
        *,
        actor: str,
        clock: Clock = system_clock,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
        patience: float = 0,
    ) -> Self:
        """Open the store at a path or URL; a writer upgrades the older schema of a file.

        A file that does not exist yet, or is empty, reads as an empty store; the first command
        creates it. A writer waits `busy_seconds` for another one. Without write permission the
        store opens read-only, and so it does when only standbys answer. When the connection breaks
        while a change is being saved, `do` tries for `patience` seconds to find out whether it was.

        Raises:
            StoreProblem: when it is no store, of a newer accord, unreachable or not permitted.
        """
        url = store_url(location)
        path = sqlite_path(url)
        refusal = None if path is None else why_only_read(path)
        reads = read_only or refusal is not None
        engine = open_engine(url, read_only=reads, busy_seconds=busy_seconds)
        store = cls(engine, location, actor=actor, clock=clock, read_only=reads)
        store._refusal, store._doubt = refusal, PendingCommit(patience)
        store._place = FileIdentity(path, follows=reads)
        try:
            there = store._is_there_for_someone()
        except StoreProblem:
            store.close()
            raise
        if not there:
            store._missing, store._empty = True, empty_engine()
            t.metadata.create_all(store._empty)
        return store

    @property
    def is_made(self) -> bool:
        """True once the store exists; until then it reads as an empty one.

        Raises:
            StoreProblem: when that cannot be found out.
        """
        return self._readable() is not self._empty

    def ask(self, query: Query[T]) -> T:
        """Answer a query from one snapshot of the store.

        Raises:
            StoreProblem: when the store cannot be read.
        """
        self._place.check()
        with translate_errors(self._engine):
            return read_snapshot(self._readable(), query.read)

    def do(self, command: Command) -> CommandResult:
        """Execute a command in one transaction with its line in the audit trail, or leave no trace.

        Repeating a command whose outcome was unknown is the same change: `do` looks for it first.

        Raises:
            AccordError: when a rule, a newer version or the database refuses it.
            Unsure: when the connection broke so late that it may be saved or not.
        """
        check_open(self.point, self._refusal, read_only=self.read_only)
        if (kept := self._doubt.done_before(command, self._engine)) is not None:
            return kept
        self._make_if_missing()
        try:
            return self._write(command)
        except Unsure:
            return self._doubt.resolved(self._engine)

    @property
    def doubt(self) -> object | None:
        """The command whose outcome is unknown since the connection broke."""
        return self._doubt.command

    def settle(self) -> CommandResult | None:
        """Find out about an interrupted change: its result, or None if nothing was saved.

        Raises:
            StoreProblem: when the store still cannot be asked, or only a standby answers.
        """
        return self._doubt.settle(self._engine)

    def _write(self, command: Command) -> CommandResult:
        now, written = self.clock(), None
        try:
            with translate_errors(self._engine), self._engine.connect() as connection:
                writing = for_writing(connection)
                self.saving.begins(self._engine, writing)
                with writing.begin():
                    self._place.check()
                    summary, written = execute_command(
                        command, UnitOfWork(writing, self.actor, now)
                    )
            self._place.check(written=True)
            return written.done if written is not None else CommandResult(None, summary)
        except StoreAway as error:
            if written is None:
                raise
            self._doubt.written = written
            raise unsure() from error
        finally:
            self.saving.ends()

    def as_of(self, point: Point) -> "Store":
        """The store as of a point of its history, with a clock set to that point.

        It is a private copy to read from, and has to be closed. A point in the future shows the
        state if nothing happens until then. From a store as of one point, other points that it
        still `knows` are reached sooner.

        Raises:
            StoreProblem: when the store cannot be read.
        """
        with translate_errors(self._engine):
            engine = self.past.rewound(self._readable(), point.known, point.at)
        clock = fixed_clock(point.at)
        then = Store(engine, self.location, actor=self.actor, clock=clock, read_only=True)
        then.point = point
        return then

    def watch(self, tell: Tell) -> Watcher:
        """Call `tell`, in another thread, when somebody changes the store.

        The watcher ends with the store, or earlier when it is closed.
        """
        from db.notify.start import start_watcher

        self._watcher = start_watcher(
            self._engine, tell, reads=self.read_only, name=self.actor, now=self.clock()
        )
        return self._watcher

    def knows(self, point: Point) -> bool:
        """Check whether this store holds everything known at that point."""
        return self.point is None or point.known <= self.point.known

    def who(self) -> tuple["Presence", ...]:
        """Everybody with the screens open at this store now, oneself included, longest first.

        Raises:
            StoreProblem: when the server cannot be reached.
        """
        from db.notify.presence import who

        with translate_errors(self._engine):
            return who(self._engine, tidies=not self.read_only)

    def close(self) -> None:
        """Let go of the database."""
        if self._watcher is not None:
            self._watcher.close()
        self.past.close()
        dispose_engine(self._engine)
        if self._empty is not None:
            self._empty.dispose()

    def _readable(self) -> Engine:
        """The engine to read from: an empty one until somebody creates the store."""
        if self._missing and self._is_there():
            self._missing = False
        return self._empty if self._missing and self._empty is not None else self._engine

    def _make_if_missing(self) -> None:
        if self._missing and not self._is_there():
            url = store_url(self.location)
            schema_version.create(url, sqlite_path(url))
            self._engine.dispose()
        self._missing = False

    def _is_there_for_someone(self) -> bool:
        """The same as `_is_there`; without a primary, a standby will do."""
        try:
            return self._is_there()
        except StoreAway:
            if self.read_only or not reads_only_now(self._engine):
                raise
        url = self._engine.url
        self._engine.dispose()
        self._engine, self.read_only = open_engine(url, read_only=True), True
        there, self._refusal = self._is_there(), FOLLOWS
        return there

    def _is_there(self) -> bool:
        """Check whether the store exists; upgrade its schema, or refuse it."""
        found = find(self._engine, self.location, reads=self.read_only, clock=self.clock)
        if found.refusal is not None:
            self.read_only, self._refusal = True, found.refusal
        return found.there
