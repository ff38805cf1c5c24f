"""Somebody let in by a key of ours reaches the store and their own terminal, and nothing else.

docs/security.md lists each power with its test; tests/test_security_page.py holds it to that.
"""

import stat
import subprocess
import sys
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.app import SuspendNotSupported

from db.domain.errors import Refused, StoreProblem
from tests.tui.driving import User, drive
from tui.cli.main import _answer
from tui.cli.parser import parse
from tui.config.settings import load
from tui.guest_policy import POWERS, discreet, off
from tui.keys.actions import find
from tui.services.crash_log import LARGEST, InternalError, mishap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that accord is started in; nothing may be left in it."""
    folder = tmp_path / "started here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
async def guest(pair: Path, here: Path, tmp_path: Path) -> AsyncIterator[User]:
    """An editor from outside."""
    settings = tmp_path / "settings" / "config.toml"
    log = tmp_path / "mishaps.log"
    async with drive(pair, guarded=True, config_path=settings, mishaps=log) as user:
        yield user
        assert list(here.iterdir()) == []


async def test_there_is_no_way_to_a_shell(guest: User) -> None:
    suspend = find("suspend")
    for view in "123456":
        await guest.press(view)
        actions = {binding.action for _, binding in guest.app.screen._bindings}
        assert "suspend" not in actions
        await guest.press("ctrl+z")
        for opener in "?:":
            await guest.press(opener, *"to the shell")
            guest.does_not_see(suspend.help)
            await guest.press("escape")
    with pytest.raises(SuspendNotSupported):
        guest.app.action_suspend_process()


async def test_there_is_no_editor(
    guest: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = tmp_path / "proof"
    monkeypatch.setenv("EDITOR", f"touch {proof}")
    for key in "saADe":
        await guest.press("escape", "y", "2", "j", key)
        guest.does_not_see("EDITOR")
        await guest.press("ctrl+g")
    await guest.press("escape", "y", "?")
    guest.does_not_see("EDITOR")
    with pytest.raises(SuspendNotSupported), guest.app.suspend():
        pass
    assert not proof.exists()


@pytest.mark.parametrize("letter", "mcship")
async def test_a_report_goes_to_the_terminal_alone(guest: User, letter: str) -> None:
    await guest.press("2", "/", *"party:rwa overdue", "enter", "R", letter)
    guest.sees("5 commitments as")
    assert "WPA-3" in guest.app.clipboard
    await guest.press("q")
    guest.sees("5 commitments shown and copied. For a file: ssh HOST report > FILE")


@pytest.mark.parametrize(
    "words",
    [
        "seed load ./x.toml",
        "restore x.db",
        "backup",
        "store copy a b",
        "demo status",
        "report WPA-3 --text x --file x.toml",
        "edit WPA-3",
        "edit --from x.toml",
    ],
)
def test_no_verb_reads_or_writes_a_file(words: str, pair: Path, here: Path) -> None:
    (here / "x.toml").write_text("")
    args = parse(["--store", str(pair), *words.split()])
    args.guarded = True
    with pytest.raises(Refused, match="over ssh"):
        _answer(args)
    (here / "x.toml").unlink()
    assert list(here.iterdir()) == []


async def test_no_file_is_attached_by_its_path(guest: User) -> None:
    await guest.press("2", "A")
    guest.sees("Corrects")
    guest.does_not_see("[File", "File ")


async def test_no_screen_says_where_files_lie(guest: User, tmp_path: Path) -> None:
    await guest.press(",")
    guest.sees("Settings")
    guest.does_not_see("config.toml", str(tmp_path))
    await guest.press("q", "?")
    guest.does_not_see("accord paths")


async def test_a_broken_store_does_not_say_where_it_lies(tmp_path: Path, here: Path) -> None:
    folder = tmp_path / "secret place"
    folder.mkdir()
    async with drive(folder, guarded=True) as user:
        failure = user.app.failure
    assert isinstance(failure, StoreProblem)
    said = str(discreet(failure, str(folder)))
    assert said.startswith("the store is a folder.")
    assert "secret" not in said


async def test_a_store_that_breaks_meanwhile_does_not_either(guest: User, pair: Path) -> None:
    log, index = Path(f"{pair}-wal"), Path(f"{pair}-shm")
    for each in (pair, log, index):
        each.unlink(missing_ok=True)
    pair.write_text("Dear all, please find attached")
    await guest.press("2", "r", "6")
    assert str(pair.parent) not in guest.words()
    assert guest.app.is_running


async def test_nothing_of_textual_reaches_the_host(
    guest: User, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, *_, **__: opened.append(url))
    guest.app.open_url("http://evil.test")
    assert guest.app.save_screenshot(path=str(here)) == ""
    guest.app.deliver_screenshot(path=str(here))
    guest.app.action_screenshot(path=str(here))
    assert guest.app.deliver_text("x.txt", save_directory=here) is None
    assert guest.app.deliver_binary("x.bin", save_directory=here) is None
    await guest.settle()
    assert opened == []


async def test_textuals_own_keys_and_palette_are_off(guest: User) -> None:
    assert list(guest.app._bindings) == []
    assert not guest.app.ENABLE_COMMAND_PALETTE
    for key in ("ctrl+q", "ctrl+backslash", "f1", "ctrl+shift+p"):
        await guest.press(key)
    assert guest.app.is_running
    assert len(guest.app.screen_stack) == 1


async def test_a_mistake_of_ours_is_a_number_for_a_guest(
    pair: Path, here: Path, tmp_path: Path
) -> None:
    log = tmp_path / "state" / "mishaps.log"
    async with drive(pair, guarded=True, mishaps=log) as user:
        user.app.call_later(lambda: 1 // 0)
        await user.settle()
        failure = user.app.failure
    assert isinstance(failure, InternalError)
    assert failure.exit_code == 70
    number = failure.hint.split()[-1].rstrip(".")
    assert str(failure) == (
        "Something went wrong inside accord. Nothing half-done is left in the store. "
        f"Tell whoever runs this host the number {number}."
    )
    kept = log.read_text("utf-8")
    assert kept.startswith(f"accord {number}\n")
    assert "ZeroDivisionError" in kept
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_what_is_kept_of_mistakes_has_an_end(tmp_path: Path) -> None:
    log = tmp_path / "mishaps.log"
    log.write_text("x" * (LARGEST + 1))
    mishap(ValueError("a\x1b[31m\nb"), log)
    assert "\x1b" not in log.read_text("utf-8")
    assert log.stat().st_size < LARGEST
    assert (tmp_path / "mishaps.old").stat().st_size > LARGEST


def test_nothing_of_python_speaks_to_a_guest(tmp_path: Path) -> None:
    code = """
