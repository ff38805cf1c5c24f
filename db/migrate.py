"""Runs the migrations. The only module of the program that imports Alembic."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from db.engine import for_writing
from db.resources import migrations


def alembic_config() -> Config:
    """Alembic's configuration for the migrations in use, wherever they lie."""
    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up (or, in tests, down) to `revision`, in one transaction.

    The write lock is taken first, so of two programs that start at once one migrates and the
    other finds it done.
    """
    config = alembic_config()
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:  # rebuilding a table must not drag its children along
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        with for_writing(connection).begin():
            config.attributes["connection"] = connection
            if revision == "base":
                command.downgrade(config, revision)
            else:
                command.upgrade(config, revision)
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.rollback()
