"""Opens the screens, or, where there is no terminal for them, says the same as text."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tui.context import config_path, mishaps_path, state_path
from tui.launch import Launch

if TYPE_CHECKING:
    from tui.context import Context


def open_screen(context: Context, *, demo: bool = False) -> int:
    """The screens; in a pipe, on a dumb terminal or with --json or --plain the Overview as text.

    Raises:
        AccordError: when the store cannot be opened.
    """
    args = context.args
    if args.json or args.plain or not has_screen():
        # The store's libraries take longer to load than the screen: the first frame goes before.
        from tui.verbs import reading  # noqa: PLC0415  see above

        return reading.list_(context) if args.filter else reading.status(context)
    context.filter()  # a wrong one is refused before the screen opens
    from tui.app import run_app  # noqa: PLC0415  Textual is loaded to run it and for nothing else

    launch = Launch(
        location=context.location,
        actor=context.actor,
        now=context.fixed,
        as_of=args.as_of,
        zone=context.zone,
        read_only=args.read_only,
        guarded=args.guarded,
        mishaps=mishaps_path() if args.guarded else None,
        demo=demo,
        look=context.look,
        config_path=config_path(),
        state_path=None if demo else state_path(),
        filter=" ".join(args.filter),
        view="list" if args.filter else "overview" if demo else "",
        mouse=context.config.mouse and not args.no_mouse,
        theme=args.theme,
    )
    return run_app(launch, context.config)


def has_screen() -> bool:
    """Whether there is a terminal that can be painted on and typed at."""
    term = os.environ.get("TERM", "")
    return sys.stdin.isatty() and sys.stdout.isatty() and term not in ("", "dumb")
