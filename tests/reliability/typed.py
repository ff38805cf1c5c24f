"""accord as somebody types it, in a process of its own, on a store of several servers."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from select import select

from tests.programs import PATIENCE, Running, environment

_EDITOR = """#!/bin/sh
echo opened > {folder}/opened
sed -f {folder}/typed "$1" > {folder}/edited && cat {folder}/edited > "$1"
"""
"""An editor that waits for its person: both files are pipes."""


@dataclass(frozen=True)
class Shell:
    """Where somebody types, with the store's URL in ACCORD_STORE; settings are kept in `folder`."""

    folder: Path
    url: str
    more: dict[str, str] = field(default_factory=dict)

    def begins(self, *words: str) -> Running:
        """`accord` with these words, under way."""
        kept = {name: str(self.folder) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME")}
        env = environment(**kept, ACCORD_STORE=self.url, **self.more)
        return Running("--as", "asel", *words, env=env)

    def types(self, *words: str) -> tuple[int, str, str]:
        """The exit code of such a line, its answer, and what it complains of."""
        return ended(self.begins(*words))

    def edits(self, *words: str) -> "Editing":
        """`accord edit` with these words, and an editor that is open now."""
        for name in ("opened", "typed"):
            os.mkfifo(self.folder / name)
        editor = self.folder / "editor"
        editor.write_text(_EDITOR.format(folder=self.folder))
        editor.chmod(0o755)
        shell = Shell(self.folder, self.url, {"EDITOR": str(editor)})
        process = shell.begins("edit", *words)
        heard = os.open(self.folder / "opened", os.O_RDONLY | os.O_NONBLOCK)
        assert select([heard], [], [], PATIENCE)[0], "no editor was opened"
        os.close(heard)
        return Editing(process, self.folder)


@dataclass(frozen=True)
class Editing:
    """An editor that stands open under `accord edit`."""

    process: Running
    folder: Path

    def types(self, before: str, after: str) -> tuple[int, str, str]:
        """Put one text for another, save, leave the editor; what accord makes of it."""
        (self.folder / "typed").write_text(f"s/{before}/{after}/\n")
        return ended(self.process)


def ended(program: Running) -> tuple[int, str, str]:
    """Its exit code, its answer, and what it complains of; once it has ended by itself."""
    said = program.ended()
    return said.returncode, said.stdout, said.stderr
