"""Make the project's environment in `.venv` and run the project's commands in it.

Needs nothing but Python 3.11 or newer. Progress goes to stderr, so that what a command prints
stays its own. Exit code 2: the environment cannot be made, or there is no such command.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USAGE = """\
usage: python3 dev.py COMMAND [ARGUMENTS]
  demo          open accord on made-up data
  run           accord itself, with any arguments
  test          all tests on all cores; arguments go to pytest
  test --changed [COMMIT]   those that a change since then (HEAD) can touch
  test --coverage           all, with coverage and a record of what each of them runs
  check         ruff, mypy and the import contracts
  screenshots   draw the pictures of the documentation
  soak          the tests of reliability, for minutes: --minutes 10 --write
  bench         measure
  lock          write the versions in .venv to constraints.txt
"""
OLDEST = (3, 11)
VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CONSTRAINTS = ROOT / "constraints.txt"
UNFINISHED = VENV / "accord-unfinished"
STAMPS = {needs: VENV / f"accord-{needs}.stamp" for needs in ("run", "dev")}
PARALLEL = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]  # some wait for servers
COVERAGE = ["--cov=tui", "--cov=db", "--cov-report=term", "--cov-context=test"]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import contracts": ["-c", LINT_IMPORTS],
}
MISLEADING = ["PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_PYTHON"]
PROBE = "import sys; print(sys.prefix, *sys.version_info[:3], sep='\\n')"
LIST = """
from importlib.metadata import distributions
found = {f"{each.metadata['Name']}=={each.version}" for each in distributions()}
ours = ("accord==", "pip==", "setuptools==", "wheel==", "uv==")
print(*sorted((line for line in found if not line.startswith(ours)), key=str.lower), sep="\\n")
"""


def say(text: str) -> None:
    """Print one line of progress."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    """Stop with exit code 2 and a sentence saying what to do."""
    say(f"dev.py: {text}")
    raise SystemExit(2)


def attempt(command: list[str]) -> str | None:
    """Run quietly in the checkout; its output, or None when it failed or does not exist."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def base_python() -> str:
    """The interpreter to build on: never the one inside `.venv`, which may be about to go."""
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    return os.path.realpath(sys.executable) if inside else sys.executable


def version_in_venv() -> str:
    """Version of a working Python in `.venv`; empty when `.venv` has to be made (again)."""
    if UNFINISHED.exists():
        return ""
    noted = [stamp.read_text() for stamp in STAMPS.values() if stamp.exists()]
    if not all(text.endswith(f"\n{VENV}\n") for text in noted):
        return ""  # copied or moved here: its scripts name the old place
    prefix, *version = (attempt([str(PYTHON), "-I", "-c", PROBE]) or "").split("\n")[:4]
    if not version or Path(prefix).resolve() != VENV.resolve():
        return ""
    return ".".join(version) if tuple(map(int, version[:2])) >= OLDEST else ""


def stamp_text(version: str) -> str:
    """What decides whether an installed environment is still the right one."""
    import tomllib  # noqa: PLC0415  an old Python must get as far as the message about its age

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [settings["build-system"], settings["project"], settings["tool"]["hatch"], version]
    digest = hashlib.sha256(repr(parts).encode() + CONSTRAINTS.read_bytes()).hexdigest()
    return f"{digest}\n{VENV}\n"


def ensure(needs: str) -> None:
    """Make `.venv` fit for `run` or `dev` (which also runs); does nothing when it already is."""
    turn = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(turn, fcntl.LOCK_EX)  # two dev.py of one checkout wait for each other
    version = version_in_venv()
    stamps = [stamp for stamp in (STAMPS[needs], STAMPS["dev"]) if stamp.exists()]
    if not version or stamp_text(version) not in [stamp.read_text() for stamp in stamps]:
        if not version:
            create()
        install(needs)
        STAMPS[needs].write_text(stamp_text(version_in_venv()))
        say("Ready.")
    os.close(turn)


def has_pip(python: str) -> bool:
    """Whether this Python has a pip that can install into another environment (22.3)."""
    words = (attempt([python, "-m", "pip", "--version"]) or "pip 0").split()
    return tuple(int(part) for part in words[1].split(".")[:2] if part.isdigit()) >= (22, 3)


def ways_to_create() -> Iterator[list[str]]:
    """Commands that make an environment, best first, as far as this machine has them."""
    python, folder = base_python(), str(VENV)
    if shutil.which("uv"):
        yield ["uv", "venv", "--quiet", "--python", python, folder]
    if importlib.util.find_spec("ensurepip"):
        yield [python, "-m", "venv", folder]
    if has_pip(python):
        yield [python, "-m", "venv", "--without-pip", folder]
    if importlib.util.find_spec("virtualenv"):
        yield [python, "-m", "virtualenv", "--quiet", folder]
    if shutil.which("apt-get") and os.geteuid() == 0 and Path(sys.base_prefix) == Path("/usr"):
        say(f"Installing {VENV_PACKAGE} with apt-get ...")
        attempt(["apt-get", "update", "-qq"])
        attempt(["apt-get", "install", "-y", "-qq", VENV_PACKAGE])
        yield [python, "-m", "venv", folder]


