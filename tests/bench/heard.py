"""How soon another program hears of a change and shows it, and what that costs.

`python -m tests.bench.heard` alone measures SQLite; a PostgreSQL's URL may follow.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from db.commands.commitments import EditCommitment
from db.commands.flags import SetMark
from db.store.store import Store
from tests.bench.measures import ROOT, Bench
from tests.builders import duty, open_store, small_agreement
from tests.postgresql import Missing, Server

TIMES = 40
IDLE = 15.0
"""Seconds in which nothing is written, to count the processor time of whoever listens."""

LISTENER = """
import sys, time
from db.queries.history.changes import LastChange
from db.store.store import Store
store = Store.open(sys.argv[1], actor="listener")
def tell(heard):
    print(store.ask(LastChange()), time.monotonic(), flush=True)
store.watch(tell)
for line in sys.stdin:
    print(time.process_time(), time.monotonic(), flush=True)
"""


def main(locations: list[str]) -> int:
    """One line a store: median and p95 in ms, and the processor time of an idle listener."""
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for location in (str(Path(folder) / "store.db"), *locations):
            kind = "PostgreSQL" if "://" in location else "SQLite"
            hear(bench, kind, location, times=TIMES, idle=IDLE)
            heard, painted = (
                f"{bench.p50(name):.1f} ms, p95 {bench.p95(name):.1f}"
                for name in (f"heard {kind}", f"painted {kind}")
            )
            idle = bench.p50(f"listening {kind}")
            print(f"{kind}: heard after {heard}; painted after {painted}; idle {idle:.2f} %")
    return 0


def hear_on_both(bench: Bench, *, times: int, idle: float) -> list[str]:
    """Measure on SQLite, and on PostgreSQL where one can be started; gives which they were."""
    with TemporaryDirectory() as folder:
        hear(bench, "SQLite", str(Path(folder) / "store.db"), times=times, idle=idle)
    try:
        server = Server.started()
    except Missing:
        return ["SQLite"]
    try:
        hear(bench, "PostgreSQL", server.url(server.new_database()), times=times, idle=idle)
    finally:
        server.stop()
    return ["SQLite", "PostgreSQL"]


def hear(bench: Bench, kind: str, location: str, *, times: int, idle: float) -> None:
    """Milliseconds from the end of a write until another program `heard` and `painted` it.

    `listening`: percent of a core that whoever listens takes in so many idle seconds.
    """
    store = open_store(location)
    small_agreement(store)
    store.do(duty("Open the road", "2026-11-20"))
    _hear(bench, kind, store, times=times, idle=idle)
    _see(bench, kind, store, times=times)
    store.close()


def _hear(bench: Bench, kind: str, store: Store, *, times: int, idle: float) -> None:
    words = [sys.executable, "-c", LISTENER, store.location]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        for turn in range(times):
            done = store.do(SetMark(("ACC-1",), "pinned", turn % 2 == 0))
            committed, seen, at = time.monotonic(), 0, ""
            while seen < (done.change_id or 0):
                number, at = other.stdout.readline().split()
                seen = int(number)
            bench.add(f"heard {kind}", (float(at) - committed) * 1000)
            _rest(turn)
        time.sleep(1)
        before = asked(other)
        time.sleep(idle)
        bench.add(f"listening {kind}", (asked(other) - before) / idle * 100)
        other.kill()


def _see(bench: Bench, kind: str, store: Store, *, times: int) -> None:
    with bench.in_the_list(store.location, 120, 40) as terminal:
        terminal.rest()
        for turn in range(times):
            title = f"Changed{turn}times"
            store.do(EditCommitment("ACC-1", {"title": title}))
            committed = time.perf_counter()
            bench.add(f"painted {kind}", terminal.until(title.encode(), committed).first)
            time.sleep(0.25)  # the screens draw four times a second at most
            _rest(turn)


def _rest(turn: int) -> None:
    """So long that writes are not in step with whoever looks."""
    time.sleep(0.037 + turn % 7 * 0.01)


def asked(other: "subprocess.Popen[str]") -> float:
    """Processor seconds of the listener so far."""
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write("\n")
    other.stdin.flush()
    return float(other.stdout.readline().split()[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
