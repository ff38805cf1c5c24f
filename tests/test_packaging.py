"""What a user gets: the contents of the built distributions, and what must never be in them."""

import fcntl
import importlib.metadata
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

import db

ROOT = Path(__file__).resolve().parent.parent
# In pieces, so that this file is not its own first finding: machines' folders, package indexes.
TELLTALES = [
    "/".join(("", "work", "")),
    "/".join(("", "root", "")),
    ".".join(("pypi", "org")),
    ".".join(("pythonhosted", "org")),
    "index" + "-url",
]


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of both distributions, built once however many processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "dist"
    with (shared / "dist.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not list(folder.glob("*.whl")):
            build = ["-m", "build", "--no-isolation", "--sdist", "--wheel"]
            done = subprocess.run(
                [sys.executable, *build, "--outdir", str(folder), str(ROOT)],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> list[str]:
    (path,) = dist.glob("*.whl")
    return zipfile.ZipFile(path).namelist()


@pytest.fixture(scope="session")
def sdist(dist: Path) -> dict[str, bytes]:
    """Path in the project -> content; the same files that are, or are about to be, in git."""
    (path,) = dist.glob("*.tar.gz")
    return dict(unpacked(path))


def unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            if content := archive.extractfile(member):
                yield str(PurePosixPath(*PurePosixPath(member.name).parts[1:])), content.read()


def files(folder: str, pattern: str) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / folder).rglob(pattern))]


def test_wheel_holds_the_program(wheel: list[str]) -> None:
    code = [*files("tui", "*.py"), *files("db", "*.py"), *files("tui", "*.tcss")]
    assert set(code) | {"tui/py.typed", "db/py.typed"} <= set(wheel)


def test_wheel_holds_every_migration_and_seed_pack(wheel: list[str]) -> None:
    migrations = [f"db/_{path}" for path in files("alembic", "*.py")]
    packs = [f"db/_{path}" for path in files("seeds", "*.toml")]
    assert any(path.startswith("db/_alembic/versions/") for path in migrations)
    assert packs != []
    assert {*migrations, *packs, "db/_alembic/script.py.mako"} <= set(wheel)


def test_wheel_holds_nothing_else(wheel: list[str]) -> None:
    tops = {path.split("/")[0] for path in wheel}
    assert tops == {"tui", "db", f"accord-{db.__version__}.dist-info"}
    assert [path for path in wheel if "__pycache__" in path or path.endswith(".pyc")] == []


def test_sdist_holds_what_its_tests_need(sdist: dict[str, bytes]) -> None:
    folders = {path.split("/")[0] for path in sdist}
    assert {"tui", "db", "alembic", "seeds", "tests"} <= folders
    assert {"dev.py", "constraints.txt", "pyproject.toml", ".ci/run"} <= set(sdist)
    assert {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"} <= set(sdist)
    assert set(files("docs", "*.md")) <= set(sdist)


def test_version_is_the_same_everywhere(dist: Path) -> None:
    names = [path.name for path in dist.iterdir() if path.suffix in {".whl", ".gz"}]
    assert importlib.metadata.version("accord") == db.__version__
    assert {name.split("-")[1].removesuffix(".tar.gz") for name in names} == {db.__version__}


def test_no_file_names_a_machine_or_a_package_index(sdist: dict[str, bytes]) -> None:
    guilty = [
        f"{path}: {telltale}"
        for path, content in sdist.items()
        for telltale in TELLTALES
        if telltale.encode() in content
    ]
    assert guilty == []


def test_constraints_are_exact_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [pin for pin in pins if pin.count("==") != 1 or " " in pin] == []


def test_migrations_never_shadow_the_real_alembic() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
