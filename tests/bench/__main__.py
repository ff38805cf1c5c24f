"""Measure accord beside floors of the same run and print ratios: `python -m tests.bench`."""

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.heard import IDLE, hear_on_both
from tests.bench.measures import SETTLE, Bench
from tests.bench.stores import Kind, store_of
from tests.bench.trail import DUTIES, trail

SIZES = "100,10000,1000000"
MOVED = 10_000
Figure = tuple[str, str, float, str, float]
"""What, budget, figure, unit, in milliseconds (0 where it is none)."""


def main(arguments: list[str]) -> int:
    """Build what is missing, measure in turns, print one table. Nothing fails for being slow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help=f"commitments a store, default {SIZES}")
    parser.add_argument("--runs", type=int, default=7, help="starts of each kind")
    parser.add_argument("--keys", type=int, default=40, help="presses of each key")
    parser.add_argument("--idle", type=float, default=120, help="seconds to listen at rest")
    parser.add_argument("--settle", type=float, default=SETTLE, help="seconds until memory is read")
    parser.add_argument("--moved", type=int, default=MOVED, help="deadlines on the moved event")
    parser.add_argument("--edited", type=int, default=DUTIES, help="commitments edited one by one")
    parser.add_argument("--folder", type=Path, default=None, help="where the stores are kept")
    args = parser.parse_args(arguments)
    # Without compiled modules every start would measure the compiler.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sizes = [int(size) for size in args.sizes.split(",")]
    for name, budget, figure, unit, plain in measure(sizes, args):
        print(f"{name:<44} {figure:>8.2f} {unit:<5} {budget:<22} {_ms(plain)}", flush=True)
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}")
    return 0


def _ms(plain: float) -> str:
    return f"({plain:.0f} ms)" if plain else ""


def measure(sizes: list[int], args: argparse.Namespace) -> Iterator[Figure]:
    """Every figure of the table."""
    stores = {size: store_of(size, folder=args.folder) for size in sizes}
    with TemporaryDirectory() as home:
        bench = Bench(Path(home), settle=args.settle)
        if args.runs > 1:  # one more, for the caches of the disk and of Python
            bench.starts(stores)
            bench.commands(stores)
            bench.samples.clear()
        for _ in range(args.runs):
            bench.starts(stores)
            bench.commands(stores)
        yield from _starts(bench, sizes)
        yield from _commands(bench, sizes)
        for size, store in stores.items():
            bench.keys(size, store, args.keys)
            yield from _keys(bench, size)
        bench.small_screen(sizes[0], stores[sizes[0]], args.keys)
        yield from _small_screen(bench, sizes[0])
        bench.slow_line(stores[sizes[0]], args.keys, args.idle)
        yield from _slow_line(bench)
        yield from _trail(bench, trail(bench, args.edited))
        yield from _heard(bench, hear_on_both(bench, times=args.keys, idle=min(args.idle, IDLE)))
        kinds: tuple[Kind, ...] = ("event", "chain")
        for kind in kinds:
            for _ in range(args.runs):
                bench.moved_event(kind, store_of(args.moved, folder=args.folder, kind=kind))
            took = bench.p50(kind)
            yield f"{kind}: {args.moved:,} re-dated by one event", "<= 1 s", took / 1000, "s", 0


def _heard(bench: Bench, stores: list[str]) -> Iterator[Figure]:
    for store in stores:
        budget = "200 ms, median" if store == "PostgreSQL" else "1 s, median"
        for what in ("heard", "painted"):
            name = f"{what} {store}"
            yield f"{store}: another's change {what}, p50", budget, bench.p50(name), "ms", 0
            yield f"{store}: another's change {what}, p95", "", bench.p95(name), "ms", 0
        idle = bench.p50(f"listening {store}")
        yield f"{store}: who listens, idle: of a core", "", idle, "%", 0


def _trail(bench: Bench, changes: int) -> Iterator[Figure]:
    edit, raw = bench.p50("edit"), bench.p50("raw edit")
    yield "durable edit with trail and digest / raw", "<= 5", edit / raw, "x", edit
    yield "of it, the digest", "", bench.p50("digest"), "ms", 0
    yield f"verify: {changes:,} changes", "", bench.p50("verify"), "ms", 0
    yield f"as of: {changes // 2:,} changes taken back", "", bench.p50("as of"), "ms", 0
    yield "as of: one change further back", "", bench.p50("step back"), "ms", 0


def _starts(bench: Bench, sizes: list[int]) -> Iterator[Figure]:
    floor, memory = bench.p50("empty first frame"), bench.p50("empty pss")
    yield "empty app: first frame", "", 1, "x", floor
    for size in sizes:
        first, rows = (bench.p50(f"overview {size} {what}") for what in ("first frame", "rows"))
        listed = bench.p50(f"list {size} rows")
        pss = bench.p50(f"overview {size} pss")
        yield f"{size:,}: first frame / empty app", "<= 1.3", first / floor, "x", first
        yield f"{size:,}: Overview with rows / empty app", "<= 2.0", rows / floor, "x", rows
        yield f"{size:,}: List, narrowed / empty app", "<= 2.0", listed / floor, "x", listed
        yield f"{size:,}: memory (Pss) / empty app", "<= 2.5", pss / memory, "x", 0
        yield f"{size:,}: memory (Pss)", "1M: + 40 MiB", pss, "MiB", 0
    rows = bench.p50(f"overview {sizes[-1]} rows") / bench.p50(f"overview {sizes[0]} rows")
    yield f"Overview at {sizes[-1]:,} / at {sizes[0]:,}", "<= 1.2", rows, "x", 0


def _commands(bench: Bench, sizes: list[int]) -> Iterator[Figure]:
    floor = bench.p50("nothing")
    yield "python -c 'import sqlite3'", "", 1, "x", floor
    for size in sizes:
        for verb in ("status", "list", "show"):
            took = bench.p50(f"{verb} {size}")
            yield f"{size:,}: accord {verb} / python", "<= 20", took / floor, "x", took


def _keys(bench: Bench, size: int) -> Iterator[Figure]:
    narrow = "<= 100 ms to 100k, 500"
    budgets = {"step": "p95 <= 10 ms", "scroll": "<= 15 / 30 ms", "page": "<= 15 / 30 ms"}
    budgets |= {"jump": "<= 15 / 30 ms", "resort": "<= 60 ms", "narrow 1": narrow}
    for kind, budget in (budgets | {"narrow 3": narrow}).items():
        name = f"{kind} {size}"
        yield f"{size:,}: {kind}, p50", budget, bench.p50(name), "ms", 0
        yield f"{size:,}: {kind}, p95", budget, bench.p95(name), "ms", 0


def _small_screen(bench: Bench, size: int) -> Iterator[Figure]:
    for kind, budget in {"step": "<= 300", "scroll": "<= 2500", "page": ""}.items():
        yield f"80 x 24: a {kind}", budget, bench.p50(f"{kind} {size} 80x24 bytes"), "bytes", 0


def _slow_line(bench: Bench) -> Iterator[Figure]:
    yield "slow line: to the first rows", "", bench.p50("start slow bytes"), "bytes", 0
    for kind, budget in {"step": "<= 300", "scroll": "<= 2500", "page": "<= 2500"}.items():
        yield (
            f"slow line: a {kind}, most",
            budget,
            max(bench.samples[f"{kind} slow bytes"]),
            "bytes",
            0,
        )
    if "idle minute slow bytes" in bench.samples:
        idle = bench.p50("idle minute slow bytes")
        yield "slow line: an idle minute", "<= 100", idle, "bytes", 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