def create() -> None:
    """Make an empty `.venv` by the first way that works."""
    say(f"Making .venv with Python {'.'.join(map(str, sys.version_info[:3]))} ...")
    for command in ways_to_create():
        VENV.unlink() if VENV.is_symlink() else shutil.rmtree(VENV, ignore_errors=True)
        if attempt(command) is not None and version_in_venv():
            return
    fail(
        f"{sys.executable} cannot make a virtual environment. Install one of these and try again:\n"
        f"  Debian, Ubuntu: sudo apt install {VENV_PACKAGE}\n"
        "  elsewhere: uv, or virtualenv for this Python, or a Python that has ensurepip"
    )


def ways_to_install() -> Iterator[list[str]]:
    """Installers that can fill `.venv`, best first; pip is asked last since it reads pip.conf."""
    if shutil.which("uv"):
        yield ["uv", "pip", "install", "--python", str(PYTHON)]
    options = ["install", "--disable-pip-version-check", "--no-input"]
    if not has_pip(str(PYTHON)) and has_pip(base_python()):
        yield [base_python(), "-m", "pip", "--python", str(PYTHON), *options]
    elif has_pip(str(PYTHON)) or attempt([str(PYTHON), "-m", "ensurepip"]) is not None:
        yield [str(PYTHON), "-m", "pip", *options]


def install(needs: str) -> None:
    """Install accord from the checkout, and for `dev` what its tests need, in exact versions."""
    target = ".[dev]" if needs == "dev" else "."
    say(f"Installing accord{' and what its tests need' if needs == 'dev' else ''} ...")
    UNFINISHED.touch()
    for stamp in STAMPS.values():
        stamp.unlink(missing_ok=True)
    options = ["-q", "-c", CONSTRAINTS.name, "-e"]
    installed = any(
        subprocess.run([*way, *options, target], cwd=ROOT, check=False).returncode == 0
        for way in ways_to_install()
    )
    if installed and needs == "dev":
        server = (attempt([*way, *options, ".[dev-postgresql]"]) for way in ways_to_install())
        if all(found is None for found in server):
            say("No PostgreSQL for this machine is among the packages: its tests are skipped.")
    UNFINISHED.unlink()  # installers undo what they fail at; only an interruption leaves it behind
    if not installed:
        fail("the packages could not be installed: see above. Is a package index within reach?")


def accord(arguments: list[str]) -> NoReturn:
    """Become accord, where the caller stands, so that file names mean what they say."""
    ensure("run")
    os.execv(VENV / "bin" / "accord", ["accord", *arguments])


def module(name: str, arguments: list[str]) -> NoReturn:
    """Become a module run in the checkout; keys, signals and the exit code are its own."""
    ensure("dev")
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", name, *arguments])


def check(_: list[str]) -> int:
    """Run every check, also after one has failed."""
    ensure("dev")
    failed = []
    for name, command in CHECKS.items():
        say(f"== {name}")
        if subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def test(arguments: list[str]) -> NoReturn:
    """Run tests: all on all cores, unless the arguments choose some."""
    first, rest = arguments[:1], arguments[1:]
    if first == ["--changed"]:
        module("tests.changed", rest)
    if first == ["--coverage"]:
        module("pytest", [*PARALLEL, *COVERAGE, *rest])
    from itertools import pairwise  # noqa: PLC0415  see stamp_text

    plugins = [each for name, each in pairwise(arguments) if name == "-p"]  # they choose no tests
    chosen = any(not each.startswith("-") and each not in plugins for each in arguments)
    module("pytest", arguments if chosen else [*PARALLEL, *arguments])


def lock(_: list[str]) -> int:
    """Write down the versions of everything in `.venv`."""
    ensure("dev")
    head = "# The exact versions tested. `python3 dev.py lock` writes this file from .venv.\n"
    CONSTRAINTS.write_text(head + (attempt([str(PYTHON), "-I", "-c", LIST]) or ""))
    STAMPS["dev"].write_text(stamp_text(version_in_venv()))
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": lambda rest: accord(["demo", *rest]),
    "run": accord,
    "test": test,
    "check": check,
    "screenshots": lambda rest: module("tests.screenshots", rest),
    "soak": lambda rest: module("tests.reliability", rest),
    "bench": lambda rest: module("tests.bench", rest),
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    if sys.version_info < OLDEST:
        newer = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
        advice = f"Run `{newer[0]} dev.py` instead." if newer else "Install a newer Python."
        fail(f"accord needs Python 3.11 or newer; this is {sys.version.split()[0]}. {advice}")
    if not arguments or arguments[0] not in COMMANDS:
        say(USAGE.rstrip())
        return 0 if {"-h", "--help", "help"} & {*arguments} else 2
    for name in MISLEADING:
        os.environ.pop(name, None)  # they would turn Python or pip away from .venv
    return COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
