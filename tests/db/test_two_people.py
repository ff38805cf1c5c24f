"""Two people at once, on both engines, against one model: whatever they do, and whatever breaks.

They change all that a duty has, from open forms too, undo and redo, look at the past, start again,
write in the middle of each other's change, and lose their program or their line while saving. What
the store must then hold, refuse and remember is worked out by `tests.db.two_people`, and both
engines have to agree with it at each step.
"""

import shutil
import signal
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from db.admin.copy_store import copy_store
from db.commands.undo import Redo, Undo
from db.domain.errors import AccordError, StoreAway, Unsure
from db.protocols import Command
from db.queries.history.point_lookup import PointOf
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import NOW, changes, duty, open_store
from tests.db.cut_off import REFUSED, breaking, killed_while_saving, lose_the_line
from tests.db.test_engines_agree import seen as shown
from tests.db.two_people import TURNS, Model, Refusal, Step
from tests.db.two_people_chance import Deed, deeds
from tests.db.two_people_deeds import Add, Work, step_of
from tests.db.two_people_seen import differences, seen, versions
from tests.longer import examples
from tests.postgresql import Server

PEOPLE = ("jonas", "mira")
"""Neither is who set the store up, so that there is nothing of theirs to undo at first."""
SET_UP = 4
"""Lines of the trail before the first duty."""
Outcome = int | str | None
"""The number of a line of the trail, the name of a refusal, or None: nothing had to change."""
DoTo = Callable[[Model], bool]


class Form(NamedTuple):
    """What somebody has open: the last line on each duty then, and their versions by engine."""

    work: Work
    touched: dict[str, int]
    versions: dict[str, dict[str, int]]


