"""Login by SSH key: name and role from the line in authorized_keys, words from the client."""

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
"""Variable in which sshd leaves the command line that the client typed after the host."""

FROM_CLIENT = ("TERM", "LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR")
"""Variables about the terminal that a client may set; none of them names a file or a program."""
FROM_SSHD = (
    *("HOME", "USER", "LOGNAME", "SHELL", "PATH"),
    *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
)
"""Variables that sshd itself sets, over any of the same name from a client.

The process cannot tell where a variable came from: values that `AcceptEnv` let in stand beside
the administrator's. So only names that are harmless from anyone are kept. The store and its place
come from the line in authorized_keys, or from the account's own folders and settings, never from
ACCORD_STORE or XDG_DATA_HOME.
"""


def admitted(args: Namespace, environ: MutableMapping[str, str]) -> Namespace:
    """Build the command line of a login: the client's words, as far as the role permits them.

    Store, name and role come from `args`, whatever the client sends. Without words the screens
    open; without a terminal they answer as text.

    Args:
        args: The command line of `accord session`, as the line in authorized_keys has it.
        environ: Usually `os.environ`; all but a few harmless variables are removed from it.

    Raises:
        BadInput: when the words cannot be split.
        Refused: when the role may not use them.
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
    """Split the client's command line as a shell would, without running one.

    Nothing is expanded: `$(id)`, `*` and `;` are ordinary words.

    Raises:
        BadInput: for an unclosed quote, or a character that nobody types.
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
