"""Any history of commands, undos, redos and restarts, by two people, against a simple model."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from db import tables as t
from db.commands.commitments import EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.events import SetEvent
from db.commands.flags import Link, SetMark, SetTags, Withdraw
from db.commands.reports import AddReport, Entry, SetProgress, SetStatus
from db.commands.undo import Redo, Undo
from db.domain.enums import Says, Status
from db.domain.errors import AccordError
from db.engine.url import store_url
from db.projections import refresh
from db.protocols import Command
from db.store import schema_version
from db.store.store import Store
from tests.builders import (
    Dump,
    Reading,
    changes,
    dump,
    duty,
    open_store,
    small_agreement,
)
from tests.longer import examples

codes = st.sampled_from(["ACC-1", "ACC-2", "ACC-3", "ACC-4"])
groups = st.lists(codes, min_size=1, max_size=3, unique=True).map(tuple)
days = st.integers(0, 60).map(lambda n: date(2026, 9, 24) + timedelta(days=n))
keys = st.sampled_from(["signing", "start", "end"])
rules = st.one_of(
    st.sampled_from(["none", "2026-12-01", "every month", "min(start + 1 day, 2026-12-31)"]),
    st.builds("{} + {} days".format, keys, st.integers(0, 90)),
    st.builds("{} done + {} weeks".format, codes, st.integers(0, 9)),
)
parties = st.sampled_from(["DRC", "RWA", "UN"])
entries = st.builds(
    Entry,
    text=st.sampled_from(["", "so it is"]),
    speaker=st.sampled_from(["", "DRC", "RWA", "UN"]),
    says=st.none() | st.sampled_from(Says),
    level=st.none() | st.integers(0, 3),
    quantity=st.none() | st.integers(0, 9),
    source=st.sampled_from(["", "letter"]),
    on=st.none() | days,
)
commands: st.SearchStrategy[Any] = st.one_of(
    st.builds(duty, st.sampled_from(["Go", "Stop"]), rules),
    st.builds(SetDeadline, groups, rules, st.sampled_from(["", "agreed"])),
    st.builds(SetEvent, st.just("ACC"), keys, actual=st.none() | days, planned=st.none() | days),
    st.builds(SetEvent, st.just("ACC"), keys, completes=codes),
    st.builds(SetStatus, groups, st.sampled_from(Status), entries),
    st.builds(AddReport, groups, entries),
    st.builds(SetProgress, groups, st.none() | st.integers(0, 3), st.none() | st.integers(0, 9)),
    st.builds(SetParties, groups, st.none() | st.lists(parties, max_size=2).map(tuple)),
    st.builds(EditCommitment, codes, st.fixed_dictionaries({"theme": st.sampled_from("ab")})),
    st.builds(SetTags, groups, st.sampled_from(["+x", "-x", "y"])),
    st.builds(SetMark, groups, st.just("pinned"), st.booleans()),
    st.builds(Link, codes, codes, st.booleans()),
    st.builds(Withdraw, groups),
)


def derived_again(store: Store) -> dict[int, dict[str, Any]]:
    """The projections of all commitments, worked out afresh."""
    ids = select(t.commitment.c.id)
    return store.ask(Reading(lambda db: refresh.derive(db, list(db.scalars(ids)))))


class Histories(RuleBasedStateMachine):
    """A person's undo stack is a stack of dumps; the store has to agree with it at every step."""

    template: ClassVar[Path]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(shutil.copy(self.template, self.folder / "accord.db"))
        self.past: list[Dump] = []
        self.future: list[Dump] = []
        self.now = dump(self.store)
        self.codes: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    @rule(command=commands)
    def work(self, command: Command) -> None:
        count = len(changes(self.store))
        try:
            done = self.store.do(command)
        except AccordError:
            assert len(changes(self.store)) == count
            return
        assert len(changes(self.store)) == count + (done.change_id is not None)
        if done.change_id is not None:
            self.past.append(self.now)
            self.future.clear()
            self.now = dump(self.store)
            self.keep_codes()

    def keep_codes(self) -> None:
        old, new = (
            {row["code"] for row in state["commitment"]} for state in (self.past[-1], self.now)
        )
        assert (new - old) & self.codes == set()
        self.codes |= new

    @precondition(lambda self: len(self.past) > 0)
    @rule()
    def undo(self) -> None:
        self.store.do(Undo())
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: len(self.future) > 0)
    @rule()
    def redo(self) -> None:
        self.store.do(Redo())
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = open_store(self.folder / "accord.db")

    @invariant()
    def as_the_model_has_it(self) -> None:
        assert dump(self.store) == self.now

    @invariant()
    def projections_are_what_they_stand_for(self) -> None:
        fresh = derived_again(self.store)
        for row in self.now["commitment"]:
            assert {name: row[name] for name in t.PROJECTIONS} == fresh[row["id"]], row["code"]


def test_any_history(tmp_path: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    path = tmp_path / "template.db"
    schema_version.create(store_url(str(path)), path)
    store = small_agreement(open_store(path))
    for title in ("One", "Two", "Three"):
        store.do(duty(title))
    store.do(SetEvent("ACC", "start"))
    store.do(SetEvent("ACC", "end", planned=date(2026, 12, 10)))
    store.close()
    Histories.template = path
    often = settings(max_examples=examples(5), stateful_step_count=25)
    run_state_machine_as_test(Histories, settings=often)
