"""Many people who write and read one store at once, each in a process of their own.

    python -m tests.reliability.soak STORE --writers 20 --readers 200 --seconds 60

Makes the store, lets them work, and prints what it measured as JSON. Ends with 1 when something
was lost or stuck, when somebody had no turn, or when an error reached a person.
"""

import argparse
import json
import os
import random
import select
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from db.commands.commitments import EditCommitment
from db.commands.flags import SetTags
from db.commands.reports import AddReport, Entry
from db.domain.errors import AccordError, Stale
from db.queries.boards.overview import Overview
from db.queries.commitments.detail import GetCommitment
from db.queries.commitments.list import CommitmentWindow
from db.queries.history.changes import LastChange
from db.queries.maintenance.verify import Verify
from db.store.store import Store
from tests.builders import NOW, duty, small_agreement

DUTIES = 10
WRITER_RESTS, READER_RESTS = 2.0, 4.0
"""Seconds between two steps of one person, on average: a quick typist, and a screen kept live.

All of them share the cores of this machine, while in life each has a terminal of their own. In a
run of less than `UNHURRIED` seconds everybody rests less, so that each has some turns.
"""
UNHURRIED = 16
READY = b"\n"
LOOK_AT_LOG = 0.25
"""Seconds between two looks at the size of the write-ahead log."""


@dataclass(slots=True)
class Told:
    """What one person saw of it; times in milliseconds."""

    role: str
    took: list[float] = field(default_factory=list)
    counted: int = 0
    notes: int = 0
    stale: int = 0
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Process:
    """A person at work, and the pipe on which they tell in the end."""

    pid: int
    pipe: int


class Gates(NamedTuple):
    """Ends of pipes: `go` ends once all may begin, `stop` has something when it is over."""

    go: int
    opener: int
    stop: int
    pace: float
    """What part of their usual rests people take."""


def prepare(location: str) -> None:
    """A store with the duties that everybody works on, each with a number to be counted up."""
    store = small_agreement(Store.open(location, actor="asel"))
    for number in range(DUTIES):
        store.do(duty(f"Duty {number}", target=0, unit="edits"))
    store.close()


class Person:
    """One process at the store until it is told to stop."""

    def __init__(self, location: str, role: str, number: int, gates: Gates) -> None:
        self.store = Store.open(location, actor=f"{role}{number}", read_only=role == "reader")
        self.chance = random.Random(number)
        self.number, self.gates, self.told = number, gates, Told(role)

    def rested(self, seconds: float) -> bool:
        """Rest for as long on average; False when it is over."""
        rest = self.chance.uniform(0, 2 * seconds) * self.gates.pace
        return not select.select([self.gates.stop], [], [], rest)[0]

    def timed(self, step: Callable[[], object]) -> bool:
        """One step; whether it was done. A refusal as stale is no error: one looks again."""
        began = time.perf_counter()
        try:
            step()
        except Stale:
            self.told.stale += 1
            return False
        except AccordError as error:
            self.told.errors.append(str(error))
            return False
        self.told.took.append((time.perf_counter() - began) * 1000)
        return True

    def write(self) -> None:
        """Count a duty up as it was seen, note something, and tag it, in turns."""
        step = 0
        while self.rested(WRITER_RESTS):
            code = f"ACC-{self.chance.randrange(DUTIES) + 1}"
            sign = "+" if step % 2 else "-"
            match step % 3:
                case 0:
                    self.told.counted += self.count_up(code)
                case 1:
                    note = AddReport((code,), Entry(text=f"Step {step} of {self.number}."))
                    self.told.notes += self.do(note)
                case _:
                    self.do(SetTags((code,), f"{sign}w{self.number}"))
            step += 1

    def do(self, command: AddReport | SetTags | EditCommitment) -> bool:
        """One step of writing."""
        return self.timed(lambda: self.store.do(command))

    def count_up(self, code: str) -> bool:
        """Read the duty as a form does, and save it with the version seen; again when stale."""
        for _ in range(100):
            row = next(row for row in self.store.ask(CommitmentWindow(NOW)) if row.code == code)
            fields = {"target": (row.target or 0) + 1}
            if self.do(EditCommitment(code, fields, seen=row.version)):
                return True
        self.told.errors.append("Stale a hundred times over.")
        return False

    def read(self) -> None:
        """Look at what a screen shows; what was once seen must never be gone."""
        ask, newest = self.store.ask, 0
        screens = cycle((lambda: ask(Overview(NOW)), lambda: ask(CommitmentWindow(NOW))))
        while self.rested(READER_RESTS):
            if self.timed(next(screens)):
                seen = self.store.ask(LastChange())
                if seen < newest:
                    self.told.errors.append(f"Change {newest} is gone.")
                newest = seen


