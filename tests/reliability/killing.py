"""A program that lets writers work on one store and kills them, one after another, at any moment.

    python -m tests.reliability.killing STORE KILLS SEED

Prints `CHANGE SUMMARY` for each step that the store acknowledged before its writer died.
"""

import os
import random
import select
import signal
import sys
from dataclasses import dataclass
from itertools import count

from db.commands.commitments import AddCommitment, EditCommitment
from db.commands.undo import Undo
from db.domain.errors import AccordError
from db.protocols import Command
from db.store.store import Store

AT_ONCE = 3
BREATH = 0.001
"""Seconds between two steps of a writer, or the others would never have their turn."""
LONGEST = 0.02
"""Seconds that a writer lives at most after its first acknowledged step."""


@dataclass(slots=True)
class Writer:
    """A process that writes until it is killed, and the pipe on which it says what is done."""

    pid: int
    pipe: int
    said: bytes = b""


def main(location: str, kills: int, seed: int) -> None:
    """Keep three writers at work; kill a random one, start another, and so on."""
    chance = random.Random(seed)
    writers = [start(location, number) for number in range(AT_ONCE)]
    for number in range(kills):
        victim = writers.pop(chance.randrange(AT_ONCE))
        victim.said += first_words(victim)
        select.select([], [], [], chance.uniform(0, LONGEST))
        end(victim)
        writers.append(start(location, AT_ONCE + number))
    for writer in writers:
        end(writer)


def start(location: str, number: int) -> Writer:
    """A new writer."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        write_for_ever(location, number, writing)
    os.close(writing)
    return Writer(pid, reading)


def write_for_ever(location: str, number: int, pipe: int) -> None:
    """Add, change and take back commitments, and say so once each is done."""
    store = opened(location, number)
    for step in count():
        try:
            done = store.do(command(number, step))
        except AccordError:  # busy, away, or nothing to take back: not acknowledged
            select.select([], [], [], BREATH)
            continue
        os.write(pipe, f"{done.change_id} {done.summary}\n".encode())
        select.select([], [], [], BREATH)


def opened(location: str, number: int) -> Store:
    """The store, as soon as it can be reached."""
    while True:
        try:
            return Store.open(location, actor=f"writer{number}")
        except AccordError:
            select.select([], [], [], BREATH)


def command(number: int, step: int) -> Command:
    """One of three kinds, in turn."""
    match step % 3:
        case 0:
            return AddCommitment(agreement="ACC", title=f"Duty {step} of {number}", theme="kill")
        case 1:
            return EditCommitment("ACC-1", {"provision": f"Art. {number}.{step}"})
        case _:
            return Undo()


def first_words(writer: Writer) -> bytes:
    """Wait until a writer has had something acknowledged."""
    return os.read(writer.pipe, 65536)


def end(writer: Writer) -> None:
    """Kill it, and pass on what it still said."""
    os.kill(writer.pid, signal.SIGKILL)
    os.waitpid(writer.pid, 0)
    while more := os.read(writer.pipe, 65536):
        writer.said += more
    os.close(writer.pipe)
    sys.stdout.write(writer.said.decode())
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
