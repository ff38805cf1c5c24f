"""Runs the migrations. The only module of the program that imports Alembic."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StoreProblem
from db.engine.errors import explain
from db.engine.factory import for_writing
from db.resources import migrations


def alembic_config() -> Config:
    """Alembic's configuration for the migrations in use, wherever they are installed."""
    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    return config


def migrate(
    engine: Engine,
    revision: str = "head",
    *,
    first: Callable[[Connection], bool] | None = None,
    then: Callable[[Connection], None] | None = None,
) -> None:
    """Bring the schema up (or, in tests, down) to `revision`, in one transaction.

    `first`: a step before, in one's turn to write; False when nothing is left to do.
    `then`: a further step in the same transaction.

    The write lock is taken first, so of two programs that start at once one migrates and the
    other finds it done.

    Raises:
        StoreProblem: when the database refuses, or the store's schema is of an unknown number.
    """
    config = alembic_config()
    try:
        with (
            engine.connect() as connection,
            _without_foreign_keys(connection),
            for_writing(connection).begin(),
        ):
            if first is not None and not first(connection):
                return
            config.attributes["connection"] = connection
            if revision == "base":
                command.downgrade(config, revision)
            else:
                command.upgrade(config, revision)
            if then is not None:
                then(connection)
    except DBAPIError as error:
        raise explain(error) or error from error
    except CommandError as error:
        raise StoreProblem(
            f"The store's schema is unknown to this accord: {error}. Nothing was changed.",
            "Use the accord that wrote it, or restore a backup.",
        ) from error


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Keep SQLite from cascading to child tables while it rebuilds a table."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # On the driver's own connection: SQLite ignores this inside a transaction.
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.close()
