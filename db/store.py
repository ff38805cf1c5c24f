"""The only door to the store: `ask` reads, `do` writes. Nothing else opens a transaction."""

from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from pendulum import DateTime
from sqlalchemy import Connection, Engine, select

from db import instances, projection, schema
from db import tables as t
from db.bulk import add_many, adding
from db.clock import Clock, fixed_clock, system_clock
from db.complaints import explained
from db.domain.digest import FIRST, Line, digest, stamp
from db.domain.errors import Refused, StoreProblem
from db.domain.point import Point
from db.engine import (
    BUSY_SECONDS,
    check_file,
    empty_engine,
    for_writing,
    may_write,
    open_engine,
    role_may_write,
    shown,
    sqlite_path,
    store_url,
    write_ahead,
)
from db.ledger import Ledger
from db.readers import answer
from db.watch import Tell, Watcher

__all__ = ["Command", "Done", "Query", "Store", "kind_of", "shown"]

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Query(Protocol[T_co]):
    """A question: a frozen dataclass whose `read` answers with frozen rows."""

    def read(self, connection: Connection) -> T_co:
        """The answer, from one consistent state of the store."""
        ...


class Command(Protocol):
    """A request for change: a frozen dataclass whose `write` does it or raises."""

    @property
    def reason(self) -> str:
        """Why, for the trail; may be empty."""
        ...

    def write(self, tx: Ledger, now: DateTime) -> str:
        """Do it through the ledger and say in one line what was done."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its line in the trail, or change_id None when nothing had to change."""

    change_id: int | None
    summary: str


