"""What a text may hold: the same in every field, on both databases; and what older stores hold."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from db import tables as t
from db.admin.copy_store import copy_store
from db.admin.text_repair import MendTexts
from db.audit.log_reader import StoredChange, iter_changes
from db.audit.unit_of_work import UnitOfWork
from db.commands.agreements import AddAgreement, AddParty, EditAgreement
from db.commands.commitments import EditCommitment
from db.commands.reports import AddReport, Entry, SetStatus
from db.commands.undo import Undo
from db.domain.audit_hash import FIRST, digest
from db.domain.enums import Status
from db.domain.errors import BadInput, Refused
from db.protocols import Command
from db.queries.maintenance.health import Health
from db.queries.maintenance.texts import UnkeepableTexts
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from db.tables.text_rules import TEXTS
from tests.builders import NOW, Reading, changes, do_all, dump, duty, open_store, row_of

if TYPE_CHECKING:
    from tests.postgresql import Server

BAD = {"NUL": "a\0b", "half of a character": "caf\udce9"}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_no_field_of_any_table_takes_what_no_store_keeps(small: Store, bad: str) -> None:
    small.do(duty("One"))
    before = dump(small)

    def every_field(connection: object) -> int:
        tx = UnitOfWork(connection, "asel", NOW)  # type: ignore[arg-type]  # a reading one will do
        count = 0
        for name, table in t.TRACKED.items():
            for field in TEXTS[name]:
                with pytest.raises(BadInput, match=f"The {field.replace('_', ' ')} of the .* kept"):
                    tx.insert(table, **{field: bad})
                count += 1
        return count

    tried = small.ask(Reading(every_field))
    assert tried == sum(len(TEXTS[name]) for name in t.TRACKED)
    assert dump(small) == before


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (AddReport(("ACC-1",), Entry("line\nof a\0b, and more")), "text of the report"),
        (AddReport(("ACC-1",), Entry("x", source="\0")), "source of the report"),
        (EditCommitment("ACC-1", {"title": "a\0b"}), "title of the commitment"),
        (EditCommitment("ACC-1", {"theme": "x" * 501}), "501 characters: at most 500"),
        (EditAgreement("ACC", note="a\0b"), "note of the agreement"),
        (SetStatus(("ACC-1",), Status.STALLED, reason="a\0b"), "reason of the change"),
        (AddParty("X", "a\0b"), "name of the party"),
        (AddAgreement("X", "X", "UTC", process="p" * 201), "201 characters: at most 200"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_command_with_such_a_text_is_refused_and_says_where(
    small: Store, command: Command, words: str
) -> None:
    small.do(duty("One"))
    before, count = dump(small), len(changes(small))
    with pytest.raises(BadInput, match=words) as refusal:
        small.do(command)
    assert len(refusal.value.text) < 60
    assert (dump(small), len(changes(small))) == (before, count)


def test_nobody_goes_by_such_a_name(small: Store) -> None:
    for name, words in (("a\0b", "actor of the change"), ("n" * 101, "Actor has 101 characters")):
        nobody = open_store(small.location, actor=name)
        with pytest.raises(BadInput, match=words):
            nobody.do(duty("One"))
        nobody.close()


@pytest.fixture
def older(small_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A file as an older accord left it: NUL in a title, in a note and in what the trail says."""
    path = tmp_path / "older.db"
    path.write_bytes(small_template.read_bytes())
    store = open_store(path)
    do_all(store, duty("One @ road"), AddReport(("ACC-1",), Entry("seen @ there", source="s")))
    do_all(store, EditCommitment("ACC-1", {"title": "Two @ roads"}))
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for name, fields in TEXTS.items():
            for field in fields:
                other.execute(f"UPDATE {name} SET {field} = replace({field}, '@', char(0))")
        other.execute("UPDATE change SET rows = replace(rows, '@', '\\u0000')")
        _seal(other)
    store = open_store(path)
    assert store.ask(Verify()).holds
    yield store
    store.close()


