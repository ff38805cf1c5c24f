"""One of two servers is killed under those who work: nothing acknowledged is lost or doubled."""

import re
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from db.domain.errors import StoreAway, StoreProblem, Unsure
from db.queries.history.changes import LastChange
from db.queries.maintenance.verify import Verify
from db.store.commit_recovery import CommandResult
from db.store.store import Store
from tests.builders import changes, duty, open_store, small_agreement
from tests.pair import Pair
from tests.reliability.figures import COLUMN, Record


def titles(store: Store) -> list[str]:
    """What commitments were added, oldest first."""
    found = (re.search("Duty of .*", line.summary) for line in changes(store))
    return [each[0].rstrip(".") for each in found if each is not None]


def filled(pair: Pair) -> Store:
    """A store that reaches both servers, with a small agreement."""
    store = open_store(pair.url())
    small_agreement(store)
    return store


def broken_off(store: Store, pair: Pair, *, arrived: bool) -> Future[CommandResult]:
    """The first server is killed when a commit was sent and not yet answered."""
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(store.do, duty("Duty of doubt"))
        pair.until_a_commit_waits(arrived=arrived)
        pair.fail_over()
    return saving


def test_all_that_was_acknowledged_is_on_the_server_that_takes_over(
    pair: Pair, record_property: Record
) -> None:
    editor = filled(pair)
    pair.acknowledge_together()
    reviewer = open_store(pair.url(), read_only=True)
    done = [editor.do(duty(f"Duty of {number}")) for number in range(20)]
    pair.first.kill()
    with pytest.raises(StoreAway):
        editor.do(duty("Duty of nobody"))
    assert reviewer.ask(LastChange()) == done[-1].change_id  # the second answers questions
    pair.second.promote()
    done.append(editor.do(duty("Duty of later")))
    assert reviewer.ask(LastChange()) == done[-1].change_id
    kept = {line.id: line.summary for line in changes(editor)}
    assert [kept[each.change_id] for each in done if each.change_id] == [
        each.summary for each in done
    ]
    assert titles(editor) == [f"Duty of {number}" for number in range(20)] + ["Duty of later"]
    record_property(COLUMN, "PostgreSQL, two servers")
    record_property("times that the one that writes was killed", 1)
    record_property("changes acknowledged", len(done))
    record_property("of these found on the other one", len(titles(editor)))
    assert editor.ask(Verify()).holds
    editor.close()
    reviewer.close()


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "never arrived"])
def test_a_change_whose_answer_was_lost_is_looked_for_and_never_written_twice(
    pair: Pair, *, arrived: bool
) -> None:
    editor = filled(pair)
    pair.acknowledge_never()
    if not arrived:
        pair.part()
    saving = broken_off(editor, pair, arrived=arrived)
    with pytest.raises(Unsure, match="may be saved or not"):
        saving.result()
    assert editor.doubt == duty("Duty of doubt")
    found = editor.do(duty("Duty of doubt"))  # as a form does that is sent once more
    assert "Duty of doubt" in found.summary
    assert titles(editor) == ["Duty of doubt"]
    editor.do(duty("Duty of doubt"))  # and from then on it is a wish like any other
    assert titles(editor) == ["Duty of doubt"] * 2
    assert editor.ask(Verify()).holds
    editor.close()


def test_other_work_goes_on_after_one_change_of_which_nobody_knew(pair: Pair) -> None:
    editor = filled(pair)
    pair.acknowledge_never()
    saving = broken_off(editor, pair, arrived=True)
    assert isinstance(saving.exception(), Unsure)
    editor.do(duty("Duty of another"))
    assert titles(editor) == ["Duty of doubt", "Duty of another"]
    editor.close()


@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "never arrived"])
def test_who_has_time_waits_for_the_answer(pair: Pair, *, arrived: bool) -> None:
    filled(pair).close()
    editor = open_store(pair.url(), patience=60)
    pair.acknowledge_never()
    if not arrived:
        pair.part()
    saving = broken_off(editor, pair, arrived=arrived)
    if arrived:
        assert "Duty of doubt" in saving.result().summary
    else:
        with pytest.raises(StoreAway, match="nothing was saved"):
            saving.result()
    assert titles(editor) == ["Duty of doubt"] * arrived
    editor.close()


def test_where_no_server_takes_writers_the_store_is_read(pair: Pair) -> None:
    filled(pair).close()
    pair.acknowledge_together()
    early = open_store(pair.url())
    early.do(duty("Duty of the first"))
    early.close()
    pair.first.kill()
    for url in (pair.url(), pair.only(pair.second)):
        late = open_store(url)
        assert late.read_only
        assert "follows another one" in late.refusal
        assert titles(late) == ["Duty of the first"]
        with pytest.raises(StoreProblem, match="can only be read now"):
            late.do(duty("Duty of nobody"))
        assert not late.regain()
        late.close()
    with pytest.raises(StoreAway, match="cannot be reached"):
        open_store(pair.only(pair.first))


def test_who_found_only_a_standby_writes_again_when_it_takes_changes(pair: Pair) -> None:
    filled(pair).close()
    pair.acknowledge_together()
    early = open_store(pair.url())
    early.do(duty("Duty of the first"))
    early.close()
    pair.first.run("postgres", "CREATE ROLE cyd LOGIN")  # who may not change anything
    pair.first.run(pair.database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO cyd")
    pair.first.kill()
    urls = pair.url(), pair.only(pair.second)
    editors = [open_store(url) for url in urls]
    reviewer = open_store(pair.url(user="cyd"))
    asked = open_store(pair.url(), read_only=True)
    pair.second.promote()
    for number, store in enumerate(editors):
        assert store.regain()
        assert (store.read_only, store.refusal) == (False, "")
        store.do(duty(f"Duty of {number}"))
    assert reviewer.regain()
    assert (reviewer.read_only, reviewer.waits_for_writer) == (True, False)
    assert "not change it" in reviewer.refusal
    assert not asked.regain()
    assert titles(asked) == ["Duty of the first", "Duty of 0", "Duty of 1"]
    for store in (*editors, reviewer, asked):
        store.close()
