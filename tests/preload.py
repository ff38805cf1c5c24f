"""What programs forked for tests have imported: all of accord, once."""

import gc
import pkgutil
from importlib import import_module

import alembic.command  # noqa: F401
import sqlalchemy.dialects.sqlite  # noqa: F401

import db
import tui

OPTIONAL = ("tui.__main__",)

for package in (db, tui):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
gc.freeze()
