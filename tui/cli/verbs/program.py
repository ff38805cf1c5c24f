"""Verbs about the program itself: seed packs, demo, paths, keys, completion."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.errors import BadInput
from tui.config.paths import config_path, state_path
from tui.formatting import commitment
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe

if TYPE_CHECKING:
    from tui.cli.context import Context


def seed(context: Context) -> int:
    """List the packs, or load some; each is one step that can be undone."""
    from db.packs.loader import available, find_pack

    if context.args.action == "list":
        packs = available()
        if context.args.json:
            context.out.json([{k: v for k, v in asdict(p).items() if k != "path"} for p in packs])
            return 0
        rows = [
            [
                Words(each.code, "strong"),
                Words(safe(each.title)),
                Words(safe(each.process)),
                Words(str(each.commitments)),
                Words(commitment.weekday(each.known_as_of)[4:] if each.known_as_of else "--"),
            ]
            for each in packs
        ]
        head = ("Code", "Agreement", "Process", "Commitments", "Known as of")
        context.out.table(head, rows, right="Commitments")
        return 0
    if not context.args.packs:
        raise BadInput("Which packs?", examples=("accord seed load WPA DOHA",))
    commands = [find_pack(code) for code in dict.fromkeys(context.args.packs)]
    said = [context.do(command).summary for command in commands]
    if context.args.json:
        context.out.json({"done": said})
    else:
        for line in said:
            context.out.line(safe(line))
    return 0


def demo(context: Context) -> int:
    """Open a throwaway demo store with recent dates, or run any other verb on it."""
    from db.packs.demo import build_demo

    with tempfile.TemporaryDirectory(prefix="accord-demo-") as folder:
        context.args.store = str(Path(folder) / "demo.db")
        build_demo(context.args.store, context.present)
        try:
            return _answer_from_demo(context)
        finally:
            context.close()


def _answer_from_demo(context: Context) -> int:
    if context.args.verb == "open":
        from tui.cli.verbs.open import open_screen

        return open_screen(context, demo=True)
    code: int = context.args.answer(context)
    return code


def paths(context: Context) -> int:
    """Print the places of the store, the settings, and the state kept between runs."""
    found = {
        "store": context.shown_location,
        "settings": str(config_path()),
        "kept": str(state_path()),
    }
    if context.args.json:
        context.out.json({key.replace(" ", "_"): value for key, value in found.items()})
        return 0
    for name, value in found.items():
        found_there = os.path.exists(value)  # noqa: PTH110  no name at all, however long, fails
        there = "" if "://" in value or found_there else "   (not there yet)"
        context.out.line(f"{name:<10} {safe(value)}{there}")
    return 0


def keys(context: Context) -> int:
    """Print all keys, with the user's own."""
    from tui.keys.actions import ACTIONS, shown_keys
    from tui.keys.keymap import effective
    from tui.keys.markdown import keys_markdown

    mine = effective(context.config.keys)
    if context.args.json:
        context.out.json({action.id: mine[action.id] for action in ACTIONS})
    elif context.args.markdown:
        context.out.line(keys_markdown(mine).rstrip())
    else:
        rows = [
            [Words(shown_keys(each, mine), "strong"), Words(each.id), Words(each.help)]
            for each in ACTIONS
        ]
        context.out.table(("Keys", "Action", "Does"), rows)
    return 0


def completion(context: Context) -> int:
    """Print the lines that a shell needs to complete verbs, options and codes."""
    from argcomplete.shell_integration import shellcode

    context.out.line(shellcode(["accord"], shell=context.args.shell).rstrip())
    return 0
