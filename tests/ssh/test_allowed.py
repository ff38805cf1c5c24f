"""The table of what may be asked for over ssh, against everything that can be asked for."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from db.domain.errors import Refused
from tui.cli.parser import VERBS, build
from tui.cli.ssh_permissions import ALLOWED, EVERYWHERE, REFUSED, check
from tui.ssh.public_key import Role


def parsers() -> Mapping[str, argparse.ArgumentParser]:
    for action in build(VERBS)._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices
    raise AssertionError("no verbs")


def test_every_verb_is_either_allowed_or_refused_with_its_reason() -> None:
    assert set(ALLOWED) | set(REFUSED) == set(VERBS)
    assert set(ALLOWED) & set(REFUSED) == set()
    for verb, reason in {**REFUSED, "sh": ""}.items():
        said = f"{verb} is not for ssh: it {reason}." if reason else f"'{verb}' is nothing that can"
        with pytest.raises(Refused, match=f"^{re.escape(said)}"):
            check([verb], Role.EDITOR)


@pytest.mark.parametrize("verb", ALLOWED)
def test_every_allowed_option_is_one_of_the_verb(verb: str) -> None:
    known = set(parsers()[verb]._option_string_actions)
    rule = ALLOWED[verb]
    assert {*EVERYWHERE, *rule.options, *rule.editing} <= known


def test_nothing_that_chooses_store_name_or_files_is_allowed() -> None:
    allowed = {option for rule in ALLOWED.values() for option in (*rule.options, *rule.editing)}
    assert allowed.isdisjoint({"--store", "--as", "--file", "--write", "--role", "--version"})


def test_the_page_for_administrators_names_every_allowed_verb() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ssh.md").read_text(encoding="utf-8")
    row = {role: page.partition(f"| {role} |")[2].partition("\n")[0] for role in Role}
    for verb, rule in ALLOWED.items():
        assert f"`{verb}" in row[rule.role], verb
