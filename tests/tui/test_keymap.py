"""The effective keys: defaults, the user's own, clashes, and that Textual obeys them."""

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from tui.keys.actions import DEFAULT_KEYS, Keys, find
from tui.keys.keymap import Clash, bindings_for, clashes, effective, textual_keymap


class Recorder(Screen[None]):
    """Notes what its keys ask for."""

    BINDINGS = bindings_for("list")

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def action_row_down(self) -> None:
        self.done.append("row_down")

    def action_withdraw(self) -> None:
        self.done.append("withdraw")

    def action_row_up(self) -> None:
        self.done.append("row_up")

    def action_next_pane(self) -> None:
        self.done.append("next_pane")


class Small(App[None]):
    """An app with the recorder on top."""

    def __init__(self, own: Keys) -> None:
        super().__init__()
        self.set_keymap(textual_keymap(own))
        self.recorder = Recorder()

    def on_mount(self) -> None:
        self.push_screen(self.recorder)


def bound(scope: str, keys: Keys = DEFAULT_KEYS, *, read_only: bool = False) -> dict[str, Binding]:
    """The bindings of a screen by their ids."""
    bindings = bindings_for(scope, keys, read_only=read_only)
    return {each.id or "": each for each in bindings if isinstance(each, Binding)}


async def pressed(own: Keys, *keys: str) -> list[str]:
    """What the keys did under the user's own keymap."""
    app = Small(own)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        return app.recorder.done


async def test_bindings_call_the_method_of_the_action() -> None:
    assert await pressed({}, "j", "down", "k", "tab") == [
        "row_down",
        "row_down",
        "row_up",
        "next_pane",
    ]


async def test_the_users_keys_replace_the_default_ones() -> None:
    own = {"row_down": ("ctrl+n", "x")}
    assert await pressed(own, "j", "down", "ctrl+n", "x") == ["row_down", "row_down"]


async def test_keys_can_be_swapped() -> None:
    own = {"row_down": ("k",), "row_up": ("j",)}
    assert await pressed(own, "j", "k") == ["row_up", "row_down"]


def test_an_action_on_a_key_in_use_clashes() -> None:
    keys = effective({"withdraw": ("j",)})
    assert clashes(keys) == (Clash("j", "row_down", "withdraw"),)


def test_the_same_key_on_different_screens_is_no_clash() -> None:
    keys = effective({"columns": ("tilde",), "finer": ("tilde",)})
    assert clashes(keys) == ()


def test_bindings_have_stable_ids_and_labels() -> None:
    by_id = bound("list")
    assert by_id["redo"].key == "U,ctrl+r"
    assert by_id["redo"].action == "redo"
    assert by_id["redo"].description == find("redo").label
    assert not by_id["redo"].show


def test_read_only_and_keyless_actions_are_not_bound() -> None:
    assert "status" not in bound("list", read_only=True)
    assert "sort" in bound("list", read_only=True)
    assert "sort" not in bound("list", effective({"sort": ()}))
