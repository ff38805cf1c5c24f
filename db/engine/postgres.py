"""A store on PostgreSQL: one server, or a primary with its standbys."""

import re
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, OperationalError

from db.domain.errors import StoreProblem
from db.tables import set_postgresql_options

_SEVERAL = re.compile(
    r"^(?P<start>[^/]+://(?:[^/@]*@)?)(?P<hosts>[^/?@]*,[^/?@]*)(?=[/?]|$)(?P<rest>.*)$"
)

NOTICING = {
    "connect_timeout": 5,  # seconds for each server
    "keepalives": 1,
    "keepalives_idle": 10,  # seconds of silence before a question whether it is still there
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds that something sent may go without an answer
}
"""Connection settings that notice a silent server soon; settings in the URL take precedence."""


_SCHEMAS = """
WITH stores AS (
    SELECT name, count(*) OVER () AS count FROM unnest(current_schemas(false)) AS name
    WHERE to_regclass(format('%I.alembic_version', name)) IS NOT NULL
      AND to_regclass(format('%I.commitment', name)) IS NOT NULL
)
SELECT name, CASE count WHEN 1 THEN set_config('search_path', quote_ident(name), false) END
FROM stores
"""
"""Schemas of the search path that hold a store; names mean tables of the only one from now on.

The search path of a role or database may begin with other schemas, with tables of our names.
"""
LOCK_MS = 10_000
"""Lock timeout in milliseconds, such as while somebody upgrades the store."""


def one_spelling(location: str) -> str:
    """A URL with its hosts as SQLAlchemy takes them, also when they are written as libpq does.

    `postgresql://u@a:5432,b:5433/db` means `postgresql://u@/db?host=a:5432&host=b:5433`.
    """
    found = _SEVERAL.match(location)
    if found is None:
        return location
    hosts = "&".join(f"host={each}" for each in found["hosts"].split(","))
    path, _, query = found["rest"].partition("?")
    return f"{found['start']}{path or '/'}?{'&'.join(each for each in (hosts, query) if each)}"


def is_several(url: URL) -> bool:
    """Check whether the URL names more than one server."""
    host = url.query.get("host", url.host or "")
    return not isinstance(host, str) or "," in host


def postgresql_engine(url: URL, *, read_only: bool) -> Engine:
    """An engine on the suitable server: of several the primary, or for a reader a standby.

    A broken connection is noticed when it is next used, and replaced by one to the server that is
    suitable by then. A reader's transactions are read-only twice: as the driver begins them, and by
    default.

    Raises:
        StoreProblem: when the driver is not installed, or hosts and ports make no sense.
    """
    options: dict[str, object] = dict(NOTICING)
    if is_several(url):
        options["target_session_attrs"] = "prefer-standby" if read_only else "read-write"
    said = url.query.get("options", ())
    said = (said,) if isinstance(said, str) else said
    reads = ("-c default_transaction_read_only=on",) if read_only else ()
    options["options"] = " ".join((f"-c lock_timeout={LOCK_MS}", *said, *reads))
    given = {name for name in options if name in url.query} - {"options"}
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            execution_options={"postgresql_readonly": True} if read_only else {},
            connect_args={name: value for name, value in options.items() if name not in given},
        )
    except ModuleNotFoundError as error:
        raise StoreProblem(
            f"A store on PostgreSQL needs the package {error.name}, which is not installed.",
            "Install accord[postgresql].",
        ) from error
    except (ArgumentError, ValueError) as error:
        raise StoreProblem(
            f"The servers in the store's URL cannot be understood: {error}.",
            "Give them as postgresql://user@one:5432,two:5432/name.",
        ) from error
    event.listen(engine, "do_connect", _connect)
    set_postgresql_options()
    return engine


def _connect(_dialect: object, _record: object, cargs: list[Any], cparams: dict[str, Any]) -> Any:
    """A connection that uses only the store's own schema.

    Raises:
        StoreProblem: when more than one schema of the search path holds a store.
    """
    from db.engine.postgres_connection import TimeoutConnection

    connection = TimeoutConnection.connect(*cargs, **cparams)
    found = connection.execute(_SCHEMAS).fetchall()
    connection.commit()
    if len(found) > 1:
        connection.close()
        names = ", ".join(str(name) for name, _ in found)
        raise StoreProblem(
            f"More than one schema that this login looks in holds a store: {names}.",
            "Name the one that is meant in the URL: ?options=-csearch_path%3Dpublic",
        )
    return connection


def only_follows(engine: Engine) -> bool:
    """Check whether the servers that answer are all standbys."""
    reading = postgresql_engine(engine.url, read_only=True)
    try:
        with reading.connect() as connection:
            return follows(connection)
    except OperationalError:
        return False
    finally:
        reading.dispose()


def follows(connection: Connection) -> bool:
    """Check whether the server is a standby, which takes no writers."""
    return bool(connection.execute(text("SELECT pg_is_in_recovery()")).scalar_one())
