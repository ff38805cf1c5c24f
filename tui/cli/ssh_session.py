"""A login by key: the person and role of its line in authorized_keys, the words of the client."""

from __future__ import annotations

import shlex
import unicodedata
from typing import TYPE_CHECKING

from db.domain.errors import BadInput
from tui.cli.defaults import GLOBALS
from tui.cli.parser import parse
from tui.cli.ssh_permissions import check
from tui.ssh.public_key import Role

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import MutableMapping

ASKED = "SSH_ORIGINAL_COMMAND"
"""Where sshd leaves what the client typed after the host."""

FROM_CLIENT = ("TERM", "LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
"""What a client may say about its terminal; none of it names a file or a program."""
FROM_SSHD = (
    *("HOME", "USER", "LOGNAME", "SHELL", "PATH"),
    *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
)
"""What sshd sets itself, over anything of these names that a client sends.

Within the process nothing tells where a variable came from: what `AcceptEnv` let in stands beside
what the administrator set. So only names are kept that are harmless from anybody. The store and
its place come from the line in authorized_keys, or from the account's own folders and settings,
and never from ACCORD_STORE or XDG_DATA_HOME.
"""


def admitted(args: Namespace, environ: MutableMapping[str, str]) -> Namespace:
    """The command line that a login comes down to: what the client asked for, as far as it may.

    Store, name and role are those of `args`, whatever the client says. Without words it is the
    screens, which say the same as text where there is no terminal.

    Args:
        args: The command line of `accord session`, as the line in authorized_keys has it.
        environ: Usually `os.environ`; all but a few harmless variables are taken out of it.

    Raises:
        BadInput: when the words cannot be taken apart.
        Refused: when they ask for what the role may not.
    """
    asked = environ.get(ASKED, "")
    _clean(environ)
    role = Role(args.role)
    words = client_words(asked)
    visit = args
    if words:
        check(words, role)
        visit = parse(words)
        for name, value in GLOBALS.items():
            if getattr(visit, name) == value:
                setattr(visit, name, getattr(args, name))
    visit.store, visit.actor, visit.guarded = args.store, args.actor, True
    visit.read_only = args.read_only or role is Role.REVIEWER
    return visit


def client_words(asked: str) -> list[str]:
    """What the client typed, taken apart as a shell would, and by none.

    Nothing is expanded: `$(id)`, `*` and `;` are words like any other.

    Raises:
        BadInput: for a quote that does not end, or a character that nobody types.
    """
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in asked):
        raise BadInput(
            "There is a line break or another control character in what was asked for.",
            hint="A long text comes on standard input: ssh HOST note WPA-3 - < note.txt",
        )
    try:
        return shlex.split(asked)
    except ValueError as error:
        raise BadInput(
            f"A quote does not end: {asked}",
            hint="""Quote twice, once for your own shell: ssh HOST "note WPA-3 'called them'".""",
        ) from error


def _clean(environ: MutableMapping[str, str]) -> None:
    for name in [name for name in environ if name not in (*FROM_CLIENT, *FROM_SSHD)]:
        del environ[name]
