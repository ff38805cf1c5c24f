"""The table of actions keeps the promises that docs/keys.md makes."""

import subprocess
import sys

import pytest

from tui.keys.actions import (
    ACTIONS,
    SCREENS,
    SECTIONS,
    actions_for,
    dead_key_hint,
    find,
    shown_key,
    shown_keys,
)
from tui.keys.keymap import clashes, effective
from tui.keys.names import UnknownKey, display_key, parse_key, why_swallowed

# Habits of every terminal program; other keys or the palette do the same work.
CTRL_ONLY = {"half_down", "half_up", "redraw", "cancel", "suspend"}


def test_no_key_means_two_things_on_a_screen() -> None:
    assert clashes(effective({})) == ()


def test_ids_are_unique_and_name_methods() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(set(ids)) == len(ids)
    assert all(name.isidentifier() for name in ids)


def test_every_key_reaches_the_program_in_every_terminal() -> None:
    swallowed = {
        (action.id, key): reason
        for action in ACTIONS
        for key in action.keys
        if (reason := why_swallowed(key))
    }
    assert swallowed == {}


def test_only_the_habits_of_terminals_need_ctrl() -> None:
    only = {a.id for a in ACTIONS if all(key.startswith("ctrl+") for key in a.keys)}
    assert only <= CTRL_ONLY


def test_every_row_is_complete() -> None:
    for action in ACTIONS:
        assert action.section in SECTIONS
        assert action.scopes <= {*SCREENS, "*"}
        assert action.keys
        assert action.help.endswith((".", "..."))
        assert len(action.label) <= 18
        assert len(action.help) <= 60


def test_partners_exist_in_the_same_places() -> None:
    for action in ACTIONS:
        if action.partner:
            partner = find(action.partner)
            assert partner.scopes == action.scopes
            assert partner.partner == ""


def test_read_only_has_no_writing_action() -> None:
    for screen in SCREENS:
        assert not any(action.writes for action in actions_for(screen, read_only=True))
    assert find("status") in actions_for("list", read_only=False)


def test_actions_belong_to_their_screens() -> None:
    assert find("columns") in actions_for("list", read_only=False)
    assert find("columns") not in actions_for("history", read_only=False)
    assert find("help") in actions_for("history", read_only=False)


@pytest.mark.parametrize(
    ("action_id", "shown"),
    [("half_down", "Ctrl+D"), ("help", "?"), ("open", "Enter"), ("mark", "Space"), ("quit", "Q")],
)
def test_keys_are_shown_as_people_read_them(action_id: str, shown: str) -> None:
    assert shown_key(find(action_id)) == shown


def test_all_keys_of_an_action_are_shown_and_the_users_own_instead() -> None:
    assert shown_keys(find("row_down")) == "j Down"
    assert shown_keys(find("row_down"), effective({"row_down": ("ctrl+n",)})) == "Ctrl+N"
    assert shown_key(find("row_down"), effective({"row_down": ()})) == ""


@pytest.mark.parametrize("key", list("xXmSBILZ"))
def test_keys_left_free_say_which_key_helps(key: str) -> None:
    assert not any(key in action.keys for action in ACTIONS)
    hint = dead_key_hint(key)
    assert hint.startswith(f"{key} does nothing here. ")
    assert hint.endswith(" ? lists all keys.")


def test_other_keys_get_no_hint() -> None:
    assert dead_key_hint("j") == ""
    assert dead_key_hint("x", effective({"withdraw": ("x",)})) == ""


def test_hints_name_the_users_own_keys() -> None:
    keys = effective({"withdraw": ("delete",), "help": ("semicolon",)})
    assert dead_key_hint("x", keys) == "x does nothing here. Del withdraws, ; lists all keys."
    assert (
        dead_key_hint("x", effective({"withdraw": ()})) == "x does nothing here. ? lists all keys."
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ctrl+r", "ctrl+r"),
        ("Ctrl+R", "ctrl+r"),
        ("?", "question_mark"),
        ("space", "space"),
        ("G", "G"),
        ("shift+g", "G"),
        ("Shift+Tab", "shift+tab"),
        ("PgDn", "pagedown"),
        ("page down", "pagedown"),
        ("Esc", "escape"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("number_sign", "number_sign"),
        ("F5", "f5"),
    ],
)
def test_keys_are_understood_as_people_spell_them(typed: str, key: str) -> None:
    assert parse_key(typed) == key


@pytest.mark.parametrize("typed", ["", "spaec", "ctlr+r", "é", "ctrl+", "jk"])
def test_what_is_no_key_is_refused(typed: str) -> None:
    with pytest.raises(UnknownKey):
        parse_key(typed)


def test_every_key_survives_being_shown_and_typed_again() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert parse_key(display_key(key)) == key


@pytest.mark.parametrize(
    "key", ["alt+j", "ctrl+s", "ctrl+shift+a", "f5", "ctrl+m", "super+k", "ctrl+enter", "ctrl+1"]
)
def test_keys_that_terminals_swallow_are_known(key: str) -> None:
    assert why_swallowed(key)


@pytest.mark.parametrize("module", ["tui.keys.actions", "tui.keys.keymap"])
def test_the_table_is_read_without_textual(module: str) -> None:
    code = f"import {module}, sys; print('textual' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