class Store:
    """Queries and commands against one database, as one person, by one clock."""

    def __init__(
        self, engine: Engine, location: str, *, actor: str, clock: Clock, read_only: bool
    ) -> None:
        self._engine = engine
        self._missing = False
        self._permitted = True
        self._empty: Engine | None = None
        self._watcher: Watcher | None = None
        self.location = location
        self.actor = actor
        self.clock = clock
        self.read_only = read_only
        self.point: Point | None = None
        """Where in the history this store is looked at; None is the present."""

    @classmethod
    def open(
        cls,
        location: str,
        *,
        actor: str,
        clock: Clock = system_clock,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Self:
        """Open the store at a path or URL; a writer brings an older schema of a file up to date.

        A file that does not exist yet, or holds nothing, reads as an empty store and is made by
        the first command. A writer waits `busy_seconds` for another one. Who may not write the
        file reads it.

        Raises:
            StoreProblem: when it is no store, of a newer accord, unreachable or not permitted.
        """
        url = store_url(location)
        path = sqlite_path(url)
        permitted = path is None or may_write(path)
        reads = read_only or not permitted
        engine = open_engine(url, read_only=reads, busy_seconds=busy_seconds)
        store = cls(engine, location, actor=actor, clock=clock, read_only=reads)
        store._permitted = permitted
        try:
            there = store._is_there()
        except StoreProblem:
            engine.dispose()
            raise
        if not there:
            store._missing, store._empty = True, empty_engine()
            t.metadata.create_all(store._empty)
        return store

    def ask(self, query: Query[T]) -> T:
        """Answer a question from one snapshot of the store.

        Raises:
            StoreProblem: when the store cannot be read.
        """
        with explained():
            return answer(self._readable(), query.read)

    def do(self, command: Command) -> Done:
        """Carry out a command in one transaction with its line in the trail, or leave no trace.

        Raises:
            AccordError: when a rule, a newer version or the database refuses it.
        """
        if self.point is not None:
            raise Refused(
                "The store is shown as of another moment, and only the present can be changed.",
                "Nothing was changed.",
            )
        if not self._permitted:
            raise StoreProblem(
                "You may read this store, but not change it.", "Ask its owner for access."
            )
        if self.read_only:
            raise StoreProblem("The store is open for reading only.", "Nothing was changed.")
        self._make_if_missing()
        now = self.clock()
        with explained(), self._engine.connect() as connection:
            writing = for_writing(connection)
            with writing.begin():
                return self._carry_out(command, Ledger(writing, self.actor, now))

    def as_of(self, point: Point) -> "Store":
        """The store as it was known at a point of its history; by a clock that stands there.

        It is a copy of one's own to read from, and has to be closed. What a later moment than
        the present shows is what will be if nothing happens.

        Raises:
            StoreProblem: when the store cannot be read.
        """
        from db.rewind import rewound  # noqa: PLC0415  most runs look at the present

        with explained():
            engine = rewound(self._readable(), point.known, point.at)
        clock = fixed_clock(point.at)
        then = Store(engine, self.location, actor=self.actor, clock=clock, read_only=True)
        then.point = point
        return then

    def watch(self, tell: Tell) -> Watcher:
        """Have `tell` called, in another thread, when somebody changed the store.

        It ends with the store, or earlier when it is closed.
        """
        from db.watching import started  # noqa: PLC0415  only screens watch

        self._watcher = started(self._engine, tell, reads=self.read_only, name=self.actor)
        return self._watcher

    def close(self) -> None:
        """Let go of the database."""
        if self._watcher is not None:
            self._watcher.close()
        self._engine.dispose()
        if self._empty is not None:
            self._empty.dispose()

    def _carry_out(self, command: Command, tx: Ledger) -> Done:
        summary = command.write(tx, tx.now)
        if not tx.rows:
            return Done(None, summary)
        tx.raise_versions()
        reached = projection.refresh(tx)
        made = instances.follow(tx, reached)
        if made:
            projection.date_again(tx.connection, made)
        return Done(_record(tx, command, summary), summary)

    def _readable(self) -> Engine:
        """What to read from: nothing at all, until somebody has made the store."""
        if self._missing and self._is_there():
            self._missing = False
        return self._empty if self._missing and self._empty is not None else self._engine

    def _make_if_missing(self) -> None:
        if not self._missing:
            return
        if not self._is_there():
            url = store_url(self.location)
            schema.create(url, sqlite_path(url))
            self._engine.dispose()
        self._missing = False

    def _is_there(self) -> bool:
        """Whether the store has been made; brings its schema up to date, or refuses it."""
        path = sqlite_path(store_url(self.location))
        if path is not None and not check_file(path):
            return False
        with explained():
            state = answer(self._engine, schema.compare)
            if state is schema.State.CURRENT and not answer(self._engine, role_may_write):
                self.read_only, self._permitted = True, False
        if state is schema.State.OLDER and not self.read_only and path is not None:
            with explained():
                schema.upgrade(self._engine, path, self.clock())
        else:
            schema.refuse_unless_current(state, self.location)
        if not self.read_only and state is not schema.State.EMPTY:
            write_ahead(self._engine)
        return state is not schema.State.EMPTY


_CH = t.change.c
_LAST = select(_CH.id, _CH.digest).order_by(_CH.id.desc()).limit(1)
_LINE = ("id", "at", "actor", "kind", "summary", "reason", "target_id", "rows", "digest")


def _record(tx: Ledger, command: Command, summary: str) -> int:
    last = tx.connection.execute(_LAST).first()
    # Writers come one after the other, so the next number is known, and its digest covers it.
    number, previous = (last.id + 1, last.digest) if last else (1, FIRST)
    line = Line(
        number, stamp(tx.now), tx.actor, kind_of(command), summary, command.reason,
        tx.target_id, [row.plain() for row in tx.rows], tuple(sorted(tx.touched)),
    )  # fmt: skip
    values = {
        "id": number, "at": tx.now, "actor": line.actor, "kind": line.kind, "summary": summary,
        "reason": line.reason, "target_id": line.target_id, "rows": line.rows,
        "digest": digest(line, previous),
    }  # fmt: skip
    tx.connection.execute(adding(t.change, _LINE), values)
    if line.items:
        items = [(number, each) for each in line.items]
        add_many(tx.connection, t.change_item, ("change_id", "commitment_id"), items)
    return number


def kind_of(command: object) -> str:
    """A command's name in the trail: `SetStatus` is `set status`."""
    name = type(command).__name__
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
