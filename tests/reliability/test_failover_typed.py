"""One of two servers is killed under the command line: each exit code means what is documented."""

from pathlib import Path

import pytest

from db.queries.maintenance.verify import Verify
from tests.builders import changes, open_store
from tests.pair import Pair
from tests.reliability.typed import Shell, ended


@pytest.fixture
def shell(url: str, tmp_path: Path) -> Shell:
    """A store on both servers with one commitment."""
    return Shell(tmp_path, url)


def renamed(shell: Shell) -> int:
    """How often the new title was saved."""
    store = open_store(shell.url)
    found = [line for line in changes(store) if "title" in line.summary]
    assert store.ask(Verify()).holds
    store.close()
    return len(found)


def test_an_edit_is_saved_on_the_server_that_took_over_meanwhile(pair: Pair, shell: Shell) -> None:
    pair.acknowledge_together()
    editing = shell.edits("ACC-1")
    pair.fail_over()
    code, out, err = editing.types("Open the road", "Open the gate")
    assert (code, err) == (0, "")
    assert "title Open the road -> Open the gate" in out
    assert renamed(shell) == 1


def test_an_edit_that_finds_no_primary_is_kept_and_can_be_saved_later(
    pair: Pair, shell: Shell
) -> None:
    pair.acknowledge_together()
    editing = shell.edits("ACC-1")
    pair.first.kill()
    code, out, err = editing.types("Open the road", "Open the gate")
    assert (code, out) == (5, "")
    assert "cannot be reached" in err
    kept = err.split("--from ")[-1].strip()
    code, _, err = shell.types("set", "ACC-1", "title=Open the gate")
    assert code == 5
    assert "can only be read now: its server follows another one" in err
    assert "Try again when one that writes is there." in err
    code, out, _ = shell.types("show", "ACC-1")
    assert (code, "Open the road" in out) == (0, True)  # the second answers questions
    pair.second.promote()
    code, out, err = shell.types("edit", "--from", kept)
    assert (code, err) == (0, "")
    assert renamed(shell) == 1


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "never arrived"])
def test_a_line_whose_answer_was_lost_says_what_became_of_it(
    pair: Pair, shell: Shell, *, arrived: bool
) -> None:
    pair.acknowledge_never()
    if not arrived:
        pair.part()
    saving = shell.begins("set", "ACC-1", "title=Open the gate")
    pair.until_a_commit_waits(arrived=arrived)
    pair.fail_over()
    code, out, err = ended(saving)
    if arrived:
        assert (code, err) == (0, "")
        assert "title Open the road -> Open the gate" in out
    else:
        assert (code, out) == (5, "")
        assert "nothing was saved. Save it again." in " ".join(err.split())
    assert renamed(shell) == arrived


def test_a_line_that_can_ask_nobody_ends_unsure(pair: Pair, shell: Shell) -> None:
    pair.acknowledge_never()
    saving = shell.begins("set", "ACC-1", "title=Open the gate")
    pair.until_a_commit_waits(arrived=True)
    pair.first.kill()
    code, out, err = ended(saving)
    assert (code, out) == (6, "")
    assert "so it may be saved or not." in err
    assert "accord log" in err
    pair.second.promote()
    code, out, _ = shell.types("log", "ACC-1")
    assert (code, out.count("title Open the road -> Open the gate")) == (0, 1)
