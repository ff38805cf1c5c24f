"""Context of every verb: store, clock, actor, and output."""

from __future__ import annotations

import getpass
import os
import sys
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from db.domain.bounds import LONGEST_NAME
from db.domain.errors import BadInput, NotFound
from tui.config import settings
from tui.config.paths import config_path, location_of
from tui.terminal.appearance import Appearance, prepare_environment

if TYPE_CHECKING:
    from argparse import Namespace
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pendulum import DateTime

    from db.domain.filters.parser import Filter
    from db.domain.history_point import Point
    from db.protocols import Command, Query
    from db.queries.saved_views import SavedView
    from db.store.commit_recovery import CommandResult
    from db.store.store import Store
    from tui.cli.output import Output

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds to find out whether a change was saved after its acknowledgement was lost."""
BEGINS = frozenset({("seed", "load"), ("agreement", "add"), ("party", "add")})
"""Verbs that create the store if there is none. All others refuse."""


class Context:
    """One run of the program. The store is opened at first use."""

    def __init__(self, args: Namespace) -> None:
        self.args = args
        self.config, problems = settings.load(config_path())
        ascii_only = True if args.ascii else self.config.ascii
        self.look: Appearance = prepare_environment(
            os.environ, no_color=args.no_color, ascii_only=ascii_only
        )
        for problem in () if args.guarded else problems:  # a guest can do nothing about them
            self.point_out(str(problem))
        self._opened: list[Store] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        for store in self._opened:
            store.close()
        self._opened.clear()
        for name in ("store", "live"):
            self.__dict__.pop(name, None)

    @cached_property
    def out(self) -> Output:
        """Output for answers."""
        from tui.cli.output import Output

        there = self.point.at.in_timezone(self.zone) if self.point is not None else None
        out = Output(self.look, there)
        if self.point is not None and not (self.args.json or getattr(self.args, "line", False)):
            from tui.formatting import history_point as then

            out.line(then.head(self.point, self.present, self.zone))
        return out

    # -- who, when, where -----------------------------------------------------------------

    @cached_property
    def fixed(self) -> DateTime | None:
        """Moment set by --now; None uses the machine's clock."""
        from tui.cli.fixed_clock import parse_moment

        return parse_moment(self.args.now, self._home) if self.args.now else None

    @cached_property
    def present(self) -> DateTime:
        """Current time by the clock of this run."""
        from db.clock import system_clock

        return self.fixed or system_clock()

    @property
    def now(self) -> DateTime:
        """Moment that this run is about: the present, or that of --as-of."""
        return self.point.at if self.point is not None else self.present

    @cached_property
    def point(self) -> Point | None:
        """Point in the history set by --as-of; None is the present.

        Raises:
            BadInput: when the value is no moment.
            NotFound: for the number of a change that does not exist.
        """
        return self.point_of(self.args.as_of) if self.args.as_of is not None else None

    def point_of(self, text: str) -> Point:
        """Parse a typed moment as a point in the history. Raises as `point` does."""
        from db.queries.history.point_lookup import PointOf

        return self.live.ask(PointOf(text, self.present, self.zone))

    @cached_property
    def zone(self) -> str:
        """Zone for clock times: that of --now, else of the settings, else of the machine."""
        fixed = self.fixed.timezone_name if self.fixed is not None else None
        named = fixed is not None and "/" in fixed  # an offset is no zone, and UTC nobody's home
        return fixed if fixed and named else self._home

    @cached_property
    def _home(self) -> str:
        """The user's own zone."""
        if self.config.zone:
            return self.config.zone
        from pendulum.tz import get_local_timezone

        return str(get_local_timezone().name)

    @property
    def location(self) -> str:
        """Path or URL of the store."""
        return location_of(self.args)

    @property
    def on_server(self) -> bool:
        """True if the store is on a server, not in a file."""
        return "://" in self.location and not self.location.startswith("sqlite")

    @property
    def shown_location(self) -> str:
        """Location of the store without a password, for output."""
        if "://" not in self.location:
            return self.location
        from db.engine.url import shown

        return shown(self.location)

    @property
    def files(self) -> Path:
        """Folder with the files of reports.

        Raises:
            StoreProblem: when the store is no file and no folder is set.
        """
        from db.attachments import folder_of

        return folder_of(self.location)

    @cached_property
    def actor(self) -> str:
        """The user's name for the audit trail.

        Raises:
            BadInput: for an empty name, or one of more than a line.
        """
        name = self.args.actor if self.args.actor is not None else _login()
        tidy = " ".join(str(name).split())
        if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
            raise BadInput(
                f"'{name}' is no name of at most {LONGEST_NAME} characters.",
                text=str(name),
                examples=("--as asel",),
            )
        return tidy

    # -- the store ------------------------------------------------------------------------

    @cached_property
    def store(self) -> Store:
        """The store to read and write; with --as-of, a copy of it as of that moment.

        Raises:
            StoreProblem: when it cannot be opened.
        """
        if self.point is None:
            return self.live
        then = self.live.as_of(self.point)
        self._opened.append(then)
        return then

    @cached_property
    def live(self) -> Store:
        """The current store, whatever --as-of says; open for reading only if so requested.

        Raises:
            NoStore: when there is none and the verb does not create one.
            StoreProblem: when it cannot be opened.
        """
        from db.clock import fixed_clock, system_clock
        from db.engine.url import no_store
        from db.store.store import Store

        clock = fixed_clock(self.fixed) if self.fixed is not None else system_clock
        looks = self.args.read_only or self.args.as_of is not None
        opened = Store.open(
            self.location, actor=self.actor, clock=clock, read_only=looks, patience=PATIENCE
        )
        self._opened.append(opened)
        deed = getattr(self.args, "verb", ""), getattr(self.args, "action", "")
        if deed not in BEGINS and not opened.is_made:
            raise no_store(self.location)
        return opened

    def ask(self, query: Query[T]) -> T:
        """Read from the store; an error about the past adds that the item may be newer."""
        store = self.store
        try:
            return store.ask(query)
        except NotFound as error:
            if self.point is not None:
                from tui.formatting import history_point as then

                error.hint = then.not_yet(self.point, self.zone)
            raise

    def do(self, command: Command) -> CommandResult:
        """Write to the store; warn on standard error when the clock is behind the last change.

        Raises:
            BadInput: for years that are probably typing errors, if nobody can confirm them or the
                user says no.
        """
        self._check_years(command)
        with self._told_of_waiting():
            done = self.store.do(command)
        if done.ahead is not None:
            from tui.formatting.commitment import clock_behind

            self.point_out(clock_behind(done.ahead, self.zone))
        return done

    def point_out(self, text: str) -> None:
        """Write a remark to standard error, beside the answer."""
        from tui.formatting.sanitize import safe

        print(f"accord: {safe(text)}", file=sys.stderr)

    def _check_years(self, command: Command) -> None:
        from db.domain.unlikely_dates import unlikely

        said = unlikely(command, self.now)
        if not said or self.args.yes:
            return
        if sys.stdin.isatty() and sys.stderr.isatty():
            print(f"accord: {said} Save it? y/N ", end="", file=sys.stderr, flush=True)
            if sys.stdin.readline().strip().casefold() in ("y", "yes"):
                return
            raise BadInput("Nothing was changed.", hint="Type another date.")
        raise BadInput(f"{said} Nothing was changed.", hint="Add --yes if that is meant.")

    def _told_of_waiting(self) -> AbstractContextManager[None]:
        if not self.on_server:
            return nullcontext()  # a file waits for no other server
        from tui.services.commit_waiting import told_of_waiting

        return told_of_waiting(self.store)

    def filter(self, *, gone_too: bool = False) -> Filter:
        """Filter of the command line. With `gone_too`, it may name items that no longer exist.

        Raises:
            BadInput: marks the wrong part.
            NotFound: for the code of a commitment that does not exist.
        """
        from db.domain.filters.parser import joined, parse_filter
        from db.queries.commitments.list import CommitmentsByCode
        from tui.cli.arguments.bare_words import refuse_words

        refuse_words(parse_filter(joined(self.args.filter)), self.args.verb)
        found = parse_filter(self.filter_text, self.zone)
        codes = [code for term in found.terms if term.key == "code" for code in term.values]
        if codes and not gone_too:
            self.ask(CommitmentsByCode(tuple(codes)))
        return found

    @property
    def filter_text(self) -> str:
        """Text of the filter: that of the saved view, then the words after it."""
        from db.domain.filters.parser import joined

        words = joined(self.args.filter)
        return f"{self.saved.filter} {words}".strip() if self.saved else words

    @cached_property
    def saved(self) -> SavedView | None:
        """The saved view named on the command line.

        Raises:
            NotFound: suggests the nearest name.
        """
        from db.queries.saved_views import ViewOf

        name = getattr(self.args, "view", "")
        return self.ask(ViewOf(name)) if name else None


def _login() -> str:
    """Login name from the system; from the environment only where the system knows none."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        pass
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "somebody"
