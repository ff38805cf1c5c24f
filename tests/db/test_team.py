"""A store for a team on PostgreSQL: made, looked at, upgraded; and of an older or newer accord."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.admin import provision
from db.domain.errors import BadInput, NoStore, Refused, StoreProblem
from db.engine.factory import open_engine
from db.engine.postgres_roles import act_as_owner
from db.engine.url import store_url
from db.queries.history.changes import LastChange
from db.queries.lookups import Parties
from db.queries.maintenance.server import Server as Said
from db.queries.maintenance.server import ServerOf
from db.queries.maintenance.verify import Verify
from db.store import migrations
from tests.builders import NOW, duty, open_store, small_agreement
from tests.postgresql import Server, find_binaries

PEOPLE = ("owner", "editor", "reviewer")


def login(server: Server, database: str, role: str) -> str:
    """The address of somebody new with one of the roles, in one database."""
    name = f"{role}_in_{database}"
    server.run(database, f"CREATE ROLE {name} LOGIN IN ROLE {database}_{role}")
    return server.url(database, name)


@pytest.fixture
def database(postgresql: Server) -> Iterator[str]:
    """An empty database."""
    name = postgresql.new_database()
    yield name
    postgresql.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def made(postgresql: Server, database: str) -> str:
    """One with an empty store for a team, whose roles are named after it."""
    provision.create(postgresql.url(database), database)
    return database


def said_by(location: str) -> Said:
    store = open_store(location, read_only=True)
    found = store.ask(ServerOf())
    store.close()
    assert found is not None
    return found


def older(server: Server, database: str, owner: str = "") -> None:
    """A store as the first accord would have left it."""

    def as_owner(connection: Connection) -> bool:
        act_as_owner(connection, owner)
        return True

    engine = open_engine(store_url(server.url(database)), read_only=False)
    migrations.migrate(engine, "0001", first=as_owner)
    engine.dispose()


def test_a_store_is_made_with_three_roles(postgresql: Server, made: str) -> None:
    owner, editor, reviewer = (login(postgresql, made, each) for each in PEOPLE)
    small_agreement(store := open_store(editor))
    assert not store.read_only
    store.close()
    looking = open_store(reviewer)
    assert looking.read_only
    looking.close()
    found = said_by(owner)
    assert found.wrong == ()
    assert found.roles == tuple(f"{made}_{each}" for each in PEOPLE)
    assert f"owner_in_{made}" in found.owners
    assert found.editors == (f"editor_in_{made}",)
    assert found.reviewers == (f"reviewer_in_{made}",)
    assert (found.encoding, found.standby) == ("UTF8", False)


def test_what_is_there_already_is_left_alone(postgresql: Server, made: str) -> None:
    with pytest.raises(Refused, match="something at"):
        provision.create(postgresql.url(made), made)
    with pytest.raises(Refused, match="something at"):
        provision.create(postgresql.url(made), "other")
    assert said_by(postgresql.url(made)).wrong == ()


def test_who_may_not_make_roles_is_told_whom_to_ask(postgresql: Server, database: str) -> None:
    postgresql.run(database, f"CREATE ROLE plain_{database} LOGIN")
    with pytest.raises(Refused, match="may not make roles") as refusal:
        provision.create(postgresql.url(database, f"plain_{database}"), database)
    assert f"accord store create --sql --roles {database} 'postgresql" in refusal.value.hint
    assert "add --roles NAME." in refusal.value.hint
    assert not postgresql.ask("postgres", f"SELECT 1 FROM pg_roles WHERE rolname ~ '^{database}_'")


def test_an_administrator_prepares_and_the_owner_makes_it(
    postgresql: Server, database: str
) -> None:
    statements = provision.statements(postgresql.url(database), database)
    postgresql.run(database, *statements)
    owner = login(postgresql, database, "owner")
    provision.create(owner, database)
    assert said_by(owner).wrong == ()
    small_agreement(store := open_store(login(postgresql, database, "editor")))
    store.close()


def test_who_forgot_how_the_roles_are_called_is_told_so(
    postgresql: Server, made: str, database: str
) -> None:
    other = postgresql.new_database()
    postgresql.run(other, *provision.statements(postgresql.url(other), other))
    owner = login(postgresql, other, "owner")
    with pytest.raises(Refused, match=f"no member of {made}_owner") as refusal:
        provision.create(owner, made)  # those of another team on the same server
    assert "--roles NAME" in refusal.value.hint
    assert f"GRANT {made}_owner TO owner_in_{other}" in refusal.value.hint
    assert provision.create(owner, other).roles[0] == f"{other}_owner"
    postgresql.drop_database(other)


def test_an_owner_of_another_database_is_told_what_to_let_run(
    postgresql: Server, made: str
) -> None:
    other = postgresql.new_database()
    owner = login(postgresql, made, "owner")
    there = postgresql.url(other, f"owner_in_{made}")
    postgresql.run(other, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    with pytest.raises(Refused, match="may not make tables in this database") as refusal:
        provision.create(there, made)
    assert "accord store create --sql" in refusal.value.hint
    nothing = open_store(there)
    with pytest.raises(StoreProblem, match="may not make a store in this database"):
        small_agreement(nothing)
    nothing.close()
    postgresql.run(
        other, *provision.statements(there, made)
    )  # the roles are there: none is made again
    assert provision.create(there, made).roles[0] == f"{made}_owner"
    assert said_by(owner).wrong == ()
    postgresql.drop_database(other)


def test_what_is_printed_fits_what_is_there(postgresql: Server, database: str) -> None:
    location = postgresql.url(database)
    with pytest.raises(NoStore, match="no store at"):
        provision.later_statements(location, database)
    assert f"CREATE ROLE {database}_editor" in provision.statements(location, database)
    postgresql.run(database, f"CREATE ROLE {database}_editor")
    assert [each for each in provision.statements(location, database) if "CREATE ROLE" in each] == [
        f"CREATE ROLE {database}_owner",
        f"CREATE ROLE {database}_reviewer",
    ]
    small_agreement(store := open_store(location))
    store.close()
    with pytest.raises(Refused, match="something at"):
        provision.statements(location, database)
    printed = provision.later_statements(location, database)
    assert f"CREATE ROLE {database}_editor" not in printed
    postgresql.run(database, ";".join(printed))
    assert said_by(location).wrong == ()
    with pytest.raises(Refused, match="has its roles already"):
        provision.later_statements(location, database)


@pytest.fixture
def alone(postgresql: Server, database: str) -> str:
    """The address of somebody who has a store without roles, with an agreement in it."""
    name = f"ann_in_{database}"
    postgresql.run(database, f"CREATE ROLE {name} LOGIN")
    postgresql.run(database, f"ALTER DATABASE {database} OWNER TO {name}")
    url = postgresql.url(database, name)
    small_agreement(store := open_store(url))
    store.close()
    return url


@pytest.mark.parametrize("way", ["by an administrator", "in SQL", "by its owner"])
def test_a_store_that_was_made_without_roles_is_given_them(
    postgresql: Server, database: str, alone: str, way: str
) -> None:
    assert said_by(alone).roles is None
    if way == "in SQL":
        postgresql.run(database, ";".join(provision.later_statements(alone, database)))
    elif way == "by its owner":
        postgresql.run(database, f"ALTER ROLE ann_in_{database} CREATEROLE")
        provision.give_roles(alone, database)
    else:
        provision.give_roles(postgresql.url(database), database)
    said = said_by(alone)
    assert said.wrong == ()
    assert f"ann_in_{database}" in said.owners
    assert not provision.upgrade(alone, NOW, folder=Path()).changed
    editor = open_store(login(postgresql, database, "editor"), actor="bea")
    editor.do(duty("Open the road"))
    assert editor.ask(Verify()).holds
    editor.close()
    reviewer = open_store(login(postgresql, database, "reviewer"))
    with pytest.raises(StoreProblem, match="not change it"):
        reviewer.do(duty("Open the gate"))
    reviewer.close()
    with pytest.raises(Refused, match="has its roles already"):
        provision.give_roles(alone, database)


def test_who_may_not_make_roles_is_told_what_to_print(database: str, alone: str) -> None:
    with pytest.raises(Refused, match=r"may not make roles.*accord store roles --sql "):
        provision.give_roles(alone, database)
    assert said_by(alone).roles is None


def test_there_is_nothing_to_give_roles_to(
    postgresql: Server, database: str, tmp_path: Path
) -> None:
    with pytest.raises(NoStore, match="accord store create"):
        provision.give_roles(postgresql.url(database), database)
    with pytest.raises(Refused, match="no roles"):
        provision.give_roles(str(tmp_path / "accord.db"), "accord")


def test_a_file_has_no_roles(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no roles"):
        provision.statements(str(tmp_path / "accord.db"), "accord")
    assert provision.create(str(tmp_path / "accord.db"), "accord").roles == ()
    with pytest.raises(Refused, match="something at"):
        provision.create(str(tmp_path / "accord.db"), "accord")


@pytest.mark.parametrize("prefix", ["", "Accord", "a b", "x; DROP ROLE y", "1st", "é"])
def test_a_beginning_that_would_be_more_than_a_name(prefix: str) -> None:
    with pytest.raises(BadInput, match="no beginning"):
        provision.statements("postgresql://host/accord", prefix)


WRONG = {
    "GRANT UPDATE ON change TO {0}_editor": "{0}_editor may UPDATE change",
    "GRANT INSERT ON party TO {0}_reviewer": "{0}_reviewer may INSERT party",
    "GRANT SELECT ON report TO PUBLIC": "everybody may SELECT report",
    "REVOKE INSERT ON change FROM {0}_editor": "{0}_editor may not INSERT change",
    "GRANT CREATE ON SCHEMA public TO {0}_editor": "{0}_editor may make tables",
}


@pytest.mark.parametrize(("statement", "sentence"), WRONG.items())
def test_rights_that_are_not_as_they_should_be_are_named(
    postgresql: Server, made: str, statement: str, sentence: str
) -> None:
    postgresql.run(made, statement.format(made))
    assert sentence.format(made) in said_by(postgresql.url(made)).wrong


def test_an_upgrade_puts_rights_in_order_again(
    postgresql: Server, made: str, tmp_path: Path
) -> None:
    postgresql.run(made, f"GRANT UPDATE, TRUNCATE ON change TO {made}_editor, {made}_reviewer")
    owner = login(postgresql, made, "owner")
    done = provision.upgrade(owner, NOW, folder=tmp_path)
    assert (done.changed, done.before) == (False, None)
    assert said_by(owner).wrong == ()


def test_an_older_store_waits_for_its_owner(
    postgresql: Server, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(find_binaries()), prepend=os.pathsep)
    postgresql.run(database, *provision.statements(postgresql.url(database), database))
    older(postgresql, database, f"{database}_owner")
    owner, editor = (login(postgresql, database, each) for each in ("owner", "editor"))
    postgresql.run(database, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {database}_editor")
    for location in (owner, editor):
        with pytest.raises(StoreProblem, match="older schema") as refusal:
            open_store(location)
        assert "accord store upgrade" in refusal.value.hint
    with pytest.raises(StoreProblem, match="may not do this"):
        provision.upgrade(editor, NOW, folder=tmp_path, dump=False)
    done = provision.upgrade(owner, NOW, folder=tmp_path)
    assert done.changed
    assert done.before is not None
    assert done.before.read_bytes().startswith(b"PGDMP")
    small_agreement(store := open_store(editor))
    store.close()
    assert said_by(owner).wrong == ()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_store_is_refused(postgresql: Server, made: str, *, read_only: bool) -> None:
    postgresql.run(made, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreProblem, match="newer accord"):
        open_store(postgresql.url(made), read_only=read_only)
    with pytest.raises(StoreProblem, match="newer accord"):
        provision.upgrade(postgresql.url(made), NOW, folder=Path())


def test_there_must_be_something_to_upgrade(
    postgresql: Server, database: str, tmp_path: Path
) -> None:
    for location in (postgresql.url(database), str(tmp_path / "none.db")):
        with pytest.raises(NoStore, match="no store at"):
            provision.upgrade(location, NOW, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_pg_dump_it_says_how(
    postgresql: Server, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(postgresql, database)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="no pg_dump here") as refusal:
        provision.upgrade(postgresql.url(database), NOW, folder=tmp_path)
    assert "--no-dump" in refusal.value.hint
    assert provision.upgrade(postgresql.url(database), NOW, folder=tmp_path, dump=False).changed


_STARTED = """
import sys
from db.commands.agreements import AddParty
from tests.builders import open_store
import db.store.migrations
store = open_store(sys.argv[1], actor=sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
store.do(AddParty(sys.argv[2], "Somebody"))
store.close()
"""
_WATCH = (
    "CREATE SCHEMA watch",
    "CREATE TABLE watch.seen (made text)",
    """CREATE FUNCTION watch.note() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO watch.seen SELECT object_identity FROM pg_event_trigger_ddl_commands()
    WHERE command_tag = 'CREATE TABLE'; END $$""",
    "CREATE EVENT TRIGGER tables ON ddl_command_end EXECUTE FUNCTION watch.note()",
)


def test_programs_that_start_at_once_on_nothing_migrate_once(
    postgresql: Server, database: str
) -> None:
    postgresql.run(database, *_WATCH)
    location = postgresql.url(database)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", _STARTED, location, name],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("ANN", "BOB", "CY")
    ]
    for each in programs:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in programs:
        each.communicate()
        assert each.returncode == 0
    made = postgresql.ask(database, "SELECT made FROM watch.seen")
    assert sorted(set(made)) == sorted(made)
    assert "public.change" in made
    store = open_store(location)
    assert store.ask(LastChange()) == 3
    assert {party.code for party in store.ask(Parties())} == {"ANN", "BOB", "CY"}
    store.close()
