"""When bytes are spared by itself: over SSH, and in tmux where it knows who is attached."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.clock import fixed_clock
from tests.builders import NOW
from tests.tui.driving import drive
from tui.terminal.appearance import Appearance
from tui.terminal.ssh_detection import over_ssh

SSH = {"SSH_CONNECTION": "198.51.100.7 50022 192.0.2.1 22"}


def test_the_environment_says_so() -> None:
    assert over_ssh(SSH)
    assert over_ssh({"SSH_TTY": "/dev/pts/3"})
    assert not over_ssh({})
    assert not over_ssh({"SSH_CONNECTION": ""})


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A tmux server of its own; gives the environment of a shell inside it."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("there is no tmux")
    socket = tmp_path / "tmux"
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm"}
    run = [program, "-f", "/dev/null", "-S", str(socket)]
    subprocess.run([*run, "new-session", "-d", "sleep 600"], env=clean, check=True)
    yield {**clean, "TMUX": f"{socket},1,0"}
    subprocess.run([*run, "kill-server"], env=clean, check=True)


def attached(tmux: dict[str, str], *said: str) -> None:
    """What tmux keeps when somebody attaches."""
    subprocess.run(["tmux", "set-environment", *said], env=tmux, check=True)


def test_in_tmux_it_is_who_attached_last_that_counts(tmux: dict[str, str]) -> None:
    assert not over_ssh(tmux)
    attached(tmux, "SSH_CONNECTION", SSH["SSH_CONNECTION"])
    assert over_ssh(tmux), "started here, attached from afar"
    attached(tmux, "-r", "SSH_CONNECTION")
    assert not over_ssh(tmux | SSH), "started from afar, attached here"


def test_a_tmux_that_is_gone_is_not_waited_for(tmp_path: Path) -> None:
    gone = {"PATH": os.environ["PATH"], "TMUX": f"{tmp_path}/none,1,0"}
    assert not over_ssh(gone)
    assert over_ssh(gone | SSH)
    assert not over_ssh({"PATH": "", "TMUX": "x"})


async def test_seconds_change_nothing_over_a_slow_line_and_minutes_do(pair: Path) -> None:
    async with drive(pair, look=Appearance(slow=True)) as user:
        told: list[None] = []
        user.app.ticked.subscribe(user.app.screen, told.append)
        for seconds, times in ((1, 1), (30, 1), (59, 1), (60, 2), (61, 2), (125, 3)):
            user.app.store.clock = fixed_clock(NOW.start_of("minute").add(seconds=seconds))
            await user.app._beat()
            await user.settle()
            assert len(told) == times
        user.sees("Mon 23 Nov 2026 16:22")


async def test_the_clock_is_drawn_anew_wherever_there_is_room_for_it(pair: Path) -> None:
    for width in (120, 80, 40, 24):
        async with drive(pair, (width, 12)) as user:
            user.app.store.clock = fixed_clock(NOW.add(minutes=3))
            await user.app._beat()
            await user.settle()
            title = user.screen_text().splitlines()[0]
            assert "16:20" not in title
            assert "16:23" in title or width == 24
