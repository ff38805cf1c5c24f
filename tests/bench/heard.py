"""How soon another process hears of a change, and what that costs: `python -m tests.bench.heard`.

Without a PostgreSQL's URL as an argument only SQLite is measured.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from db.commands.marks import SetMark
from db.store import Store
from tests.builders import duty, open_store, small_agreement

ROOT = Path(__file__).resolve().parents[2]
TIMES = 40
IDLE = 15.0
"""Seconds in which nothing is written, to count the processor time of whoever listens."""

LISTENER = """
import sys, time
from db.queries.trail import LastChange
from db.store import Store
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
        for location in (str(Path(folder) / "store.db"), *locations):
            store = open_store(location)
            small_agreement(store)
            store.do(duty("Open the road"))
            delays, idle = measured(store, location)
            p95 = sorted(delays)[int(0.95 * len(delays))]
            kind = "PostgreSQL" if "://" in location else "SQLite"
            print(
                f"{kind}: heard after {statistics.median(delays):.1f} ms, p95 {p95:.1f};"
                f" idle {idle:.2%} of a core"
            )
            store.close()
    return 0


def measured(store: Store, location: str) -> tuple[list[float], float]:
    """Milliseconds from the commit until the other process has read the change; share of a core."""
    words = [sys.executable, "-c", LISTENER, location]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        other.stdout.readline()
        delays = []
        for turn in range(TIMES):
            done = store.do(SetMark(("ACC-1",), "pinned", turn % 2 == 0))
            committed, seen = time.monotonic(), 0
            while seen < (done.change_id or 0):
                number, at = other.stdout.readline().split()
                seen = int(number)
            delays.append((float(at) - committed) * 1000)
            time.sleep(0.037 + turn % 7 * 0.01)  # not in step with whoever looks
        time.sleep(1)
        before = asked(other)
        time.sleep(IDLE)
        idle = asked(other) - before
        other.stdin.close()
        other.kill()
    return delays, idle / IDLE


def asked(other: "subprocess.Popen[str]") -> float:
    """Processor seconds of the listener so far."""
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write("\n")
    other.stdin.flush()
    return float(other.stdout.readline().split()[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