def work(location: str, role: str, number: int, gates: Gates, telling: int) -> None:
    """The life of one process: open the store, begin when all have, and tell in the end."""
    person = Person(location, role, number, gates)
    os.write(telling, READY)
    os.close(gates.opener)
    os.read(gates.go, 1)
    person.write() if role == "writer" else person.read()
    person.store.close()
    with os.fdopen(telling, "w") as pipe:
        json.dump(asdict(person.told), pipe)


def start(location: str, role: str, number: int, gates: Gates) -> Process:
    """A new process, for one person."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(reading)
            work(location, role, number, gates, writing)
            code = 0
        except Exception:  # noqa: BLE001  of whatever kind: it is told as what this person died of
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(writing)
    return Process(pid, reading)


def wait_for(people: list[Process]) -> None:
    """Until each has the store open, or has died."""
    for person in people:
        os.read(person.pipe, len(READY))


def log_size(location: str) -> int:
    """Bytes of SQLite's write-ahead log; 0 where there is none."""
    with suppress(OSError):
        return Path(f"{location}-wal").stat().st_size
    return 0


def let_them_work(
    location: str, writers: int, readers: int, seconds: float
) -> tuple[list[Told], int]:
    """Everybody at once for so long; what each saw, and how big the log grew."""
    stop, end = os.pipe()
    gates = Gates(*os.pipe(), stop, min(1.0, seconds / UNHURRIED))
    people = [start(location, "reader", number, gates) for number in range(readers)]
    people += [start(location, "writer", number, gates) for number in range(writers)]
    wait_for(people)
    os.close(gates.opener)  # the last that held it open, so all go on
    until, biggest = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        select.select([], [], [], LOOK_AT_LOG)
        biggest = max(biggest, log_size(location))
    os.write(end, b"!")  # never read, so everybody sees it
    told = []
    for person in people:
        with os.fdopen(person.pipe) as pipe:
            said = pipe.read()
        told.append(Told(**json.loads(said)) if said else Told("", errors=["It died."]))
        os.waitpid(person.pid, 0)
    return told, biggest


def faults(location: str, told: list[Told]) -> list[str]:
    """What must not have happened."""
    found = sorted({error for each in told for error in each.errors})
    store = Store.open(location, actor="asel")
    rows = store.ask(CommitmentWindow(NOW))
    counted = sum(row.target or 0 for row in rows)
    notes = sum(len(store.ask(GetCommitment(row.code)).reports) for row in rows)
    verified = store.ask(Verify())
    store.close()
    for kept, acknowledged, what in (
        (counted, sum(each.counted for each in told), "edits"),
        (notes, sum(each.notes for each in told), "notes"),
    ):
        if kept != acknowledged:
            found.append(f"{acknowledged} {what} were acknowledged, and {kept} are there.")
    if not verified.holds:
        found.append("The chain of digests does not hold.")
    if any(not each.took for each in told):
        found.append("Somebody never had a turn.")
    return found


def figures(told: list[Told], role: str) -> dict[str, float]:
    """How long the steps of these people took, in milliseconds."""
    took = sorted(ms for each in told if each.role == role for ms in each.took)
    if len(took) < 2:
        return {"steps": len(took)}
    cuts = statistics.quantiles(took, n=100)
    turns = [len(each.took) for each in told if each.role == role]
    return {
        "steps": len(took),
        "p50": round(cuts[49], 1),
        "p99": round(cuts[98], 1),
        "longest": round(took[-1], 1),
        "fewest_turns": min(turns),
        "most_turns": max(turns),
    }


def main(arguments: list[str]) -> int:
    """Make the store, let them work, and say what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    wanted = parser.parse_args(arguments)
    prepare(wanted.store)
    told, biggest = let_them_work(wanted.store, wanted.writers, wanted.readers, wanted.seconds)
    wrong = faults(wanted.store, told)
    found = {
        "writers": {"people": wanted.writers, **figures(told, "writer")},
        "readers": {"people": wanted.readers, **figures(told, "reader")},
        "seconds": wanted.seconds,
        "stale": sum(each.stale for each in told),
        "log_bytes": biggest,
        "wrong": wrong,
    }
    print(json.dumps(found))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
