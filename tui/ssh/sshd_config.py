"""Configuration of sshd for an account that gives access to accord."""

from __future__ import annotations

import re

from db.domain.errors import BadInput

_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_PATH = re.compile(r"[/%][\w./%@+-]*")

_BLOCK = """\
# Goes into {place}. Printed by: accord ssh config --user {user}
# Try it with: sshd -t && sshd -T -C user={user},host=any,addr=any
#
# These cannot stand in a Match block and hold for the whole host; their defaults are right:
#   PermitUserEnvironment no, StrictModes yes, and MaxStartups against floods of logins.
# An AcceptEnv outside of this block adds to the one in it: keep it to LANG and LC_*.

Match User {user}
    # By key, and by nothing else.
    AuthenticationMethods publickey
    PubkeyAuthentication yes
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    HostbasedAuthentication no
    GSSAPIAuthentication no
    PermitEmptyPasswords no
    MaxAuthTries 3
    AuthorizedKeysFile {keys}
    AuthorizedKeysCommand none
    AuthorizedPrincipalsFile none

    # A terminal and a command: no other way through this host.
    DisableForwarding yes
    AllowTcpForwarding no
    AllowStreamLocalForwarding no
    AllowAgentForwarding no
    X11Forwarding no
    GatewayPorts no
    PermitListen none
    PermitOpen none
    PermitTunnel no
    PermitUserRC no
    PermitTTY yes
    MaxSessions 4

    # What a client may say about its terminal.
    AcceptEnv LANG LC_* COLORTERM NO_COLOR

    # A line that is dead for half a minute is let go.
    ClientAliveInterval 10
    ClientAliveCountMax 3

    # The journal shows by which key somebody came.
    LogLevel VERBOSE
    Banner none

Match all
"""
PLACE = "/etc/ssh/sshd_config.d/accord.conf"
KEYS = "%h/.ssh/authorized_keys"


def block(user: str, keys: str = KEYS) -> str:
    """Write a complete `Match` block for a dedicated account.

    Args:
        user: The account's name.
        keys: The file of its keys, in which `%h` is its home.

    Raises:
        BadInput: for a name or path that sshd could read as something else.
    """
    if not _USER.fullmatch(user):
        raise BadInput(f"'{user}' is no account's name.", text=user, examples=("--user accord",))
    if user == "root":
        raise BadInput("People must not come in as root.", text=user, examples=("--user accord",))
    if not _PATH.fullmatch(keys):
        raise BadInput(f"'{keys}' is no path from the root.", text=keys, examples=(KEYS,))
    return _BLOCK.format(user=user, keys=keys, place=PLACE)
