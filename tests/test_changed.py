"""Which tests a change can touch."""

from pathlib import Path

import pytest
from coverage import CoverageData

from tests import changed
from tests.changed import ROOT, imports, recorded, runs_everything, starts_a_program, touched

DATES = "tests/domain/test_dates.py::test_a_day"
EDGES = "tests/cli/test_edges.py::test_a_pipe"
SCREENS = "tests/snapshots/test_text.py::test_the_screens_are_as_they_were[demo]"
PAGE = "tests/test_security_page.py::test_each_power_has_its_test"


def test_a_test_module_stands_on_its_helpers_and_on_theirs() -> None:
    found = {
        each.relative_to(ROOT).as_posix() for each in imports(ROOT / "tests/tui/test_as_of.py")
    }
    assert found >= {
        "tests/tui/test_as_of.py",
        "tests/tui/driving.py",
        "tests/tui/settling.py",
        "tests/tui/conftest.py",
        "tests/conftest.py",
        "tests/postgresql.py",
    }
    assert "tests/cli/conftest.py" not in found


@pytest.mark.parametrize(
    ("test", "ran", "change", "answer"),
    [
        (DATES, "db/domain/parsing/deadline.py", "db/domain/parsing/deadline.py", True),
        (DATES, "db/domain/parsing/deadline.py", "db/domain/status.py", False),
        (DATES, "db/domain/parsing/deadline.py", "tests/domain/test_dates.py", True),
        (DATES, "db/domain/parsing/deadline.py", "tests/domain/conftest.py", True),
        (DATES, "db/domain/parsing/deadline.py", "tests/cli/conftest.py", False),
        (DATES, "db/domain/parsing/deadline.py", "README.md", False),
        (EDGES, "tui/cli/main.py", "tui/screens/calendar.py", True),  # it starts the program
        (EDGES, "tui/cli/main.py", "docs/keys.md", False),
        (SCREENS, "tui/app/app.py", "tests/snapshots/text/demo-list-80x24.txt", True),
        (SCREENS, "tui/app/app.py", "tests/cli/golden/doctor.txt", False),
        (PAGE, "tui/guest_policy.py", "docs/security.md", True),
        ("tests/gone.py::test_it", "db/store/store.py", "docs/keys.md", True),
    ],
)
def test_what_a_change_touches(test: str, ran: str, change: str, answer: bool) -> None:
    assert touched(test, {ran}, {change}) is answer


def test_only_tests_of_processes_start_one() -> None:
    assert starts_a_program(ROOT / "tests/line/test_endings.py")
    assert starts_a_program(ROOT / "tests/reliability/test_kills.py")
    assert not starts_a_program(ROOT / "tests/domain/test_dates.py")


def test_what_all_tests_stand_on_runs_them_all() -> None:
    everything = ["alembic/versions/0001_first.py", "pyproject.toml", "seeds/WPA.toml"]
    assert runs_everything([*everything, "tests/conftest.py"]) == [*everything, "tests/conftest.py"]
    some = [
        "db/store/store.py",
        "docs/ssh.md",
        "docs/ssh.svg",
        "LICENSE",
        "tests/cli/golden/doctor.txt",
    ]
    assert runs_everything(some) == []


def test_the_record_says_what_each_test_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = CoverageData(str(tmp_path / ".coverage"))
    for context, file in (
        (f"{DATES}|run", "parsing/deadline"),
        (f"{DATES}|setup", "status"),
        ("", "due"),
    ):
        data.set_context(context)
        data.add_lines({str(ROOT / f"db/domain/{file}.py"): {1}})
    data.write()
    monkeypatch.setattr(changed, "RECORD", tmp_path / ".coverage")
    assert recorded() == {DATES: {"db/domain/parsing/deadline.py", "db/domain/status.py"}}
