"""What somebody plants in the database behind accord's back alters no write, and is named."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from db.commands.commitments import EditCommitment
from db.commands.events import SetEvent
from db.commands.flags import SetTags
from db.commands.reports import AddReport, Entry
from db.commands.saved_views import DeleteView, SaveView
from db.commands.undo import Redo, Undo
from db.domain.errors import Refused, StoreProblem
from db.protocols import Command
from db.queries.maintenance.verify import MOST, Verify
from db.store.store import Store
from tests.builders import (
    SIGNED,
    changes,
    do_all,
    dump,
    duty,
    open_store,
    small_agreement,
)
from tests.postgresql import Server

FORGED = {
    "AFTER INSERT ON report": "UPDATE report SET text = 'forged' WHERE id = NEW.id",
    "AFTER INSERT ON change": "UPDATE report SET text = 'forged'",
    "AFTER INSERT ON change_item": "UPDATE change SET actor = 'bob' WHERE id = NEW.change_id",
    "AFTER UPDATE ON commitment": "DELETE FROM report",
    "AFTER INSERT ON change ": "INSERT INTO change_item (change_id, commitment_id)"
    " VALUES (NEW.id, 7)",
    "AFTER INSERT ON report ": "UPDATE commitment SET title = 'another row' WHERE code = 'ACC-2'",
}
"""When a trigger comes in, and what it does to a write that it sees."""
SAID = AddReport(("ACC-1",), Entry("as it was said"))
ON_SQLITE = {
    "CREATE TABLE mine (x)": "table mine",
    "CREATE INDEX mine ON report (text)": "index mine",
    "CREATE VIEW mine AS SELECT * FROM report": "view mine",
    "CREATE TRIGGER mine AFTER INSERT ON party BEGIN SELECT 1; END": "trigger mine on party",
    "CREATE VIRTUAL TABLE mine USING fts5(x)": "table mine",
    'CREATE VIEW "a ""b"" c" AS SELECT 1': 'view a "b" c',
    'CREATE TABLE "a\n""b" (x)': 'table a\n"b',
}
ON_POSTGRESQL = {
    "CREATE TABLE mine (x int)": "table mine",
    "CREATE INDEX mine ON report (source)": "index mine",
    "ALTER TABLE report ADD CONSTRAINT mine UNIQUE (id, at)": "constraint mine on report",
    "CREATE VIEW mine AS SELECT * FROM report": "view mine",
    "CREATE MATERIALIZED VIEW mine AS SELECT 1": "materialized view mine",
    "CREATE SEQUENCE mine": "sequence mine",
    "CREATE FUNCTION mine(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'": "function mine"
    "(a integer)",
    "CREATE RULE mine AS ON UPDATE TO report DO INSTEAD NOTHING": "rule mine on report",
    "CREATE TRIGGER mine BEFORE UPDATE ON party FOR EACH ROW"
    " EXECUTE FUNCTION suppress_redundant_updates_trigger()": "trigger mine on party",
    "CREATE POLICY mine ON report USING (false)": "policy mine on report",
    'CREATE VIEW "a ""b"" c" AS SELECT 1': 'view a "b" c',
    'CREATE TABLE "a\n""b" (x int)': 'table a\n"b',
    """CREATE FUNCTION "a (""b" (a int) RETURNS int LANGUAGE sql AS 'SELECT 1'""": "function"
    ' a ("b(a integer)',
    "ALTER TABLE report ENABLE ROW LEVEL SECURITY": "row level security on report",
    'CREATE TRIGGER "a ""b" BEFORE UPDATE ON party FOR EACH ROW'
    " EXECUTE FUNCTION suppress_redundant_updates_trigger()": 'trigger a "b on party',
}


@pytest.fixture
def plant(request: pytest.FixtureRequest, small: Store) -> Callable[[str], None]:
    """Carries out a statement as somebody who may do all in the database."""

    def planted(statement: str) -> None:
        if "://" not in small.location:
            with closing(sqlite3.connect(small.location, isolation_level=None)) as other:
                other.execute(statement)
            return
        server: Server = request.getfixturevalue("postgresql")
        server.run(small.location.rpartition("/")[2].partition("?")[0], statement)

    return planted


def trigger(small: Store, when: str, what: str, *, deferred: bool = False) -> list[str]:
    """The statements that plant one."""
    if "://" not in small.location:
        return [f"CREATE TRIGGER forge {when} BEGIN {what}; END"]
    body = f"CREATE FUNCTION forge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what};"
    kind, late = ("CONSTRAINT ", "DEFERRABLE INITIALLY DEFERRED ") if deferred else ("", "")
    return [
        f"{body} RETURN NEW; END $$",
        f"CREATE {kind}TRIGGER forge {when} {late}FOR EACH ROW EXECUTE FUNCTION forge()",
    ]


def nothing_is_written(small: Store, command: Command) -> None:
    before, count = dump(small), len(changes(small))
    with pytest.raises(StoreProblem, match=r"act on it|did not keep what it was|refuses this"):
        small.do(command)
    assert (dump(small), len(changes(small))) == (before, count)
    assert small.ask(Verify()).fits


@pytest.mark.parametrize("when", FORGED)
def test_what_a_trigger_makes_of_a_write_is_refused(
    small: Store, plant: Callable[[str], None], when: str
) -> None:
    do_all(small, duty("One"), duty("Two"))
    for statement in trigger(small, when, FORGED[when]):
        plant(statement)
    nothing_is_written(small, SAID)
    with pytest.raises(StoreProblem, match=f"the trigger forge on {when.split()[3]} would act"):
        small.do(SetTags(("ACC-2",), "what it would not even see"))
    named = [str(each) for each in small.ask(Verify()).oddities]
    assert f"trigger forge on {when.split()[3]}" in named


def test_what_a_column_makes_of_a_write_is_refused(
    small: Store, plant: Callable[[str], None]
) -> None:
    small.do(duty("One"))
    if "://" in small.location:
        plant("ALTER TABLE report ALTER COLUMN text TYPE char(40)")
    else:
        plant("ALTER TABLE report DROP COLUMN text")
        plant("ALTER TABLE report ADD COLUMN text INTEGER NOT NULL DEFAULT ''")
    nothing_is_written(small, AddReport(("ACC-1",), Entry("0012")))


def test_no_forgery_comes_back_by_undo(small: Store, plant: Callable[[str], None]) -> None:
    view = SaveView("mine", "owner:DRC")
    do_all(small, duty("One"), view, SetEvent("ACC", "end", actual=SIGNED))
    before = dump(small)
    plant("UPDATE commitment SET title = 'forged', tags = 'kept' WHERE code = 'ACC-1'")
    plant("UPDATE event SET name = 'forged' WHERE key = 'end'")
    plant("UPDATE saved_view SET filter = 'forged'")
    assert not small.ask(Verify()).fits
    do_all(small, EditCommitment("ACC-1", {"title": "Two"}), SetTags(("ACC-1",), ""))
    do_all(small, SetEvent("ACC", "end", name="End"), DeleteView("mine"))
    assert small.ask(Verify()).fits
    after = dump(small)
    do_all(small, *[Undo()] * 4)
    assert small.ask(Verify()).fits
    assert dump(small) == before
    do_all(small, *[Redo()] * 4)
    assert small.ask(Verify()).fits
    assert dump(small) == after


def test_what_the_trail_never_added_does_not_come_back(
    small: Store, plant: Callable[[str], None]
) -> None:
    plant("INSERT INTO saved_view (name) VALUES ('planted')")
    small.do(DeleteView("planted"))
    with pytest.raises(Refused, match=r"trail does not say what saved view 1 was .* accord verify"):
        small.do(Undo())
    small.do(duty("One"))
    plant("UPDATE commitment SET title = 'forged' WHERE code = 'ACC-1'")
    with pytest.raises(Refused, match="altered by other means than accord"):
        small.do(Undo())


def test_many_forgeries_that_were_written_over_hide_none(
    small: Store, plant: Callable[[str], None]
) -> None:
    codes = [f"ACC-{number}" for number in range(1, MOST + 3)]
    do_all(small, *(duty(code) for code in codes))
    plant("UPDATE commitment SET tags = 'forged'")
    small.do(SetTags(tuple(codes[:-1]), "as it was said"))
    [found] = small.ask(Verify()).misfits
    assert (found.id, found.says) == (len(codes), "forged")


def test_a_trigger_that_waits_for_the_commit_is_seen_too(postgresql: Server) -> None:
    name = postgresql.new_database()
    small = small_agreement(open_store(postgresql.url(name)))
    small.do(duty("One"))
    when = "AFTER INSERT ON report"
    postgresql.run(name, *trigger(small, when, FORGED[when], deferred=True))
    nothing_is_written(small, SAID)
    small.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE RULE mine AS ON INSERT TO report DO INSTEAD NOTHING",
        "CREATE RULE mine AS ON UPDATE TO commitment DO INSTEAD NOTHING",
        "CREATE TRIGGER mine BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION swallows()",
        "CREATE TRIGGER mine BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION swallows()",
        "CREATE TRIGGER mine BEFORE UPDATE ON commitment FOR EACH ROW EXECUTE FUNCTION swallows()",
        "CREATE TRIGGER mine BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION fails()",
    ],
)
def test_what_swallows_a_write_on_a_server_is_refused(postgresql: Server, statement: str) -> None:
    name = postgresql.new_database()
    small = small_agreement(open_store(postgresql.url(name)))
    small.do(duty("One"))
    head = "RETURNS trigger LANGUAGE plpgsql AS"
    postgresql.run(
        name,
        f"CREATE FUNCTION swallows() {head} $$ BEGIN RETURN NULL; END $$",
        f"CREATE FUNCTION fails() {head} $$ BEGIN RAISE 'no'; END $$",
        statement,
    )
    nothing_is_written(small, SetTags(("ACC-1",), "new") if "commitment" in statement else SAID)
    small.close()


def test_whatever_the_schema_does_not_have_is_named(
    small: Store, plant: Callable[[str], None]
) -> None:
    assert small.ask(Verify()).holds
    sqlite = "://" not in small.location
    for statement, named in (ON_SQLITE if sqlite else ON_POSTGRESQL).items():
        plant(statement)
        found = small.ask(Verify()).oddities
        assert [str(each) for each in found] == [named], statement
        plant(found[0].taken_away_by("sqlite" if sqlite else "postgresql"))
        assert small.ask(Verify()).holds, statement
    plant("DROP INDEX ix_report_commitment_id_at")
    [missing] = small.ask(Verify()).oddities
    assert (str(missing), missing.missing) == ("index ix_report_commitment_id_at", True)
    assert small.ask(Verify()).fits


@pytest.mark.parametrize(
    "other",
    [
        "UNIQUE INDEX {} ON report (commitment_id, at)",
        "INDEX {} ON report (at, commitment_id)",
        "INDEX {} ON report (commitment_id, at) WHERE id > 0",
        "INDEX {} ON report (commitment_id, lower(text))",
        "INDEX {} ON commitment (id, code)",
    ],
)
def test_an_index_of_another_kind_under_a_name_of_the_schema_is_named(
    small: Store, plant: Callable[[str], None], other: str
) -> None:
    name = "ix_report_commitment_id_at"
    plant(f"DROP INDEX {name}")
    plant(f"CREATE {other.format(name)}")
    [altered] = small.ask(Verify()).oddities
    assert (altered.kind, altered.name, altered.altered) == ("index", name, True)
    plant(f"DROP INDEX {name}")
    plant(f'create  index {name} on "report" ( "commitment_id", "at" )')
    assert small.ask(Verify()).holds


@pytest.mark.parametrize("whose", ["DATABASE {}", "ROLE postgres IN DATABASE {}"])
def test_tables_that_another_schema_shows_first_are_not_the_stores(
    postgresql: Server, whose: str
) -> None:
    name = postgresql.new_database()
    small = small_agreement(open_store(url := postgresql.url(name)))
    small.do(duty("One"))
    small.close()
    postgresql.run(
        name,
        "CREATE SCHEMA early",
        "CREATE TABLE early.report (LIKE public.report INCLUDING ALL)",
        f"ALTER {whose.format(name)} SET search_path = early, public",
    )
    small = open_store(url)
    assert small.do(SAID).change_id is not None
    assert small.ask(Verify()).holds
    small.close()
    assert len(postgresql.ask(name, "SELECT id FROM public.report")) == 1
    for table in ("commitment", "alembic_version"):
        postgresql.run(name, f"CREATE TABLE early.{table} (LIKE public.{table})")
    with pytest.raises(StoreProblem, match=r"More than one schema .* a store: early, public\."):
        open_store(url)
    small = open_store(f"{url}&options=-csearch_path%3Dpublic")
    assert small.ask(Verify()).holds
    small.close()
