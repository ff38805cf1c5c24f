"""Records the session of the README anew: `python -m tests.ssh.recording`.

A reviewer at a shell of her own, an sshd on loopback, and the invented agreements of the demo.
"""

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from db.packs.demo import build_demo
from tests.builders import NOW
from tests.ssh.film import Picture, film, picture
from tests.ssh.screen import Screen
from tests.ssh.server import MISSING, Person, Server
from tui.ssh.public_key import Role

PLACE = Path(__file__).parents[2] / "docs" / "ssh.svg"
COLUMNS, ROWS = 90, 24
CLOCK = f"{NOW.to_datetime_string()[:-3]} {NOW.timezone_name}"


PROMPT = "\n$"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is typed, what is on the screen when it has been answered, and what is said of it."""

    keys: str
    words: tuple[str, ...]
    caption: str


SCENES = (
    Scene(
        "ssh accord@host status overdue\r",
        ("KESH-4", "LAKE-3", PROMPT),
        "One line for a script or a quick look: no terminal is needed, and nothing is installed.",
    ),
    Scene(
        "ssh accord@host note KESH-4 'called them'\r",
        ("this key only looks", "with each", PROMPT),
        "A reviewer's key looks and changes nothing; what it may ask for is said.",
    ),
    Scene(
        "ssh accord@host\r",
        ("READ-ONLY", "KESH-4", "LAKE-2", "? help"),
        "Without a word the screens open, read-only.",
    ),
    Scene("2", ("[2 List]", "KESH-9"), "2 is the list."),
    Scene("/", ("words, party:RWA",), "/ asks for a filter."),
    Scene("party:nvf overdue\r", ("party:nvf overdue",), "It narrows the list with every key."),
    Scene("\r", ("Verified    disputed",), "Enter opens the whole story of a commitment."),
)


def record(server: Server, store: Path, done: Callable[[Screen, int], None]) -> None:
    """Play all scenes; `done` is called when the words of each are on the screen."""
    build_demo(str(store), NOW)
    alice = server.let_in("alice", Role.REVIEWER, store, also=["--now", f"'{CLOCK}'"])
    with _shell_of(alice, store.parent) as screen:
        screen.wait_for("$")
        for number, scene in enumerate(SCENES):
            screen.press(scene.keys)
            screen.wait_until(partial(_answered, screen, scene.words), str(scene.words))
            done(screen, number)


def _answered(screen: Screen, words: tuple[str, ...]) -> bool:
    """Whether all words are there; a prompt counts at the end alone, not where it was used."""
    text = screen.text.rstrip()
    there = all(word in text for word in words if word != PROMPT)
    return there and (PROMPT not in words or text.endswith(PROMPT))


def _shell_of(person: Person, folder: Path) -> Screen:
    """A shell in which `ssh accord@host` leads to the sshd of this test."""
    client = folder / "ssh"
    program, *options = person.command()
    given = shlex.join([str(shutil.which(program)), *options])
    client.write_text(f'#!/bin/sh\nshift\nexec {given} "$@"\n', encoding="utf-8")
    client.chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    return Screen(["/bin/sh", "-i", "+m"], COLUMNS, ROWS, {"PATH": path, "PS1": "$ ", "ENV": ""})


def main() -> None:
    """Write the film, where there is an sshd."""
    if MISSING:
        sys.stderr.write(f"{PLACE.name} stays as it is: there is no {', '.join(MISSING)}\n")
        return
    taken: list[Picture] = []

    def keep(screen: Screen, number: int) -> None:
        screen.rest()
        taken.append(picture(SCENES[number].caption, screen.terminal))

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = Server.start(Path(folder))
        try:
            record(server, Path(folder) / "demo.db", keep)
        finally:
            server.stop()
    PLACE.write_text(film(taken, COLUMNS, ROWS), encoding="utf-8")
    sys.stdout.write(f"{PLACE.name}\n")


if __name__ == "__main__":
    main()
