"""What can be typed after `accord`, and which function carries it out."""

from __future__ import annotations

import argparse
import importlib
import os
from typing import TYPE_CHECKING, Any

from db import __version__

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence

    from tui.context import Context

GLOBALS: dict[str, Any] = {
    "store": None,
    "actor": None,
    "now": None,
    "read_only": False,
    "json": False,
    "ascii": None,
    "no_color": False,
    "no_mouse": False,
    "theme": None,
    "plain": False,
    "filter": [],
}
"""Defaults of what may stand before or after any verb."""
_WITH_VALUE = ("--store", "--as", "--now", "--theme")

EPILOG = """\
exit codes: 0 done; 1 status --strict and something is overdue, or doctor found something; 2 not
understood; 3 refused by a rule or because somebody changed it since; 4 not found; 5 the store
cannot be used; 130 interrupted.
"""


def parse(argv: list[str]) -> Namespace:
    """The command line as values; `run` is what to do. Help and usage errors end the program."""
    parser = build()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete  # noqa: PLC0415  only while a shell completes

        argcomplete.autocomplete(parser, always_complete_options=False)
    args = parser.parse_args(_with_verb(argv))
    if getattr(args, "verb", "") == "demo":
        args = _inside_demo(args)
    for name, value in GLOBALS.items():
        if not hasattr(args, name):
            setattr(args, name, value)
    return args


def _inside_demo(demo: Namespace) -> Namespace:
    """What follows `demo` is a command line of its own, answered from the demo's store."""
    args = parse(demo.rest)
    for name, value in GLOBALS.items():
        if hasattr(demo, name) and getattr(args, name) == value:
            setattr(args, name, getattr(demo, name))
    args.answer, args.run = args.run, demo.run
    return args


def _with_verb(argv: list[str]) -> list[str]:
    """Without a verb the program opens, narrowed by whatever words were given."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        if argv[place] in ("--help", "-h", "--version"):
            return argv
        place += 2 if argv[place] in _WITH_VALUE else 1
    if place < len(argv) and argv[place] in VERBS:
        return argv
    return [*argv[:place], "open", *argv[place:]]


def lazily(module: str, function: str) -> Callable[[Context], int]:
    """A verb's function, its module loaded when it is called."""

    def run(context: Context) -> int:
        found = getattr(importlib.import_module(f"tui.verbs.{module}"), function)
        code: int = found(context)
        return code

    return run


class _Parser(argparse.ArgumentParser):
    """Says what to type instead, and exits with 2."""

    def error(self, message: str) -> Any:
        self.exit(2, f"accord: {message}.\nSee {self.prog} --help\n")


def _common() -> _Parser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("everywhere")
    group.add_argument("--store", metavar="PATH", help="a file or a database URL")
    group.add_argument("--as", dest="actor", metavar="NAME", help="who you are, for the trail")
    group.add_argument(
        "--now", metavar="WHEN", help='set the clock: "2026-11-23 16:20 Africa/Kinshasa"'
    )
    group.add_argument("--read-only", action="store_true", help="change nothing")
    group.add_argument("--json", action="store_true", help="answer in JSON")
    group.add_argument("--ascii", action="store_true", help="no other characters than ASCII")
    group.add_argument("--no-color", action="store_true", help="no colour at all")
    group.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    group.add_argument("--plain", action="store_true", help="text instead of a screen")
    group.add_argument("--theme", metavar="NAME", help="terminal, dark, light or contrast")
    return common


VERBS: dict[str, tuple[str, str, str]] = {
    "open": ("screen", "open_screen", "open the screens (this is what bare accord does)"),
    "status": ("reading", "status", "what is overdue, due and waiting"),
    "list": ("reading", "list_", "commitments, one a line"),
    "show": ("reading", "show", "the whole story of commitments"),
    "log": ("reading", "log", "who changed what"),
    "agreements": ("reading", "agreements", "the agreements"),
    "parties": ("reading", "parties", "who owes how much, and how it stands"),
    "events": ("reading", "events", "the events that deadlines hang on"),
    "add": ("changing", "add", "add a commitment in one line"),
    "set": ("changing", "set_", "set fields: deadline, status, title …"),
    "report": ("changing", "report", "add a report: who says what, with its source"),
    "note": ("changing", "note", "add a note"),
    "withdraw": ("changing", "withdraw", "take commitments out of every list"),
    "undo": ("changing", "undo", "take back your last step"),
    "redo": ("changing", "redo", "bring it back"),
    "event": ("entering", "event", "set or move an event"),
    "agreement": ("entering", "agreement", "add an agreement"),
    "party": ("entering", "party", "add a party"),
    "seed": ("keeping", "seed", "list and load seed packs"),
    "demo": ("keeping", "demo", "a lively throwaway store"),
    "paths": ("keeping", "paths", "where everything lies"),
    "doctor": ("doctor", "doctor", "check the store and say what to do"),
    "keys": ("keeping", "keys", "all keys of the screens"),
    "completion": ("keeping", "completion", "completion for bash, zsh or fish"),
}
"""Each verb: module and function in tui.verbs, and what it is for."""


