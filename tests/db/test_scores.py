"""A joint duty counts for each of its owners: numbers added up by hand."""

from datetime import date

from db.commands.reports import Entry, SetProgress
from db.queries.boards.scoreboard import Scoreboard
from db.store.store import Store
from tests.builders import NOW, do_all, duty


def test_each_owner_is_counted_alone_and_with_others(small: Store) -> None:
    both = ("RWA", "DRC")
    do_all(
        small,
        duty("One", "2027-01-10"),
        duty("Two", "2026-12-10", owners=both),
        duty("Three", "2027-02-10", owners=both),
        duty("Four", "2026-11-01", owners=("RWA",)),
        duty("Five", "ACC-1 done + 5 days", owners=("UN",)),
        duty("Six", "none", owners=()),
        SetProgress(("ACC-1",), 1, None, Entry()),
        SetProgress(("ACC-2",), 3, None, Entry()),
        SetProgress(("ACC-3",), 2, None, Entry()),
    )
    scores = {score.code: score for score in small.ask(Scoreboard(NOW))}
    assert list(scores) == ["DRC", "RWA", "UN"]
    assert [scores[code].owes for code in scores] == [3, 3, 1]
    assert [scores[code].joint for code in scores] == [2, 2, 0]
    assert [scores[code].overdue for code in scores] == [0, 1, 0]
    assert [scores[code].waiting for code in scores] == [0, 0, 1]
    assert [scores[code].levelled for code in scores] == [3, 2, 0]
    assert [scores[code].level for code in scores] == [2, 2.5, None]
    days = [score.next_due_at and score.next_due_at.date() for score in scores.values()]
    assert days == [date(2026, 12, 10), date(2026, 12, 10), None]
