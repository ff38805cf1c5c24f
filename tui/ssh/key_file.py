"""The file authorized_keys: read, and replaced whole under a lock; its owner and guests stay."""

from __future__ import annotations

import fcntl
import os
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from db.domain.errors import NotFound, Refused
from tui.ssh.lines import KeyLine, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
OTHERS_WRITE = 0o022


def default_file() -> Path:
    """Where sshd looks for the keys of the account that runs this."""
    return Path.home() / ".ssh" / "authorized_keys"


def keys_in(path: Path) -> list[KeyLine]:
    """Who gets in by this file; nobody when it is not there.

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
    """A key stands for one person, and a name for one key.

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
    """Take a person's line out; all other lines stay as they are.

    Raises:
        NotFound: when nobody of that name gets in, with those who do.
    """
    with _locked(path):
        text = _read(path)
        ours = {each.name: each for each in read_lines(text) if each.ours}
        if name not in ours:
            known = f"There are: {', '.join(sorted(ours))}." if ours else "Nobody gets in by it."
            raise NotFound(f"Nobody is called '{name}' in {path}.", known)
        gone = ours[name]
        lines = text.splitlines(keepends=True)
        _replace(path, "".join(each for each in lines if each.strip() != gone.text))
    return gone


def _read(path: Path) -> str:
    """The text, bytes that are no text included."""
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
    """Alone at the file. The lock is on its folder, so that nothing is left lying there."""
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
    """Write the whole file anew beside the old one, then put it in its place."""
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
    """Root writes for the account that the keys are for, which must be able to read them."""
    if os.geteuid() == 0:
        os.chown(path, like.st_uid, like.st_gid)
