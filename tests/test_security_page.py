"""docs/security.md lists every power of the program's own table, each with tests that there are."""

import ast
import re
from pathlib import Path

from tui.guest_policy import POWERS

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (.+?) \| .+? \| (`tests/.+) \|$", PAGE, re.MULTILINE))


def test_every_power_is_listed() -> None:
    assert set(POWERS) <= set(ROWS)


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > len(ROWS)
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        found = {each.name for each in tree.body if hasattr(each, "name")}
        assert not name or name in found, f"{file} has no {name}"


def test_every_power_has_a_test() -> None:
    assert all("::test_" in tests for tests in ROWS.values())
