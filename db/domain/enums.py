"""The field's terms, as closed sets. Each value is the word that people read and type."""

from enum import StrEnum


class Status(StrEnum):
    """Progress of a commitment, as set by a person through a report."""

    PENDING = "pending"
    UNDER_WAY = "under way"
    STALLED = "stalled"
    DONE = "done"
    BREACHED = "breached"
    RELEASED = "released"

    @property
    def is_open(self) -> bool:
        """True if the duty is still to be performed: neither done nor released."""
        return self not in _CLOSED


_CLOSED = (Status.DONE, Status.RELEASED)


class TimeState(StrEnum):
    """Timeliness of a commitment against its deadline; derived from rule, events and now."""

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
    """Kind of a resolved deadline rule, as stored with the commitment."""

    NONE = "none"
    DUE = "due"
    WAITING = "waiting"
    STANDING = "standing"
    UNDETERMINED = "undetermined"


class Verification(StrEnum):
    """Verdict of the speakers' latest reports, taken together, on a claim."""

    NO_REPORT = "no report"
    CLAIMED = "claimed"  # an owner says so, nobody else has spoken
    REPORTED = "reported"  # somebody says not done, and nobody says otherwise or confirms it
    CONFIRMED = "confirmed"  # a monitor or the counterpart agrees
    DISPUTED = "disputed"  # a monitor or the counterpart says otherwise
    COULD_NOT_VERIFY = "could not verify"  # a monitor had no access


class AgreementRole(StrEnum):
    """Role of a party in an agreement."""

    SIGNATORY = "signatory"
    WITNESS = "witness"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    MONITOR = "monitor"
    OBSERVER = "observer"
    NONE = "none"


class PartyKind(StrEnum):
    """Sort of body that a party is."""

    STATE = "state"
    ARMED_GROUP = "armed group"
    ORGANISATION = "organisation"
    BODY = "body"


class CommitmentRole(StrEnum):
    """Role of a party in one commitment."""

    LEAD = "lead"  # the owner who answers for it
    OWNER = "owner"  # obligated beside the lead
    COUNTERPART = "counterpart"  # to whom it is owed
    VERIFIER = "verifier"


class Says(StrEnum):
    """Statement of a speaker about the duty itself, apart from any change of its status."""

    DONE = "done"
    NOT_DONE = "not done"
    COULD_NOT_VERIFY = "could not verify"
    DENIES = "denies"  # rejects what another speaker says of it


class ReportKind(StrEnum):
    """Kind of a dated entry."""

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
"""Value that unties an event from the commitment whose completion it is."""
