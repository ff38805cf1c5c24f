"""Which instances of a duty that comes round there should be, and what has to change for that.

The store carries the changes out, what-if only tells them: both from here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple

from pendulum import DateTime

from db.domain.deadline.outcome import Due
from db.domain.deadline.recurrence import Recurrence

Row = dict[str, Any]
"""An instance as it is kept, by the names of its columns."""
Change = tuple[Row | None, Row | None]
"""An instance and its new values: without an instance a new one, without values one to drop."""
MOST: Final = 500
"""Instances of one duty that are made at a time; the next time goes on from there."""


@dataclass(frozen=True, slots=True)
class Round:
    """A duty that comes round, and the moment its instances are to be right for."""

    dates: Recurrence | None
    """When it comes round; None while nobody can tell, or when it does not."""
    version: int
    """The newest version of its deadline."""
    runs: bool
    """Whether it is open, so that further instances come."""
    now: DateTime
    since: Callable[[Row], DateTime]
    """Since when its instances are followed here, by the oldest of them."""
    from_start: bool = False
    """Whether what came due before that is wanted too."""


class _Placed(NamedTuple):
    row: Row
    place: int | None
    """Its place among the dates; None where no date is near."""


def changes(rows: Sequence[Row], of: Round) -> list[Change]:
    """What makes the instances of a duty those that there should be.

    What was met stays what it was. What is not met moves with its rule; but what would then have
    come due before the duty was followed here is dropped, since nobody here knows of it.
    """
    gone = [row for row in rows if _is_open(row) and _is_gone(row, of)]
    dropped: list[Change] = [(row, None) for row in gone]
    if of.dates is None:
        return dropped
    left = [row for row in rows if row not in gone]
    own = [row for row in left if row["deadline_number"] == of.version and row["arose_at"] is None]
    older = max((r["due_at"] for r in left if r["deadline_number"] < of.version), default=None)
    number = max((row["number"] for row in left), default=0)
    return dropped + _own_changes(_placed(own, of.dates), of.dates, of, older, number)


def after(rows: Iterable[Row], made: Iterable[Change]) -> list[Row]:
    """The instances there are once the changes are carried out."""
    found = {row["number"]: row for row in rows}
    for row, values in made:
        if row is not None:
            del found[row["number"]]
        if values is not None:
            both = {**(row or _NEW), **values}
            found[both["number"]] = both
    return [found[number] for number in sorted(found)]


_NEW: Final[Row] = {
    "arose_at": None, "done_at": None, "done_on": None, "done_timed": False, "note": "",
    "source": "",
}  # fmt: skip


def _is_open(row: Row) -> bool:
    return row["done_at"] is None and row["arose_at"] is None


def _is_gone(row: Row, of: Round) -> bool:
    """Whether no rule stands for an instance any more."""
    if row["deadline_number"] > of.version:
        return True  # made by a version that was undone
    superseded = row["deadline_number"] < of.version or of.dates is None
    return superseded and row["due_at"] > of.now


def _placed(rows: Sequence[Row], dates: Recurrence) -> list[_Placed]:
    """Each with the place that it has by now.

    Where what is not met and the last of all stand at their dates, nothing has moved.
    """
    last = max(rows, key=_due_at, default=None)
    if all(_at_its_date(row, dates) for row in rows if row is last or _is_open(row)):
        return [_Placed(row, row["place"]) for row in rows]
    return [_Placed(row, _place_by_now(row, dates)) for row in rows]


def _due_at(row: Row) -> Any:
    return row["due_at"]


def _at_its_date(row: Row, dates: Recurrence) -> bool:
    due = dates.at(row["place"])
    return due is not None and due.ends == row["due_at"]


def _place_by_now(row: Row, dates: Recurrence) -> int | None:
    """Its own place, if that moved by less than an interval; else that of the nearest date.

    So a monthly duty moves with its start, and of a daily one each day stays the day it was.
    """
    nearest = dates.first_after(row["due_at"])
    pair = sorted((nearest - 1, nearest), key=lambda place: _off(row, dates, place))
    for place in (row["place"], *pair):
        if _off(row, dates, place) < 1:
            return int(place)
    return None


def _off(row: Row, dates: Recurrence, place: int) -> float:
    """How many intervals a date is off from when the instance was due."""
    due = dates.at(place)
    if due is None:
        return float("inf")
    return float(abs(due.ends - row["due_at"]) / dates.interval(place))


def _own_changes(
    placed: list[_Placed], dates: Recurrence, of: Round, older: DateTime | None, number: int
) -> list[Change]:
    """Of the version in force: what moves, what is dropped, and what is new."""
    taken = {each.place for each in placed if not _is_open(each.row)}
    made: list[Change] = []
    spare: list[Row] = []
    for row, place in sorted(placed, key=lambda each: each.row["due_at"]):
        if not _is_open(row):
            continue
        due = dates.at(place) if place is not None and place not in taken else None
        if due is None or due.ends > of.now or not _is_known(row, due, placed, of):
            spare.append(row)
        else:
            taken.add(place)
            made += _moved(row, place, due)
    for place, due in _wanted(placed, taken, dates, of, older, has_next=bool(spare)):
        if due.ends > of.now and spare:  # what was to come before is what comes next
            made += _moved(spare.pop(), place, due)
        elif of.runs:
            number += 1
            new = {"number": number, "deadline_number": of.version, **_at(place, due)}
            made.append((None, new))
    return [*((row, None) for row in spare), *made]


def _is_known(row: Row, due: Due, placed: list[_Placed], of: Round) -> bool:
    """Whether it came due while the duty was followed here, or was asked for in spite of that."""
    if due.ends == row["due_at"]:
        return True
    since = of.since(min((each.row for each in placed), key=lambda each: each["id"]))
    return due.ends > since or row["due_at"] <= since


def _wanted(
    placed: list[_Placed],
    taken: set[int | None],
    dates: Recurrence,
    of: Round,
    older: DateTime | None,
    *,
    has_next: bool,
) -> list[tuple[int, Due]]:
    """The dates that want an instance: those since the last one there is, and the next to come.

    `has_next`: there is one already that is to be the next to come.
    """
    coming = dates.first_after(max(of.now, older or of.now))
    beyond = max((each.place + 1 for each in placed if each.place is not None), default=coming)
    before = range(0 if of.from_start else beyond, coming)
    past = _dated((place for place in before if place not in taken), dates, older)
    made = list(islice(past, MOST))
    if len(made) == MOST and not has_next:
        return made  # the one to come is made when all before it are
    return [*made, *_dated((each for each in (coming,) if each not in taken), dates, older)]


def _dated(
    places: Iterable[int], dates: Recurrence, older: DateTime | None
) -> Iterator[tuple[int, Due]]:
    for place in places:
        due = dates.at(place)
        if due is not None and (older is None or due.ends > older):
            yield place, due


def _moved(row: Row, place: int | None, due: Due) -> list[Change]:
    values = _at(place, due)
    same = all(row[name] == value for name, value in values.items())
    return [] if same else [(row, values)]


def _at(place: int | None, due: Due) -> Row:
    return {"place": place, "due_at": due.ends, "due_on": due.day, "due_timed": due.timed}
