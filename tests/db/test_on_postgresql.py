"""A store on a real PostgreSQL: the same answers as on SQLite, and roles that hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.commands.agreements import AddParty
from db.domain.errors import AccordError, StoreProblem
from db.history.diff import Difference, compare
from db.protocols import Query
from db.queries.history.changes import LastChange
from db.queries.history.point_lookup import PointOf
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import NOW, Reading, changes, dump, duty, open_store
from tests.db.at_once import all_at_once
from tests.db.attempts import IN_ORDER, forced_open, inside_an_answer
from tests.db.test_postgresql import QUESTIONS
from tests.db.with_roles import address, with_roles
from tests.postgresql import Server


@pytest.fixture(scope="module")
def database(postgresql: Server) -> str:
    """A database that is given all that commands can do."""
    return with_roles(postgresql)


@pytest.fixture(scope="module")
def edited(postgresql: Server, database: str) -> Iterator[Store]:
    """What an editor did."""
    editor = open_store(address(postgresql, database, "editor"))
    for command in IN_ORDER:
        assert editor.do(command).change_id is not None
    yield editor
    editor.close()


@pytest.fixture
def reviewer(postgresql: Server, database: str, edited: Store) -> Iterator[Store]:
    store = open_store(address(postgresql, database, "reviewer"), read_only=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def on_sqlite(small_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same commands in a file."""
    path = tmp_path_factory.mktemp("same") / "accord.db"
    path.write_bytes(small_template.read_bytes())
    store = open_store(path)
    for command in IN_ORDER:
        store.do(command)
    yield store
    store.close()


def test_an_editor_leaves_the_same_rows_as_on_sqlite(edited: Store, on_sqlite: Store) -> None:
    assert dump(edited) == dump(on_sqlite)
    trail = [(each.kind, each.summary, each.target_id) for each in changes(edited)]
    assert trail == [(each.kind, each.summary, each.target_id) for each in changes(on_sqlite)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_a_reviewer_gets_the_same_answers(
    reviewer: Store, on_sqlite: Store, question: Query[Any]
) -> None:
    assert answer_of(reviewer, question) == answer_of(on_sqlite, question)


@pytest.mark.parametrize("known", [0, 5, 20])
def test_a_reviewer_sees_the_same_past(reviewer: Store, on_sqlite: Store, known: int) -> None:
    question = PointOf(f"#{known}", NOW, "UTC")
    there, here = (store.as_of(store.ask(question)) for store in (reviewer, on_sqlite))
    assert dump(there) == dump(here)
    assert _whole(there) == _whole(here)
    there.close()
    here.close()


def test_writers_at_the_same_time_make_one_chain(postgresql: Server) -> None:
    name = with_roles(postgresql)
    editor = open_store(address(postgresql, name, "editor"))
    editor.do(duty("One"))
    before = editor.ask(LastChange())
    assert all_at_once(address(postgresql, name, "editor")) == [0, 0, 0]
    found = editor.ask(Verify())
    assert found.holds, found
    assert [change.id for change in changes(editor)][before:] == list(
        range(before + 1, before + 37)
    )
    editor.close()


def _whole(store: Store) -> Difference:
    start, end = (store.ask(PointOf(text, NOW, "UTC")) for text in ("#0", "now"))
    return compare(store, start, end)


def answer_of(store: Store, question: Query[Any]) -> object:
    try:
        return store.ask(question)
    except AccordError as error:  # the same mistake has to get the same words
        return str(error)


def test_the_database_refuses_a_reviewer_every_command(postgresql: Server) -> None:
    name = with_roles(postgresql)
    editor = open_store(address(postgresql, name, "editor"))
    reviewer = forced_open(open_store(address(postgresql, name, "reviewer"), read_only=True))
    for command in IN_ORDER:
        before = dump(reviewer)
        with pytest.raises(StoreProblem, match="may only be read"):
            reviewer.do(command)
        with pytest.raises(StoreProblem, match="may only be read"):
            inside_an_answer(reviewer, command)
        assert dump(reviewer) == before
        assert editor.do(command).change_id is not None
    reviewer.close()
    editor.close()


WRITES = (
    "INSERT INTO party (code, name, kind) VALUES ('X', 'X', 'state')",
    "UPDATE commitment SET title = 'Nothing is owed'",
    "DELETE FROM change",
    "TRUNCATE change CASCADE",
    "DROP TABLE change",
    "CREATE TABLE mine (x int)",
    "CREATE TEMPORARY TABLE mine (x int)",
    "ALTER TABLE party ADD COLUMN mine int",
    "SELECT nextval('party_id_seq')",
    "COPY party TO '/tmp/elsewhere'",
    "COPY party TO PROGRAM 'cat'",
    "ALTER ROLE CURRENT_USER SUPERUSER",
)


@pytest.mark.parametrize("statement", WRITES)
def test_a_reviewer_who_makes_the_transaction_a_writing_one_lacks_the_right(
    reviewer: Store, statement: str
) -> None:
    def write(connection: Any) -> None:
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
        connection.exec_driver_sql(statement)

    with pytest.raises(StoreProblem, match=r"may only be read|may not do this"):
        reviewer.ask(Reading(write))


def test_a_reviewer_who_does_not_ask_to_only_read_does(
    postgresql: Server, database: str, edited: Store
) -> None:
    store = open_store(address(postgresql, database, "reviewer"))
    assert store.read_only
    with pytest.raises(StoreProblem, match="You may read this store, but not change it"):
        store.do(AddParty("X", "Somebody"))
    store.close()


BEHIND_THE_TRAIL = (
    "UPDATE change SET actor = 'bob'",
    "DELETE FROM change",
    "TRUNCATE change CASCADE",
    "UPDATE change_item SET commitment_id = 1",
    "DELETE FROM change_item",
    "DROP TABLE change",
    "ALTER TABLE change DROP COLUMN digest",
    "CREATE RULE nothing AS ON INSERT TO change DO INSTEAD NOTHING",
    "CREATE TRIGGER late AFTER INSERT ON change EXECUTE FUNCTION mine()",
    "UPDATE alembic_version SET version_num = '0001'",
    "INSERT INTO alembic_version VALUES ('0009')",
    "SELECT setval('change_id_seq', 1)",
    "CREATE TABLE mine (x int)",
    "CREATE TEMPORARY TABLE change (x int)",
    "SET ROLE postgres",
)


@pytest.mark.parametrize("statement", BEHIND_THE_TRAIL)
def test_an_editor_cannot_rewrite_the_trail(edited: Store, statement: str) -> None:
    before = changes(edited)

    def attempt(connection: Any) -> None:
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
        connection.exec_driver_sql(statement)

    with pytest.raises(StoreProblem, match="may not do this"):
        edited.ask(Reading(attempt))
    assert changes(edited) == before


def test_the_address_may_be_written_without_the_driver(postgresql: Server, database: str) -> None:
    url = address(postgresql, database, "reviewer").replace("+psycopg", "")
    store = open_store(url, read_only=True)
    assert len(changes(store)) >= 4
    store.close()
