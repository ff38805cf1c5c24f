"""The trail: one line a command, all it changed, nothing it only derived, or no line at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from db import tables as t
from db.commands.agreements import AddAgreement
from db.commands.batch import Together
from db.commands.commitments import EditCommitment
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import SetMark, SetTags, Withdraw
from db.commands.reports import AddReport, Entry, SetStatus
from db.commands.undo import Undo
from db.domain.enums import Status
from db.domain.errors import AccordError
from db.packs.loader import LoadPack, find_pack
from db.protocols import Command
from db.queries.history.changes import Changes, ChangesSince, FieldChange, LastChange
from db.store.executor import kind_of
from db.store.store import Store
from tests.builders import Dump, Reading, changes, do_all, dump, duty, open_store
from tests.db.cases import idle, steps


def difference(before: Dump, after: Dump) -> dict[tuple[str, int], dict[str, Any]]:
    """The tracked fields of every row that is not as it was, after."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for table, rows in after.items():
        old = {row["id"]: row for row in before[table]}
        for row in rows:
            was = old.pop(row["id"], {})
            fields = {
                key: value
                for key, value in row.items()
                if key not in t.PROJECTIONS or table != "commitment"
                if key != "id" and was.get(key, ...) != value
            }
            if fields:
                found[table, row["id"]] = fields
        found |= {(table, row_id): {} for row_id in old}
    return found


