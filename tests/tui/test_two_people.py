"""The real app and somebody else at one store, on both engines: choosing, and undoing."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.commands import text_edit_plan
from db.commands.commitments import EditCommitment
from db.domain.three_way_merge import Side
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.editable import SheetsOf
from db.queries.history.changes import LastChange
from db.queries.history.concurrent_edits import Meanwhile
from db.store.store import Store
from tests.builders import changes, load, open_store
from tests.longer import examples
from tests.tui.driving import User, drive


@pytest.fixture
def shared(empty_place: str) -> str:
    """A store with a pack in it that several people open."""
    load(open_store(empty_place), "WPA").close()
    return empty_place


@pytest.fixture
def bob(shared: str) -> Iterator[Store]:
    store = open_store(shared, actor="bob")
    yield store
    store.close()


async def rename(user: User, title: str) -> None:
    """Type another title into the form, and save."""
    await user.press("ctrl+u")
    await user.type(title)
    await user.press("enter")


async def test_the_second_chooses_and_can_take_it_back(shared: str, bob: Store) -> None:
    async with drive(shared) as user:
        await user.press(":", *"WPA-3", "enter", "e")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw all", "theme": "forces"}))
        await rename(user, "Disengage")
        user.sees("bob changed it too", "? Title ( ) Disengage ( ) Withdraw all")
        await user.press("left", "enter")
        row = bob.ask(GetCommitment("WPA-3")).row
        assert (row.title, row.theme) == ("Disengage", "forces")
        assert "u undoes it" in user.message
        await user.press("u")
        row = bob.ask(GetCommitment("WPA-3")).row
        assert (row.title, row.theme) == ("Withdraw all", "forces")


async def test_words_that_gave_way_can_be_opened_again(shared: str, bob: Store) -> None:
    async with drive(shared) as user:
        await user.press(":", *"WPA-3", "enter", "e")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw all"}))
        await rename(user, "Disengage")
        await user.press("t", "enter")
        user.sees('What you typed instead is kept; " opens it.')
        await user.press("escape", "e")
        user.sees("[Withdraw all")
        user.does_not_see("Disengage")
        await user.press("escape", '"')
        user.sees("[Disengage", "Draft of 23 Nov 2026 16:20 restored")
        user.does_not_see("Others changed something since")
        await user.press("enter")
        assert bob.ask(GetCommitment("WPA-3")).row.title == "Disengage"
        await user.press('"')
        assert user.message == "No draft is kept of a form that was cut off."


async def test_words_that_gave_way_are_kept_beside_what_was_saved(shared: str, bob: Store) -> None:
    async with drive(shared) as user:
        for title in ("Disengage", "Disengage twice"):
            await user.press(":", *"WPA-3", "enter", "e")
            bob.do(EditCommitment("WPA-3", {"title": f"Not: {title}"}))
            await user.press("ctrl+u")
            await user.type(title)
            await user.press("tab", *title)
            await user.press("ctrl+o", "right", "enter")
            assert user.message == 'Saved. What you typed instead is kept; " opens it.'
            assert bob.ask(GetCommitment("WPA-3")).row.title == f"Not: {title}"
        for title in ("Disengage twice", "Disengage"):
            await user.press('"')
            user.sees(f"[{title} ")
            await user.press("ctrl+t", "escape")


async def test_what_only_they_changed_is_said_after_saving(shared: str, bob: Store) -> None:
    async with drive(shared) as user:
        await user.press(":", *"WPA-3", "enter", "e")
        bob.do(EditCommitment("WPA-3", {"theme": "forces"}))
        await rename(user, "Disengage")
        assert user.message == "Saved. Meanwhile bob changed theme: kept too."
        assert bob.ask(GetCommitment("WPA-3")).row.theme == "forces"


async def test_undo_does_not_take_back_what_somebody_built_on(shared: str, bob: Store) -> None:
    async with drive(shared, size=(120, 36)) as user:
        await user.press(":", *"WPA-3", "enter", "e")
        await rename(user, "Disengage")
        bob.do(EditCommitment("WPA-3", {"title": "Withdraw all"}))
        count = len(changes(bob))
        await user.press("u")
        user.sees(
            "Not undone: bob changed it since (23 Nov 2026 15:20 UTC): WPA-3: title Disengage"
        )
        assert bob.ask(GetCommitment("WPA-3")).row.title == "Withdraw all"
        assert len(changes(bob)) == count
        await user.press("r")
        assert user.message == "Read again."
        user.does_not_see("Not undone")


async def test_undo_keeps_what_others_changed_of_other_fields(shared: str, bob: Store) -> None:
    title = bob.ask(GetCommitment("WPA-3")).row.title
    async with drive(shared) as user:
        await user.press(":", *"WPA-3", "enter", "e")
        await rename(user, "Disengage")
        bob.do(EditCommitment("WPA-3", {"theme": "forces"}))
        await user.press("u")
    row = bob.ask(GetCommitment("WPA-3")).row
    assert (row.title, row.theme) == (title, "forces")


FIELDS = ("title", "theme", "provision", "source", "target", "unit", "critical", "owners", "tags")
WORDS = st.sampled_from(["alpha", "beta", "gamma"])
EDITS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("title", "theme", "provision", "source", "unit", "tags"), WORDS),
        "target": st.sampled_from([None, 5, 100]),
        "critical": st.booleans(),
        "owners": st.sampled_from([("RWA",), ("DRC",), ("RWA", "DRC")]),
    },
)
SIDES = st.dictionaries(
    st.sampled_from([*FIELDS, "quantity"]), st.sampled_from(Side), max_size=len(FIELDS)
)


@settings(
    max_examples=examples(10),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(mine=EDITS, theirs=EDITS, wanted=SIDES)
def test_each_field_is_mine_or_theirs_and_the_trail_has_both(
    shared: str, mine: dict[str, object], theirs: dict[str, object], wanted: dict[str, Side]
) -> None:
    asel, bob = open_store(shared, actor="asel"), open_store(shared, actor="bob")
    (base,), known = asel.ask(SheetsOf(("WPA-3",))), asel.ask(LastChange())
    text_of_bob = text_edit_plan.edited([base], _text(theirs), [base])
    bob.do(text_edit_plan.edits_of(text_of_bob, {}))
    (now,) = asel.ask(SheetsOf(("WPA-3",)))
    (found,) = text_edit_plan.edited([base], _text(mine), [now])
    choices = {
        ("WPA-3", each.group): wanted.get(each.group, Side.MINE)
        for each in found.parted
        if each.open
    }
    asel.do(text_edit_plan.edits_of([found], choices))
    (after,) = asel.ask(SheetsOf(("WPA-3",)))
    for key in base.values:
        mine_here, theirs_here = mine.get(key, base.values[key]), theirs.get(key, base.values[key])
        parted = next((each for each in found.parted if each.key == key), None)
        side = None if parted is None else choices.get(("WPA-3", parted.group), parted.default)
        assert after.values[key] == (mine_here if side is Side.MINE else theirs_here)
    touched = {touch.actor: touch.fields for touch in asel.ask(Meanwhile("WPA-3", known))}
    for key, value in theirs.items():
        if value != base.values[key]:
            assert key in touched["bob"], "what they wrote is in the trail, whoever was chosen"
    for key in base.values:
        if after.values[key] != now.values[key]:
            assert key in touched["asel"]
    asel.close()
    bob.close()


def _text(edit: dict[str, object]) -> str:
    """A text of one commitment with these values alone."""
    lines = ["[WPA-3]"]
    for key, value in edit.items():
        if isinstance(value, tuple):
            lines.append(f"{key} = {list(value)!r}".replace("'", '"'))
        elif isinstance(value, bool):
            lines.append(f"{key} = {str(value).lower()}")
        elif value is None:
            lines.append(f'{key} = ""')
        else:
            lines.append(f"{key} = {value}" if isinstance(value, int) else f'{key} = "{value}"')
    return "\n".join(lines)
