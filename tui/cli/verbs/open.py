"""Opens the screens, or prints the Overview as text where there is no terminal for them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from db.domain.filters.parser import joined
from tui.config.paths import config_path, mishaps_path, state_path
from tui.formatting.sanitize import safe
from tui.services.options import LaunchOptions
from tui.terminal.appearance import THEMES, for_slow_line
from tui.terminal.capabilities import NO_SCREEN, means_of
from tui.terminal.ssh_detection import over_ssh

if TYPE_CHECKING:
    from tui.cli.context import Context
    from tui.terminal.appearance import Appearance


def open_screen(context: Context, *, demo: bool = False) -> int:
    """Open the screens; in a pipe, on a dumb terminal or with --json or --plain print the Overview.

    Raises:
        AccordError: when the store cannot be opened.
    """
    args = context.args
    if args.json or args.plain or not has_screen():
        # The store's libraries take longer to load than the screen: the first frame goes before.
        from tui.cli.verbs import read

        return read.list_(context) if context.filter_text else read.status(context)
    look = line_of(context)
    context.filter()  # a wrong one is refused before the screen opens
    from tui.app.app import run_app

    launch = LaunchOptions(
        location=context.location,
        actor=context.actor,
        now=context.fixed,
        as_of=args.as_of,
        zone=context.zone,
        read_only=args.read_only,
        guarded=args.guarded,
        mishaps=mishaps_path() if args.guarded else None,
        demo=demo,
        look=look,
        config_path=config_path(),
        state_path=None if demo else state_path(),
        filter=joined(args.filter),
        saved=context.saved.name if context.saved else "",
        view="list" if args.filter else "overview" if demo else "",
        mouse=context.config.mouse and not (args.no_mouse or look.slow or look.basic),
        theme=args.theme or (THEMES[0] if look.slow else None),
    )
    return run_app(launch, context.config)


def line_of(context: Context) -> Appearance:
    """Choose how to paint over this line: by option, else by setting, else sparingly over SSH."""
    asked = context.args.slow if context.args.slow is not None else context.config.slow
    slow = over_ssh(os.environ) if asked is None else asked
    return for_slow_line(os.environ, context.look) if slow else context.look


def has_screen() -> bool:
    """Tell whether there is a terminal that can be painted on and typed at."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    term = os.environ.get("TERM", "")
    able = means_of(term).screen
    if not able and term not in NO_SCREEN:
        sys.stderr.write(
            f"accord: no terminal {safe(term)} is known here, so this is text.\n"
            "For the screens: TERM=xterm-256color accord\n"
        )
    return able
