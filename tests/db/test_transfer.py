"""A store copied into an empty one is the same store: rows, trail, codes and what is undone."""

from pathlib import Path

import pytest

from db import schema
from db.commands.undo import Redo, Undo
from db.domain.errors import Refused
from db.engine import store_url
from db.queries.health import Health
from db.queries.verify import Verify
from db.store import Store
from db.transfer import copy_store
from tests.builders import changes, do_all, dump, duty, open_store
from tests.db.cases import steps
from tests.postgresql import Server


@pytest.fixture
def lived_in(small: Store) -> Store:
    """A store in which everything was done once, and some of it taken back."""
    do_all(small, *(case.command for case in steps()), Undo(), Undo(), Redo())
    return small


def test_a_copy_is_the_same_store(lived_in: Store, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.db")
    copied = copy_store(lived_in.location, target)
    other = open_store(target)
    assert dump(other) == dump(lived_in)
    assert changes(other) == changes(lived_in)
    assert copied.changes == len(changes(lived_in))
    assert other.ask(Health()) == lived_in.ask(Health())
    other.close()


def test_a_copy_goes_on_as_the_store_would(lived_in: Store, tmp_path: Path) -> None:
    copy_store(lived_in.location, str(tmp_path / "copy.db"))
    other = open_store(tmp_path / "copy.db")
    for each in (lived_in, other):
        do_all(each, Redo(), duty("One more"), Undo(), duty("And another"))
    assert dump(other) == dump(lived_in)
    other.close()


def test_what_is_there_is_not_written_over(lived_in: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other.db")
    schema.create(store_url(other.location), tmp_path / "other.db")
    copy_store(lived_in.location, other.location)
    before = dump(other)
    with pytest.raises(Refused, match="something in that store"):
        copy_store(lived_in.location, other.location)
    assert dump(other) == before
    other.close()


def test_a_store_is_not_copied_onto_itself(lived_in: Store) -> None:
    before = dump(lived_in)
    with pytest.raises(Refused):
        copy_store(lived_in.location, lived_in.location)
    assert dump(lived_in) == before


def test_there_must_be_something_to_copy(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to copy"):
        copy_store(str(tmp_path / "none.db"), str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


def test_to_postgresql_and_back_is_the_same_store(
    lived_in: Store, postgresql: Server, tmp_path: Path
) -> None:
    there = postgresql.url(postgresql.new_database())
    copy_store(lived_in.location, there)
    team = open_store(there)
    assert (dump(team), changes(team)) == (dump(lived_in), changes(lived_in))
    assert team.ask(Verify()).holds
    for each in (lived_in, team):
        do_all(each, Redo(), duty("One more"), Undo(), duty("And another"))
    back = tmp_path / "back.db"
    copy_store(there, str(back))
    home = open_store(back)
    assert (dump(home), changes(home)) == (dump(lived_in), changes(lived_in))
    assert home.ask(Verify()) == lived_in.ask(Verify())
    do_all(home, duty("At home again"))
    for each in (team, home):
        each.close()
