"""A reviewer who gets past every screen is still refused, by the database."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from db.domain.errors import StoreProblem
from db.protocols import Query
from db.store.store import Store
from tests.builders import dump, open_store
from tests.db.attempts import (
    IN_ORDER,
    Attempt,
    by_sql,
    every_command,
    forced_open,
    inside_an_answer,
    migrating,
    upgrading,
)
from tests.db.test_postgresql import QUESTIONS

pytestmark = pytest.mark.file_only("tries SQLite; tests of PostgreSQL try its roles")

STATEMENTS = (
    "INSERT INTO party (code, name, kind) VALUES ('X', 'X', 'state')",
    "UPDATE commitment SET title = 'Nothing is owed'",
    "DELETE FROM report",
    "DELETE FROM change",
    "DROP TABLE change",
    "CREATE TABLE mine (x)",
    "CREATE TEMP TABLE mine (x)",
    "CREATE INDEX mine ON party (name)",
    "ALTER TABLE party ADD COLUMN mine",
    "CREATE TRIGGER mine AFTER INSERT ON report BEGIN DELETE FROM change; END",
    "ATTACH DATABASE 'elsewhere.db' AS elsewhere",
    "DETACH DATABASE main",
    "VACUUM",
    "VACUUM INTO 'elsewhere.db'",
    "REINDEX",
    "ANALYZE",
    "PRAGMA query_only=OFF",
    "PRAGMA writable_schema=ON",
    "PRAGMA user_version=7",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA wal_checkpoint",
    "PRAGMA optimize",
    "SELECT load_extension('elsewhere')",
)
OTHERS: dict[str, Attempt] = {
    **{statement: by_sql(statement) for statement in STATEMENTS},
    "migrating": migrating,
    "upgrading": upgrading,
}
WORDS = "may only be read|readonly database|not authorized|authorization denied"
REFUSALS = (StoreProblem, DBAPIError, sqlite3.Error)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("kept_open", [False, True], ids=["nobody else there", "in use"])
def test_the_database_refuses_every_command(small: Store, kept_open: bool) -> None:
    keeper = open_store(small.location)
    reader = forced_open(open_store(small.location, read_only=True))
    for command in IN_ORDER:
        if not kept_open:
            small.close()
            keeper.close()
        before = dump(reader)
        with pytest.raises(StoreProblem, match="may only be read"):
            reader.do(command)
        with pytest.raises(StoreProblem, match="may only be read"):
            inside_an_answer(reader, command)
        assert dump(reader) == before
        assert keeper.do(command).change_id is not None, "an attempt that could not have succeeded"
    reader.close()
    keeper.close()


@pytest.mark.parametrize("kept_open", [False, True], ids=["nobody else there", "in use"])
@pytest.mark.parametrize("attempt", OTHERS.values(), ids=OTHERS)
def test_the_database_refuses_whatever_else_writes(
    small: Store, attempt: Attempt, kept_open: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = dump(small)
    if not kept_open:
        small.close()
    files = names(tmp_path)
    reader = forced_open(open_store(small.location, read_only=True))
    with pytest.raises(REFUSALS, match=WORDS):
        attempt(reader)
    assert dump(reader) == before
    assert names(tmp_path) == files
    reader.close()


def test_every_command_of_the_program_is_attempted() -> None:
    tried = {type(command) for command in IN_ORDER}
    assert every_command() - tried == set(), "give each an example in tests/db/cases.py"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_every_question_is_answered_as_to_a_writer(
    packed_template: Path, library: Store, question: Query[Any]
) -> None:
    writer = open_store(packed_template)
    assert library.ask(question) == writer.ask(question)
    writer.close()


@pytest.mark.parametrize("statement", ["PRAGMA journal_mode", "PRAGMA table_info(party)"])
def test_looking_is_allowed(small: Store, statement: str) -> None:
    reader = open_store(small.location, read_only=True)
    by_sql(statement)(reader)
    reader.close()
