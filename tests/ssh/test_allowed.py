"""The table of what may be asked for over ssh, against everything that can be asked for."""

import argparse
from collections.abc import Mapping

import pytest

from tui.arguments import VERBS, build
from tui.ssh.allowed import ALLOWED, EVERYWHERE, REFUSED


def parsers() -> Mapping[str, argparse.ArgumentParser]:
    for action in build()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return action.choices
    raise AssertionError("no verbs")


def test_every_verb_is_either_allowed_or_refused_with_its_reason() -> None:
    assert set(ALLOWED) | set(REFUSED) == set(VERBS)
    assert set(ALLOWED) & set(REFUSED) == set()


@pytest.mark.parametrize("verb", ALLOWED)
def test_every_allowed_option_is_one_of_the_verb(verb: str) -> None:
    known = set(parsers()[verb]._option_string_actions)
    rule = ALLOWED[verb]
    assert {*EVERYWHERE, *rule.options, *rule.editing} <= known


def test_nothing_that_chooses_store_name_or_files_is_allowed() -> None:
    allowed = {option for rule in ALLOWED.values() for option in (*rule.options, *rule.editing)}
    assert allowed.isdisjoint({"--store", "--as", "--file", "--write", "--role", "--version"})
