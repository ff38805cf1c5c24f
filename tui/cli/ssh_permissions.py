"""Verbs and options that each role may use over SSH. Anything not in the table is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.domain.errors import BadInput, Refused
from db.domain.filters.keywords import did_you_mean
from tui.cli.arguments import FILTERED
from tui.ssh.public_key import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Allowed:
    """Permitted use of a verb. An option not named here is refused, also in its short form."""

    words: str
    """Arguments of the verb, for the list of permitted verbs."""
    options: tuple[str, ...] = ()
    editing: tuple[str, ...] = ()
    """Options for editors only."""
    deeds: tuple[str, ...] = ()
    """First words that make the verb change something: for editors only."""
    role: Role = Role.REVIEWER
    """Lowest role that may use the verb."""


MOMENTS = ("--as-of", "--now")
"""Options that set the moment: allowed for verbs that only read, since they date no change."""


def _look(words: str, *options: str) -> Allowed:
    """Build the entry of a verb that only reads."""
    return Allowed(words, (*options, *MOMENTS))


def _edit(words: str, *options: str) -> Allowed:
    return Allowed(words, (*options, "--yes"), role=Role.EDITOR)


EVERYWHERE = ("--json", "--plain", "--ascii", "--no-color", "--help")
"""Output options, allowed for every verb."""

ALLOWED: Mapping[str, Allowed] = {
    "status": _look("[FILTER …]", "--strict", "--line", "--view"),
    "list": _look("[FILTER …]", "--sort", "--reverse", "--limit", "--view"),
    "show": _look("CODE …"),
    "log": _look("[FILTER …]", "--limit", "--fields"),
    "diff": _look("FROM [TO [FILTER …]]"),
    "agreements": _look(""),
    "matrix": _look("AGREEMENT", "--by", "--across"),
    "parties": _look("[AGREEMENT] [FILTER …]", "--by"),
    "events": _look("[AGREEMENT]"),
    "what-if": _look("EVENT WHEN …"),
    "views": Allowed(
        "",
        editing=("--key", "--shows", "--sort", "--reverse"),
        deeds=("save", "rename", "bind", "delete"),
    ),
    "verify": Allowed("", ("--head", "--since")),
    "who": Allowed(""),
    "report": Allowed(
        "[FILTER …]",
        ("--format", "--as-of"),
        editing=(
            *("--by", "--says", "--status", "--amount", "--level", "--on", "--source", "--url"),
            *("--grade", "--corrects", "--text"),
        ),
    ),
    "add": _edit('"LINE"', "--agreement"),
    "set": _edit("CODE … KEY=VALUE …"),
    "edit": _edit("[CODE …]", "--print", "--from"),
    "note": _edit("CODE TEXT"),
    "withdraw": _edit("CODE …", "--reason"),
    "undo": _edit("[CHANGE]"),
    "redo": _edit(""),
    "event": _edit(
        "list|set AGREEMENT EVENT",
        *("--on", "--planned", "--unknown", "--completes", "--name", "--source", "--reason"),
        "--dry-run",
    ),
    "meet": _edit("CODE [N]", "--on", "--source", "--note"),
    "arose": _edit("CODE", "--at", "--source", "--note"),
    "tick": _edit("[CODE …]", "--from-start"),
    "agreement": _edit(
        "add CODE TITLE, or set CODE KEY=VALUE …",
        "--zone",
        "--signed",
        "--process",
        "--party",
        "--calendar",
        "--reason",
    ),
    "party": _edit("add CODE NAME", "--kind"),
}

REFUSED: Mapping[str, str] = {
    "open": "opens the screens, which open without any word",
    "seed": "reads files by name",
    "backup": "writes files by name",
    "restore": "reads files by name",
    "file": "gives out a file as it is, whatever is in it",
    "store": "reads and writes files by name",
    "demo": "makes a store, and runs any verb in it",
    "paths": "shows where files lie on the host",
    "doctor": "shows files and settings of the host",
    "keys": "reads the settings of the host",
    "completion": "is for a shell of one's own",
    "session": "is what sshd starts",
    "ssh": "lets people in",
}
"""Verbs that are refused over SSH, and why. Every verb is in one of the two tables."""


def check(words: Sequence[str], role: Role) -> None:
    """Refuse what the role may not use.

    Args:
        words: A command line after `accord`, at least one word. The verb comes first, so that
            no option can stand where it would be read before the verb is known.
        role: What the person's key lets them do.

    Raises:
        Refused: with the list of what is allowed.
        BadInput: for an option that this verb does not take over ssh.
    """
    verb, *rest = words
    rule = ALLOWED.get(verb)
    if rule is None or not _may(role, rule.role):
        raise _refusal(_why_not(verb, role), role)
    deed = next((word for word in rest if not word.startswith("-")), "")
    if deed in rule.deeds and not _may(role, Role.EDITOR):
        raise _refusal(_only_looks(f"{verb} {deed}", role), role)
    known = {*EVERYWHERE, *_options_of(rule, role)}
    for option in _options(verb, rest):
        if option not in known:
            raise BadInput(
                f"{verb} takes no {option} here.",
                hint=f"It takes: {' '.join(sorted(known))}.",
            )


def listing(role: Role) -> str:
    """List the permitted verbs, one a line."""
    lines = [f"What a key of this role ({role}) may ask for:"]
    lines.append("  nothing after the host: the screens; text where there is no terminal")
    for verb, rule in ALLOWED.items():
        if _may(role, rule.role):
            options = [o for o in _options_of(rule, role) if o not in MOMENTS]
            words = _words_of(rule, role)
            lines.append(" ".join(part for part in (f"  {verb}", words, *options) if part))
    lines.append(f"  with what only looks: {' '.join(MOMENTS)}")
    lines.append(f"  with each: {' '.join(EVERYWHERE)}")
    return "\n".join(lines)


def _words_of(rule: Allowed, role: Role) -> str:
    return f"[{'|'.join(rule.deeds)} NAME …]" if rule.deeds and role is Role.EDITOR else rule.words


def _options_of(rule: Allowed, role: Role) -> tuple[str, ...]:
    return (*rule.options, *(rule.editing if role is Role.EDITOR else ()))


def _may(role: Role, needed: Role) -> bool:
    return role is Role.EDITOR or needed is Role.REVIEWER


def _refusal(why: str, role: Role) -> Refused:
    return Refused(why, "For example: ssh HOST status", below=listing(role))


def _only_looks(asked: str, role: Role) -> str:
    return f"{asked} changes something, and this key only looks ({role})."


def _why_not(verb: str, role: Role) -> str:
    if verb in ALLOWED:
        return _only_looks(verb, role)
    if verb in REFUSED:
        return f"{verb} is not for ssh: it {REFUSED[verb]}."
    near = did_you_mean(verb, ALLOWED)
    return f"'{verb}' is nothing that can be asked for over ssh. {near}".rstrip()


def _options(verb: str, words: Sequence[str]) -> Iterator[str]:
    """Give the words that could be read as options, without their values.

    A moment may begin with a dash (`-30d`), and so may a text if a space follows. A single dash is
    standard input, and a dash negates a filter (`-critical`). The check does not rely on `--` to
    end the options.
    """
    for word in words:
        filtering = verb in FILTERED and not word.startswith("--")
        if re.match("-[^- 0-9]|--.", word) and not filtering:
            yield word.partition("=")[0]
