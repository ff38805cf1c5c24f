"""Arguments of the verbs that write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.arguments.common import codes, count

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable


def _edit(verb: ArgumentParser) -> None:
    verb.add_argument("codes", nargs="*", metavar="CODE", help="such as WPA-3")
    verb.add_argument("--print", action="store_true", help="print the text to edit elsewhere")
    verb.add_argument(
        "--from", dest="source", default="", metavar="FILE", help="apply it; - reads standard input"
    )
    whose = verb.add_mutually_exclusive_group()
    for side in ("mine", "theirs"):
        whose.add_argument(
            f"--{side}", dest="side", action="store_const", const=side,
            help=f"of what somebody else changed too, keep {side}",
        )  # fmt: skip


def _add(verb: ArgumentParser) -> None:
    verb.add_argument(
        "line",
        nargs="+",
        metavar="LINE",
        help="the title, then parts between semicolons: owner CODES, to CODES, due DATE-OR-RULE, "
        "theme WORD, art ARTICLE, amount NUMBER UNIT, critical",
    )
    verb.add_argument(
        "--agreement", default="", metavar="CODE", help="where it belongs; the only one if left out"
    )


def _set(verb: ArgumentParser) -> None:
    verb.add_argument(
        "words",
        nargs="+",
        metavar="CODE-OR-KEY=VALUE",
        help="codes, and what to set: title, provision, words, theme, tags, critical, continuing, "
        "pinned, owners, to, verifiers, after, parallel, deadline, status, amount, level, target, "
        "unit, source; status=done, breached and released need source or url; "
        "with them reason, note, on, speaker, url, grade, agreed-on, agreed-by",
    )


def _report(verb: ArgumentParser) -> None:
    verb.add_argument(
        "codes", nargs="*", metavar="CODE-OR-FILTER",
        help="what is reported on; without any of the options below but --format, a filter: a "
        "report of all that passes it is printed",
    )  # fmt: skip
    verb.add_argument(
        "--format", default="", metavar="FORMAT",
        help="of the printed report: md (if left out), csv, json, html, ics or txt",
    )  # fmt: skip
    verb.add_argument("--by", default="", metavar="PARTY", help="who says so")
    verb.add_argument(
        "--says", default="", metavar="WHAT", help="done, not-done, could-not-verify or denies"
    )
    verb.add_argument(
        "--status", default="", help="sets the status; done, breached and released need a source"
    )
    verb.add_argument(
        "--amount", type=count, default=None, metavar="N", help="quantity, by this speaker's count"
    )
    verb.add_argument("--level", type=count, default=None, metavar="N", help="0 to 3")
    verb.add_argument("--on", default="", metavar="DAY", help="when it was said; now if left out")
    verb.add_argument("--source", default="", metavar="TEXT", help="where it stands")
    verb.add_argument("--source-on", default="", metavar="DAY", help="the source's own date")
    verb.add_argument("--url", default="", help="where it can be read")
    verb.add_argument(
        "--file", default="", metavar="PATH", help="attach this file; a copy is kept by the store"
    )
    verb.add_argument("--grade", default="", metavar="B2", help="Admiralty grade of the source")
    verb.add_argument(
        "--corrects",
        type=count,
        default=None,
        metavar="ID",
        help="the report it takes the place of, by its number in accord show; what is left out "
        "stays as it was there",
    )
    verb.add_argument(
        "--text", default="", metavar="TEXT", help="what is reported; - reads standard input"
    )


def _note(verb: ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help="such as WPA-3")
    verb.add_argument("text", nargs="+", metavar="TEXT", help="the note; - reads standard input")


def _withdraw(verb: ArgumentParser) -> None:
    codes(verb)
    verb.add_argument("--reason", default="", metavar="TEXT", help="why")


def _undo(verb: ArgumentParser) -> None:
    verb.add_argument(
        "change", nargs="?", type=count, default=None, metavar="CHANGE",
        help="its number in accord log; your own last one if left out",
    )  # fmt: skip


def _event(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["list", "set"], metavar="list|set")
    verb.add_argument("agreement", nargs="?", default="", metavar="AGREEMENT", help="its code")
    verb.add_argument(
        "key", nargs="?", default="", metavar="EVENT", help="as in rules: withdrawal-completed"
    )
    verb.add_argument("--on", default="", metavar="WHEN", help="it happened then")
    verb.add_argument("--planned", default="", metavar="WHEN", help="it is planned for then")
    verb.add_argument("--unknown", action="store_true", help="nobody knows when")
    verb.add_argument(
        "--completes", default="", metavar="CODE",
        help="it is that duty's completion; none: of no duty any more",
    )  # fmt: skip
    verb.add_argument("--dry-run", action="store_true", help="only say which deadlines would move")
    verb.add_argument("--name", default="", metavar="TEXT", help="in words")
    verb.add_argument("--source", default="", metavar="TEXT", help="where it stands")
    verb.add_argument("--reason", default="", metavar="TEXT", help="why it is set")


def _meet(verb: ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help="a duty that comes round, such as DOHA-7")
    verb.add_argument(
        "number", nargs="?", type=count, default=None, metavar="N",
        help="which instance; the first one that is not met if left out",
    )  # fmt: skip
    verb.add_argument("--on", default="", metavar="DAY", help="when it was met; now if left out")
    verb.add_argument("--source", default="", metavar="TEXT", help="where it stands")
    verb.add_argument("--note", default="", metavar="TEXT", help="a remark")


def _arose(verb: ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help="a duty owed on each occurrence of something")
    verb.add_argument("--at", default="", metavar="WHEN", help="when it arose; now if left out")
    verb.add_argument("--source", default="", metavar="TEXT", help="where it stands")
    verb.add_argument("--note", default="", metavar="TEXT", help="what arose")


def _tick(verb: ArgumentParser) -> None:
    verb.add_argument("codes", nargs="*", metavar="CODE", help="only these duties")
    verb.add_argument(
        "--from-start", action="store_true",
        help="also what came due before the duty was entered here, which is else not judged",
    )  # fmt: skip


def _agreement(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["add", "set"], metavar="add|set")
    verb.add_argument("code", metavar="CODE", help="its commitments will be CODE-1, CODE-2 …")
    verb.add_argument(
        "title", nargs="+", metavar="TITLE|KEY=VALUE",
        help="add: in words; set: title, zone, calendar (CD, CD+RW, weekdays, none), process, note",
    )  # fmt: skip
    verb.add_argument("--zone", default="", help="IANA zone in which its days end; add needs it")
    verb.add_argument("--signed", default="", metavar="DAY", help="when; it sets the event signing")
    verb.add_argument("--process", default="", metavar="NAME", help="the track it belongs to")
    verb.add_argument("--dry-run", action="store_true", help="set: only say what would move")
    verb.add_argument(
        "--calendar", default="", metavar="NAME", help="of working days: CD, CD+RW or weekdays"
    )
    verb.add_argument("--reason", default="", metavar="TEXT", help="why it is set")
    verb.add_argument(
        "--party", action="append", default=[], metavar="CODE:ROLE",
        help="signatory (if left out), witness, mediator, guarantor, monitor or observer; "
        "may be given several times",
    )  # fmt: skip


def _party(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["add"], metavar="add")
    verb.add_argument("code", metavar="CODE", help="letters and digits, such as GOV")
    verb.add_argument("name", nargs="+", metavar="NAME", help="in words")
    verb.add_argument(
        "--kind", default="organisation", help="state, armed-group, organisation or body"
    )


ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "edit": _edit,
    "add": _add,
    "set": _set,
    "report": _report,
    "note": _note,
    "withdraw": _withdraw,
    "undo": _undo,
    "event": _event,
    "meet": _meet,
    "arose": _arose,
    "tick": _tick,
    "agreement": _agreement,
    "party": _party,
}
"""Function that adds the arguments, by verb."""
