"""`accord ssh`: access by key, and the configuration that sshd needs for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from db.domain.bounds import LONGEST_KEY
from db.domain.errors import BadInput
from db.domain.parsing.path import typed_path
from tui.cli.verbs import values
from tui.formatting.commitment import Words
from tui.formatting.sanitize import safe
from tui.ssh import authorized_keys
from tui.ssh.authorized_keys import (
    KeyLine,
    checked_name,
    checked_store,
    key_line,
    program,
    read_lines,
)
from tui.ssh.program_access import account_of, barriers
from tui.ssh.public_key import PublicKey, Role, read_key
from tui.ssh.sshd_config import KEYS, block

if TYPE_CHECKING:
    from pathlib import Path

    from tui.cli.context import Context

_EXAMPLE = "accord ssh authorize --name alice --role reviewer < alice.pub"


def ssh(context: Context) -> int:
    """Authorize, list, revoke, or print the configuration."""
    match context.args.action:
        case "authorize":
            _authorize(context)
        case "list":
            _list(context)
        case "revoke":
            _revoke(context)
        case _:
            keys = context.args.file or KEYS
            context.out.line(block(context.args.user or "accord", keys).rstrip())
    return 0


def _authorize(context: Context) -> None:
    """Print the line for the key on standard input, or add it to a file."""
    args = context.args
    if not args.name or not args.role:
        raise BadInput("Whose key is it, and what may they do?", examples=(_EXAMPLE,))
    name = checked_name(args.name)
    store = checked_store(args.store) if args.store else ""
    line = key_line(_typed_key(), name, Role(args.role), store)
    path = _file(args.write) if args.write is not None else None
    if path is not None:
        authorized_keys.add_line(path, line)
    _warn_of_barriers(path)
    (new,) = read_lines(line)
    if args.json:
        context.out.json(_told(new))
    elif path is None:
        context.out.line(line)
    else:
        said = f"{name} comes in as {args.role} by {new.key.fingerprint}, written to {path}."
        context.out.line(safe(said))


def _warn_of_barriers(path: Path | None) -> None:
    """Warn on standard error if the account could not start the program of its line."""
    account = account_of(path)
    file, kept = next(barriers(account, program()), (None, None))
    if file is None:
        return
    where = f": {kept} keeps it out" if kept != file else ""
    said = safe(f"The account {account.name} may not use {file}{where}. Nobody gets in so.")
    hint = "Install accord where every account may read it, as in /opt: see docs/ssh.md."
    sys.stderr.write(f"accord: {said}\n{hint}\n")


def _typed_key() -> PublicKey:
    if sys.stdin.isatty():
        raise BadInput("The public key comes on standard input.", examples=(_EXAMPLE,))
    return read_key(values.standard_input(LONGEST_KEY))


def _list(context: Context) -> None:
    path = _file(context.args.file)
    found = authorized_keys.keys_in(path)
    if context.args.json:
        context.out.json([_told(each) for each in found])
    elif found:
        head = ("Name", "Role", "Key", "Fingerprint", "Store", "Comment")
        context.out.table(head, [_cells(each) for each in found])
    else:
        context.out.line(safe(f"Nobody comes in by {path}."))


def _revoke(context: Context) -> None:
    name, path = context.args.who or context.args.name, _file(context.args.file)
    if not name:
        raise BadInput("Who comes in no longer?", examples=("accord ssh revoke alice",))
    gone = authorized_keys.remove_name(path, name)
    if context.args.json:
        context.out.json(_told(gone))
        return
    context.out.line(safe(f"{name} ({gone.role}) comes in no longer: taken out of {path}."))
    context.out.line("Who is in at this moment stays until they leave.")


def _file(named: str) -> Path:
    return typed_path(named) if named else authorized_keys.default_file()


def _told(line: KeyLine) -> dict[str, str | None]:
    return {
        "name": line.name or None,
        "role": line.role or None,
        "store": line.store or None,
        "type": line.key.kind,
        "fingerprint": line.key.fingerprint,
        "comment": line.key.comment,
        "line": line.text,
    }


def _cells(line: KeyLine) -> list[Words]:
    """Describe a foreign line: it may open a shell, so a review of the host must see it."""
    role = Words(line.role) if line.ours else Words("not accord's", "overdue")
    key = line.key
    told = (key.kind, key.fingerprint, line.store or "the account's", key.comment)
    if not line.ours:
        told = (key.kind, key.fingerprint, "--", key.comment)
    return [Words(safe(line.name) or "--", "strong"), role, *(Words(safe(t)) for t in told)]
