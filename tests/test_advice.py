"""Every error that is written for people says what to type instead: none is raised without."""

import ast
from collections.abc import Iterator
from pathlib import Path

import db
import tui

FAMILY = {
    "AccordError", "BadInput", "Refused", "NotFound", "StoreProblem", "StoreAway", "Unsure",
    "NoStore", "NoRight", "Stale", "Parted", "Refusal",
}  # fmt: skip
BY_KEYWORD = frozenset({"BadInput"})
"""These take text and place after the message: advice comes as `examples` or `hint`."""
NO_ADVICE = ("", "Nothing was changed.")
PACKAGES = [Path(str(package.__file__)).parent for package in (db, tui)]


def unadvised(source: str) -> Iterator[str]:
    """Each call that makes an error of the family without advice."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        named = node.func
        name = getattr(named, "id", getattr(named, "attr", ""))
        if name in FAMILY and not any(_advises(each) for each in _advice(name, node)):
            yield f"{node.lineno}: {ast.unparse(node)}"


def _advice(name: str, call: ast.Call) -> Iterator[ast.expr]:
    yield from (each.value for each in call.keywords if each.arg in ("hint", "examples"))
    if name not in BY_KEYWORD:
        yield from call.args[2 if name == "Refusal" else 1 :]


def _advises(given: ast.expr) -> bool:
    return not (isinstance(given, ast.Constant) and given.value in NO_ADVICE)


def test_no_error_is_raised_without_advice() -> None:
    found = [
        f"{path.relative_to(package.parent)}:{each}"
        for package in PACKAGES
        for path in sorted(package.rglob("*.py"))
        for each in unadvised(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_an_error_without_advice_is_found() -> None:
    source = """
raise Refused("No.")
raise NotFound("No.", "")
raise errors.StoreProblem("No.", "Nothing was changed.")
raise BadInput("No.", text=text, start=1)
raise BadInput("No.", text=text, examples=("eom",))
raise Refused("No.", advice)
raise Refused("No.", hint="Say why.")
"""
    assert [int(each.partition(":")[0]) for each in unadvised(source)] == [2, 3, 4, 5]
