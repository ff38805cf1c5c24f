"""Detection of SSH: a terminal at the other end of a line on which each byte takes time."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SSH = ("SSH_CONNECTION", "SSH_TTY")
_PATIENCE = 1.0
"""Seconds that tmux has to answer; it takes a few milliseconds."""


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Tell whether the user came by SSH.

    Inside tmux the environment dates from the start of the shell; tmux itself knows where the last
    client came from.
    """
    if environ.get("TMUX"):
        told = _tmux_says(environ)
        if told is not None:
            return told
    return any(environ.get(name) for name in _SSH)


def _tmux_says(environ: Mapping[str, str]) -> bool | None:
    """Ask tmux: `NAME=value` is set in the last client, `-NAME` is not; None without an answer."""
    try:
        answer = subprocess.run(  # noqa: S603  no word of it comes from anywhere else
            ["tmux", "show-environment", _SSH[0]],  # noqa: S607  the person's own tmux
            env=dict(environ),
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    told = answer.stdout.strip()
    if told == f"-{_SSH[0]}":
        return False
    return True if told.startswith(f"{_SSH[0]}=") else None
