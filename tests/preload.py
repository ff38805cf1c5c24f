"""What programs forked for tests have imported: all of accord, once."""

import gc
import os
import pkgutil
from importlib import import_module

import db
import tui
from tui.terminal.appearance import prepare_environment

os.environ["TERM"] = "xterm-256color"
prepare_environment(os.environ)  # as accord does before it imports Textual

for package in (db, tui):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
for name in ("alembic.command", "sqlalchemy.dialects.sqlite", "textual.drivers.linux_driver"):
    import_module(name)
gc.freeze()
