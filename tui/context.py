"""What every verb works with: the store, the clock, the person, and how to answer."""

from __future__ import annotations

import getpass
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import platformdirs

from db.domain.errors import BadInput
from tui import config as settings
from tui.look import Look, prepare_environment

if TYPE_CHECKING:
    from argparse import Namespace

    from pendulum import DateTime

    from db.domain.filter import Filter
    from db.store import Command, Done, Query, Store
    from tui.output import Output

T = TypeVar("T")

LONGEST_NAME = 60


class Context:
    """One run of the program. The store is opened when it is first needed."""

    def __init__(self, args: Namespace) -> None:
        self.args = args
        self.config, problems = settings.load(config_path())
        ascii_only = True if args.ascii else self.config.ascii
        self.look: Look = prepare_environment(
            os.environ, no_color=args.no_color, ascii_only=ascii_only
        )
        for problem in problems:
            print(f"accord: {problem}", file=sys.stderr)
        self._store: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @cached_property
    def out(self) -> Output:
        """Where to answer."""
        from tui.output import Output  # noqa: PLC0415  the screens answer elsewhere

        return Output(self.look)

    # -- who, when, where -----------------------------------------------------------------

    @cached_property
    def fixed(self) -> DateTime | None:
        """The moment that --now sets; None when the machine's clock is used."""
        return parse_moment(self.args.now, self._home) if self.args.now else None

    @cached_property
    def now(self) -> DateTime:
        """The moment this run is about."""
        from db.clock import system_clock  # noqa: PLC0415  pendulum is not needed for --help

        return self.fixed or system_clock()

    @cached_property
    def zone(self) -> str:
        """The zone to read clocks in: that of --now, else the settings', else the machine's."""
        fixed = self.fixed.timezone_name if self.fixed is not None else None
        return fixed if fixed not in (None, "UTC", "+00:00") else self._home

    @cached_property
    def _home(self) -> str:
        """The person's own zone."""
        if self.config.zone:
            return self.config.zone
        from pendulum.tz import get_local_timezone  # noqa: PLC0415  see now

        return str(get_local_timezone().name)

    @property
    def location(self) -> str:
        """The store's path or URL."""
        return self.args.store or os.environ.get("ACCORD_STORE") or str(data_path() / "accord.db")

    @cached_property
    def actor(self) -> str:
        """The person's name for the trail.

        Raises:
            BadInput: for a name of nothing, or of more than a line.
        """
        name = self.args.actor if self.args.actor is not None else _login()
        tidy = " ".join(str(name).split())
        if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
            raise BadInput(f"{name!r} is no name.", text=str(name), examples=("--as asel",))
        return tidy

    # -- the store ------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """The store, opened for reading alone when so asked.

        Raises:
            StoreProblem: when it cannot be opened.
        """
        if self._store is None:
            from db.clock import fixed_clock, system_clock  # noqa: PLC0415  a verb may need none
            from db.store import Store  # noqa: PLC0415  a verb may need none

            clock = fixed_clock(self.fixed) if self.fixed is not None else system_clock
            self._store = Store.open(
                self.location, actor=self.actor, clock=clock, read_only=self.args.read_only
            )
        return self._store

    def ask(self, query: Query[T]) -> T:
        """Read."""
        return self.store.ask(query)

    def do(self, command: Command) -> Done:
        """Write."""
        return self.store.do(command)

    def filter(self) -> Filter:
        """The filter of the command line.

        Raises:
            BadInput: marking what is wrong with it.
        """
        from db.domain.filter import parse_filter  # noqa: PLC0415  a verb may need none

        return parse_filter(" ".join(map(_quoted, self.args.filter)))


def _quoted(word: str) -> str:
    """A word that the shell kept together stays together."""
    return f'"{word}"' if " " in word and ":" not in word else word


def _login() -> str:
    """Who the system says is there; what the environment says only where it does not know."""
    try:
        import pwd  # noqa: PLC0415  not everywhere there is one

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        pass
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "somebody"


def parse_moment(text: str, zone: str) -> DateTime:
    """A moment as `--now` takes it: `2026-11-23 16:20 Africa/Kinshasa`, or ISO 8601.

    One that names no zone is read in `zone`.

    Raises:
        BadInput: with examples.
    """
    import pendulum  # noqa: PLC0415  only with --now
    from pendulum.parsing.exceptions import ParserError  # noqa: PLC0415  only with --now

    head, _, last = text.strip().rpartition(" ")
    named = "/" in last or last == "UTC"
    wrong = BadInput(
        f"{text!r} is no moment.",
        text=text,
        examples=('--now "2026-11-23 16:20 Africa/Kinshasa"', "--now 2026-11-23T15:20:00Z"),
    )
    try:
        found = pendulum.parse(head if named else text.strip(), tz=last if named else zone)
    except (ParserError, ValueError, KeyError) as error:
        raise wrong from error
    if not isinstance(found, pendulum.DateTime):
        raise wrong
    return found


def data_path() -> Path:
    """The person's data folder."""
    return Path(platformdirs.user_data_path("accord"))


def config_path() -> Path:
    """The person's settings."""
    return Path(platformdirs.user_config_path("accord")) / "config.toml"


def state_path() -> Path:
    """Where the last view is remembered."""
    return Path(platformdirs.user_state_path("accord")) / "state.json"
