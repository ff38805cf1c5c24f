"""`accord verify`: what it says of a store that was only used, and of one that somebody altered."""

import json
import os
import re
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Run, name_of

if TYPE_CHECKING:
    from tests.postgresql import Server


def alter(statement: str) -> None:
    """Do this behind accord's back."""
    with closing(sqlite3.connect(os.environ["ACCORD_STORE"])) as other, other:
        other.execute(statement)


def test_a_store_that_was_only_used(washington: Run) -> None:
    said = washington("verify")
    assert (said.code, said.err) == (0, "")
    head = washington("verify", "--head").out.strip()
    assert said.out.splitlines()[0] == "ok  trail: 2 changes, each fits the one before"
    assert said.out.splitlines()[-1] == f"ok  head: {head}"
    assert len(head) == 64


def test_a_digest_from_the_minutes_proves_what_was_before_it(washington: Run) -> None:
    head = washington("verify", "--head").out.strip()
    washington("set", "WPA-3", "tags=+later")
    said = washington("verify", "--since", head.upper())
    assert said.code == 0
    assert "nothing up to change 2 (2026-11-23T15:20:00.000000Z) was altered" in said.out
    assert "1 change came after it" in said.out
    assert washington("verify", "--since", head[:16]).code == 0
    found = json.loads(washington("verify", "--since", head, "--json").out)
    assert found["since"] == {
        "change": 2,
        "at": "2026-11-23T15:20:00.000000Z",
        "changes_after": 1,
    }
    assert (found["holds"], found["changes"], found["head"]) == (True, 3, found["head"])


def test_what_was_altered_in_the_trail_is_named(washington: Run) -> None:
    washington("set", "WPA-3", "tags=+later")
    alter("UPDATE change SET actor = 'somebody else' WHERE id = 2")
    said = washington("verify")
    assert said.code == 1
    assert said.out.startswith("!   change 2 does not fit: its digest is not that of what it says")
    assert "somebody else" in said.out
    assert "The 1 before it fit" in said.out
    found = json.loads(washington("verify", "--json").out)
    assert (found["holds"], found["broken"]["change"]) == (False, 2)
    # No digest is given out of a trail that does not fit.
    head = washington("verify", "--head")
    assert (head.code, head.out[:1]) == (1, "!")


def test_what_was_altered_in_a_row_is_named(washington: Run) -> None:
    alter("UPDATE commitment SET title = 'Stay' WHERE code = 'WPA-3'")
    said = washington("verify")
    assert said.code == 1
    assert "title says 'Stay', and the trail left 'Disengage forces" in said.out
    misfit = json.loads(washington("verify", "--json").out)["misfits"][0]
    assert (misfit["table"], misfit["field"], misfit["says"]) == ("commitment", "title", "Stay")


def test_rows_that_were_taken_away_or_put_in_are_named(washington: Run) -> None:
    alter("DELETE FROM report WHERE id = 1")
    alter("INSERT INTO process (id, name) VALUES (90, 'Invented')")
    said = washington("verify")
    assert "report 1 is gone, and the trail left it there (change 1)" in said.out
    assert "process 90 is there, and no change added it" in said.out


def test_a_column_that_is_derived_is_looked_at_too(washington: Run) -> None:
    alter("UPDATE commitment SET due_on = '2030-01-01' WHERE code = 'WPA-3'")
    said = washington("verify")
    assert said.code == 1
    assert "WPA-3: due_on is not what it is derived from" in said.out


def test_a_digest_that_is_not_there(washington: Run) -> None:
    said = washington("verify", "--since", "0" * 64)
    assert said.code == 1
    assert "no change has the digest 000" in said.out


def test_what_is_no_digest_is_not_understood(washington: Run) -> None:
    for text in ("12", "yesterday", "0" * 65):
        said = washington("verify", "--since", text)
        assert (said.code, said.out) == (2, "")
        assert "accord verify --head prints" in said.err


def test_an_empty_trail_has_no_digest(accord: Run) -> None:
    accord("store", "create")
    assert accord("verify").code == 0
    said = accord("verify", "--head")
    assert (said.code, said.out) == (4, "")
    assert "Nothing was ever changed here" in said.err


def test_doctor_looks_at_the_trail_too(washington: Run) -> None:
    assert "trail: 2 changes" in washington("doctor").out
    alter("UPDATE report SET text = 'nothing' WHERE id = 1")
    said = washington("doctor")
    assert said.code == 1
    assert "accord verify" in said.out


def test_a_derived_value_that_is_none_at_all_is_named_too(washington: Run) -> None:
    alter("UPDATE commitment SET due_at = 'soon' WHERE code = 'WPA-3'")
    for verb in ("verify", "doctor"):
        said = washington(verb)
        assert (said.code, "WPA-3" in said.out) == (1, True), said