class TwoPeople:
    """Each person has the store open on each engine."""

    def __init__(self, file: str, database: str, server: Server) -> None:
        self.file, self.server = file, server
        self.places = (file, database)
        self.stores = {
            (place, who): open_store(place, actor=who) for place in self.places for who in PEOPLE
        }
        self.model = Model(steps=[Step("asel", "set up", ())] * SET_UP, states=[{}] * SET_UP)
        for title in ("One", "Two", "Three"):
            step_of(Add(title, ("DRC",)), "asel", self.model, {})
        self.forms: dict[str, Form] = {}

    def close(self) -> None:
        for store in self.stores.values():
            store.close()

    def carry_out(self, deed: Deed) -> None:
        """Do it everywhere; then the other one looks, and nothing may be there twice."""
        getattr(self, deed.what)(deed)
        for place in self.places:
            found = seen(self.stores[place, other_than(deed.who)])
            assert not differences(found.duties, self.model.seen()), (place, deed)
            assert found.lines == len(self.model.steps), place

    def does(self, deed: Deed) -> None:
        step = partial(step_of, deed.work, deed.who, touched={})
        self.each_does(deed.who, lambda _: deed.work.command({}), step)

    def open_form(self, deed: Deed) -> None:
        codes = deed.work.codes
        if set(codes) <= self.model.codes():
            touched = {code: self.model.touched.get(code, -1) for code in codes}
            read = {place: versions(self.stores[place, deed.who], codes) for place in self.places}
            self.forms[deed.who] = Form(deed.work, touched, read)

    def save_form(self, deed: Deed) -> None:
        form = self.forms.pop(deed.who, None)
        if form is not None:
            step = partial(step_of, form.work, deed.who, touched=form.touched)
            command = form.work.command
            self.each_does(deed.who, lambda place: command(form.versions[place]), step)

    def undo(self, deed: Deed) -> None:
        self.each_does(deed.who, lambda _: Undo(), lambda model: model.undo(deed.who))

    def redo(self, deed: Deed) -> None:
        self.each_does(deed.who, lambda _: Redo(), lambda model: model.redo(deed.who))

    def undo_that(self, deed: Deed) -> None:
        """Take back an earlier change, whoever made it."""
        number = len(self.model.steps) - deed.back % 8
        if number > SET_UP:
            back = lambda model: model.undo_that(deed.who, number - 1)  # noqa: E731
            self.each_does(deed.who, lambda _: Undo(number), back)

    def restart(self, deed: Deed) -> None:
        for place in self.places:
            self.stores[place, deed.who].close()
            self.stores[place, deed.who] = open_store(place, actor=deed.who)

    def back(self, deed: Deed) -> None:
        """Look at the store as it was."""
        number = len(self.model.steps) - deed.back
        if number > SET_UP:
            for place in self.places:
                store = self.stores[place, deed.who]
                then = store.as_of(store.ask(PointOf(f"#{number}", NOW, "Africa/Kinshasa")))
                assert not differences(seen(then).duties, self.model.states[number - 1]), place
                then.close()

    def at_once(self, deed: Deed) -> None:
        """One writes while the other is in the middle of writing: after it, and over nothing."""
        late = other_than(deed.who)
        expected = (
            outcome(self.model, partial(step_of, deed.work, deed.who, touched={})),
            outcome(self.model, partial(step_of, deed.other, late, touched={})),
        )
        for place in self.places:
            first, second = self.stores[place, deed.who], self.stores[place, late]
            commands = deed.work.command({}), deed.other.command({})
            assert in_the_middle(first, second, commands) == expected, place

    def breaks_off(self, deed: Deed) -> None:
        """Somebody's program or line ends while they save; maybe they send it once more."""
        command, step = self.to_save(deed)
        saved = self.model.copied()
        expected = outcome(saved, step)
        if deed.moment == "after":
            self.model = saved
        self.is_killed(deed, command, expected)
        self.loses_the_line(deed, command, expected)
        if deed.again and deed.moment != "after" and not isinstance(expected, str):
            self.each_does(deed.who, lambda _: command, step)

    def to_save(self, deed: Deed) -> tuple[Command, DoTo]:
        """Most often some work, or an undo."""
        if deed.back < 8:
            return Undo(), lambda model: model.undo(deed.who)
        return deed.work.command({}), partial(step_of, deed.work, deed.who, touched={})

    def is_killed(self, deed: Deed, command: Command, expected: Outcome) -> None:
        """The person starts again, and looks before sending anything once more."""
        self.stores[self.file, deed.who].close()
        code = killed_while_saving(self.file, deed.who, command, deed.moment)
        if isinstance(expected, str):
            assert code == REFUSED
        elif expected is not None or deed.moment != "midway":
            assert code == -signal.SIGKILL
        self.stores[self.file, deed.who] = open_store(self.file, actor=deed.who)

    def loses_the_line(self, deed: Deed, command: Command, expected: Outcome) -> None:
        """The person goes on, and what was saved already is not saved again."""
        store = self.stores[self.places[1], deed.who]
        error = lose_the_line(self.server, store, command, deed.moment)
        if isinstance(expected, str):
            assert type(error).__name__ == expected
        elif expected is not None:
            doubtful = deed.moment != "midway"
            assert isinstance(error, Unsure if doubtful else StoreAway)
            assert store.doubt == (command if doubtful else None)
        kept = deed.moment == "after" and not isinstance(expected, str)
        if kept and deed.again:
            assert store.do(command).change_id == expected
        elif not deed.again:
            found = store.settle()
            assert (found and found.change_id) == (expected if kept else None)

    def each_does(self, who: str, command: Callable[[str], Command], step: DoTo) -> None:
        """The same by one person on each engine: carried out, or refused, as the model has it."""
        expected = outcome(self.model, step)
        for place in self.places:
            found = answer(self.stores[place, who], command(place))
            assert found == expected, place

    def is_whole(self) -> None:
        """In the end the trail is that of the model, and the two engines show the same."""
        turns = [(each.actor, each.kind in TURNS, each.target) for each in self.model.steps]
        for store in self.stores.values():
            trail = changes(store)
            targets = [line.target_id and line.target_id - 1 for line in trail]
            kinds = [line.kind in TURNS for line in trail]
            actors = [line.actor for line in trail]
            assert [*zip(actors, kinds, targets, strict=True)] == turns
            assert store.ask(Verify()).holds
        one, two = (shown(self.stores[place, "mira"]) for place in self.places)
        assert one == two


def other_than(who: str) -> str:
    """The other one."""
    return PEOPLE[1 - PEOPLE.index(who)]


def outcome(model: Model, step: DoTo) -> Outcome:
    """What must come of a step; the model has it done."""
    try:
        return len(model.steps) if step(model) else None
    except Refusal as refusal:
        return str(refusal)


def answer(store: Store, command: Command) -> Outcome:
    """What the store makes of it."""
    try:
        return store.do(command).change_id
    except AccordError as error:
        return type(error).__name__


def in_the_middle(first: Store, second: Store, commands: tuple[Command, Command]) -> object:
    """What comes of two changes, the second of which begins while the first is written."""
    waiting: list[Future[Outcome]] = []
    with ThreadPoolExecutor(1) as other:

        def begin(_connection: Connection) -> None:
            waiting.append(other.submit(answer, second, commands[1]))

        with breaking(first._engine, "midway", begin):
            found = answer(first, commands[0])
        return found, waiting[0].result() if waiting else answer(second, commands[1])


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
@settings(max_examples=examples(5), phases=(Phase.generate,))  # shrinking takes minutes
def test_any_work_of_two_people(
    history: list[Deed], three: Path, database: str, postgresql: Server
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = str(shutil.copy(three, Path(folder) / "accord.db"))
        copied = postgresql.new_database(like=database)
        both = TwoPeople(file, postgresql.url(copied), postgresql)
        for deed in history:
            both.carry_out(deed)
        both.is_whole()
        both.close()
    postgresql.drop_database(copied)  # many of them would fill a disk
