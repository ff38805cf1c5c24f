"""Alembic's environment: runs on the connection it is handed, or on --store for developers."""

import os
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum
from sqlalchemy.types import TypeDecorator

from db.engine.factory import for_writing, open_engine
from db.engine.url import store_url
from db.tables import metadata


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write plain column types: history must import nothing of today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def run(connection: Connection) -> None:
    """Migrate on a connection whose transaction its owner keeps."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_server_default=False,  # SQLite hands defaults back as text of its own
    )
    with context.begin_transaction():
        context.run_migrations()


handed: Connection | None = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    engine = open_engine(store_url(os.environ.get("ACCORD_STORE", "accord.db")), read_only=False)
    with engine.connect() as own, for_writing(own).begin():
        run(own)
