"""What the store must do when several people work at once: a model of it, small enough to read."""

from dataclasses import dataclass, field

Fields = dict[str, object]
TURNS = ("undo", "redo")


class Refusal(Exception):
    """The store has to refuse, with an error of this name."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One duty touched: its fields before (None for a new one) and after (None when taken away)."""

    code: str
    before: Fields | None
    after: Fields | None

    def turned(self) -> "Touch":
        """The same, backwards."""
        return Touch(self.code, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the trail."""

    actor: str
    kind: str
    touches: tuple[Touch, ...]
    target: int | None = None


@dataclass(slots=True)
class Model:
    """Duties by code, the trail from its first line on, and how the duties were after each."""

    duties: dict[str, Fields]
    steps: list[Step]
    states: list[dict[str, Fields]] = field(default_factory=list)
    touched: dict[str, int] = field(default_factory=dict)
    highest: int = 0

    def add(self, actor: str, fields: Fields) -> bool:
        """A new duty, under the next number, which nobody had before."""
        self.highest += 1
        return self.record(Step(actor, "add", (Touch(f"ACC-{self.highest}", None, fields),)))

    def edit(self, actor: str, code: str, fields: Fields, seen: int | None = None) -> bool:
        """Set fields; whether anything changed. `seen`: the last line on it when it was read."""
        old = self.duties.get(code)
        if old is None:
            raise Refusal("NotFound")
        if seen is not None and seen != self.touched.get(code):
            raise Refusal("Stale")
        changed = {name: value for name, value in fields.items() if old[name] != value}
        if changed:
            before = {name: old[name] for name in changed}
            self.record(Step(actor, "edit", (Touch(code, before, changed),)))
        return bool(changed)

    def undo(self, actor: str) -> bool:
        """One's own last step that stands, if all of it is still as the step left it."""
        own = [n for n, each in enumerate(self.steps) if each.actor == actor]
        standing = [n for n in own if self.steps[n].kind not in TURNS and not self.is_undone(n)]
        if not standing:
            raise Refusal("Refused")
        touches = tuple(each.turned() for each in reversed(self.steps[standing[-1]].touches))
        return self.turn(Step(actor, "undo", touches, standing[-1]))

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
        for touch in step.touches:
            if touch.before is not None:
                now = self.duties.get(touch.code)
                if now is None or any(now[name] != old for name, old in touch.before.items()):
                    raise Refusal("Refused")
        return self.record(step)

    def record(self, step: Step) -> bool:
        """Carry a step out, and remember how all was after it."""
        for touch in step.touches:
            if touch.after is None:
                del self.duties[touch.code]
            else:
                self.duties[touch.code] = self.duties.get(touch.code, {}) | touch.after
            self.touched[touch.code] = len(self.steps)
        self.steps.append(step)
        self.states.append({code: dict(fields) for code, fields in self.duties.items()})
        return True
