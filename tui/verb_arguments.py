"""What each verb of the command line takes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.ssh.role import Role

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence

    Completer = Callable[..., Sequence[str]]

FILTERED = ("open", "status", "list", "diff", "parties", "log", "views")
"""Verbs whose words are a filter."""


def fill(name: str, verb: ArgumentParser, codes: Completer, words: Completer) -> None:
    """Give a verb's parser its arguments; codes of commitments and filters are completed."""
    if name in _ARGUMENTS:
        _ARGUMENTS[name](verb)
    for action in verb._actions:  # noqa: SLF001  argparse has no other way to list them
        if action.dest in ("codes", "code", "words") and name in _WITH_CODES:
            # argcomplete looks for an attribute that argparse does not know.
            vars(action)["completer"] = codes
        elif action.dest == "filter":
            vars(action)["completer"] = words


def count(text: str) -> int:
    """A number of things, 0 or more.

    Raises:
        argparse.ArgumentTypeError: for anything else.
    """
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of things")
    return int(text)


FILTER_HELP = (
    "words to find; party:RWA, in:WPA, due:<30d, theme:security; overdue, today, week, "
    "disputed, waiting, critical; ! before any of them turns it round"
)


def _open(verb: ArgumentParser) -> None:
    _filter(verb)
    verb.add_argument("--view", default="", metavar="NAME", help="a saved view, narrowed further")


def _views(verb: ArgumentParser) -> None:
    deeds = "save NAME FILTER, rename NAME NEW, bind NAME KEY, delete NAME"
    _filter(verb, f"nothing lists them; or {deeds}")
    verb.add_argument("--key", default="", metavar="7|8|9", help="save: which key opens it")
    verb.add_argument("--shows", default="list", metavar="SCREEN", help="save: list, timeline …")
    verb.add_argument("--sort", default="left", metavar="BY", help="save: the order of the list")
    verb.add_argument("--reverse", action="store_true", help="save: the order turned round")


def _filter(verb: ArgumentParser, explained: str = FILTER_HELP) -> None:
    verb.add_argument("filter", nargs="*", metavar="FILTER", help=explained)


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
    verb.add_argument("--limit", type=count, default=None, metavar="N", help="at most so many")


def _codes(verb: ArgumentParser) -> None:
    verb.add_argument("codes", nargs="+", metavar="CODE", help="such as WPA-3")


def _log(verb: ArgumentParser) -> None:
    _filter(verb, "codes, words to find; by:asel, kind:deadline, since:2025-09-25, until:yesterday")
    verb.add_argument("--limit", type=count, default=50, metavar="N", help="at most so many")
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
    _filter(verb, "an agreement, or a filter: WPA, theme:security, due:2025")
    verb.add_argument("--by", choices=["party", "theme"], default="party", help="whose numbers")


def _edit(verb: ArgumentParser) -> None:
    verb.add_argument("codes", nargs="*", metavar="CODE", help="such as WPA-3")
    verb.add_argument("--print", action="store_true", help="print the text to edit elsewhere")
    verb.add_argument(
        "--from", dest="source", default="", metavar="FILE", help="apply it; - reads standard input"
    )


def _matrix(verb: ArgumentParser) -> None:
    verb.add_argument("agreement", metavar="AGREEMENT", help="its code")
    verb.add_argument(
        "--by", choices=["provisions", "themes"], default="provisions", help="what the lines are"
    )
    verb.add_argument(
        "--across", choices=["parties", "status"], default="",
        help="what the columns are; parties beside provisions, status beside themes",
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


def _file(verb: ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help="such as WPA-3")
    verb.add_argument(
        "number", nargs="?", type=count, default=None, metavar="N",
        help="the report's number in accord show; needed where several have files",
    )  # fmt: skip


def _note(verb: ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", help="such as WPA-3")
    verb.add_argument("text", nargs="+", metavar="TEXT", help="the note; - reads standard input")


def _withdraw(verb: ArgumentParser) -> None:
    _codes(verb)
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


def _what_if(verb: ArgumentParser) -> None:
    verb.add_argument(
        "suppositions", nargs="+", metavar="WHAT",
        help='an event or "CODE done", and when: "signing +30 days", "WPA-3 done 2026-01-05", '
        '"elections unknown"',
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


def _seed(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["list", "load"], metavar="list|load")
    verb.add_argument("packs", nargs="*", metavar="PACK", help="a pack's code, or a .toml file")


def _demo(verb: ArgumentParser) -> None:
    verb.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="VERB …", help="any verb with its options"
    )


def _backup(verb: ArgumentParser) -> None:
    verb.add_argument("--to", default="", metavar="FOLDER", help="where; else beside the store")
    verb.add_argument(
        "--keep",
        type=count,
        default=None,
        metavar="N",
        help="take away all but the newest N",
    )
    verb.add_argument("--list", action="store_true", help="those there are, the newest first")


def _restore(verb: ArgumentParser) -> None:
    verb.add_argument("backup", metavar="BACKUP", help="a file that accord backup made")


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


def _store(verb: ArgumentParser) -> None:
    verb.add_argument("action", choices=["copy"], metavar="copy")
    verb.add_argument("origin", metavar="FROM", help="a path or a database URL")
    verb.add_argument("target", metavar="TO", help="a path or URL where there is no store yet")


def _keys(verb: ArgumentParser) -> None:
    verb.add_argument("--markdown", action="store_true", help="the page docs/keys.md")


def _completion(verb: ArgumentParser) -> None:
    verb.add_argument("shell", choices=["bash", "zsh", "fish"])


def _session(verb: ArgumentParser) -> None:
    _role(verb, required=True)


def _role(verb: ArgumentParser, *, required: bool) -> None:
    roles = [role.value for role in Role]
    verb.add_argument(
        "--role", required=required, choices=roles, help="reviewer: looks; editor: changes too"
    )


def _ssh(verb: ArgumentParser) -> None:
    actions = ["authorize", "list", "revoke", "config"]
    verb.add_argument("action", choices=actions, metavar="|".join(actions))
    verb.add_argument("who", nargs="?", default="", metavar="NAME", help="whom to revoke")
    verb.add_argument("--name", default="", help="authorize: who it is, for the trail")
    _role(verb, required=False)
    verb.add_argument(
        "--write", nargs="?", const="", default=None, metavar="FILE",
        help="authorize: add the line to FILE, or ~/.ssh/authorized_keys, instead of printing it",
    )  # fmt: skip
    verb.add_argument(
        "--file", default="", metavar="FILE",
        help="list, revoke: the file, if not ~/.ssh/authorized_keys; config: as sshd finds it",
    )  # fmt: skip
    verb.add_argument("--user", default="", help="config: the account that people come in by")


_WITH_CODES = (
    "meet", "arose", "tick", "show", "file", "edit", "set", "report", "note", "withdraw",
)  # fmt: skip
_ARGUMENTS: dict[str, Callable[[ArgumentParser], None]] = {
    "open": _open, "views": _views, "edit": _edit, "status": _status, "list": _list, "show": _codes,
    "log": _log, "matrix": _matrix, "diff": _diff,
    "parties": _parties, "events": _in_agreement, "add": _add, "set": _set,
    "report": _report, "file": _file, "note": _note, "withdraw": _withdraw, "undo": _undo,
    "event": _event, "meet": _meet, "arose": _arose, "tick": _tick, "what-if": _what_if,
    "agreement": _agreement, "party": _party, "seed": _seed,
    "backup": _backup, "restore": _restore, "store": _store, "demo": _demo, "keys": _keys,
    "verify": _verify, "completion": _completion, "ssh": _ssh, "session": _session,
}  # fmt: skip
