"""What the store must do when several people work at once: a model of it, small enough to read.

A thing is a duty, or a part of one: a party to it, a version of its deadline, a report. What people
can do to them is in `tests.db.two_people_deeds`; here is what holds of all of it: whose form is
stale, what may be undone, and what the store then holds.
"""

from dataclasses import dataclass, field, replace
from typing import cast

Fields = dict[str, object]
Key = tuple[str, int]
"""What sort of thing, and its number; numbers are never given again."""
TURNS = ("undo", "redo")
NAMES = {"duty": ("code",), "party": ("code", "party", "role"), "rule": ("code", "number")}
"""What no two things of a sort may have in common."""
RULES = {
    "none": None,
    "2026-12-01": "2026-12-01",
    "signing + 10 days": "2026-11-11",
    "signing + 30 days": "2026-12-01",
}
"""Deadlines, and the last day by each; the agreement was signed on 1 November."""
MEASURED = {"level": 4, "amount": 5}
"""What nobody sets but with a report, and where it stands among what a report says."""


class Refusal(Exception):
    """The store has to refuse, with an error of this name."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing touched: its fields before (None for a new one) and after (None when gone)."""

    key: Key
    before: Fields | None
    after: Fields | None

    def turned(self) -> "Touch":
        """The same, backwards."""
        return Touch(self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the trail."""

    actor: str
    kind: str
    touches: tuple[Touch, ...]
    target: int | None = None


@dataclass(slots=True)
class Model:
    """All things, the trail from its first line on, and how the duties were after each."""

    things: dict[Key, Fields] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    states: list[dict[str, Fields]] = field(default_factory=list)
    touched: dict[object, int] = field(default_factory=dict)
    """By code, the last line about a duty: whoever read it earlier is out of date."""
    last: dict[str, int] = field(default_factory=dict)
    """The highest number given to each sort of thing."""

    def copied(self) -> "Model":
        """One that may go another way; fields and steps are replaced, never changed."""
        return replace(
            self,
            things=dict(self.things),
            steps=list(self.steps),
            states=list(self.states),
            touched=dict(self.touched),
            last=dict(self.last),
        )

    def next_of(self, sort: str) -> Key:
        """The number of a new thing of this sort."""
        self.last[sort] = self.last.get(sort, 0) + 1
        return sort, self.last[sort]

    def duty(self, code: str) -> Key:
        """The duty with this code."""
        for key, fields in self.things.items():
            if key[0] == "duty" and fields["code"] == code:
                return key
        raise Refusal("NotFound")

    def parts(self, sort: str, code: object) -> list[Key]:
        """The things of a sort that are part of a duty, in the order of their numbers."""
        found = (key for key, fields in self.things.items() if fields["code"] == code)
        return sorted(key for key in found if key[0] == sort)

    def rules(self, code: object) -> list[tuple[int, object]]:
        """The versions of a duty's deadline, by their numbers, the one in force last."""
        found = (self.things[key] for key in self.parts("rule", code))
        return sorted((int(str(each["number"])), each["rule"]) for each in found)

    def setting(self, key: Key, fields: Fields) -> list[Touch]:
        """Give a thing these fields: nothing when it has them already."""
        old = self.things[key]
        after = {name: value for name, value in fields.items() if old[name] != value}
        return [Touch(key, {name: old[name] for name in after}, after)] if after else []

    def undo(self, actor: str) -> bool:
        """One's own last step that stands, if all of it is still as the step left it."""
        own = [n for n, each in enumerate(self.steps) if each.actor == actor]
        standing = [n for n in own if self.steps[n].kind not in TURNS and not self.is_undone(n)]
        if not standing:
            raise Refusal("Refused")
        return self.undo_that(actor, standing[-1])

    def undo_that(self, actor: str, number: int) -> bool:
        """A step of anybody's, if it stands and all of it is still as it left it."""
        if self.steps[number].kind in TURNS or self.is_undone(number):
            raise Refusal("Refused")
        touches = tuple(each.turned() for each in reversed(self.steps[number].touches))
        return self.turn(Step(actor, "undo", touches, number))

    def redo(self, actor: str) -> bool:
        """The last step one has undone, unless one did something new since."""
        for each in reversed([each for each in self.steps if each.actor == actor]):
            if each.kind not in TURNS:
                break
            if each.kind == "undo" and each.target is not None and self.is_undone(each.target):
                touches = self.steps[each.target].touches
                return self.turn(Step(actor, "redo", touches, each.target))
        raise Refusal("Refused")

    def is_undone(self, number: int) -> bool:
        """Whether the last word on this step was to take it back."""
        turns = [each.kind for each in self.steps if each.target == number]
        return turns[-1:] == ["undo"]

    def turn(self, step: Step) -> bool:
        """Undo or redo: never over what somebody else wrote since."""
        trial = self.copied()
        touches = [written for touch in step.touches if (written := without_measures(touch))]
        for touch in touches:
            trial.may_turn(touch)
            trial.put(touch)
        reported = {(each.before or each.after or {})["code"] for each in touches
                    if each.key[0] == "report"}  # fmt: skip
        for code in sorted(map(str, reported & trial.codes())):
            touches += trial.setting(trial.duty(code), trial.measures(code))
        return self.record(replace(step, touches=tuple(touches)))

    def measures(self, code: str) -> Fields:
        """How much of a duty is done, as the latest of its reports say that say anything of it."""
        said = [cast("tuple[object, ...]", self.things[key]["said"])
                for key in self.parts("report", code)]  # fmt: skip
        return {
            name: next((each[place] for each in reversed(said) if each[place] is not None), None)
            for name, place in MEASURED.items()
        }

    def may_turn(self, touch: Touch) -> None:
        """Whether a thing is as it must be for this; raises Refusal when it is not."""
        now = self.things.get(touch.key)
        if touch.before is None:
            refused = any(self.is_named_alike(touch, each) for each in self.things)
            orphan = touch.key[0] != "duty" and (touch.after or {})["code"] not in self.codes()
            refused = refused or orphan
        else:
            refused = now is None or any(now[name] != old for name, old in touch.before.items())
        hanging = touch.after is None and touch.key[0] == "duty" and self.has_parts(touch.key)
        if refused or hanging:
            raise Refusal("Refused")

    def is_named_alike(self, touch: Touch, other: Key) -> bool:
        """Whether the thing to be put back has the name of one that is there."""
        names = NAMES.get(touch.key[0], ())
        if touch.key[0] != other[0] or not names or touch.after is None:
            return touch.key == other
        return all(self.things[other][name] == touch.after[name] for name in names)

    def has_parts(self, key: Key) -> bool:
        """Whether anything hangs on a duty."""
        code = self.things[key]["code"]
        return any(self.parts(sort, code) for sort in ("party", "rule", "report"))

    def record(self, step: Step) -> bool:
        """Carry a step out, and remember how all was after it; False when it changes nothing."""
        if not step.touches:
            return False
        before = self.codes()
        about = {(self.things.get(each.key) or each.after or {})["code"] for each in step.touches}
        for touch in step.touches:
            self.put(touch)
        # A duty that is put back is as it was when it was read; a form on it goes on.
        stays = self.codes() & (before if step.kind in TURNS else about)
        self.touched |= dict.fromkeys(about & stays, len(self.steps))
        self.steps.append(step)
        self.states.append(self.seen())
        return True

    def codes(self) -> set[object]:
        """Of all duties that are there."""
        return {fields["code"] for key, fields in self.things.items() if key[0] == "duty"}

    def put(self, touch: Touch) -> None:
        """Make a thing what it is afterwards."""
        if touch.after is None:
            del self.things[touch.key]
        else:
            self.things[touch.key] = self.things.get(touch.key, {}) | touch.after

    def seen(self) -> dict[str, Fields]:
        """By code, each duty with its parts, as everybody must see it."""
        duties = (fields for key, fields in self.things.items() if key[0] == "duty")
        return {str(duty["code"]): duty | self.seen_parts(duty["code"]) for duty in duties}

    def seen_parts(self, code: object) -> Fields:
        """What hangs on a duty, and what follows from that."""
        parties = [self.things[key] for key in self.parts("party", code)]
        owners = _in_roles(parties, "lead", "owner")
        rules = [rule for _, rule in self.rules(code)]
        reports = [self.things[key] for key in self.parts("report", code)]
        return {
            "owners": owners,
            "listed": "+".join(map(str, owners)),
            "to": _in_roles(parties, "to"),
            "rules": tuple(rules),
            "due": RULES[str(rules[-1])] if rules else None,
            "reports": tuple(each["said"] for each in reports),
            "counted": len(reports),
        }


def without_measures(touch: Touch) -> Touch | None:
    """Of what is to be turned all that was written, rather than reported."""
    if touch.key[0] != "duty" or touch.before is None or touch.after is None:
        return touch
    before, after = (
        {name: value for name, value in fields.items() if name not in MEASURED}
        for fields in (touch.before, touch.after)
    )
    return Touch(touch.key, before, after) if after else None


def _in_roles(parties: list[Fields], *roles: str) -> tuple[object, ...]:
    found = [each for each in parties if each["role"] in roles]
    return tuple(each["party"] for each in sorted(found, key=lambda each: str(each["place"])))
