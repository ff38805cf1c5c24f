"""Measure how many people one PostgreSQL carries: `python -m tests.bench.crowd`.

Writers change one title each time without a pause, reviewers read a screenful of the list without a
pause, all from this one machine, which runs the server, too: what one server carries at the least.
With `--rows` one store grows to so many commitments instead, and each kind of look at it is timed.
"""

import argparse
import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from statistics import quantiles

from db.admin.copy_store import copy_store
from db.clock import system_clock
from db.commands.commitments import EditCommitment
from db.queries.commitments.list import CommitmentWindow
from db.store.store import Store
from tests.bench.large import measure
from tests.bench.stores import store_of
from tests.postgresql import Server

CROWDS = ((1, 0), (8, 0), (0, 8), (4, 8))
"""Writers and reviewers at once."""


def main() -> None:
    """One line for each size and crowd."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crowd", description=__doc__)
    parser.add_argument("--sizes", default="1000,100000", help="commitments a store")
    parser.add_argument("--seconds", type=float, default=5, help="how long each crowd works")
    parser.add_argument("--rows", type=int, help="let a store grow to so many commitments")
    args = parser.parse_args()
    server = Server.started()
    try:
        if args.rows:
            for line in measure(server, args.rows):
                print(line, flush=True)
            return
        for size in map(int, args.sizes.split(",")):
            location = server.url(server.new_database())
            copy_store(str(store_of(size)), location)
            for writers, reviewers in CROWDS:
                print(figures(location, size, writers, reviewers, args.seconds), flush=True)
    finally:
        server.stop()


def figures(location: str, size: int, writers: int, reviewers: int, seconds: float) -> str:
    """What so many people got done."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(writers + reviewers) as pool:
        wrote = [pool.submit(write, location, each, until) for each in range(writers)]
        read = [pool.submit(look, location, size, until) for _ in range(reviewers)]
        words = (said("changes", wrote, seconds), said("screenfuls", read, seconds))
    return f"{size:>8} rows {writers:>2} writers {reviewers:>2} reviewers  " + "  ".join(words)


def said(what: str, done: list[Future[list[float]]], seconds: float) -> str:
    """A rate, and how long one takes."""
    times = [each for future in done for each in future.result()]
    if len(times) < 2:
        return ""
    cuts = quantiles(times, n=20)
    median, most = cuts[9] * 1e3, cuts[18] * 1e3
    return f"{len(times) / seconds:.0f} {what}/s, p50 {median:.0f} ms, p95 {most:.0f} ms"


def write(location: str, number: int, until: float) -> list[float]:
    """Seconds of each change of one writer."""
    took: list[float] = []
    with ExitStack() as closing:
        store = Store.open(location, actor=f"writer{number}")
        closing.callback(store.close)
        codes = [row.code for row in store.ask(CommitmentWindow(system_clock(), limit=100))]
        for step in count():
            begun = time.monotonic()
            if begun > until:
                return took
            store.do(EditCommitment(random.choice(codes), {"title": f"Step {step} of {number}"}))
            took.append(time.monotonic() - begun)
    return took


def look(location: str, size: int, until: float) -> list[float]:
    """Seconds of each screenful of one reviewer, anywhere in the list."""
    took: list[float] = []
    with ExitStack() as closing:
        store = Store.open(location, actor="reviewer", read_only=True)
        closing.callback(store.close)
        while (begun := time.monotonic()) < until:
            store.ask(CommitmentWindow(system_clock(), offset=random.randrange(size), limit=40))
            took.append(time.monotonic() - begun)
    return took


if __name__ == "__main__":
    main()
