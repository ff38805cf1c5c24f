"""Where things are on this machine: the store, the settings, what is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from argparse import Namespace


def location_of(args: Namespace) -> str:
    """The store's path or URL."""
    return args.store or os.environ.get("ACCORD_STORE") or str(data_path() / "accord.db")


def data_path() -> Path:
    """The person's data folder."""
    return Path(platformdirs.user_data_path("accord"))


def config_path() -> Path:
    """The person's settings."""
    return Path(platformdirs.user_config_path("accord")) / "config.toml"


def mishaps_path() -> Path:
    """Where mistakes of ours are kept that a guest must not see."""
    return Path(platformdirs.user_state_path("accord")) / "mishaps.log"


def state_path() -> Path:
    """The folder in which each person's last view and drafts are kept."""
    return Path(platformdirs.user_state_path("accord"))
