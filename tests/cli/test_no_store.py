"""Places where there is no store: every verb says so in the same words, and makes nothing."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, name_of
from tests.postgresql import Server

VERBS = """
status; status --line; status --strict; list; list --json; show WPA-1; log; diff -30d; views
views save soon overdue; agreements; parties; matrix WPA; events; report; report --format csv
what-if WPA:signing+30d; who; verify; verify --head; backup; backup --list; store upgrade; undo
redo; tick; edit WPA-1 --print; file WPA-1; note WPA-1 Left.; set WPA-1 title=Open; withdraw WPA-1
add Open --agreement WPA; report WPA-1 --by DRC --says done; meet WPA-1 --on today --source letter
arose WPA-1 --at today; event set WPA signing --on today; agreement set WPA title=Open
status --as-of -30d; in:WPA overdue; --plain
"""
ALL = [each.split() for each in VERBS.replace("\n", ";").split(";") if each.strip()]
NOT_OF_A_SERVER = ("backup",)
"""Verbs that are about files alone."""


def sentence(place: str, typed: str = "") -> str:
    """What is said."""
    create = f"accord store create {typed or place}"
    return f"accord: There is no store at {place}.\nTo make one, type: {create}\n"


@pytest.mark.parametrize("verb", ALL, ids=" ".join)
def test_a_verb_says_so_and_makes_nothing(accord: Run, tmp_path: Path, verb: list[str]) -> None:
    said = accord(*verb)
    assert (said.code, said.out) == (5, "")
    assert said.err == sentence(str(tmp_path / "accord.db"))
    assert list(tmp_path.iterdir()) == []


def test_so_it_is_in_an_empty_database(accord: Run, url: str, postgresql: Server) -> None:
    shown = url.replace("/tmp/", "%2Ftmp%2F")
    for verb in ALL:
        if verb[0] not in NOT_OF_A_SERVER:
            said = accord(*verb, "--store", url)
            assert (said.code, said.out) == (5, ""), verb
            assert said.err == sentence(shown, f"'{shown}'"), verb
    assert (
        postgresql.ask(
            name_of(url),
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace",
        )
        == []
    )


def test_there_is_nothing_to_copy(accord: Run, url: str, tmp_path: Path) -> None:
    for target in (url, str(tmp_path / "copy.db")):
        said = accord("store", "copy", "none.db", target)
        assert (said.code, said.out, said.err) == (5, "", sentence("none.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["doctor", "store check"])
def test_a_look_ends_as_other_verbs_do(accord: Run, tmp_path: Path, verb: str) -> None:
    said = accord(*verb.split(), "--json")
    assert (said.code, said.err) == (5, "")
    first = json.loads(said.out)[0]
    path = tmp_path / "accord.db"
    assert first == {
        "what": f"There is no store at {path}.",
        "well": False,
        "advice": f"To make one, type: accord store create {path}",
    }
    assert list(tmp_path.iterdir()) == []


def test_a_look_at_an_empty_database_tells_of_its_server(accord: Run, url: str) -> None:
    said = accord("store", "check", url)
    assert said.code == 5
    assert said.out.startswith("!   There is no store at ")
    assert "ok  encoding UTF8\n" in said.out
    assert "roles" not in said.out


def test_another_database_is_no_store(accord: Run, url: str, postgresql: Server) -> None:
    postgresql.run(name_of(url), "CREATE TABLE other (id int)")
    secret = url.replace("postgres@", "postgres:sesame@")
    for verb, code in (("verify", 5), ("status", 5), ("doctor", 1), ("store check", 1)):
        said = accord(*verb.split(), "--store", secret)
        assert said.code == code
        assert "is a database, but not an accord store." in said.out + said.err
        assert "sesame" not in said.out + said.err


@pytest.mark.parametrize(
    "verb",
    [
        ("seed", "load", "WPA"),
        ("party", "add", "DRC", "Congo"),
        ("agreement", "add", "WPA", "Accords", "--zone", "Africa/Kinshasa"),
        ("store", "create"),
    ],
    ids=" ".join,
)
def test_what_a_store_begins_with_makes_it(accord: Run, verb: tuple[str, ...]) -> None:
    assert accord(*verb).code == 0
    assert accord("status").code == 0
