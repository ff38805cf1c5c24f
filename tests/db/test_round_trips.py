"""How often an edit asks the database: each time is a wait, over a network a long one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from db.commands.commitments import EditCommitment
from db.commands.flags import SetTags
from db.commands.reports import Entry, SetStatus
from db.domain.enums import Status
from db.protocols import Command
from db.queries.maintenance.health import Health
from db.store.store import Store
from tests.builders import duty, open_store, row_of, small_agreement
from tests.postgresql import Server


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is sent to any database in the meantime."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


TITLE = EditCommitment("ACC-1", {"title": "Straße räumen", "theme": "ROADS"})
DONE = SetStatus(("ACC-1",), Status.DONE, Entry(source="letter"))


@pytest.mark.parametrize(
    ("command", "most"), [(SetTags(("ACC-1",), "new"), 7), (TITLE, 7), (DONE, 25)]
)
def test_an_edit_asks_for_what_it_may_change_and_no_more(
    small: Store, command: Command, most: int
) -> None:
    small.do(duty("One", "signing + 10 days"))
    with statements() as sent:
        small.do(command)
    assert len(sent) <= most, sent


def test_on_postgresql_too(postgresql: Server) -> None:
    store = small_agreement(open_store(postgresql.url(postgresql.new_database())))
    store.do(duty("One", "signing + 10 days"))
    store.do(SetTags(("ACC-1",), "first"))
    with statements() as sent:
        store.do(SetTags(("ACC-1",), "second"))
    assert len(sent) <= 7, sent
    store.close()


def test_words_are_found_by_whatever_was_edited(small: Store) -> None:
    small.do(duty("Große Brücke", "signing + 10 days", owners=("RWA", "DRC"), tags="bridge"))
    version = row_of(small, "ACC-1")["version"]
    small.do(TITLE)
    row = row_of(small, "ACC-1")
    assert row["search"].startswith("acc-1 strasse räumen  roads bridge rwa rwanda drc")
    assert row["version"] == version + 1
    small.do(SetTags(("ACC-1",), ""))
    assert small.ask(Health()).outdated == ()