@pytest.mark.parametrize("where", ["file", "server"])
def test_what_somebody_planted_is_named_by_all_who_look(
    washington: Run, where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = os.environ["ACCORD_STORE"]
    if where == "file":
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute(
                "CREATE TRIGGER forge AFTER INSERT ON report"
                " BEGIN UPDATE report SET text = 'forged' WHERE id = NEW.id; END"
            )
        drop = 'DROP TRIGGER "forge";'
    else:
        url: str = request.getfixturevalue("url")
        assert washington("store", "copy", store, url).code == 0
        os.environ["ACCORD_STORE"] = store = url
        server: Server = request.getfixturevalue("postgresql")
        server.run(
            name_of(url),
            "CREATE FUNCTION forged() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN NEW.text := 'forged'; RETURN NEW; END $$",
            "CREATE TRIGGER forge BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION forged()",
        )
        drop = 'DROP TRIGGER "forge" ON "report";'
    before = washington("verify", "--head").out
    said = washington("note", "WPA-3", "As it was said.")
    assert said.code == 5
    assert "the trigger forge on report would act on it, and is none of accord's" in said.err
    said = washington("verify")
    assert said.code == 1
    assert "trigger forge on report is none of accord's" in said.out
    assert json.loads(washington("verify", "--json").out)["oddities"]
    for verb in (("doctor",), ("store", "check")):
        said = washington(*verb)
        assert said.code == 1
        assert "trigger forge on report is none of accord's" in said.out
        assert drop in said.out
    assert washington("verify", "--head").out == before
    if where == "file":
        said = washington("backup", "--to", str(tmp_path / "away"))
        assert said.code == 0
        assert "refuses this backup: it is not made as accord makes a store: trigger" in said.err
        [backup] = (tmp_path / "away").glob("*.db")
        said = washington("restore", str(backup))
        assert said.code == 3
        assert "not made as accord makes a store: trigger forge on report." in said.err


def test_who_copies_what_somebody_altered_is_told(
    washington: Run, tmp_path: Path, url: str
) -> None:
    store = os.environ["ACCORD_STORE"]
    assert washington("store", "copy", store, str(tmp_path / "well.db")).err == ""
    alter("UPDATE report SET text = 'nothing' WHERE id = 1")
    why = "somebody altered it, and its trail does not fit. accord doctor "
    for target in (str(tmp_path / "ill.db"), url):
        said = washington("store", "copy", store, target)
        assert (said.code, f"accord: Look at the copy before it is used: {why}" in said.err) == (
            0, True,
        )  # fmt: skip
    said = washington("backup", "--to", str(tmp_path / "away"))
    assert f"accord: accord restore refuses this backup: {why}" in said.err


@pytest.mark.parametrize("where", ["file", "server"])
def test_who_follows_the_doctor_has_the_rows_of_a_renamed_table_again(
    washington: Run, where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = os.environ["ACCORD_STORE"]
    run = alter
    if where == "server":
        url: str = request.getfixturevalue("url")
        assert washington("store", "copy", store, url).code == 0
        os.environ["ACCORD_STORE"] = url
        server: Server = request.getfixturevalue("postgresql")
        run = partial(server.run, name_of(url))
    run("ALTER TABLE report RENAME TO report_real")
    said = washington("show", "WPA-3")
    assert (said.code, said.err[:44]) == (5, "accord: A table of the store is missing.\nacc")
    assert "table report is missing" in washington("doctor").out
    run("CREATE VIEW report AS SELECT * FROM report_real")
    run("CREATE TABLE another (id int)")
    said = washington("doctor")
    assert said.code == 1
    assert "DROP TABLE" not in said.out
    assert "keep it until no table of the store is missing" in said.out
    advised = re.findall(r"(?:DROP|ALTER) .*;$", said.out, re.MULTILINE)
    assert advised == ['DROP VIEW "report";', 'ALTER TABLE "report_real" RENAME TO "report";']
    for statement in advised:
        run(statement)
    [drop] = re.findall(r"DROP .*;$", washington("doctor").out, re.MULTILINE)
    assert drop == 'DROP TABLE "another";'
    run(drop)
    assert washington("verify").code == 0
    run("DROP INDEX ix_report_speaker_id")
    run("CREATE UNIQUE INDEX ix_report_speaker_id ON report (id)")
    said = washington("doctor")
    assert "index ix_report_speaker_id on report is not made as accord makes it" in said.out
    assert "accord store copy" in said.out
    copied = str(tmp_path / "copied.db")
    assert washington("store", "copy", os.environ["ACCORD_STORE"], copied).code == 0
    assert washington("verify", "--store", copied).code == 0
    run("CREATE TABLE twin AS SELECT *, 1 AS more FROM report")
    said = washington("doctor")
    assert "the columns of report and may hold its rows: compare the two first" in said.out
    assert "DROP" not in said.out


def test_the_doctor_prints_no_statement_that_fails(washington: Run) -> None:
    alter('CREATE VIEW "a ""b" AS SELECT 1')
    alter('CREATE VIEW "c\nd" AS SELECT 1')
    said = washington("doctor").out
    assert 'then: DROP VIEW "a ""b";' in said
    assert "then: DROP VIEW with a program that can type its name" in said