def noted(change: Any) -> dict[tuple[str, int], dict[str, Any]]:
    """The fields that a line of the trail says it left, row by row."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for operation, table, row_id, _, after in change.rows:
        if operation == "delete" and (table, row_id) in found:
            del found[table, row_id]
        else:
            found.setdefault((table, row_id), {}).update(after)
    return found


def as_plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in fields.items()
    }


def test_every_command_leaves_one_line_with_all_it_changed(small: Store) -> None:
    for case in steps():
        before, count = dump(small), len(changes(small))
        done = small.do(case.command)
        lines = changes(small)[count:]
        assert [line.id for line in lines] == [done.change_id], case.name
        line = lines[0]
        assert (line.actor, line.kind, line.summary) == (
            "asel",
            kind_of(case.command),
            done.summary,
        )
        assert line.at == small.clock()
        seen = {key: as_plain(fields) for key, fields in difference(before, dump(small)).items()}
        told = noted(line)
        assert told.keys() == seen.keys(), case.name
        for key, fields in seen.items():
            assert {name: told[key][name] for name in fields} == fields, case.name


def test_the_trail_holds_what_was_there_before(small: Store) -> None:
    for case in steps():
        before = dump(small)
        small.do(case.command)
        rows = {(table, row["id"]): row for table, found in before.items() for row in found}
        for operation, table, row_id, old, _ in changes(small)[-1].rows:
            if operation == "insert":
                assert old == {}
            elif (table, row_id) in rows:
                kept = as_plain(rows.pop((table, row_id)))
                assert {key: kept[key] for key in old if key in kept} == {
                    key: value for key, value in old.items() if key in kept
                }, case.name


def test_the_trail_holds_no_projections(small: Store) -> None:
    do_all(small, *(case.command for case in steps()), Undo())
    fields = {
        name
        for change in changes(small)
        for _, table, _, before, after in change.rows
        if table == "commitment"
        for name in (*before, *after)
    }
    assert fields & t.PROJECTIONS == set()


def test_commands_that_change_nothing_leave_no_line(small: Store) -> None:
    do_all(small, *(case.command for case in steps()))
    before, count = dump(small), len(changes(small))
    for case in idle():
        assert small.do(case.command).change_id is None, case.name
    assert (dump(small), len(changes(small))) == (before, count)


def broken_pack() -> LoadPack:
    """PRET02 whose very last report sets a status that cannot follow."""
    pack = dict(find_pack("PRET02").pack)
    duties = [dict(each) for each in pack["commitment"]]
    last = {"on": date(2003, 1, 1), "status": "done", "text": "No source."}
    duties[-1]["report"] = [*duties[-1].get("report", []), last]
    return LoadPack({**pack, "commitment": duties})


REFUSED: list[Callable[[], Command]] = [
    broken_pack,
    lambda: SetStatus(("ACC-1", "ACC-2"), Status.DONE),
    lambda: AddReport(("ACC-1", "ACC-9"), Entry(text="Half")),
    lambda: Together((SetTags(("ACC-1",), "new"), SetTags(("ACC-9",), "new"))),
    lambda: duty("Wrong owner", owners=("DRC", "XXX")),
    lambda: duty("Wrong rule", "signing + 30 dogs"),
    lambda: duty("Wrong anchor", "singing + 30 days"),
    lambda: AddAgreement("NEW", "New", "Africa/Kinshasa", parties=(("XXX", "signatory"),)),  # type: ignore[arg-type]
    lambda: SetDeadline(("ACC-1", "ACC-2"), "ACC-2 done"),
    lambda: Withdraw(("ACC-1", "ACC-3")),
]


@pytest.mark.parametrize("command", REFUSED)
def test_a_command_that_fails_half_way_leaves_no_trace(
    small: Store, command: Callable[[], Command]
) -> None:
    do_all(small, duty("One"), duty("Two"), duty("Three"), Withdraw(("ACC-3",)))
    before, count = dump(small), len(changes(small))
    with pytest.raises(AccordError):
        small.do(command())
    assert (dump(small), len(changes(small))) == (before, count)
    small.do(duty("The next number is not used up"))
    assert small.ask(Changes(limit=1))[0].codes == ("ACC-4",)


def test_a_line_reads_well(small: Store) -> None:
    do_all(small, duty("Free all", "2026-12-01"), EditCommitment("ACC-1", {"critical": True}))
    newest, added = small.ask(Changes("acc-1"))
    assert (newest.kind, newest.actor, newest.codes) == ("edit commitment", "asel", ("ACC-1",))
    assert newest.summary == "ACC-1: critical no -> yes"
    assert newest.fields == (FieldChange("commitment", "critical", "no", "yes"),)
    assert FieldChange("commitment", "title", "", "Free all") in added.fields
    assert FieldChange("deadline", "rule", "", "2026-12-01") in added.fields


def test_a_commitment_has_its_own_history(small: Store) -> None:
    do_all(
        small,
        duty("One"),
        duty("Two", "ACC-1 done + 1 day"),
        SetTags(("ACC-1",), "a"),
        SetTags(("ACC-2",), "b"),
    )
    assert [line.summary for line in small.ask(Changes("ACC-1"))] == [
        "ACC-1: tags a",
        "ACC-1 added: One",
    ]
    assert [line.summary for line in small.ask(Changes("ACC-2"))] == [
        "ACC-2: tags b",
        "ACC-2 added: Two",
    ]


def test_a_move_from_elsewhere_stands_in_the_history_of_what_it_moved(small: Store) -> None:
    do_all(
        small,
        SetEvent("ACC", "start"),
        duty("One", "start + 1 day"),
        duty("Two", "2026-12-01"),
        SetEvent("ACC", "start", actual=date(2026, 11, 20)),
    )
    moved = small.ask(Changes(limit=1))[0]
    assert (moved.kind, moved.codes) == ("set event", ("ACC-1",))


def test_who_undid_an_entry_does_not_hand_its_history_on(small: Store) -> None:
    do_all(small, duty("Entered by mistake"), Undo(), duty("The next"))
    assert [line.summary for line in small.ask(Changes("ACC-2"))] == ["ACC-2 added: The next"]


def test_pages_of_the_trail(small: Store) -> None:
    do_all(small, *(duty(f"No. {n}") for n in range(7)))
    first = small.ask(Changes(limit=5))
    second = small.ask(Changes(limit=5, before=first[-1].id))
    assert [line.id for line in (*first, *second)] == list(range(11, 1, -1))


def test_what_others_did_since(small: Store) -> None:
    seen = small.ask(LastChange())
    assert small.ask(ChangesSince(seen)) == (0, 0)
    other = open_store(small.location, actor="bob")
    do_all(other, duty("One"), duty("Two"))
    small.do(duty("Three"))
    assert small.ask(ChangesSince(seen)) == (3, 2)
    assert small.ask(ChangesSince(seen, but="asel"))[1] == 1
    other.close()


def test_undone_lines_say_so(small: Store) -> None:
    do_all(small, duty("One"), SetMark(("ACC-1",), "pinned", True), Undo())
    undo, mark, added = small.ask(Changes(limit=3))
    assert (undo.undone, mark.undone, added.undone) == (False, True, False)
    assert undo.target_id == mark.id
    ids = select(t.change_item.c.change_id)
    assert set(small.ask(Reading(lambda db: list(db.scalars(ids))))) == {5, 6, 7}
