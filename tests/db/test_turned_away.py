"""Whom a PostgreSQL server does not let in is told which of many reasons it is, and what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from db.domain.errors import StoreAway, StoreProblem
from db.engine.postgres_errors import why
from tests.builders import open_store
from tests.postgresql import Missing, Server
from tests.reliability.typed import Shell
from tui.cli.main import main

WHO_GETS_IN = """
local all postgres,ghost,accord_editor trust
local all bea,cyd scram-sha-256
local all per peer
"""
SECRET = "not-the-one"


@pytest.fixture(scope="module")
def door() -> Iterator[str]:
    """The URL of a database on a server that asks for passwords; nobody is named in it."""
    try:
        server = Server.started()
    except Missing as error:
        pytest.skip(str(error))
    database = server.new_database()
    server.run(
        "postgres",
        "CREATE ROLE bea LOGIN PASSWORD 'hers'",
        "CREATE ROLE cyd LOGIN PASSWORD 'his'",
        "CREATE ROLE accord_editor",
        f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO bea",
    )
    Path(server.folder, "data", "pg_hba.conf").write_text(WHO_GETS_IN)
    server.kill()
    server = server.restarted()
    yield server.url(database)
    server.stop()


def as_somebody(door: str, name: str, password: str | None = None, **more: str) -> str:
    """That URL, for somebody."""
    url = make_url(door).set(username=name, password=password)
    return url.set(**more).render_as_string(hide_password=False)  # type: ignore[arg-type]  # its parts


def test_who_has_the_right_password_is_let_in(door: str) -> None:
    open_store(as_somebody(door, "bea", "hers")).close()


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("bea", SECRET, "refuses bea: the password is wrong, or it has no such login. Look at"),
        ("bea", None, "asks for a password, and none was given. Give it in ~/.pgpass"),
        ("cyd", "his", "You may not use the database accord_1. Ask an owner"),
        ("ghost", None, "has no login ghost. Look at the name"),
        ("accord_editor", None, "accord_editor is a role of the store's server that nobody can"),
        ("per", None, "lets per in only from an account of that name on its own machine. Ask"),
        ("dan", SECRET, "lets nobody in from here as dan without encryption. Add sslmode"),
    ],
)
def test_each_reason_has_its_sentence(
    door: str, name: str, password: str | None, said: str
) -> None:
    with pytest.raises(StoreProblem) as caught:
        open_store(as_somebody(door, name, password))
    assert said in str(caught.value)
    assert not isinstance(caught.value, StoreAway)  # trying again would not help
    assert SECRET not in str(caught.value)


def test_a_database_that_is_not_there_is_named(door: str) -> None:
    with pytest.raises(StoreProblem, match=r"has no database geneva.*createdb geneva"):
        open_store(as_somebody(door, "bea", "hers", database="geneva"))


def test_the_command_line_says_so_and_shows_no_password(door: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path, as_somebody(door, "bea", SECRET))
    for verb in (("status",), ("set", "ACC-1", "title=Open"), ("store", "check"), ("doctor",)):
        code, out, err = shell.types(*verb)
        assert code == (1 if verb[-1] in ("check", "doctor") else 5)
        assert "the password is wrong" in out + err
        assert SECRET not in out + err


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("FATAL:  sorry, too many clients already", StoreAway, "no room for one more"),
        ("FATAL:  the database system is starting up", StoreAway, "stopping or starting"),
        ("Connection refused", StoreAway, "reached: nothing answers at db, port 5432."),
        ("No route to host", StoreAway, "The store cannot be reached."),
        ("ВАЖНО:  роль не существует", StoreAway, "let you in: роль не существует."),
        ("server does not support SSL, but SSL was required", StoreProblem, "does not encrypt"),
        ("SSL error: certificate verify failed", StoreProblem, "sslrootcert=FILE"),
    ],
)
def test_what_else_servers_say(text: str, kind: type[StoreProblem], said: str) -> None:
    found = why(f'connection failed: connection to server at "db", port 5432 failed: {text}')
    assert type(found) is kind
    assert said in str(found)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("asel@no.such.host.invalid/kept", "no machine is called no.such.host.invalid."),
        ("asel@127.0.0.1:1/kept", "nothing answers at 127.0.0.1, port 1."),
        ("asel@/kept?host=/nowhere", "none runs in /nowhere."),
        (
            "asel@/kept?host=/nowhere&host=/nor/here",
            "none runs in /nowhere, and none runs in /nor/here.",
        ),
        (
            "asel@/kept?host=127.0.0.1:1&host=localhost:2&host=/nowhere",
            "port 1, and nothing answers at localhost, port 2, and none runs in /nowhere.",
        ),
    ],
)
def test_where_no_server_is_is_said(
    address: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--store", f"postgresql+psycopg://{address}"]) == 5
    assert said in capsys.readouterr().err


def test_of_several_addresses_nothing_is_said_where_one_is_not_understood() -> None:
    failures = (
        "- host: 'one', port: '5432', hostaddr: '10.0.0.1': connection timeout expired\n"
        "- host: 'two', port: '5432', hostaddr: '10.0.0.2': connection failed: session is read-only"
    )
    found = why(f"connection failed.\nAll failures were:\n{failures}")
    assert found.message == "The store cannot be reached."
    both_late = failures.replace("connection failed: session is read-only", "timeout expired")
    assert (
        "one, port 5432, and nothing answers at two, port 5432."
        in why(f"connection failed.\nAll failures were:\n{both_late}").message
    )
