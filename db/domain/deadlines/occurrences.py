"""Instances that a recurring duty should have, and the changes that lead there.

Each date of the rule that fell due since it was entered here is an instance, and so is the next
one. A met instance is permanent: it stands for the date nearest to its own, and successive met
instances stand for successive dates. So the instances follow from the rule, its start and the met
instances alone, whatever was moved before.

The store carries the changes out, what-if only shows them: both use this module.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any, Final, NamedTuple

from pendulum import DateTime

from db.domain.deadlines.recurrence import Recurrence

Row = dict[str, Any]
"""A stored instance, by the names of its columns."""
Change = tuple[Row | None, Row | None]
"""An instance and its new values: a new one has no instance, a dropped one has no values."""
MOST: Final = 500
"""Instances of one duty that are made at a time; the next time continues from there."""
_MOST_OFF: Final = 0.75
"""In intervals. A met instance keeps its distance to earlier met ones while it is less than this
off its date. The first may be half an interval off, as the nearest; months differ by a tenth.
"""


@dataclass(frozen=True, slots=True)
class SeriesState:
    """A recurring duty, with the moment that its instances are derived for."""

    dates: Recurrence | None
    """Dates of the recurrence; None while unknown, or without a recurrence."""
    version: int
    """The newest version of its deadline."""
    runs: bool
    """True if it is open; else its instances stay as they are, and none is to come."""
    now: DateTime
    since: DateTime
    """Time when that version was entered here: instances due earlier are not judged."""
    asked: Callable[[], bool]
    """Check whether an earlier step asked for instances due before that."""
    from_start: bool = False
    """True if this step asks for them."""


class _Met(NamedTuple):
    """A date that is already met."""

    place: int
    """Present place of the date in the series."""
    moved: int
    """Places moved since the instance was made."""


def changes(rows: Sequence[Row], of: SeriesState) -> list[Change]:
    """Changes that give a duty the instances it should have."""
    made = _changes(rows, of)
    if made and not of.from_start and of.asked():
        return _changes(rows, replace(of, from_start=True))
    return made


def _changes(rows: Sequence[Row], of: SeriesState) -> list[Change]:
    gone = [row for row in rows if _is_open(row) and _is_gone(row, of)]
    dropped: list[Change] = [(row, None) for row in gone]
    if of.dates is None or not of.runs:
        return dropped
    left = [row for row in rows if row not in gone]
    own = [row for row in left if row["deadline_number"] == of.version and row["arose_at"] is None]
    older = max((r["due_at"] for r in left if r["deadline_number"] < of.version), default=None)
    wanted = _unmet(of.dates, _places(own, of.dates, of, older), sorted(_met(own, of.dates)))
    return dropped + _paired(left, own, wanted, of.version)


def after(rows: Iterable[Row], made: Iterable[Change]) -> list[Row]:
    """The instances after the changes."""
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


def _is_gone(row: Row, of: SeriesState) -> bool:
    """Check whether no rule stands for an instance any more."""
    if row["deadline_number"] > of.version:
        return True  # made by a version that was undone
    superseded = row["deadline_number"] < of.version or of.dates is None or not of.runs
    return superseded and row["due_at"] > of.now


def _due_at(row: Row) -> Any:
    return row["due_at"]


def _met(own: Iterable[Row], dates: Recurrence) -> Iterator[_Met]:
    """Present date of each met instance, in their order."""
    moved: int | None = None
    for row in sorted((row for row in own if row["done_at"] is not None), key=_due_at):
        position = dates.position(row["due_at"], row["due_on"])
        if moved is None or abs(position - row["place"] - moved) >= _MOST_OFF:
            moved = round(position) - row["place"]
        yield _Met(row["place"] + moved, moved)


def _places(
    own: Sequence[Row], dates: Recurrence, of: SeriesState, older: DateTime | None
) -> range:
    """The dates from its entry, or from its start, to the next one to come."""
    coming = dates.first_after(max(of.now, older or of.now))
    from_start = of.from_start or any(row["due_at"] <= of.since for row in own)
    before = older if from_start else max(of.since, older or of.since)
    first = 0 if before is None else min(dates.first_after(before), coming)
    return range(first, coming + 1)


def _unmet(dates: Recurrence, places: range, met: Sequence[_Met]) -> Iterator[Row]:
    """Instances for these dates, without dates that a met instance stands for."""
    taken = {each.place for each in met}
    for place in places:
        due = dates.at(place) if place not in taken else None
        if due is not None:
            yield {
                "place": place - _moved(met, place),
                "due_at": due.ends,
                "due_on": due.day,
                "due_timed": due.timed,
            }


def _paired(
    left: Sequence[Row], own: Sequence[Row], wanted: Iterator[Row], version: int
) -> list[Change]:
    """Unmet instances paired with the wanted dates, in their order: the first with the first."""
    unmet = sorted(filter(_is_open, own), key=_due_at)
    dates = list(islice(wanted, len(unmet) + MOST))
    kept = list(zip(unmet, dates, strict=False))
    spare = unmet[len(dates) :]
    used = {row["number"] for row in left} - {row["number"] for row in spare}
    beyond = max((row["number"] for row in left if row not in own), default=0)
    free = (number for number in count(beyond + 1) if number not in used)
    return [
        *((row, None) for row in spare),
        *((row, date) for row, date in kept if any(row[name] != date[name] for name in date)),
        *(
            (None, {"number": number, "deadline_number": version, **date})
            for date, number in zip(dates[len(unmet) :], free, strict=False)
        ),
    ]


def _moved(met: Sequence[_Met], place: int) -> int:
    """Number of dates that the neighbours of a place moved, so that all keep their distance."""
    return met[max(bisect_right(met, place, key=_place) - 1, 0)].moved if met else 0


def _place(met: _Met) -> int:
    return met.place
