"""Whatever stands in the store or is typed, what the command line prints is plainly seen."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Said
from tests.hostile import CODES, HOSTILE, SURROGATE, hostile_store, odd_in, tampered_store
from tui.cli.parser import VERBS

ROOT = Path(__file__).resolve().parents[2]
FIRST = f"{CODES['markup']}-1"
ORDINARY = ("", FIRST, CODES["markup"], "--fields --limit 9999", "list", "--list")
"""What may stand after a verb: whatever a verb makes of it, an answer or a refusal, is printed."""
UNSEEN = ("clipboard", "csi", "c1", "controls", "bidi", "unseen", "long")
TYPED = (*(HOSTILE[name] for name in UNSEEN), SURROGATE)
LEFT_OUT = {"demo", "session"}
"""Verbs that only lead to the others."""


@pytest.fixture(scope="module")
def stores(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    return {
        "hostile": hostile_store(template, folder / "hostile.db"),
        "tampered": tampered_store(template, folder / "tampered.db"),
    }


@pytest.fixture(params=["hostile", "tampered"])
def there(
    request: pytest.FixtureRequest,
    accord: Run,
    stores: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """The command line on a store that is full of it, started in a folder of its own."""
    shutil.copy(stores[request.param], tmp_path / "accord.db")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return accord


def lines_of(verb: str) -> Iterator[list[str]]:
    for rest in ORDINARY:
        for how in ([], ["--json"], ["--ascii"]):
            yield [verb, *rest.split(), *how]


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in LEFT_OUT])
def test_no_verb_prints_what_is_not_seen(there: Run, verb: str) -> None:
    for argv in lines_of(verb):
        said = there(*argv)
        check(said, argv)
        if "--json" in argv and said.code == 0 and said.out.startswith(("[", "{")):
            json.loads(said.out)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in LEFT_OUT])
def test_no_complaint_prints_what_was_typed_raw(
    accord: Run, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for text in TYPED:
        for argv in (
            [verb, text],
            [verb, "WPA-1", text],
            [verb, f"--{text}"],
            ["--now", text, verb],
        ):
            check(accord(*argv), argv)


@pytest.mark.parametrize("option", ["--store", "--as", "--now", "--as-of", "--theme"])
def test_no_option_is_complained_of_raw(
    accord: Run, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in TYPED:
        for verb in ("status", "paths", "add"):
            argv = [verb, *(["A thing"] if verb == "add" else []), option, text]
            check(accord(*argv), argv)


def test_what_is_checked_is_there(there: Run) -> None:
    said = there("list")
    assert said.code == 0
    assert len(said.out.splitlines()) == 2 + 2 * len(HOSTILE)
    for verb in ("status", "log --fields --limit 9999", "agreements", "parties", "events"):
        assert "owned" in there(*verb.split()).out


def test_a_shell_that_completes_gets_no_code_with_anything_in_it(
    there: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    line = "accord show N"
    env = {
        "PATH": os.environ["PATH"], "ACCORD_STORE": str(tmp_path / "accord.db"),
        "_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(tmp_path / "completions"),
        "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_IFS": "\n",
    }  # fmt: skip
    command = [sys.executable, "-m", "tui.cli.main"]
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
    completed = (tmp_path / "completions").read_text("utf-8")
    tampered = "tampered" in request.node.name
    assert len(completed.split()) == (0 if tampered else 2 * len(HOSTILE))
    assert odd_in(completed.replace("\n", "")) == []
    assert run.stdout + run.stderr == b""


def check(said: Said, argv: list[str]) -> None:
    assert "Traceback" not in said.err, argv
    for text in (said.out, said.err):
        odd = odd_in(text.replace("\n", ""))
        assert not odd, f"{argv}: {odd!r} in {text!r}"
