"""Commitments: entered, edited, pinned, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pendulum import DateTime
from sqlalchemy import select, update

from db import tables as t
from db.audit.unit_of_work import UnitOfWork
from db.commands import lookup
from db.commands.deadlines import add_version
from db.domain.bounds import LARGEST_NUMBER, number_in
from db.domain.deadlines.parser import parse_rule
from db.domain.deadlines.rules import format_rule
from db.domain.enums import CommitmentRole
from db.domain.errors import BadInput, Refused

Values = lookup.Values


@dataclass(frozen=True, slots=True)
class AddCommitment:
    """Enter a duty. It gets the agreement's next code, which is never used again.

    `owners` are codes of parties, the lead first; `number` is only for packs that fix theirs.
    """

    agreement: str
    title: str
    owners: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    verifiers: tuple[str, ...] = ()
    rule: str = "none"
    provision: str = ""
    words: str = ""
    theme: str = ""
    tags: str = ""
    source: str = ""
    critical: bool = False
    continuing: bool = False
    target: int | None = None
    unit: str = ""
    parent: str = ""
    number: int | None = None
    reason: str = ""

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Add it with its parties and deadline."""
        del now
        agreement = lookup.agreement(tx.connection, self.agreement)
        number = self._number(tx, agreement)
        code = f"{agreement['code']}-{number}"
        parent = lookup.commitment(tx.connection, self.parent)["id"] if self.parent else None
        commitment_id = tx.insert(
            t.commitment,
            agreement_id=agreement["id"],
            code=code,
            number=number,
            title=check_title(self.title),
            parent_id=parent,
            **self._fields(),
        )
        set_parties(tx, commitment_id, CommitmentRole.OWNER, self.owners)
        set_parties(tx, commitment_id, CommitmentRole.COUNTERPART, self.to)
        set_parties(tx, commitment_id, CommitmentRole.VERIFIER, self.verifiers)
        rule = format_rule(parse_rule(self.rule))
        if rule != "none":
            add_version(tx, tx.fetch(t.commitment, commitment_id), rule)
        return f"{code} added: {self.title.strip()}"

    def _number(self, tx: UnitOfWork, agreement: Values) -> int:
        number = self._fixed(tx, agreement) if self.number is not None else agreement["next_number"]
        following = max(agreement["next_number"], number + 1)
        # Not through the ledger: undoing an addition must not free its code.
        tx.connection.execute(
            update(t.agreement)
            .where(t.agreement.c.id == agreement["id"])
            .values(next_number=following)
        )
        return int(number)

    def _fixed(self, tx: UnitOfWork, agreement: Values) -> int:
        number = self.number
        if number is None or not 0 < number < LARGEST_NUMBER:
            raise BadInput(f"{number} is no number of a commitment.", examples=("1", "2"))
        c = t.commitment.c
        taken = select(c.title).where(c.agreement_id == agreement["id"], c.number == number)
        title = tx.connection.scalar(taken)
        if title is not None:
            raise Refused(
                f"{agreement['code']}-{number} is there already: {title}.",
                "Give it another number, or none: then it gets the next.",
            )
        return number

    def _fields(self) -> dict[str, object]:
        return {
            "provision": self.provision.strip(),
            "words": self.words.strip(),
            "theme": self.theme.strip().casefold(),
            "tags": " ".join(self.tags.split()),
            "source": self.source.strip(),
            "critical": self.critical,
            "continuing": self.continuing,
            "target": check_amount(self.target),
            "unit": self.unit.strip(),
        }


def check_title(title: str) -> str:
    """A title on one line.

    Raises:
        BadInput: when there is none.
    """
    tidy = " ".join(title.split())
    if not tidy:
        raise BadInput("A commitment needs a title.", examples=("Release 100 prisoners",))
    return tidy


def check_amount(amount: int | None) -> int | None:
    """A quantity of zero or more.

    Raises:
        BadInput: for a negative number, or more than a database keeps.
    """
    if amount is not None and not 0 <= amount <= LARGEST_NUMBER:
        raise _no_quantity(amount)
    return amount


def _no_quantity(value: object) -> BadInput:
    message = f"{value} is no quantity: they are from 0 to {LARGEST_NUMBER:,}."
    return BadInput(message, text=str(value), examples=("0", "23760"))


