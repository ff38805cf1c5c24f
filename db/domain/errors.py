"""Errors written for people: what is wrong, and what to type instead. Anything else is a bug."""

from dataclasses import dataclass


class AccordError(Exception):
    """A failure that the person can fix; front ends show `message` and `hint`, never a traceback.

    `exit_code` is the command line's contract, documented in docs/command-line.md.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", *, below: str = "") -> None:
        """The message is one line, whatever input it repeats; a list may follow."""
        self.message = "\n".join(filter(None, (" ".join(message.splitlines()), below)))
        super().__init__(self.message)
        self.hint = hint

    def __str__(self) -> str:
        """Message and hint as one text."""
        return f"{self.message} {self.hint}".strip()


class BadInput(AccordError):
    """Input that cannot be understood. `start` and `end` mark the wrong part of `text`."""

    exit_code = 2
    field = ""
    """Key of the form field with the input, where that is known."""

    def __init__(
        self,
        message: str,
        *,
        text: str = "",
        start: int = 0,
        end: int | None = None,
        examples: tuple[str, ...] = (),
        hint: str = "",
    ) -> None:
        super().__init__(message, hint or (f"Try: {', '.join(examples)}" if examples else ""))
        self.text = text
        self.start = start
        self.end = len(text) if end is None else end
        self.examples = examples


class Refused(AccordError):
    """A rule forbids the change. Nothing was written."""

    exit_code = 3


class NotFound(AccordError):
    """The store has no such item."""

    exit_code = 4


class StoreProblem(AccordError):
    """The store cannot be opened, read or written; it is as it was before."""

    exit_code = 5


class NoStore(StoreProblem):
    """There is no store at that place; nothing was created there either."""


class NoRight(StoreProblem):
    """The store's server denies this login the action. Nothing was changed."""


class Busy(StoreProblem):
    """Others held a needed lock until the wait ended. Nothing was changed."""


class StoreAway(StoreProblem):
    """The store cannot be reached now, but may come back by itself. Nothing was changed."""


class Unsure(StoreAway):
    """The connection broke while a change was being saved: it may be saved, or not.

    `Store.settle` finds out once the store can be reached again.
    """

    exit_code = 6


class OnlyStandby(StoreAway):
    """Only a standby answers: everything can be read, nothing was changed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Reason why one commitment of several cannot take a change."""

    code: str
    reason: str
    hint: str
    """Advice for the person."""


class SomeRefused(Refused):
    """One or more of the chosen commitments cannot take the change, so none was changed."""

    def __init__(self, refusals: tuple[Refusal, ...], chosen: int) -> None:
        lines = "\n".join(f"  {r.code}: {r.reason}" for r in refusals)
        hints = dict.fromkeys(each.hint for each in refusals)
        super().__init__(
            f"{len(refusals)} of {chosen} cannot be changed, so nothing was changed:",
            " ".join(hints),
            below=lines,
        )
        self.refusals = refusals

    def __str__(self) -> str:
        """The list, and the advice on a line of its own."""
        return f"{self.message}\n{self.hint}"


class Stale(Refused):
    """Somebody changed the item since it was read; the newer state is kept."""


NOT_OURS = "accord doctor names what stands in it that accord did not make."
"""Advice about a database in which somebody planted an object."""


def altered(what: str) -> StoreProblem:
    """Error: an object in the database altered a write. `what`: a clause that names the fault."""
    return StoreProblem(
        f"The database did not keep what it was asked to keep: {what}. Nothing was changed.",
        NOT_OURS,
    )


def planted(kind: str, name: str, table: str) -> StoreProblem:
    """Error: an object in the database acts on each write, and accord did not make it."""
    return StoreProblem(
        f"Nothing was changed: the {kind} {name} on {table} would act on it, and is none of"
        " accord's.",
        NOT_OURS,
    )
