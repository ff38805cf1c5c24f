"""Whatever a person who may only look could try, past all that the program's screens forbid."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import db.commands
from db.audit.unit_of_work import UnitOfWork
from db.commands.undo import Redo, Undo
from db.engine.url import sqlite_path, store_url
from db.packs import loader
from db.protocols import Command
from db.store import schema_version
from db.store.migrations import migrate
from db.store.store import Store
from tests.builders import NOW, Reading
from tests.db.cases import steps

Attempt = Callable[[Store], object]

IN_ORDER: tuple[Command, ...] = (*(case.command for case in steps()), Undo(), Redo())
"""Commands each of which changes a small store that has seen those before it."""


def forced_open(store: Store) -> Store:
    """A reader's store that believes that it may write: only the database is left to refuse."""
    store.read_only, store._refusal = False, None
    return store


def inside_an_answer(store: Store, command: Command) -> object:
    """Write as a command does, in a transaction that was begun to read."""
    return store.ask(
        Reading(lambda connection: command.write(UnitOfWork(connection, store.actor, NOW), NOW))
    )


def by_sql(statement: str) -> Attempt:
    """On the driver's own connection, in no transaction."""

    def attempt(store: Store) -> object:
        with store._engine.connect() as connection:
            return connection.connection.cursor().execute(statement)

    return attempt


def migrating(store: Store) -> None:
    """As after an upgrade of accord."""
    migrate(store._engine, "base")


def upgrading(store: Store) -> None:
    """The same with the copy that it begins with."""
    schema_version.upgrade(store._engine, sqlite_path(store_url(store.location)), NOW)


def every_command() -> set[type]:
    """Whatever the program can do to a store."""
    names = (each.name for each in iter_modules(db.commands.__path__, "db.commands."))
    modules = [loader, *map(import_module, names)]
    return {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and "write" in vars(kind) and kind.__module__ == module.__name__
    }
