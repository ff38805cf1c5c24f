"""Parser of everything that can follow `accord`, and the function that carries it out."""

from __future__ import annotations

import argparse
import importlib
import os
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from db import __version__
from db.domain.bounds import LONGEST_COMPLAINT, LONGEST_TEXT, MOST_WORDS
from db.domain.errors import BadInput
from tui.cli.arguments import FILTERED, fill
from tui.cli.arguments.common import once
from tui.cli.completion import complete_codes, complete_filter
from tui.cli.defaults import GLOBALS, with_defaults
from tui.cli.verb_table import EXAMPLES
from tui.terminal.appearance import THEMES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable

    from tui.cli.context import Context

T = TypeVar("T")

_WITH_VALUE = (
    "--store", "--as", "--now", "--as-of", "--theme", "--sort", "--limit", "--by", "--view",
    "--key", "--shows", "--roles", "--to", "--files",
)  # fmt: skip
_MIXED = ("store", "seed")
"""Verbs whose options may stand before and between their arguments."""

EPILOG = """\
examples:
  accord demo                     try everything on invented data, in a throwaway store
  accord seed load WPA DOHA       two real agreements
  accord status --strict          for a script: exits with 1 when something is overdue
  accord set WPA-1 deadline=eom reason="joint letter"
  accord VERB --help              everything a verb takes, with examples

exit codes:
  0 done   1 overdue (status --strict), or doctor or verify found something
  2 not understood   3 refused by a rule, or changed by somebody since   4 not found
  5 the store, or the place of the answer, cannot be used   130 interrupted
"""


def parse(argv: list[str]) -> Namespace:
    """Parse the command line; `run` is the function to call. Help and usage errors exit."""
    _refuse_too_much(argv)
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(build(VERBS), always_complete_options=False)
    argv, verb = _with_verb(_days_kept(argv))
    args = build([verb] if verb else VERBS).parse_args(argv)
    if hasattr(args, "codes"):
        args.codes = once(args.codes)
    if getattr(args, "verb", "") == "demo":
        args = _inside_demo(args)
    return with_defaults(args)


def _refuse_too_much(argv: list[str]) -> None:
    """Refuse too many words first: a shell's pattern may expand to more than the user meant."""
    if len(argv) > MOST_WORDS:
        message = f"accord takes at most {MOST_WORDS:,} words, and these are {len(argv):,}."
        raise BadInput(message, hint="Do it in several steps.")
    longest = max(map(len, argv), default=0)
    if longest > LONGEST_TEXT:
        message = f"A word has at most {LONGEST_TEXT:,} characters, and one has {longest:,}."
        raise BadInput(message, hint="Leave it out, or shorten it.")


def _inside_demo(demo: Namespace) -> Namespace:
    """Parse the words after `demo` as a command line of their own, for the demo's store."""
    if "demo" in demo.rest[:1]:
        raise BadInput("There is no demo within a demo.", hint="As in: accord demo status")
    args = parse(demo.rest)
    for name, value in GLOBALS.items():
        if hasattr(demo, name) and getattr(args, name) == value:
            setattr(args, name, getattr(demo, name))
    args.answer, args.run = args.run, demo.run
    return args


_DAYS = frozenset({"--as-of", "--since", "--on", "--source-on", "--planned", "--at", "--signed"})


def _days_kept(argv: list[str]) -> list[str]:
    """Join `--as-of` with a value such as `-30d`, which argparse would take for an option."""
    kept: list[str] = []
    for each in argv:
        if kept and kept[-1] in _DAYS and each[:1] == "-" and each[1:2].isdigit():
            kept[-1] += f"={each}"
        else:
            kept.append(each)
    return kept


def _with_verb(argv: list[str]) -> tuple[list[str], str]:
    """Give the command line with its verb, and the verb; "" when help or the version is asked for.

    Without a verb the program opens the screens, narrowed by the words given.
    """
    argv, view = _view_apart(argv)
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        if argv[place] == "-h" or argv[place].startswith(("--h", "--v")):
            return argv, ""
        place += 2 if argv[place] in _WITH_VALUE else 1
    verb = argv[place] if place < len(argv) else ""
    if verb in _MIXED:
        return [*argv[: place + 1], *_options_first([*argv[place + 1 :], *view])], verb
    if verb in VERBS and verb not in FILTERED:
        return [*argv, *view], verb
    if verb in FILTERED:
        return [*argv[: place + 1], *_words_last([*view, *argv[place + 1 :]])], verb
    rest = _words_last([*view, *argv[place:]])
    if "--" in rest:
        from db.domain.filters.parser import joined, parse_filter
        from tui.cli.arguments.bare_words import refuse_words

        words = parse_filter(joined(rest[rest.index("--") + 1 :]))
        refuse_words(words, verbs=[verb for verb in VERBS if verb != "session"])
    return [*argv[:place], "open", *rest], "open"


