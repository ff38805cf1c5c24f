"""What two people do at random: as a command for the store, and as a step of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from db.commands.commitments import EditCommitment, SetParties
from db.commands.deadlines import SetDeadline
from db.commands.flags import SetMark, SetTags, Withdraw
from db.commands.reports import AddReport, Entry, SetProgress, SetStatus
from db.domain.enums import Status
from db.protocols import Command
from tests.builders import duty
from tests.db.two_people import RULES, Fields, Model, Refusal, Step, Touch

Seen = Mapping[str, int]
NEW: Fields = {
    "title": "", "provision": "", "words": "", "source": "", "theme": "", "tags": "",
    "critical": False, "pinned": False, "withdrawn": False, "target": None, "unit": "",
    "amount": None, "level": None, "status": "pending", "status_on": None,
}  # fmt: skip
"""A duty that was just entered."""
TODAY = "2026-11-23"
MAY_FOLLOW = {
    "pending": ("under way", "stalled", "done"),
    "under way": ("stalled", "done"),
    "stalled": ("under way", "done"),
    "done": ("under way",),
}


class Work(Protocol):
    """Something that can be done to duties. `seen`: their versions, when a form was open."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The duties that it is about."""
        ...

    def command(self, seen: Seen) -> Command:
        """What the store is asked for."""
        ...

    def touches(self, model: Model) -> Iterator[Touch]:
        """What must become of it; raises Refusal where a rule forbids it."""
        ...


def step_of(work: Work, actor: str, model: Model, touched: Mapping[str, int]) -> bool:
    """Do it to the model. `touched`: the last line about each duty when its form was opened."""
    for code in work.codes:
        model.duty(code)
    if any(touched.get(code) not in (None, model.touched.get(code, -1)) for code in work.codes):
        raise Refusal("Stale")
    return model.record(Step(actor, type(work).__name__, tuple(work.touches(model))))


@dataclass(frozen=True, slots=True)
class Add:
    """Enter a duty."""

    title: str
    owners: tuple[str, ...]
    codes: tuple[str, ...] = ()

    def command(self, seen: Seen) -> Command:
        del seen
        return duty(self.title, owners=self.owners)

    def touches(self, model: Model) -> Iterator[Touch]:
        key = model.next_of("duty")
        code = f"ACC-{key[1]}"
        yield Touch(key, None, {**NEW, "code": code, "title": self.title})
        yield from put_parties(model, code, "owner", self.owners)
        yield from put_parties(model, code, "to", ("RWA",))


