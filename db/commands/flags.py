"""Flags of commitments: pinned, critical, tags, links between them, and withdrawal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pendulum import DateTime
from sqlalchemy import false, or_, select

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.domain.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True)
class SetMark:
    """Set or clear a flag of commitments: `pinned` (to the Overview) or `critical`."""

    codes: tuple[str, ...]
    mark: str
    on: bool
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set it on each; it never toggles, so that a mixed selection ends in one state."""
        del now
        if self.mark not in ("pinned", "critical"):
            raise BadInput(f"There is no mark '{self.mark}'.", examples=("pinned", "critical"))
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        for row in rows:
            tx.update(t.commitment, row["id"], **{self.mark: self.on})
        word = self.mark if self.on else f"not {self.mark} any more"
        return f"{lookup.counted([row['code'] for row in rows])}: {word}"


@dataclass(frozen=True, slots=True)
class SetTags:
    """Set tags of commitments: `+` adds the words after it, `-` removes them, others replace."""

    codes: tuple[str, ...]
    tags: str
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set them."""
        del now
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        for row in rows:
            tx.update(t.commitment, row["id"], tags=retag(row["tags"], self.tags))
        return (
            f"{lookup.counted([row['code'] for row in rows])}: tags {self.tags.strip() or 'none'}"
        )


def retag(old: str, typed: str) -> str:
    """The tags after the typed edit; one space between, no tag twice."""
    words = typed.split()
    if any(not word.startswith(("+", "-")) for word in words) or not words:
        return " ".join(dict.fromkeys(word.lstrip("+") for word in words if word[0] != "-"))
    tags = dict.fromkeys(old.split())
    for word in words:
        if word.startswith("+"):
            tags[word[1:]] = None
        else:
            tags.pop(word[1:], None)
    return " ".join(tag for tag in tags if tag)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Withdraw commitments entered by mistake from every list. Their codes are never used again."""

    codes: tuple[str, ...]
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Hide them; undo shows them again."""
        del now
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        back = "Leave it out; undo brings it back."
        again = [
            Refusal(row["code"], "was withdrawn before", back) for row in rows if row["withdrawn"]
        ]
        lookup.refuse(again, len(rows))
        for row in rows:
            tx.update(t.commitment, row["id"], withdrawn=True)
        return f"{lookup.counted([row['code'] for row in rows])}: withdrawn"


@dataclass(frozen=True, slots=True)
class Link:
    """Say that a commitment must follow another, or runs in parallel with it."""

    code: str
    on: str
    parallel: bool = False
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add the link; the same link again changes nothing."""
        del now
        row, other = (lookup.commitment(tx.connection, code) for code in (self.code, self.on))
        if row["id"] == other["id"]:
            raise BadInput(
                f"{row['code']} cannot follow itself.", text=self.on, hint="Name another one."
            )
        d = t.dependency.c
        same = select(d.id).where(d.commitment_id == row["id"], d.on_id == other["id"])
        word = "in parallel with" if self.parallel else "after"
        found = tx.connection.scalar(same)
        if found is None:
            tx.insert(
                t.dependency,
                commitment_id=row["id"],
                on_id=other["id"],
                parallel=self.parallel,
            )
        else:
            tx.update(t.dependency, found, parallel=self.parallel)
        return f"{row['code']}: {word} {other['code']}"


@dataclass(frozen=True, slots=True)
class SetLinks:
    """Set the duties that commitments must follow, and those they run in parallel with.

    Codes of commitments; None leaves that sort of link as it is, () removes all of it.
    """

    codes: tuple[str, ...]
    after: tuple[str, ...] | None = None
    parallel: tuple[str, ...] | None = None
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set the links of each."""
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        sorts = ((self.after, False, "after"), (self.parallel, True, "in parallel with"))
        said = []
        for codes, parallel, word in sorts:
            if codes is None:
                continue
            for row in rows:
                _unlink(tx, row["id"], codes, parallel=parallel)
                for code in codes:
                    Link(row["code"], code, parallel).write(tx, now)
            said.append(f"{word} {'+'.join(code.upper() for code in codes) or 'nothing'}")
        return f"{lookup.counted([row['code'] for row in rows])}: {', '.join(said)}"


def _unlink(tx: UnitOfWork, commitment_id: int, kept: tuple[str, ...], *, parallel: bool) -> None:
    """Remove the links of a sort to others; the other side may have entered a parallel one."""
    d = t.dependency.c
    own = or_(d.commitment_id == commitment_id, d.on_id == commitment_id if parallel else false())
    ids = {lookup.commitment(tx.connection, code)["id"] for code in kept}
    links = select(d.id, d.commitment_id, d.on_id).where(own, d.parallel.is_(parallel))
    for link_id, one, other in tx.connection.execute(links).all():
        if {one, other}.isdisjoint(ids - {commitment_id}):
            tx.delete(t.dependency, link_id)