def _view_apart(argv: list[str]) -> tuple[list[str], list[str]]:
    """Move a saved view named before the verb behind it, since the verb's parser takes it."""
    place = argv.index("--view") if "--view" in argv else len(argv)
    return argv[:place] + argv[place + 2 :], argv[place : place + 2]


def _options_first(argv: list[str]) -> list[str]:
    """Put options before the remainder, which argparse wants in one piece."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for each in rest:
        if each == "--":
            words.extend([each, *rest])
        elif each.startswith("-") and each != "-":
            options.append(each)
            if len(each) > 3 and any(known.startswith(each) for known in _WITH_VALUE):
                options.extend(islice(rest, 1))
        else:
            words.append(each)
    return [*options, *words]


def _words_last(argv: list[str]) -> list[str]:
    """Put options before the words of a filter: argparse wants them together, users mix them."""
    options: list[str] = []
    words: list[str] = []
    rest = iter(argv)
    for each in rest:
        if each == "--":
            words.extend(rest)
        elif re.match(r"-[^\W\d_]{2}", each):
            words.append(f"!{each[1:]}")  # -critical is a filter, and so is !critical
        elif each.startswith("-") and each != "-" and not each[1:2].isdigit():
            options.append(each)
            if each in _WITH_VALUE:
                options.extend(islice(rest, 1))
        else:
            words.append(each)
    return [*options, *(["--", *words] if words else [])]


def lazily(module: str, function: str) -> Callable[[Context], int]:
    """Wrap a verb's function so that its module is loaded when called."""

    def run(context: Context) -> int:
        found = getattr(importlib.import_module(f"tui.cli.verbs.{module}"), function)
        code: int = found(context)
        return code

    return run


class _Parser(argparse.ArgumentParser):
    """Argument parser that says what to type instead, and exits with 2."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Check a value as argparse does, but show what was typed without Python's quoting."""
        if action.choices is not None and value not in action.choices:
            known = ", ".join(map(str, action.choices))
            raise argparse.ArgumentError(action, f"'{value}' is none of {known}")

    def error(self, message: str) -> Any:
        from tui.formatting.sanitize import cut

        self.exit(2, f"accord: {cut(message, LONGEST_COMPLAINT)}.\nSee {self.prog} --help\n")


def _everywhere(parser: ArgumentParser, *, hidden: bool = False) -> None:
    """Add the options of every verb; `hidden` ones are accepted but not listed again."""
    group = parser.add_argument_group("options with every verb, before or after it")
    for flag, words, help_text in _OPTIONS:
        shown = argparse.SUPPRESS if hidden else help_text
        group.add_argument(flag, help=shown, default=argparse.SUPPRESS, **words)


_OPTIONS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("--store", {"metavar": "PATH"}, "a file or a database URL; else $ACCORD_STORE"),
    ("--as", {"dest": "actor", "metavar": "NAME"}, "who you are, for the trail"),
    ("--now", {"metavar": "WHEN"}, 'set the clock: "2026-11-23 16:20 Africa/Kinshasa"'),
    ("--as-of", {"metavar": "WHEN"}, "show it as it was known then: 2025-09-25, -30d, #12"),
    ("--read-only", {"action": "store_true"}, "change nothing"),
    ("--yes", {"action": "store_true"}, "save also years before 1900, or 100 years ahead"),
    ("--json", {"action": "store_true"}, "answer in JSON"),
    ("--ascii", {"action": "store_true"}, "signs in ASCII only"),
    ("--no-color", {"action": "store_true"}, "no colour at all; so does $NO_COLOR"),
    ("--no-mouse", {"action": "store_true"}, "leave the mouse to the terminal"),
    ("--slow", {"action": "store_true"}, "for a slow line: few bytes, no seconds; so over SSH"),
    ("--no-slow", {"dest": "slow", "action": "store_false"}, "not that, although over SSH"),
    ("--plain", {"action": "store_true"}, "text instead of a screen"),
    ("--theme", {"choices": THEMES}, "colours of the screens"),
)


