"""Nobody who may only read keeps others from writing, and who waits in vain learns for whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from db.admin import provision
from db.commands.flags import SetTags
from db.domain.errors import Busy
from db.engine.postgres_roles import CONNECTIONS
from db.queries.maintenance.server import ServerOf
from db.queries.maintenance.verify import Verify
from tests.builders import NOW, duty, open_store
from tests.db.with_roles import address, with_roles
from tests.postgresql import Server

TAGS = SetTags(("ACC-1",), "new")
LOCKS = (
    *(
        f"LOCK TABLE {table} IN {mode} MODE"
        for table in ("process", "change", "commitment", "alembic_version")
        for mode in ("ROW EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "ACCESS EXCLUSIVE")
    ),
    *(f"SELECT id FROM commitment FOR {how}" for how in ("UPDATE", "SHARE", "KEY SHARE")),
    "SELECT pg_advisory_lock(0)",
    "SELECT pg_advisory_xact_lock(107079497904740)",
    "SELECT pg_try_advisory_lock(g) FROM generate_series(1, 10) g",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_logical_emit_message(true, 'x', 'y')",
)
"""What would make others wait, or fill the server; none of it is a reviewer's."""


@contextmanager
def inside(url: str, *statements: str) -> Iterator[Any]:
    """Somebody in a transaction of their own, who has carried these out in it."""
    engine = create_engine(url)
    with engine.connect() as connection:
        for each in statements:
            connection.exec_driver_sql(each)
        yield connection
    engine.dispose()


@pytest.fixture(scope="module")
def database(postgresql: Server) -> str:
    """With roles, and one commitment in it."""
    name = with_roles(postgresql)
    store = open_store(address(postgresql, name, "editor"))
    store.do(duty("One"))
    store.close()
    return name


@pytest.mark.parametrize("statement", LOCKS)
def test_a_reviewer_takes_no_lock_and_fills_nothing(
    postgresql: Server, database: str, statement: str
) -> None:
    reviewer = address(postgresql, database, "reviewer")
    with inside(reviewer) as it, pytest.raises(DBAPIError, match="permission denied"):
        it.exec_driver_sql(statement)


def test_no_lock_that_a_reviewer_holds_is_one_that_writes_wait_for(
    postgresql: Server, database: str
) -> None:
    tables = ", ".join(postgresql.ask(database, "SELECT tablename FROM pg_tables"
                                      " WHERE schemaname = 'public'"))  # fmt: skip
    reviewer = address(postgresql, database, "reviewer")
    editor = open_store(address(postgresql, database, "editor"), busy_seconds=1)
    with inside(reviewer, f"LOCK TABLE {tables} IN ACCESS SHARE MODE"):
        assert editor.do(TAGS).change_id is not None
    # Also where an administrator could not take the functions from everybody.
    with inside(postgresql.url(database), "SELECT pg_advisory_lock(107079497904740)"):
        assert editor.do(SetTags(("ACC-1",), "newer")).change_id is not None
    assert editor.ask(Verify()).holds
    editor.close()


def test_a_writer_who_waits_in_vain_learns_for_whom(postgresql: Server, database: str) -> None:
    owner = address(postgresql, database, "owner")
    editor = open_store(address(postgresql, database, "editor"), busy_seconds=0.1)
    with inside(owner, "LOCK TABLE process IN SHARE ROW EXCLUSIVE MODE") as holder:
        pid = holder.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with pytest.raises(Busy) as busy:
            editor.do(TAGS)
    assert busy.value.message == (
        f"The store is busy: owner_of_{database} holds process (ShareRowExclusiveLock, server"
        f" process {pid}). Nothing was changed."
    )
    assert f"pg_terminate_backend({pid})" in busy.value.hint
    assert editor.do(SetTags(("ACC-1",), "after")).change_id is not None
    editor.close()


def test_so_does_a_reader(postgresql: Server, database: str) -> None:
    impatient = f"{address(postgresql, database, 'reviewer')}&options=-c%20lock_timeout%3D100"
    reader = open_store(impatient, read_only=True)
    with (
        inside(postgresql.url(database), "LOCK TABLE change IN ACCESS EXCLUSIVE MODE"),
        pytest.raises(Busy, match=r"postgres holds change \(AccessExclusiveLock"),
    ):
        reader.ask(Verify())
    assert reader.ask(Verify()).holds
    reader.close()


def said(server: Server, database: str) -> tuple[str, ...]:
    store = open_store(address(server, database, "owner"), read_only=True)
    found = store.ask(ServerOf())
    store.close()
    assert found is not None
    assert found.wrong == ()
    return found.unlimited


def test_reviewers_have_limits_where_an_administrator_sets_them(
    postgresql: Server, tmp_path: Path
) -> None:
    name = with_roles(postgresql)
    reviewer = f"reviewer_of_{name}"
    assert said(postgresql, name) == (f"{reviewer} may open any number of connections",)
    with inside(postgresql.url(name, reviewer)) as connection:
        for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
            assert connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == "10min"
    # An owner may not limit other logins; who keeps the server may.
    assert not provision.upgrade(address(postgresql, name, "owner"), NOW, folder=tmp_path).changed
    assert said(postgresql, name) != ()
    provision.upgrade(postgresql.url(name), NOW, folder=tmp_path)
    assert said(postgresql, name) == ()
    limits = "SELECT rolname FROM pg_roles WHERE rolconnlimit = {} AND rolname ~ '{}$' ORDER BY 1"
    assert postgresql.ask(name, limits.format(CONNECTIONS, name)) == [reviewer]
    assert postgresql.ask(name, limits.format(CONNECTIONS, f"{name}_reviewer")) == [
        f"{name}_reviewer"
    ]


def test_what_an_older_store_leaves_open_is_named_and_closed(
    postgresql: Server, tmp_path: Path
) -> None:
    name = with_roles(postgresql)
    postgresql.run(
        name,
        f"ALTER DATABASE {name} RESET ALL",
        f"ALTER ROLE {name}_reviewer CONNECTION LIMIT -1",
        "GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC",
    )
    assert set(said(postgresql, name)) == {
        f"reviewer_of_{name} may open any number of connections",
        f"{name}_reviewer may open any number of connections",
        "statement_timeout has no limit",
        "idle_in_transaction_session_timeout has no limit",
        f"{name}_reviewer may make large objects and take advisory locks",
    }
    provision.upgrade(postgresql.url(name), NOW, folder=tmp_path)
    assert said(postgresql, name) == ()