import sys, threading, warnings, logging
from pathlib import Path
from db.domain.errors import AccordError, StoreProblem
from tui.services.crash_log import kept_private
folder = Path(sys.argv[1])

class Sulking:
    def __del__(self):
        raise ValueError("deleted")

def run():
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    Sulking()
    warnings.warn("A warning", UserWarning)
    logging.getLogger("asyncio").error("An error")
    return {}["the end"]

def complain():
    raise StoreProblem(f"{folder}/accord.db-wal may not be read by you.", "See /etc/passwd.")

for each in (run, complain):
    try:
        kept_private(each, lambda: (f"{folder}/accord.db", folder / "mishaps.log"))
    except AccordError as error:
        print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first.startswith("Something went wrong inside accord.")
    assert second == "the store-wal may not be read by you. See (a file)"
    kept = (tmp_path / "mishaps.log").read_text("utf-8")
    for name in ("ZeroDivisionError", "ValueError: deleted", "KeyError"):
        assert name in kept


def test_settings_are_data_and_run_nothing(tmp_path: Path, here: Path) -> None:
    path = here / "config.toml"
    code = "__import__('pathlib').Path('proof').touch()"
    path.write_text(f'''
theme = "{code}"
zone = "$(touch proof)"
[keys]
sort = "{code}"
"{code}" = "x"
quit = "`touch proof`"
''')
    config, problems = load(path)
    assert len(problems) == 5
    assert config.keys == {}
    path.unlink()
    assert list(here.iterdir()) == []


async def test_for_everybody_else_all_of_it_is_there(pair: Path, here: Path) -> None:
    async with drive(pair) as user:
        await user.press("?", *"shell")
        user.sees(find("suspend").help)
        await user.press("escape", "2", "s")
        user.sees("Ctrl+G $EDITOR")
        await user.press("escape", "y", "R", "m")
        user.sees("commitments written to")
    assert len(list(here.iterdir())) == 1


def test_every_power_has_a_sentence_and_every_action_of_it_is_off() -> None:
    for power in POWERS.values():
        assert power.refusal.endswith((".", ": type here."))
        for action in power.actions:
            assert find(action).id == action
            assert off(action, guarded=True)
            assert not off(action, guarded=False)