def set_parties(
    tx: UnitOfWork, commitment_id: int, role: CommitmentRole, codes: tuple[str, ...]
) -> None:
    """Make these the parties in a role, in this order; the first owner is the lead."""
    wanted = [
        (_role(role, place), lookup.party(tx.connection, code)["id"], place)
        for place, code in enumerate(dict.fromkeys(code.strip().upper() for code in codes if code))
    ]
    cp = t.commitment_party.c
    same = (CommitmentRole.LEAD, CommitmentRole.OWNER) if role is CommitmentRole.OWNER else (role,)
    have = list(
        tx.connection.execute(
            select(cp.id, cp.role, cp.party_id, cp.place)
            .where(cp.commitment_id == commitment_id, cp.role.in_(same))
            .order_by(cp.place, cp.id)
        )
    )
    if [(row[1], row[2], row[3]) for row in have] == wanted:
        return
    for row in have:
        tx.delete(t.commitment_party, row[0])
    for each, party_id, place in wanted:
        tx.insert(
            t.commitment_party,
            commitment_id=commitment_id,
            party_id=party_id,
            role=each,
            place=place,
        )


def _role(role: CommitmentRole, place: int) -> CommitmentRole:
    return CommitmentRole.LEAD if role is CommitmentRole.OWNER and place == 0 else role


@dataclass(frozen=True, slots=True)
class EditCommitment:
    """Correct fields of one commitment: title, provision, words, theme, tags, source, flags."""

    code: str
    fields: Mapping[str, object]
    reason: str = ""
    seen: int | None = None

    EDITABLE = frozenset(
        {
            "title", "provision", "words", "theme", "tags", "source", "critical", "continuing",
            "target", "unit",
        }
    )  # fmt: skip

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set the fields that differ."""
        del now
        seen = {} if self.seen is None else {self.code.strip().upper(): self.seen}
        row = lookup.load_for_update(tx, [self.code], seen)[0]
        unknown = sorted(set(self.fields) - self.EDITABLE)
        if unknown:
            raise BadInput(
                f"A commitment has no field '{unknown[0]}' to edit.",
                text=unknown[0],
                hint=f"Fields: {', '.join(sorted(self.EDITABLE))}.",
            )
        values = {name: _tidy(name, value) for name, value in self.fields.items()}
        changed = sorted(name for name, value in values.items() if row[name] != value)
        tx.update(t.commitment, row["id"], **values)
        steps = [f"{name} {_short(row[name])} -> {_short(values[name])}" for name in changed]
        return f"{row['code']}: {', '.join(steps) or 'nothing to change'}"


def _tidy(name: str, value: object) -> object:
    if name == "title":
        return check_title(str(value))
    if name == "target":
        return check_amount(_whole(value))
    if name in ("critical", "continuing"):
        if not isinstance(value, bool):
            raise BadInput(
                f"{name} is yes or no, not '{value}'.", text=str(value), hint="Write yes or no."
            )
        return value
    if name == "tags":
        return " ".join(str(value).split())
    return str(value).strip() if name != "theme" else str(value).strip().casefold()


def _whole(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    text = str(value).strip()
    number = number_in(text)
    if number is None:
        raise _no_quantity(f"'{text}'")
    return number


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "(none)"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}~"


@dataclass(frozen=True, slots=True)
class SetParties:
    """Set owners, counterparts and verifiers of commitments; None leaves a role as it is."""

    codes: tuple[str, ...]
    owners: tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    verifiers: tuple[str, ...] | None = None
    reason: str = ""
    seen: Mapping[str, int] = field(default_factory=dict)

    def write(self, tx: UnitOfWork, now: DateTime) -> str:
        """Set the roles given."""
        del now
        roles = (
            (CommitmentRole.OWNER, self.owners, "owners"),
            (CommitmentRole.COUNTERPART, self.to, "owed to"),
            (CommitmentRole.VERIFIER, self.verifiers, "verified by"),
        )
        rows = lookup.load_for_update(tx, self.codes, self.seen)
        for row in rows:
            for role, codes, _ in roles:
                if codes is not None:
                    set_parties(tx, row["id"], role, codes)
        said = [
            f"{word} {'+'.join(dict.fromkeys(codes)) or 'nobody'}"
            for _, codes, word in roles
            if codes is not None
        ]
        return f"{lookup.counted([row['code'] for row in rows])}: {', '.join(said)}"
