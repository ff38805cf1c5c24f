"""Permitted changes of status: one table, for commands and for the choices on screens."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from db.domain.enums import Status


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A permitted change of status: its name, and if it needs a note."""

    called: str
    needs_note: bool = False


_ONWARD: Final = {
    Status.UNDER_WAY: StatusChange("started"),
    Status.STALLED: StatusChange("stalled"),
    Status.DONE: StatusChange("done"),
    Status.BREACHED: StatusChange("breached"),
    Status.RELEASED: StatusChange("released"),
}


def _onward(*wanted: Status) -> dict[Status, StatusChange]:
    return {status: _ONWARD[status] for status in wanted}


# In the order of the statuses. Nothing leads back to pending: only undo does.
TRANSITIONS: Final = MappingProxyType(
    {
        Status.PENDING: dict(_ONWARD),
        Status.UNDER_WAY: _onward(Status.STALLED, Status.DONE, Status.BREACHED, Status.RELEASED),
        Status.STALLED: {
            Status.UNDER_WAY: StatusChange("resumed"),
            **_onward(Status.DONE, Status.BREACHED, Status.RELEASED),
        },
        Status.DONE: {
            Status.UNDER_WAY: StatusChange("reopened", needs_note=True),
            Status.BREACHED: StatusChange("undone"),
        },
        Status.BREACHED: {
            Status.UNDER_WAY: StatusChange("re-committed"),
            **_onward(Status.STALLED, Status.DONE, Status.RELEASED),
        },
        Status.RELEASED: {Status.UNDER_WAY: StatusChange("revived", needs_note=True)},
    }
)
_NEED_SOURCE: Final = frozenset({Status.DONE, Status.BREACHED, Status.RELEASED})


def allowed(old: Status) -> tuple[Status, ...]:
    """The statuses that may follow `old`."""
    return tuple(TRANSITIONS[old])


def refusal(old: Status, new: Status) -> str | None:
    """Reason why `new` may not follow `old`, as a sentence; None if it may."""
    if new in TRANSITIONS[old]:
        return None
    if new is old:
        return f"It is already {old}."
    if new is Status.PENDING:
        return "Nothing goes back to pending, except by undo."
    first = " or ".join(TRANSITIONS[old])
    return f"What is {old} cannot become {new}: it can become {first}."


def needs_note(old: Status, new: Status) -> bool:
    """Check whether the change needs a note: reopening a done duty, reviving a released one."""
    step = TRANSITIONS[old].get(new)
    return step is not None and step.needs_note


def needs_source(new: Status) -> bool:
    """Check whether a report that sets `new` must name its source."""
    return new in _NEED_SOURCE
