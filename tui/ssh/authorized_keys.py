"""The file authorized_keys: read, and replaced whole under a lock; owner and mode are kept."""

from __future__ import annotations

import base64
import binascii
import fcntl
import os
import re
import shlex
import stat
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.bounds import LONGEST_NAME
from db.domain.errors import BadInput, NotFound, Refused
from db.domain.filters.keywords import there_are
from db.domain.parsing.path import typed_path
from tui.ssh.public_key import TYPES, PublicKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.ssh.public_key import Role


_NAME = re.compile(r"[^\W_](?:[\w.@'\u2019-]| (?! ))*")
_OPTIONS = re.compile(r'(?:[^\s"\\]|"(?:\\"|[^"])*"|\\"?)+')
_COMMAND = re.compile(r'(?:^|,)command="((?:\\"|[^"])*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """Line that grants access. Lines that are not accord's have no name and no role."""

    text: str
    key: PublicKey
    name: str = ""
    role: str = ""
    store: str = ""

    @property
    def ours(self) -> bool:
        """True if the line leads to accord and nowhere else."""
        return bool(self.role)


def checked_name(text: str) -> str:
    """Check a name for the trail: no program must read it as something else.

    Raises:
        BadInput: for a name with other signs than letters, digits, spaces and `. _ - @ '`.
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
    """Check the store as the forced command names it: an absolute path, or a URL.

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
    """Write the line for a key. Name and store must have been checked."""
    session = [*program(), "session", "--as", name, "--role", role.value]
    command = shlex.join([*session, *(["--store", store] if store else [])])
    quoted = command.replace('"', '\\"')
    return f'restrict,pty,command="{quoted}" {key.kind} {key.blob} {key.comment or name}'


def program() -> list[str]:
    """Command that starts this accord from anywhere.

    `-I` disables PYTHON variables and the current folder, whoever sets them.
    """
    script = Path(sys.executable).with_name("accord")
    return [sys.executable, "-I", *([str(script)] if script.exists() else ["-m", "tui.cli.main"])]


def read_lines(text: str) -> Iterator[KeyLine]:
    """Parse the keys of an authorized_keys file; skip comments and lines that sshd cannot read."""
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


PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
OTHERS_WRITE = 0o022


def default_file() -> Path:
    """Path in which sshd looks for the keys of the current account."""
    return Path.home() / ".ssh" / "authorized_keys"


def keys_in(path: Path) -> list[KeyLine]:
    """List the keys of this file; none when it does not exist.

    Raises:
        Refused: when it cannot be read.
    """
    return list(read_lines(_read(path)))


def add_line(path: Path, line: str) -> None:
    """Append a line.

    Raises:
        Refused: when its key or its name is there already, or the file cannot be written.
    """
    (new,) = read_lines(line)
    with _locked(path):
        text = _read(path)
        refuse_double(read_lines(text), new)
        kept = text if not text or text.endswith("\n") else f"{text}\n"
        _replace(path, f"{kept}{line}\n")


def refuse_double(there: Iterator[KeyLine], new: KeyLine) -> None:
    """Refuse a second name for a key, and a second key for a name.

    Raises:
        Refused: when either is taken.
    """
    for each in there:
        if each.key.blob == new.key.blob:
            whose = f"{each.name}'s ({each.role})" if each.ours else "there, and not by accord"
            raise Refused(f"This key is {whose} already.", "Nothing was written.")
        if each.ours and each.name.casefold() == new.name.casefold():
            hint = f"accord ssh revoke {each.name} takes the old key out; a second one needs a name"
            raise Refused(f"{each.name} has a key already.", f"{hint} of its own.")


def remove_name(path: Path, name: str) -> KeyLine:
    """Remove a person's line; all other lines stay as they are.

    Raises:
        NotFound: when no line has that name; lists the names that have one.
    """
    with _locked(path):
        text = _read(path)
        ours = {each.name: each for each in read_lines(text) if each.ours}
        if name not in ours:
            known = there_are(ours, len(ours)) or "Nobody gets in by it."
            raise NotFound(f"Nobody is called '{name}' in {path}.", known)
        gone = ours[name]
        lines = text.splitlines(keepends=True)
        _replace(path, "".join(each for each in lines if each.strip() != gone.text))
    return gone


def _read(path: Path) -> str:
    """Read the text; bytes that are no text are kept."""
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise Refused(f"{path} is not a plain file.", "Name the file that sshd reads.")
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Refused(
            f"{path} cannot be read: {error.strerror}.", "Run this as the account it belongs to."
        ) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock the file. The lock is on its folder, so that no lock file is left behind."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(PRIVATE_FOLDER)
            _give(path.parent, path.parent.parent.stat())
        handle = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise Refused(
            f"{path.parent} cannot be used: {error.strerror}.",
            "Run this as the account it belongs to.",
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, text: str) -> None:
    """Write the whole file anew beside the old one, then rename it over that."""
    old = path.stat() if path.exists() else None
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=".authorized_keys-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogateescape"))
            file.flush()
            os.fsync(file.fileno())
        mode = PRIVATE_FILE if old is None else stat.S_IMODE(old.st_mode) & ~OTHERS_WRITE
        Path(part).chmod(mode)
        _give(Path(part), old or path.parent.stat())
        Path(part).replace(path)
    except OSError as error:
        if part:
            Path(part).unlink(missing_ok=True)
        words = error.strerror or str(error)
        raise Refused(f"{path} cannot be written: {words}.", "It is as it was.") from error


def _give(path: Path, like: os.stat_result) -> None:
    """Give a file that root wrote to the account of the keys, which must be able to read it."""
    if os.geteuid() == 0:
        os.chown(path, like.st_uid, like.st_gid)
