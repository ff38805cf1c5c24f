"""Whether the terminal is at the other end of a line, where each byte takes its time."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SSH = ("SSH_CONNECTION", "SSH_TTY")
_PATIENCE = 1.0
"""Seconds that tmux has to answer; it takes a few thousandths of one."""


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether whoever looks came by SSH.

    Inside tmux the environment is that of the day on which the shell was started; tmux itself
    knows from where it was attached last.
    """
    if environ.get("TMUX"):
        told = _tmux_says(environ)
        if told is not None:
            return told
    return any(environ.get(name) for name in _SSH)


def _tmux_says(environ: Mapping[str, str]) -> bool | None:
    """`NAME=value` came with whoever attached last, `-NAME` did not; None when it cannot tell."""
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
