"""Location of a store: a path or a database URL, as one URL."""

import shlex
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from db.domain.errors import NoStore, StoreProblem
from db.domain.parsing.path import typed_path
from db.engine.postgres import one_spelling


def store_url(location: str) -> URL:
    """A path, or a database URL, as one URL.

    Raises:
        StoreProblem: for an unreadable URL, or an unknown kind of database.
    """
    if "://" not in location:
        return URL.create("sqlite", database=str(typed_path(location).absolute()))
    try:
        url = make_url(one_spelling(location))
    except (ValueError, ArgumentError) as error:
        raise StoreProblem(
            f"'{location}' is not a database URL: {error}.", "Give the path of a file."
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreProblem(
            f"accord keeps its store in SQLite or PostgreSQL, not {url.get_backend_name()}.",
            "Give a path, or postgresql+psycopg://user@host/name.",
        )
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreProblem("A store is kept in a file, and none is named.", "Give its path.")
    return url


def shown(location: str) -> str:
    """A store's path or URL for display: without its password."""
    return str(store_url(location)) if "://" in location else location


def no_store(location: str) -> NoStore:
    """Error for a location without a store."""
    place = shown(location)
    return NoStore(
        f"There is no store at {place}.",
        f"To make one, type: accord store create {shlex.quote(place)}",
    )


def sqlite_path(url: URL) -> Path | None:
    """The file of an SQLite store; None where there is none."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
