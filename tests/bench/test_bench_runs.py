"""The measuring itself, once on a tiny store: that it runs, and that its store is a true one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine.factory import open_engine
from db.engine.url import store_url
from db.projections.refresh import derive
from db.tables import commitment
from tests.bench.__main__ import main
from tests.bench.measures import ROOT
from tests.bench.stores import Kind, store_of

pytestmark = pytest.mark.bench


def test_a_tiny_run_prints_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = ["--sizes", "100", "--runs", "1", "--keys", "2", "--moved", "20", "--idle", "0.1"]
    sizes += ["--edited", "10", "--settle", "0"]
    assert main([*sizes, "--folder", str(tmp_path)]) == 0
    table, _, machine = capsys.readouterr().out.partition("\n\n")
    figures = [
        float(found) for found in re.findall(r" (\d+\.\d\d) (?:x\b|ms\b|s\b|MiB|bytes|%)", table)
    ]
    assert len(figures) == len(table.splitlines()) > 20
    lines = table.splitlines()
    # At rest nothing need be sent; and moving twenty may take less than is shown.
    sure = [figure for line, figure in zip(lines, figures, strict=True) if "idle" not in line][:-2]
    assert min(sure) > 0, table
    assert machine.startswith("Python 3")


@pytest.mark.parametrize("kind", ["mixed", "event", "chain"])
def test_what_is_written_fast_is_what_the_store_would_derive(tmp_path: Path, kind: Kind) -> None:
    path = store_of(200, folder=tmp_path, kind=kind)
    engine = open_engine(store_url(str(path)), read_only=True)
    with engine.connect() as connection:
        kept = {row["id"]: row for row in connection.execute(select(commitment)).mappings()}
        derived = derive(connection, kept)
    engine.dispose()
    assert len(derived) == 200
    for number, values in derived.items():
        assert {name: kept[number][name] for name in values} == values


def test_the_first_frame_waits_for_nothing_of_the_store() -> None:
    modules = "tui.cli.main, tui.cli.verbs.open, tui.app.app"
    code = f"import sys, {modules}; print('sqlalchemy' in sys.modules)"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.stdout == "False\n", run.stderr
