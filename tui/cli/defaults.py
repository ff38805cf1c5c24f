"""Options that every verb takes, with their defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace

GLOBALS: dict[str, Any] = {
    "store": None,
    "actor": None,
    "now": None,
    "as_of": None,
    "read_only": False,
    "yes": False,
    "guarded": False,
    "slow": None,
    "json": False,
    "ascii": None,
    "no_color": False,
    "no_mouse": False,
    "theme": None,
    "plain": False,
    "filter": [],
}
"""Defaults of the options that may stand before or after any verb."""


def with_defaults(args: Namespace) -> Namespace:
    """Add the default of every option that was not given."""
    for name, value in GLOBALS.items():
        if not hasattr(args, name):
            setattr(args, name, value)
    return args