def put_parties(model: Model, code: str, role: str, parties: tuple[str, ...]) -> Iterator[Touch]:
    """Each party in its place; the first of those who owe it leads."""
    for place, party in enumerate(parties):
        leads = role == "owner" and place == 0
        named = {"code": code, "party": party, "role": "lead" if leads else role, "place": place}
        yield Touch(model.next_of("party"), None, named)


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields of one duty, as a form gives them."""

    code: str
    fields: Fields

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.code,)

    def command(self, seen: Seen) -> Command:
        return EditCommitment(self.code, self.fields, seen=seen.get(self.code))

    def touches(self, model: Model) -> Iterator[Touch]:
        yield from model.setting(model.duty(self.code), self.fields)


@dataclass(frozen=True, slots=True)
class Mark:
    """Pin duties, or say that they are critical."""

    codes: tuple[str, ...]
    mark: str
    on: bool

    def command(self, seen: Seen) -> Command:
        return SetMark(self.codes, self.mark, self.on, seen=seen)

    def touches(self, model: Model) -> Iterator[Touch]:
        for code in self.codes:
            yield from model.setting(model.duty(code), {self.mark: self.on})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag more, or less."""

    codes: tuple[str, ...]
    word: str
    on: bool

    def command(self, seen: Seen) -> Command:
        return SetTags(self.codes, f"{'+' if self.on else '-'}{self.word}", seen=seen)

    def touches(self, model: Model) -> Iterator[Touch]:
        for code in self.codes:
            key = model.duty(code)
            tags = str(model.things[key]["tags"]).split()
            others = [each for each in tags if each != self.word]
            kept = (tags if self.word in tags else [*tags, self.word]) if self.on else others
            yield from model.setting(key, {"tags": " ".join(kept)})


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Entered by mistake."""

    codes: tuple[str, ...]

    def command(self, seen: Seen) -> Command:
        return Withdraw(self.codes, seen=seen)

    def touches(self, model: Model) -> Iterator[Touch]:
        keys = [model.duty(code) for code in self.codes]
        refuse_if(len(keys), any(model.things[key]["withdrawn"] for key in keys))
        for key in keys:
            yield from model.setting(key, {"withdrawn": True})


def refuse_if(count: int, refused: object) -> None:
    """As a command about so many does that refuses some: it does nothing to the others."""
    if refused:
        raise Refusal("Refused" if count == 1 else "SomeRefused")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who owes it."""

    codes: tuple[str, ...]
    owners: tuple[str, ...]

    def command(self, seen: Seen) -> Command:
        return SetParties(self.codes, owners=self.owners, seen=seen)

    def touches(self, model: Model) -> Iterator[Touch]:
        for code in self.codes:
            roles = ("lead", "owner")
            found = model.parts("party", code)
            keys = [key for key in found if model.things[key]["role"] in roles]
            keys.sort(key=lambda key: str(model.things[key]["place"]))
            if tuple(model.things[key]["party"] for key in keys) != self.owners:
                yield from (Touch(key, model.things[key], None) for key in keys)
                yield from put_parties(model, code, "owner", self.owners)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Another version of a deadline; one in force is not changed without a reason."""

    codes: tuple[str, ...]
    rule: str
    reason: str

    def command(self, seen: Seen) -> Command:
        return SetDeadline(self.codes, self.rule, self.reason, seen=seen)

    def touches(self, model: Model) -> Iterator[Touch]:
        now = {code: model.rules(code) for code in self.codes}
        free = ("none", self.rule) if not self.reason else tuple(RULES)
        forbidden = [code for code, rules in now.items() if rules and rules[-1][1] not in free]
        refuse_if(len(self.codes), forbidden)
        for code, rules in now.items():
            number, rule = rules[-1] if rules else (0, None)
            if rule != self.rule:
                version = {"code": code, "number": number + 1, "rule": self.rule}
                yield Touch(model.next_of("rule"), None, version)


@dataclass(frozen=True, slots=True)
class Report:
    """A status, progress or a note: what is said stays, the duty follows it."""

    codes: tuple[str, ...]
    text: str = ""
    source: str = ""
    speaker: str = ""
    status: str | None = None
    level: int | None = None
    quantity: int | None = None

    def command(self, seen: Seen) -> Command:
        entry = Entry(self.text, self.speaker, source=self.source)
        if self.status is not None:
            return SetStatus(self.codes, Status(self.status), entry, seen=seen)
        if self.level is not None or self.quantity is not None:
            return SetProgress(self.codes, self.level, self.quantity, entry, seen=seen)
        return AddReport(self.codes, entry, seen=seen)

    def touches(self, model: Model) -> Iterator[Touch]:
        keys = [model.duty(code) for code in self.codes]
        refuse_if(len(keys), [key for key in keys if self.is_forbidden(model.things[key])])
        said = (
            self.text,
            self.source,
            self.speaker or None,
            self.status,
            self.level,
            self.quantity,
        )
        sets = {"level": self.level, "amount": self.quantity, "status": self.status}
        given: Fields = {name: value for name, value in sets.items() if value is not None}
        if self.status is not None:
            given["status_on"] = TODAY
        for code, key in zip(self.codes, keys, strict=True):
            yield Touch(model.next_of("report"), None, {"code": code, "said": said})
            yield from model.setting(key, given)

    def is_forbidden(self, duty: Fields) -> bool:
        """Whether this status may not follow, not without a note, or not without a source."""
        if self.status is None:
            return False
        old = str(duty["status"])
        unexplained = old == "done" and not self.text
        return (
            self.status not in MAY_FOLLOW[old]
            or unexplained
            or (self.status == "done" and not self.source)
        )