VERBS: dict[str, tuple[str, str, str]] = {
    "open": ("open", "open_screen", "open the screens (this is what bare accord does)"),
    "status": ("read", "status", "what is overdue, due and waiting"),
    "list": ("read", "list_", "commitments, one a line"),
    "show": ("read", "show", "the whole story of commitments"),
    "log": ("read", "log", "who changed what"),
    "diff": ("diff", "diff", "what changed between two moments, who did it, and why"),
    "views": ("saved_views", "views", "saved views: list, save, rename, put on keys, delete"),
    "agreements": ("read", "agreements", "the agreements"),
    "parties": ("read", "parties", "who owes how much, and how it stands"),
    "matrix": ("matrix", "matrix", "provisions against parties, or themes against status"),
    "events": ("read", "events", "the events that deadlines hang on"),
    "add": ("write", "add", "add a commitment in one line"),
    "set": ("write", "set_", "set fields: deadline, status, title …"),
    "edit": ("edit", "edit", "edit commitments as one text, in $EDITOR or from a file"),
    "report": ("report", "report", "add a report: who says what; or print one of many"),
    "file": ("attachment", "file", "write out a file that is attached to a report"),
    "note": ("write", "note", "add a note"),
    "withdraw": ("write", "withdraw", "take commitments out of every list"),
    "meet": ("occurrences", "meet", "say that an instance of a recurring duty was met"),
    "arose": ("occurrences", "arose", "say that what sets off a duty has happened"),
    "tick": ("occurrences", "tick", "make the instances of recurring duties that came up"),
    "undo": ("write", "undo", "take back your last step"),
    "redo": ("write", "redo", "bring it back"),
    "event": ("agreements", "event", "list events; set or move one"),
    "what-if": ("what_if", "what_if", "what would move if an event were at another time"),
    "agreement": (
        "agreements",
        "agreement",
        "add an agreement, or set its zone, calendar, title …",
    ),
    "party": ("agreements", "party", "add a party"),
    "seed": ("program", "seed", "list and load seed packs"),
    "demo": ("program", "demo", "a lively throwaway store"),
    "paths": ("program", "paths", "where everything lies"),
    "backup": ("backup", "backup", "copy the store while it is in use, and check the copy"),
    "restore": ("backup", "restore", "put a checked backup in the store's place"),
    "store": ("store", "store", "make, upgrade, check or copy a store, also for a team"),
    "doctor": ("doctor", "doctor", "check the store and say what to do"),
    "verify": ("verify", "verify", "check that nobody altered the trail or a row"),
    "who": ("who", "who", "who has the screens open on this store now"),
    "keys": ("program", "keys", "all keys of the screens"),
    "completion": ("program", "completion", "completion for bash, zsh or fish"),
    "ssh": ("ssh", "ssh", "let people in by their keys, to look or to edit"),
    "session": ("open", "open_screen", "a login by key; sshd starts it, nobody types it"),
}
"""Each verb: module and function in tui.cli.verbs, and its purpose."""


def build(chosen: Iterable[str]) -> ArgumentParser:
    """Build the parser of the chosen verbs. One is quick; help and completion need all."""
    parser = _Parser(
        prog="accord",
        usage="accord [OPTION …] [VERB] [ARGUMENT …]",
        description="Keep the commitments that parties make to each other in agreements.\n"
        "Without a verb the screens open; words narrow what they show: accord party:RWA overdue",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"accord {__version__}")
    verbs = parser.add_subparsers(
        title="verbs", metavar="VERB", prog="accord", parser_class=_Parser
    )
    for name in chosen:
        module, function, help_text = VERBS[name]
        verb = verbs.add_parser(
            name,
            help=help_text,
            description=f"{help_text[0].upper()}{help_text[1:]}.",
            epilog=_epilog(name),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        verb.set_defaults(run=lazily(module, function), verb=name)
        fill(name, verb, complete_codes, complete_filter)
        _everywhere(verb, hidden=True)
    _everywhere(parser)
    return parser


def _epilog(name: str) -> str:
    examples = "\n".join(f"  {example}" for example in EXAMPLES[name])
    return f"examples:\n{examples}\n\naccord --help lists the options that go with every verb."
