"""Runs the tests that a change can touch, by what each test ran when coverage was last recorded.

    python3 dev.py test --coverage           runs all tests and records what each of them runs
    python3 dev.py test --changed            changed: what differs from HEAD, and new files
    python3 dev.py test --changed main       changed: what differs from the commit main

Whatever the record cannot tell runs too: tests that are newer than it, those in changed files or
with changed helpers, and, where the program itself changed, tests that start it as a process.
Changes of what all tests stand on (migrations, packs, settings) run everything.
"""

import ast
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from dev import PARALLEL

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / ".coverage"
LEFT_OUT = "ACCORD_TEST_LEFT_OUT"
"""Where the test processes find the list of tests that are left out."""
CODE = ("db/", "tui/")
RAN = " UNION ".join(
    "SELECT context.context, file.path FROM"
    f" (SELECT DISTINCT context_id, file_id FROM {lines}) AS ran"
    " JOIN context ON context.id = context_id JOIN file ON file.id = file_id"
    for lines in ("arc", "line_bits")
)
"""Coverage's own way to ask for this, line by line, takes a minute."""
PROCESS = re.compile(r"\bsys\.executable\b|\bpty\.")
PROSE = (".md", ".svg", "LICENSE", ".gitignore")


def changed_files(since: str) -> list[str]:
    """Files of the checkout that differ from a commit, and those that git does not know yet."""
    asked = (
        ["git", "diff", "--name-only", "--no-renames", since, "--"],
        ["git", "ls-files", "--others", "--exclude-standard"],
    )
    found: set[str] = set()
    for command in asked:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if run.returncode:
            sys.exit(f"{run.stderr.strip()}\nName a commit: python3 dev.py test --changed HEAD")
        found.update(run.stdout.splitlines())
    return sorted(found)


def recorded() -> dict[str, set[str]]:
    """The files of the program that each test ran; empty without a record."""
    tests: dict[str, set[str]] = {}
    with closing(sqlite3.connect(RECORD)) as record:
        for test, file in record.execute(RAN):
            name = Path(file).relative_to(ROOT).as_posix()
            tests.setdefault(test.partition("|")[0], set()).add(name)
    tests.pop("", None)  # what was run while nothing was tested
    return tests


@cache
def imports(module: Path) -> frozenset[Path]:
    """Modules of the tests that this one imports, directly or not, itself included."""
    found, todo = {module}, [module]
    while todo:
        new = {each for each in _imported(todo.pop()) if each.exists()} - found
        found |= new
        todo += new
    return frozenset(found)


def _imported(module: Path) -> Iterator[Path]:
    folder = module.parent
    while folder != ROOT:
        yield folder / "conftest.py"
        folder = folder.parent
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
            name = ROOT.joinpath(*str(node.module).split("."))
            yield from (name / f"{each.name}.py" for each in node.names)
            yield name.with_suffix(".py")
        elif isinstance(node, ast.Constant) and str(node.value).startswith("tests."):
            yield ROOT.joinpath(*str(node.value).split(".")).with_suffix(".py")


def starts_a_program(module: Path) -> bool:
    """Whether tests of this module run accord as a process, where no record sees it."""
    sources = (each.read_text("utf-8") for each in imports(module))
    return any(PROCESS.search(source) for source in sources)


def touched(test: str, ran: set[str], changed: set[str]) -> bool:
    """Whether any of these changes can change what the test finds."""
    module = ROOT / test.partition("::")[0]
    if ran & changed or not module.exists():
        return True
    if changed & {each.relative_to(ROOT).as_posix() for each in imports(module)}:
        return True
    if any(module.parent in (ROOT / each).parents for each in changed if not each.endswith(".py")):
        return True  # a snapshot, or other data of its folder
    prose = {each for each in changed if each.endswith(PROSE)}
    if prose and _speaks_of(module, prose):
        return True
    return any(each.startswith(CODE) for each in changed) and starts_a_program(module)


def _speaks_of(module: Path, prose: Iterable[str]) -> bool:
    source = module.read_text("utf-8")
    return any(Path(each).name in source or f'"{Path(each).parts[0]}"' in source for each in prose)


def runs_everything(changed: Iterable[str]) -> list[str]:
    """Changed files that all tests stand on."""
    python = (".py", *PROSE)
    return [
        each
        for each in changed
        if each.startswith("alembic/")
        or (not each.endswith(python) and not each.startswith("tests/"))
        or each == "tests/conftest.py"
    ]


def main(arguments: list[str]) -> int:
    """Say what is run and what is left out, and run it."""
    since = arguments.pop(0) if arguments and not arguments[0].startswith("-") else "HEAD"
    changed = changed_files(since)
    if not changed:
        print(f"Nothing differs from {since}: no test to run.")
        return 0
    if not RECORD.exists():
        print("There is no record of what each test runs: `dev.py test --coverage` makes one.")
        print("All tests run.")
        return _pytest(arguments, [])
    if everything := runs_everything(changed):
        print(f"All tests run: they stand on {', '.join(everything)}.")
        return _pytest(arguments, [])
    tests = recorded()
    left_out = [each for each, ran in tests.items() if not touched(each, ran, {*changed})]
    print(f"{len(changed)} files differ from {since}. Of {len(tests)} tests of the record")
    print(f"{len(tests) - len(left_out)} run, with all that are newer. Left out:")
    folders = Counter(str(Path(each.partition("::")[0]).parent) for each in left_out)
    for folder, count in sorted(folders.items()):
        print(f"  {count:>5} of {folder}")
    return _pytest(arguments, left_out)


def _pytest(arguments: list[str], left_out: list[str]) -> int:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(left_out, file)
        file.flush()
        command = [sys.executable, "-m", "pytest", "-p", "tests.changed", *PARALLEL, *arguments]
        environment = {**os.environ, LEFT_OUT: file.name}
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the list names."""
    left_out = {*json.loads(Path(os.environ[LEFT_OUT]).read_text("utf-8"))}
    config.hook.pytest_deselected(items=[each for each in items if each.nodeid in left_out])
    items[:] = [each for each in items if each.nodeid not in left_out]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
