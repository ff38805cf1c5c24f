"""Arguments of the verbs that read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.arguments.common import codes, count, filter_words, limit

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable


def _open(verb: ArgumentParser) -> None:
    filter_words(verb)
    verb.add_argument("--view", default="", metavar="NAME", help="a saved view, narrowed further")


def _views(verb: ArgumentParser) -> None:
    deeds = "save NAME FILTER, rename NAME NEW, bind NAME KEY, delete NAME"
    filter_words(verb, f"nothing lists them; or {deeds}")
    verb.add_argument("--key", default="", metavar="7|8|9", help="save: which key opens it")
    verb.add_argument("--shows", default="list", metavar="SCREEN", help="save: list, timeline …")
    verb.add_argument("--sort", default="left", metavar="BY", help="save: the order of the list")
    verb.add_argument("--reverse", action="store_true", help="save: the order turned round")


def _status(verb: ArgumentParser) -> None:
    _open(verb)
    verb.add_argument("--strict", action="store_true", help="exit with 1 when anything is overdue")
    verb.add_argument("--line", action="store_true", help="one line, for a status bar")


def _list(verb: ArgumentParser) -> None:
    _open(verb)
    verb.add_argument(
        "--sort", default="", metavar="BY", help="left, id, title, owner, status or theme"
    )
    verb.add_argument("--reverse", action="store_true", help="turn the order round")
    verb.add_argument("--limit", type=limit, default=None, metavar="N", help="at most so many")


def _log(verb: ArgumentParser) -> None:
    filter_words(
        verb, "codes, words to find; by:asel, kind:deadline, since:2025-09-25, until:yesterday"
    )
    verb.add_argument("--limit", type=limit, default=50, metavar="N", help="at most so many")
    verb.add_argument("--fields", action="store_true", help="every field, before and after")


def _diff(verb: ArgumentParser) -> None:
    verb.add_argument(
        "moments",
        nargs="+",
        metavar="FROM [TO [FILTER …]]",
        help="days, moments, changes such as #12, now, or last: when you last left the screens; "
        "TO is now if left out; after it words of a filter",
    )


def _in_agreement(verb: ArgumentParser) -> None:
    verb.add_argument(
        "agreement", nargs="?", default="", metavar="AGREEMENT", help="only of this one"
    )


def _parties(verb: ArgumentParser) -> None:
    filter_words(verb, "an agreement, or a filter: WPA, theme:security, due:2025")
    verb.add_argument("--by", choices=["party", "theme"], default="party", help="whose numbers")


def _matrix(verb: ArgumentParser) -> None:
    verb.add_argument("agreement", metavar="AGREEMENT", help="its code")
    verb.add_argument(
        "--by", choices=["provisions", "themes"], default="provisions", help="what the lines are"
    )
    verb.add_argument(
        "--across", choices=["parties", "status"], default="",
        help="what the columns are; parties beside provisions, status beside themes",
    )  # fmt: skip


def _what_if(verb: ArgumentParser) -> None:
    verb.add_argument(
        "suppositions", nargs="+", metavar="WHAT",
        help='an event or "CODE done", and when: "signing +30 days", "WPA-3 done 2026-01-05", '
        '"elections unknown"',
    )  # fmt: skip


def _verify(verb: ArgumentParser) -> None:
    verb.add_argument(
        "--head", action="store_true", help="only the digest of the last change, for the minutes"
    )
    verb.add_argument(
        "--since",
        default="",
        metavar="DIGEST",
        help="prove that nothing up to that one was altered",
    )


def _file(verb: ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help="such as WPA-3")
    verb.add_argument(
        "number", nargs="?", type=count, default=None, metavar="N",
        help="the report's number in accord show; needed where several have files",
    )  # fmt: skip


ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "open": _open,
    "views": _views,
    "status": _status,
    "list": _list,
    "show": codes,
    "log": _log,
    "matrix": _matrix,
    "diff": _diff,
    "parties": _parties,
    "events": _in_agreement,
    "file": _file,
    "what-if": _what_if,
    "verify": _verify,
}
"""Function that adds the arguments, by verb."""
