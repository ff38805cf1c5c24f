"""The raw bytes that a real terminal gets, from a store that is full of what must not reach one."""

import os
import re
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from tests.bench.terminal import QUIET, Terminal
from tests.hostile import odd_in, tampered_store
from tests.snapshots.walks import BOXES, FORMS, VIEWS, Walk

NOW = "2026-11-23 16:20 Africa/Kinshasa"
KEYS = {"enter": "\r", "escape": "\x1b", "space": " ", "pageup": "\x1b[5~", "down": "\x1b[B"}
SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|[\x1b][\]PX^_][^\x1b\x07]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]"
)
COPIED = re.compile(r"\x1b\]52;c;([^\x07]*)\x07")
OURS = re.compile(
    r"\x1b\[[\d;:]*m"  # colours
    r"|\x1b\[\d+;\d+H|\x1b\[H"  # where to write
    r"|\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048)[hl]"  # modes
    r"|\x1b\[\?20(?:26|48)\$p|\x1b\[[>=<]?\d*u|\x1b\[\?u|\x1b\[c|\x1b\[\?996n"  # questions
    r"|\x1b\]22;default\x07"  # the mouse's pointer as ever
    r"|\x1b\[[012]?[JK]"  # nothing to the end of the line or screen
    r"|\x1b\]52;c;[\w+/]*=*\x07"  # what is copied
)
"""Sequences that Textual itself sends; whatever else comes was in a text."""


class Recorder(Terminal):
    """Keeps every byte."""

    raw = b""

    def _read(self, seconds: float) -> bytes:
        data = super()._read(seconds)
        self.raw += data
        return data

    def type(self, keys: str) -> None:
        """Press keys by their names, each when the one before has been answered."""
        for key in keys.split():
            os.write(self._handle, KEYS.get(key, key).encode())
            while self._read(QUIET):
                pass

    def end(self) -> int:
        """Read to the last byte; gives the exit code."""
        while self._program.poll() is None or self._read(QUIET):
            self._read(QUIET)
        return self._program.returncode


@pytest.fixture(scope="module")
def tampered(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tampered_store(template, tmp_path_factory.mktemp("bytes") / "tampered.db")


@pytest.mark.parametrize("walk", [VIEWS, BOXES, FORMS], ids=["views", "boxes", "forms"])
def test_only_textuals_own_sequences_reach_the_terminal(
    tampered: Path, tmp_path: Path, walk: Walk
) -> None:
    command = [sys.executable, "-m", "tui.cli.main", "--store", str(tampered), "--now", NOW]
    env = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm-256color",
        "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }  # fmt: skip
    with Recorder(command, env, columns=120, rows=40) as terminal:
        terminal.wait_for(b"[1 Overview]")
        for name, keys in walk:
            terminal.type(keys)
            check(terminal.raw, name)
        terminal.type("escape y escape Q")
        assert terminal.end() == 0
    check(terminal.raw, "leaving")
    assert b"owned" in terminal.raw


def check(raw: bytes, name: str) -> None:
    text = raw.decode("utf-8")
    foreign = {found for found in SEQUENCE.findall(text) if not OURS.fullmatch(found)}
    assert not foreign, f"{name}: {sorted(foreign)}"
    shown = SEQUENCE.sub("", text).replace("\r", "").replace("\n", "")
    copied = "".join(b64decode(each).decode() for each in COPIED.findall(text))
    odd = odd_in(shown) + odd_in(copied)
    assert not odd, f"{name}: {sorted(set(odd))!r}"
