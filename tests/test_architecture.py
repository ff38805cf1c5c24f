"""Which way the imports run, seen at run time: a fresh process tells what a module drags in."""

import ast
import json
import pkgutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_MODULES = 25
CLOCK = ROOT / "db" / "clock.py"
READS_THE_CLOCK = {
    *(("pendulum", name) for name in ("now", "today", "tomorrow", "yesterday")),
    *(("datetime", name) for name in ("now", "today", "utcnow")),
    *(("date", "today"), ("time", "time")),
}
# Imports one module after the other and reports which heavy packages each of them brought in.
PROBE = """
import importlib, json, sys
modules, forbidden = json.loads(sys.argv[1])
guilty = {}
for module in modules:
    importlib.import_module(module)
    brought = [name for name in forbidden if name in sys.modules]
    if brought:
        guilty[module] = brought
        break
print(json.dumps(guilty))
"""


def modules_under(package: str) -> list[str]:
    folder = ROOT.joinpath(*package.split("."))
    found = pkgutil.walk_packages([str(folder)], prefix=f"{package}.")
    return [package, *(each.name for each in found)]


def brought_in(modules: list[str], forbidden: list[str]) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps([modules, forbidden])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


def sources() -> Iterator[Path]:
    for package in ("tui", "db"):
        yield from sorted((ROOT / package).rglob("*.py"))


def test_the_probe_sees_what_a_module_brings_in() -> None:
    assert brought_in(["json.decoder"], ["json.scanner", "textual"]) == {
        "json.decoder": ["json.scanner"]
    }


def test_rules_are_pure() -> None:
    rules = modules_under("db.domain")
    assert "db.domain.enums" in rules
    assert brought_in(rules, ["sqlalchemy", "alembic", "textual", "rich", "sqlite3"]) == {}


def test_command_line_and_reports_load_neither_textual_nor_alembic() -> None:
    light = {
        "tui",
        "tui.formatting.sanitize",
        "tui.formatting.commitment",
        "tui.formatting.tables",
        "tui.cli.main",
    }
    present = [name for name in modules_under("tui") if name in light]
    assert brought_in(present, ["textual", "alembic"]) == {}


def test_store_loads_no_front_end() -> None:
    assert brought_in(modules_under("db"), ["textual", "tui"]) == {}


def test_import_contracts_hold() -> None:
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("tui", "db", cache_dir=None)
    arrows = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(arrows).prepare()  # raises CycleError, which names the modules


def test_every_folder_with_code_is_a_package_of_few_modules() -> None:
    folders = Counter(path.parent for path in sources() if path.name != "__init__.py")
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
    assert {folder: modules for folder, modules in folders.items() if modules > MOST_MODULES} == {}


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_clock_reads_the_time(path: Path) -> None:
    calls = [
        f"line {node.lineno}: {node.func.value.id}.{node.func.attr}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in READS_THE_CLOCK
    ]
    assert path == CLOCK or calls == []
