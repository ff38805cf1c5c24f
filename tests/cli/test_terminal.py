"""On a terminal: what is too wide gives way, and colour stays away where it is not wanted."""

import os
import re
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests import programs
from tests.cli.conftest import NOW

SGR = re.compile(r"\x1b\[[0-9;]*m")
READS = ("status", "list", "parties", "events", "agreements", "seed list")


@pytest.fixture(scope="module")
def loaded(pair_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(pair_template, tmp_path_factory.mktemp("terminal") / "a.db"))


def on_terminal(store: Path, columns: int, *argv: str, **env: str) -> str:
    """What accord writes to a terminal of so many columns."""
    env = programs.environment(TERM="xterm-256color", **env)
    asked = ("--store", str(store), "--now", NOW, *argv)
    ours, process = programs.at_terminal(*asked, env=env, size=(columns, 24))
    written = b""
    while part := _read(ours):
        written += part
    os.close(ours)
    assert process.wait() == 0, written
    return written.decode().replace("\r\n", "\n")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux tells that the other side is closed
        return b""


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("verb", READS)
def test_every_line_fits(loaded: Path, verb: str, columns: int) -> None:
    plain = SGR.sub("", on_terminal(loaded, columns, *verb.split()))
    assert max(cell_len(line) for line in plain.splitlines()) <= columns
    assert "~" in plain or columns > 80


@pytest.mark.parametrize("verb", ["status", "list"])
def test_code_time_left_and_title_never_give_way(loaded: Path, verb: str) -> None:
    plain = SGR.sub("", on_terminal(loaded, 60, verb))
    for words in ("WPA-3", "424d ago", "Disengage"):
        assert words in plain


def test_no_color_means_none(loaded: Path) -> None:
    assert "\x1b[1;31m" in on_terminal(loaded, 100, "status")
    for argv, env in ((("--no-color",), {}), ((), {"NO_COLOR": "1"})):
        codes = set(SGR.findall(on_terminal(loaded, 100, "status", *argv, **env)))
        assert codes <= {"\x1b[0m", "\x1b[1m", "\x1b[2m"}


def test_text_instead_of_a_screen_when_asked(loaded: Path) -> None:
    assert "Overdue 11." in on_terminal(loaded, 100, "--plain")
