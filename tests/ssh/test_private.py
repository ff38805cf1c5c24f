"""What goes wrong on the host is said without telling where anything lies on it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.hostile import hostile_store, odd_in
from tests.ssh.server import Person, Server
from tui.ssh.public_key import Role


def broken_in_text(pair: Path) -> None:
    pair.write_text("Dear all, please find attached")


def a_folder(pair: Path) -> None:
    pair.unlink()
    pair.mkdir()


def a_table_gone(pair: Path) -> None:
    with closing(sqlite3.connect(pair)) as database, database:
        database.execute("ALTER TABLE commitment RENAME TO elsewhere")


def a_moment_that_is_none(pair: Path) -> None:
    """Nothing of ours expects this: a mistake that would end in a traceback."""
    with closing(sqlite3.connect(pair)) as database, database:
        database.execute("UPDATE commitment SET due_at = 'soon'")


@pytest.mark.parametrize(
    "harm",
    [broken_in_text, a_folder, a_table_gone, a_moment_that_is_none],
    ids=lambda f: f.__name__,
)
@pytest.mark.parametrize("words", ["status", "show WPA-3", ""])
def test_no_failure_names_a_path_of_the_host(
    reviewer: Person, pair: Path, harm: object, words: str
) -> None:
    assert callable(harm)
    harm(pair)
    said = reviewer.ssh(*words.split())
    assert said.returncode in (5, 70)
    assert said.stderr.startswith("accord: ")
    for text in (str(pair), str(pair.parent), "Traceback", ".py", "site-packages"):
        assert text not in said.stdout + said.stderr
    if said.returncode == 70:
        assert "the number " in said.stderr


def test_hostile_text_arrives_harmless_at_the_other_end(
    server: Server, template: Path, tmp_path: Path
) -> None:
    path = hostile_store(template, tmp_path / "hostile.db")
    alice = server.let_in("alice", Role.REVIEWER, path)
    for words in ("status", "list", "list --json", "log --fields", "report --format csv"):
        said = alice.ssh(*words.split())
        assert said.returncode == 0, said.stderr
        assert odd_in((said.stdout + said.stderr).replace("\n", "")) == [], words