def _seal(other: sqlite3.Connection) -> None:
    """Digests of what stands there, as if it had been written so."""
    from db.domain.audit_hash import ChangeRecord

    head = FIRST
    found = other.execute(
        "SELECT id, at, actor, kind, summary, reason, target_id, rows FROM change ORDER BY id"
    ).fetchall()
    for number, at, actor, kind, summary, reason, target, rows in found:
        items = other.execute(
            "SELECT commitment_id FROM change_item WHERE change_id = ? ORDER BY 1", (number,)
        ).fetchall()
        line = ChangeRecord(
            number, f"{at.replace(' ', 'T')}Z", actor, kind, summary, reason, target,
            json.loads(rows), tuple(each[0] for each in items),
        )  # fmt: skip
        head = digest(line, head)
        other.execute("UPDATE change SET digest = ? WHERE id = ?", (head, number))


def test_what_an_older_store_holds_is_named_and_can_be_typed_anew(older: Store) -> None:
    named = [str(each) for each in older.ask(UnkeepableTexts())]
    assert {"commitment 1: title", "report 1: text", "change 7: summary"} <= set(named)
    done = older.do(EditCommitment("ACC-1", {"title": "Two roads"}))
    assert done.summary == "ACC-1: title Two \u2400 roads -> Two roads"
    assert older.ask(Verify()).holds
    with pytest.raises(BadInput, match="title of the commitment"):
        older.do(Undo())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_is_mended_where_that_is_asked_for(
    older: Store, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    target = str(tmp_path / "copy.db")
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        target = server.url(server.new_database())
    before = older.ask(Verify()).head
    with pytest.raises(Refused, match=r"commitment 1: title.* --mend-texts"):
        copy_store(older.location, target)
    copy_store(older.location, target, None, MendTexts("bea", NOW))
    copy = open_store(target, actor="bea")
    assert row_of(copy, "ACC-1")["title"] == "Two \u2400 roads"
    assert row_of(copy, "ACC-1")["search"].startswith("acc-1 two \u2400 roads")
    assert copy.ask(Verify()).holds
    assert copy.ask(Health()).outdated == ()
    assert copy.ask(UnkeepableTexts()) == ()
    kept = copy.ask(
        Reading(lambda it: [each for each in iter_changes(it) if isinstance(each, StoredChange)])
    )
    assert [each.line.rows for each in kept[:-1]] == [each.rows for each in changes(older)]
    last = changes(copy)[-1]
    assert (last.actor, last.kind) == ("bea", "mend texts")
    assert "of commitment 1, report 1" in last.summary
    assert before in last.summary
    with pytest.raises(Refused, match="nothing of bea's to undo"):
        copy.do(Undo())
    copy.do(duty("Three"))
    copy.close()
    assert older.ask(Verify()).head == before


@pytest.mark.file_only("PostgreSQL never had such texts")
def test_a_store_that_was_altered_is_not_mended(older: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(older.location, isolation_level=None)) as other:
        other.execute("UPDATE report SET text = 'forged' || char(0)")
    with pytest.raises(Refused, match="not as its trail left it"):
        copy_store(older.location, str(tmp_path / "copy.db"), None, MendTexts("bea", NOW))


def test_a_whole_store_needs_no_mending(small: Store, tmp_path: Path) -> None:
    assert small.ask(UnkeepableTexts()) == ()
    copy_store(small.location, str(tmp_path / "copy.db"), None, MendTexts("bea", NOW))
    copy = open_store(tmp_path / "copy.db")
    assert copy.ask(Verify()).head == small.ask(Verify()).head
    copy.close()


def test_questions_with_such_a_text_are_refused_or_find_nothing(small: Store) -> None:
    def ask(connection: object) -> list[object]:
        question = select(t.party.c.id).where(t.party.c.code == "a\0b")
        return list(connection.execute(question))  # type: ignore[attr-defined]  # a connection

    if "://" in small.location:
        with pytest.raises(BadInput, match="cannot be kept"):
            small.ask(Reading(ask))
    else:
        assert small.ask(Reading(ask)) == []
