"""Two people at once, with undo, redo, looks at the past and restarts, on both engines: one model.

What they type is random; what the store must then hold, refuse and remember is worked out by
`tests.db.two_people`, and both engines have to agree with it at each step.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from db import tables as t
from db.commands.commitments import EditCommitment
from db.commands.marks import SetMark
from db.commands.undo import Redo, Undo
from db.domain.errors import AccordError
from db.queries.points import PointOf
from db.queries.verify import Verify
from db.store import Command, Store
from db.transfer import copy_store
from tests.builders import NOW, Reading, changes, duty, open_store
from tests.db.two_people import Fields, Model, Refusal, Step
from tests.postgresql import Server

EXAMPLES = int(os.environ.get("ACCORD_TEST_HISTORIES", "15"))
PEOPLE = ("jonas", "mira")
"""Neither is who set the store up, so that there is nothing of theirs to undo at first."""
SHOWN = ("title", "theme", "pinned")
DEEDS = (
    "add",
    "title",
    "title",
    "pin",
    "open_form",
    "save_form",
    "undo",
    "redo",
    "restart",
    "back",
)


class Deed(NamedTuple):
    """Something somebody does; what a deed has no use for is left aside."""

    what: str
    who: str
    code: str
    title: str
    on: bool
    back: int


deeds = st.builds(
    Deed,
    what=st.sampled_from(DEEDS),
    who=st.sampled_from(PEOPLE),
    code=st.sampled_from(["ACC-1", "ACC-2", "ACC-4"]),  # few: both often work on the same
    title=st.sampled_from(["Go", "Stop", "Wait"]),
    on=st.booleans(),
    back=st.integers(0, 30),
)


def duties(store: Store) -> dict[str, Fields]:
    """What people entered of each duty."""
    return store.ask(Reading(_duties))


def _duties(connection: Connection) -> dict[str, Fields]:
    rows = connection.execute(select(t.commitment)).mappings()
    return {row["code"]: {name: row[name] for name in SHOWN} for row in rows}


def version(store: Store, code: str) -> int | None:
    """The version that a form would have seen."""
    c = t.commitment.c
    asked = select(c.version).where(c.code == code)
    found: int | None = store.ask(Reading(lambda db: db.scalar(asked)))
    return found


class Form(NamedTuple):
    """What somebody has open: the last line on the duty then, and its version on each engine."""

    code: str
    touched: int
    versions: list[int | None]


class TwoPeople:
    """Each person has the store open on each engine."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        self.stores = {
            (place, who): open_store(place, actor=who) for place in places for who in PEOPLE
        }
        first = self.stores[places[0], PEOPLE[0]]
        self.first = len(changes(first))
        set_up = [Step("set up", "add", ())] * self.first
        self.model = Model(duties(first), set_up, states=[{}] * self.first)
        self.model.highest = len(self.model.duties)
        self.forms: dict[str, Form] = {}

    def close(self) -> None:
        for store in self.stores.values():
            store.close()

    def carry_out(self, deed: Deed) -> None:
        getattr(self, deed.what)(deed)
        for key, store in self.stores.items():
            assert duties(store) == self.model.duties, key

    def add(self, deed: Deed) -> None:
        new: Fields = {"title": deed.title, "theme": "", "pinned": False}
        self.each_does(deed.who, lambda _: duty(deed.title), lambda: self.model.add(deed.who, new))

    def title(self, deed: Deed) -> None:
        fields = {"title": deed.title}
        self.each_does(
            deed.who,
            lambda _: EditCommitment(deed.code, fields),
            lambda: self.model.edit(deed.who, deed.code, {**fields}),
        )

    def pin(self, deed: Deed) -> None:
        self.each_does(
            deed.who,
            lambda _: SetMark((deed.code,), "pinned", deed.on),
            lambda: self.model.edit(deed.who, deed.code, {"pinned": deed.on}),
        )

    def open_form(self, deed: Deed) -> None:
        if deed.code in self.model.duties:
            versions = [version(self.stores[place, deed.who], deed.code) for place in self.places]
            touched = self.model.touched.setdefault(deed.code, -1)
            self.forms[deed.who] = Form(deed.code, touched, versions)

    def save_form(self, deed: Deed) -> None:
        form = self.forms.pop(deed.who, None)
        if form is not None:
            fields = {"title": deed.title}
            self.each_does(
                deed.who,
                lambda n: EditCommitment(form.code, fields, seen=form.versions[n]),
                lambda: self.model.edit(deed.who, form.code, {**fields}, form.touched),
            )

    def undo(self, deed: Deed) -> None:
        self.each_does(deed.who, lambda _: Undo(), lambda: self.model.undo(deed.who))

    def redo(self, deed: Deed) -> None:
        self.each_does(deed.who, lambda _: Redo(), lambda: self.model.redo(deed.who))

    def restart(self, deed: Deed) -> None:
        for place in self.places:
            self.stores[place, deed.who].close()
            self.stores[place, deed.who] = open_store(place, actor=deed.who)

    def back(self, deed: Deed) -> None:
        """Look at the store as it was."""
        number = len(self.model.steps) - deed.back
        if number > self.first:
            for place in self.places:
                store = self.stores[place, deed.who]
                then = store.as_of(store.ask(PointOf(f"#{number}", NOW, "Africa/Kinshasa")))
                assert duties(then) == self.model.states[number - 1], place
                then.close()

    def each_does(
        self, who: str, command: Callable[[int], Command], step: Callable[[], bool]
    ) -> None:
        """The same by one person on each engine: carried out, or refused, as the model has it."""
        expected: int | str | None
        try:
            expected = len(self.model.steps) if step() else None
        except Refusal as refusal:
            expected = str(refusal)
        for number, place in enumerate(self.places):
            try:
                found: int | str | None = self.stores[place, who].do(command(number)).change_id
            except AccordError as error:
                found = type(error).__name__
            assert found == expected, place


@pytest.fixture
def three(small_template: Path, tmp_path: Path) -> Path:
    """A store with three duties."""
    path = Path(shutil.copy(small_template, tmp_path / "three.db"))
    store = open_store(path)
    for title in ("One", "Two", "Three"):
        store.do(duty(title))
    store.close()
    return path


@pytest.fixture
def database(three: Path, postgresql: Server) -> str:
    """The same on PostgreSQL."""
    name = postgresql.new_database()
    copy_store(str(three), postgresql.url(name))
    return name


@given(history=st.lists(deeds, min_size=30, max_size=60))
@settings(max_examples=EXAMPLES, phases=(Phase.generate,))  # shrinking takes minutes
def test_any_work_of_two_people(
    history: list[Deed], three: Path, database: str, postgresql: Server
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(three, Path(folder) / "accord.db")
        both = TwoPeople((str(file), postgresql.url(postgresql.new_database(like=database))))
        for deed in history:
            both.carry_out(deed)
        assert all(store.ask(Verify()).holds for store in both.stores.values())
        both.close()
