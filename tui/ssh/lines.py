"""Lines of authorized_keys: written so that sshd and the shell after it read what was meant."""

from __future__ import annotations

import base64
import binascii
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.bounds import LONGEST_NAME
from db.domain.errors import BadInput
from db.typed_path import typed_path
from tui.ssh.keys import TYPES, PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.ssh.role import Role

_NAME = re.compile(r"[^\W_](?:[\w.@'\u2019-]| (?! ))*")
_OPTIONS = re.compile(r'(?:[^\s"\\]|"(?:\\"|[^"])*"|\\"?)+')
_COMMAND = re.compile(r'(?:^|,)command="((?:\\"|[^"])*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line that lets somebody in. Lines that are not ours have no name and no role."""

    text: str
    key: PublicKey
    name: str = ""
    role: str = ""
    store: str = ""

    @property
    def ours(self) -> bool:
        """Whether it leads to accord and nowhere else."""
        return bool(self.role)


def checked_name(text: str) -> str:
    """A name for the trail that nothing can read as something else.

    Raises:
        BadInput: for a name of other signs than letters, digits, spaces and `. _ - @ '`.
    """
    name = " ".join(text.split(" "))
    if not _NAME.fullmatch(name) or name != name.strip() or len(name) > LONGEST_NAME:
        raise BadInput(
            f"'{text}' is no name for a person.",
            text=text,
            hint=f"It has at most {LONGEST_NAME} letters, digits, spaces and . _ - @ ', and begins "
            "with a letter or digit.",
        )
    return name


def checked_store(location: str) -> str:
    """The store as the forced command names it: a path from the root, or a URL.

    Raises:
        BadInput: for a URL with a password, which everybody on the host could read in `ps`, and
            for control characters.
    """
    if not location.isprintable():
        raise BadInput(
            "The place of the store has control characters.",
            text=location,
            hint="Move the store to a place with a plain name.",
        )
    if "://" not in location:
        return str(typed_path(location).absolute())
    if re.match(r"[^/]+://[^/@]*:[^/@]*@", location):
        raise BadInput(
            "The URL of the store holds a password, which everybody on the host could read in ps.",
            hint="Leave it out here and put it into .pgpass in the account's home.",
        )
    return location


def key_line(key: PublicKey, name: str, role: Role, store: str = "") -> str:
    """The line for a key. Name and store must have been checked."""
    session = [*program(), "session", "--as", name, "--role", role.value]
    command = shlex.join([*session, *(["--store", store] if store else [])])
    quoted = command.replace('"', '\\"')
    return f'restrict,pty,command="{quoted}" {key.kind} {key.blob} {key.comment or name}'


def program() -> list[str]:
    """How to start this accord from anywhere.

    `-I` keeps PYTHON variables and the current folder from having a say, whoever sets them.
    """
    script = Path(sys.executable).with_name("accord")
    return [sys.executable, "-I", *([str(script)] if script.exists() else ["-m", "tui.cli"])]


def read_lines(text: str) -> Iterator[KeyLine]:
    """The keys in an authorized_keys file; comments and what sshd does not understand are not."""
    for line in text.splitlines():
        found = _read_line(line.strip())
        if found is not None:
            yield found


def _read_line(line: str) -> KeyLine | None:
    options = ""
    if line.partition(" ")[0] not in TYPES and (found := _OPTIONS.match(line)):
        options = found[0]
    kind, _, rest = line[len(options) :].strip().partition(" ")
    blob, _, comment = rest.strip().partition(" ")
    if line.startswith("#") or not _is_base64(blob):
        return None
    key = PublicKey(kind, blob, comment.strip())
    forced = _COMMAND.search(options)
    words = _words(forced[1].replace('\\"', '"')) if forced else []
    if "session" not in words or "restrict" not in options.split(","):
        return KeyLine(line, key)
    return KeyLine(
        line, key, _after(words, "--as"), _after(words, "--role"), _after(words, "--store")
    )


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return []


def _after(words: Sequence[str], option: str) -> str:
    return words[words.index(option) + 1] if option in words[:-1] else ""


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return False
