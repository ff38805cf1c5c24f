"""Places on this machine: the store, the settings, the state kept between runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from argparse import Namespace


def location_of(args: Namespace) -> str:
    """Path or URL of the store."""
    return args.store or os.environ.get("ACCORD_STORE") or str(data_path() / "accord.db")


def data_path() -> Path:
    """The user's data folder."""
    return Path(platformdirs.user_data_path("accord"))


def config_path() -> Path:
    """The user's settings file."""
    return Path(platformdirs.user_config_path("accord")) / "config.toml"


def mishaps_path() -> Path:
    """File for internal errors that a guest must not see."""
    return Path(platformdirs.user_state_path("accord")) / "mishaps.log"


def state_path() -> Path:
    """Folder with each user's last view and drafts."""
    return Path(platformdirs.user_state_path("accord"))