def build() -> ArgumentParser:
    """The whole parser."""
    common = _common()
    parser = _Parser(
        prog="accord",
        description="Keep the commitments that parties make to each other in agreements.",
        epilog=EPILOG,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"accord {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", parser_class=_Parser)
    for name, (module, function, help_text) in VERBS.items():
        verb = verbs.add_parser(
            name, help=help_text, description=help_text.capitalize() + ".", parents=[common]
        )
        verb.set_defaults(run=lazily(module, function), verb=name)
        _ARGUMENTS.get(name, _none)(verb)
    return parser


def _none(verb: ArgumentParser) -> None:
    del verb


def _filter(verb: ArgumentParser) -> None:
    verb.add_argument("filter", nargs="*", metavar="FILTER", help="words, party:RWA, overdue …")


def _status(verb: ArgumentParser) -> None:
    _filter(verb)
    verb.add_argument("--strict", action="store_true", help="exit with 1 when anything is overdue")
    verb.add_argument("--line", action="store_true", help="one line, for a status bar")
    verb.epilog = "example: accord status in:WPA --strict"


def _list(verb: ArgumentParser) -> None:
    _filter(verb)
    verb.add_argument("--sort", default="left", help="left, id, title, owner, status or theme")
    verb.add_argument("--reverse", action="store_true", help="turn the order round")
    verb.add_argument("--limit", type=int, default=None, metavar="N", help="at most so many")
    verb.epilog = "example: accord list party:RWA overdue --json"


def _complete(argument: argparse.Action) -> None:
    # argcomplete looks for an attribute that argparse does not know.
    vars(argument)["completer"] = complete_codes


def _codes(verb: ArgumentParser) -> None:
    argument = verb.add_argument("codes", nargs="+", metavar="CODE", help="WPA-3")
    _complete(argument)


def _log(verb: ArgumentParser) -> None:
    argument = verb.add_argument("code", nargs="?", default="", metavar="CODE")
    _complete(argument)
    verb.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many")
    verb.add_argument("--fields", action="store_true", help="every field, before and after")


def _in_agreement(verb: ArgumentParser) -> None:
    verb.add_argument("agreement", nargs="?", default="", metavar="AGREEMENT")


def _add(verb: ArgumentParser) -> None:
    verb.add_argument("line", nargs="+", help='"Title; owner DRC; to M23; due in 2 weeks"')
    verb.add_argument("--agreement", default="", metavar="CODE", help="which one it belongs to")
    verb.epilog = 'example: accord add "Release 100 prisoners; owner DRC; due eom" --agreement DOHA'


def _set(verb: ArgumentParser) -> None:
    argument = verb.add_argument("words", nargs="+", metavar="CODE … KEY=VALUE …")
    _complete(argument)
    verb.epilog = 'example: accord set WPA-1 "deadline=signing + 30 days" "reason=annex, art. 2"'


def _report(verb: ArgumentParser) -> None:
    _codes(verb)
    verb.add_argument("--by", default="", metavar="PARTY", help="who says so")
    verb.add_argument("--says", default="", help="done, not-done, could-not-verify or denies")
    verb.add_argument("--status", default="", help="sets the status")
    verb.add_argument("--amount", type=int, default=None, metavar="N", help="quantity reached")
    verb.add_argument("--level", type=int, default=None, metavar="N", help="0 to 3")
    verb.add_argument(
        "--on", default="", metavar="DAY", help="when it was said; today if not given"
    )
    verb.add_argument("--source", default="", help="where it stands")
    verb.add_argument("--url", default="", help="where it can be read")
    verb.add_argument("--grade", default="", help="Admiralty grade of the source, such as B2")
    verb.add_argument("--corrects", type=int, default=None, metavar="ID", help="an earlier report")
    verb.add_argument("--text", default="", help="what is reported; - reads standard input")
    verb.epilog = (
        'example: accord report WPA-3 --by USA --says not-done --source "Treasury, 2 March"'
    )


