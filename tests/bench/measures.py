"""What is measured, by one run each: starts, keys, command lines, memory, a moved event."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from db.commands.events import SetEvent
from db.store.store import Store
from tests.bench.terminal import END_KEY, ESCAPE, HOME, PAGE_DOWN, PAGE_UP, Answer, Terminal

ROOT = Path(__file__).resolve().parents[2]
SETTLE = 1.5
"""Seconds from the first rows until memory is looked at."""
ACCORD = "import sys; from tui.cli.main import main; sys.exit(main())"
EMPTY = "from tests.bench.empty_app import main; main()"
NOTHING = "import sqlite3"

Samples = dict[str, list[float]]


class Bench:
    """Runs programs in a home of their own and collects what each figure came to, by name."""

    def __init__(self, home: Path, *, settle: float = SETTLE) -> None:
        self._settle = settle
        kept = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
        self._env = {name: os.environ[name] for name in kept if name in os.environ}
        self._env |= {"HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        self._env |= {"COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
        self.samples: Samples = defaultdict(list)

    def add(self, name: str, value: float) -> None:
        """One more sample of a figure."""
        self.samples[name].append(value)

    def p50(self, name: str) -> float:
        """The median of a figure."""
        return statistics.median(self.samples[name])

    def p95(self, name: str) -> float:
        """Only one sample in twenty is worse."""
        found = sorted(self.samples[name])
        return found[min(len(found) - 1, int(0.95 * len(found)))]

    # -- programs ---------------------------------------------------------------------------

    def python(self, code: str, *arguments: str) -> list[str]:
        """The command that runs this code as an installed program's script does."""
        return [sys.executable, "-c", code, *arguments]

    def accord(self, store: Path | str, *arguments: str) -> list[str]:
        """The command line of accord on a store."""
        return self.python(ACCORD, "--store", str(store), "--as", "bench", *arguments)

    def timed(self, name: str, work: Callable[[], object]) -> None:
        """Milliseconds of something done in this program."""
        begun = time.perf_counter()
        work()
        self.add(name, (time.perf_counter() - begun) * 1000)

    def wall(self, name: str, command: list[str]) -> None:
        """Milliseconds from start to end."""
        begun = time.perf_counter()
        subprocess.run(command, env=self._env, check=True, stdout=subprocess.DEVNULL)
        self.add(name, (time.perf_counter() - begun) * 1000)

    def start(self, name: str, command: list[str], first: bytes, rows: bytes) -> None:
        """First frame, frame with rows, and the memory some time after."""
        with Terminal(command, self._env) as terminal:
            self.add(f"{name} first frame", terminal.wait_for(first))
            if rows != first:
                self.add(f"{name} rows", terminal.wait_for(rows))
            time.sleep(self._settle)
            terminal.rest()
            for kind, mib in terminal.memory().items():
                self.add(f"{name} {kind.lower()}", mib)

    # -- rounds -----------------------------------------------------------------------------

    def starts(self, stores: dict[int, Path]) -> None:
        """One start of the empty app and of accord on each store, in turns."""
        self.start("empty", self.python(EMPTY), b"EMPTY", b"EMPTY")
        for size, store in stores.items():
            self.start(f"overview {size}", self.accord(store), b"ACCORD", b"OVERDUE OR DISPUTED")
            self.start(
                f"list {size}", self.accord(store, "open", '"release"'), b"ACCORD", b"Release"
            )

    def commands(self, stores: dict[int, Path]) -> None:
        """One run of each command line, and of an interpreter that does nothing, in turns."""
        self.wall("nothing", self.python(NOTHING))
        for size, store in stores.items():
            self.wall(f"status {size}", self.accord(store, "status"))
            self.wall(f"list {size}", self.accord(store, "list", "--limit", "20"))
            self.wall(f"show {size}", self.accord(store, "show", "B1-1"))

    def keys(self, size: int, store: Path, times: int) -> None:
        """Keys in the List, each pressed so often, with the preview hidden."""
        with self.in_the_list(store, 120, 40) as terminal:
            note = self._press_all(terminal, f"{size}", times)
            of_all = f" of {size:,}".encode()
            for _ in range(max(times // 10, 1)):
                note("jump", END_KEY)
                note("jump", HOME)
                note("resort", b"O")
                note("resort", b"O")
                terminal.press(b"/")
                for place, letter in enumerate(b"lax", start=1):
                    note(f"narrow {place}", bytes([letter]), of_all)
                terminal.press(ESCAPE)

    def small_screen(self, size: int, store: Path, times: int) -> None:
        """Bytes that cross the line at 80 x 24."""
        with self.in_the_list(store, 80, 24) as terminal:
            self._press_all(terminal, f"{size} 80x24", times)

    def slow_line(self, store: Path, times: int, idle: float) -> None:
        """Bytes at 80 x 24 as over SSH: to the first rows, a key, and so many idle seconds."""
        command = self.accord(store, "--slow")
        with Terminal(command, self._env, columns=80, rows=24) as terminal:
            terminal.wait_for(b"OVERDUE OR DISPUTED")
            terminal.rest()
            self.add("start slow bytes", terminal.written)
            if idle:
                self.add("idle minute slow bytes", 60 * terminal.listen(idle) / idle)
        with self.in_the_list(store, 80, 24, "--slow") as terminal:
            self._press_all(terminal, "slow", times)

    def in_the_list(self, store: Path | str, columns: int, rows: int, *more: str) -> Terminal:
        """A terminal that shows the List of a store, the cursor on its first row."""
        terminal = Terminal(self.accord(store, *more), self._env, columns=columns, rows=rows)
        terminal.wait_for(b"OVERDUE OR DISPUTED")
        terminal.press(b"2", b"Due")
        if "--slow" not in more:  # there, no preview is shown anyway
            terminal.press(b"p")
        return terminal

    def _press_all(self, terminal: Terminal, name: str, times: int) -> Callable[..., None]:
        def note(kind: str, key: bytes, words: bytes = b"") -> None:
            answer: Answer = terminal.press(key, words)
            self.add(f"{kind} {name}", answer.first)
            self.add(f"{kind} {name} bytes", answer.size)

        for _ in range(min(times, 15)):
            note("step", b"j")
        terminal.press(END_KEY)
        terminal.press(HOME)
        terminal.press(PAGE_DOWN)
        for _ in range(min(times, 15)):  # the cursor is still on the first line of the screen
            note("scroll", b"k")
        for _ in range(times // 2):
            note("page", PAGE_UP)
            note("page", PAGE_DOWN)
        return note

    def moved_event(self, name: str, store: Path) -> None:
        """Milliseconds for an event on which the deadlines of a whole store hang."""
        with TemporaryDirectory() as folder:
            copy = Path(shutil.copy(store, folder))
            opened = Store.open(str(copy), actor="bench")
            begun = time.perf_counter()
            opened.do(SetEvent("B1", "D-day", actual=date(2026, 6, 1)))
            self.add(name, (time.perf_counter() - begun) * 1000)
            opened.close()
