"""The field's words, as closed sets. Each value is the word that people read and type."""

from enum import StrEnum


class Status(StrEnum):
    """How far a commitment has come, as set by a person through a report."""

    PENDING = "pending"
    UNDER_WAY = "under way"
    STALLED = "stalled"
    DONE = "done"
    BREACHED = "breached"
    RELEASED = "released"

    @property
    def is_open(self) -> bool:
        """Whether the duty is still to be performed: neither done nor released."""
        return self not in _CLOSED


_CLOSED = (Status.DONE, Status.RELEASED)


class TimeState(StrEnum):
    """Where a commitment stands against its deadline; derived from rule, events and now."""

    NO_DEADLINE = "no deadline"
    WAITING = "waiting"
    STANDING = "standing"  # recurs or arises per occurrence: no single date
    UNDETERMINED = "cannot tell"
    DUE = "due"
    DUE_SOON = "due soon"
    DUE_TODAY = "due today"
    OVERDUE = "overdue"
    MET_ON_TIME = "met on time"
    MET_LATE = "met late"
    CLOSED = "closed"  # done without a deadline to measure it by, or on an unknown day
    LAPSED = "lapsed"  # released before or after its deadline


class DeadlineKind(StrEnum):
    """What resolving a deadline rule gave, as kept beside the commitment."""

    NONE = "none"
    DUE = "due"
    WAITING = "waiting"
    STANDING = "standing"
    UNDETERMINED = "undetermined"


class Verification(StrEnum):
    """What the speakers' latest reports, taken together, say about a claim."""

    NO_REPORT = "no report"
    CLAIMED = "claimed"  # an owner says so, nobody else has spoken
    REPORTED = "reported"  # somebody says not done, and nobody says otherwise or confirms it
    CONFIRMED = "confirmed"  # a monitor or the counterpart agrees
    DISPUTED = "disputed"  # a monitor or the counterpart says otherwise
    COULD_NOT_VERIFY = "could not verify"  # a monitor had no access


class AgreementRole(StrEnum):
    """What a party is to an agreement."""

    SIGNATORY = "signatory"
    WITNESS = "witness"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    MONITOR = "monitor"
    OBSERVER = "observer"
    NONE = "none"


class PartyKind(StrEnum):
    """What sort of body a party is."""

    STATE = "state"
    ARMED_GROUP = "armed group"
    ORGANISATION = "organisation"
    BODY = "body"


class CommitmentRole(StrEnum):
    """What a party is to one commitment."""

    LEAD = "lead"  # the owner who answers for it
    OWNER = "owner"  # obligated beside the lead
    COUNTERPART = "counterpart"  # to whom it is owed
    VERIFIER = "verifier"


class Says(StrEnum):
    """What a speaker says about the duty itself, apart from any change of its status."""

    DONE = "done"
    NOT_DONE = "not done"
    COULD_NOT_VERIFY = "could not verify"
    DENIES = "denies"  # rejects what another speaker says of it


class ReportKind(StrEnum):
    """What a dated entry is."""

    REPORT = "report"  # a speaker says something, with a source
    NOTE = "note"  # the secretariat's own remark
    STATUS = "status"  # sets the status
    PROGRESS = "progress"  # a level or a quantity
    CORRECTION = "correction"  # puts an earlier entry right


class Level(StrEnum):
    """Degree of implementation in the words of the Peace Accords Matrix (0 to 3)."""

    NOT_INITIATED = "not initiated"
    MINIMUM = "minimum"
    INTERMEDIATE = "intermediate"
    COMPLETE = "complete"


LEVELS: tuple[Level, ...] = tuple(Level)

UNTIED = "none"
"""Said of an event that is to be no commitment's completion any more."""