def _note(verb: ArgumentParser) -> None:
    argument = verb.add_argument("code", metavar="CODE")
    _complete(argument)
    verb.add_argument("text", nargs="+", help="the note; - reads standard input")


def _withdraw(verb: ArgumentParser) -> None:
    _codes(verb)
    verb.add_argument("--reason", default="", help="why")


def _undo(verb: ArgumentParser) -> None:
    verb.add_argument("change", nargs="?", type=int, default=None, help="a number from accord log")


def _event(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["set"], help="set")
    verb.add_argument("agreement", metavar="AGREEMENT")
    verb.add_argument("key", metavar="EVENT", help="withdrawal-completed")
    verb.add_argument("--on", default="", metavar="WHEN", help="it happened then")
    verb.add_argument("--planned", default="", metavar="WHEN", help="it is planned for then")
    verb.add_argument("--unknown", action="store_true", help="nobody knows any more")
    verb.add_argument("--name", default="", help="in words")
    verb.add_argument("--completes", default="", metavar="CODE", help="it is that one's completion")
    verb.add_argument("--source", default="", help="where it stands")
    verb.add_argument("--reason", default="", help="why it is set")
    verb.epilog = "example: accord event set WPA signing --on 2025-06-27"


def _agreement(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["add"], help="add")
    verb.add_argument("code", metavar="CODE")
    verb.add_argument("title", nargs="+", metavar="TITLE")
    verb.add_argument("--zone", required=True, help="IANA zone in which its days end")
    verb.add_argument("--signed", default="", metavar="DAY")
    verb.add_argument("--process", default="", help="the track it belongs to")
    verb.add_argument("--party", action="append", default=[], metavar="CODE:ROLE")
    verb.epilog = "example: accord agreement add ACC The accord --zone UTC --party GOV:signatory"


def _party(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["add"], help="add")
    verb.add_argument("code", metavar="CODE")
    verb.add_argument("name", nargs="+", metavar="NAME")
    verb.add_argument(
        "--kind", default="organisation", help="state, armed-group, organisation, body"
    )


def _seed(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["list", "load"], help="list or load")
    verb.add_argument("packs", nargs="*", metavar="CODE-OR-FILE")
    verb.epilog = "example: accord seed load WPA DOHA"


def _demo(verb: ArgumentParser) -> None:
    verb.add_argument("rest", nargs=argparse.REMAINDER, metavar="VERB …", help="status, list …")


def _keys(verb: ArgumentParser) -> None:
    verb.add_argument("--markdown", action="store_true", help="as docs/keys.md has them")


def _completion(verb: ArgumentParser) -> None:
    verb.add_argument("shell", choices=["bash", "zsh", "fish"])
    verb.epilog = 'example: eval "$(accord completion bash)"'


_ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "open": _filter, "status": _status, "list": _list, "show": _codes, "log": _log,
    "parties": _in_agreement, "events": _in_agreement, "add": _add, "set": _set,
    "report": _report, "note": _note, "withdraw": _withdraw, "undo": _undo, "event": _event,
    "agreement": _agreement, "party": _party, "seed": _seed, "demo": _demo, "keys": _keys,
    "completion": _completion,
}  # fmt: skip


def complete_codes(prefix: str, parsed_args: Namespace, **_: object) -> Sequence[str]:
    """Codes of commitments, while a shell completes."""
    from db.domain.errors import AccordError  # noqa: PLC0415  only while a shell completes
    from db.queries.lists import Codes  # noqa: PLC0415  only while a shell completes
    from tui.context import Context  # noqa: PLC0415  only while a shell completes

    for name, value in GLOBALS.items():
        if not hasattr(parsed_args, name):
            setattr(parsed_args, name, value)
    parsed_args.read_only = True
    try:
        with Context(parsed_args) as context:
            return context.ask(Codes(prefix))
    except AccordError:
        return ()
