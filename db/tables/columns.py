"""The columns of every table, and their purposes.

There are three kinds of column: input of people; `version`, raised by every change for optimistic
locking; and the *projections* of `commitment` (due_*, deadline_kind, waiting_on, verification,
owners, …). `db.projections.refresh` derives projections from the rest in the same transaction, so
that an index can sort, count and narrow a million rows. `accord doctor` compares them with their
sources.
"""

from datetime import date

from pendulum import DateTime
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Named,
    TypedColumns,
    false,
    text,
    true,
)

from db.domain.bounds import LONGEST_PROCESS, LONGEST_THEME
from db.domain.enums import (
    AgreementRole,
    CommitmentRole,
    DeadlineKind,
    PartyKind,
    ReportKind,
    Says,
    Status,
    Verification,
)
from db.tables import types


def _words(longest: int | None = None) -> Column[str]:
    """`longest`: characters at most, where an index needs a bound and the database sets none."""
    return Column(types.text(), nullable=False, server_default="", info={"longest": longest})


def _flag() -> Column[bool]:
    return Column(Boolean, nullable=False, server_default=false())


def _number(default: int) -> Column[int]:
    return Column(Integer, nullable=False, server_default=text(str(default)))


class ProcessColumns(TypedColumns):
    """The track an agreement belongs to: Washington, Doha."""

    id = Column(Integer, primary_key=True)
    name = Column(types.text(LONGEST_PROCESS), nullable=False, unique=True)


class AgreementColumns(TypedColumns):
    """A signed text or declaration. `next_number` only ever grows: codes are never reused."""

    id = Column(Integer, primary_key=True)
    code = Column(types.text(20), nullable=False, unique=True)
    title = Column(types.text(), nullable=False)
    process_id: Named[int | None] = Column(ForeignKey("process.id"))
    signed_on: Named[date | None] = Column(Date)
    zone = Column(types.text(64), nullable=False)
    known_as_of: Named[date | None] = Column(Date)
    calendar = _words()  # of working days, by name; "" counts none
    note = _words()
    next_number = _number(1)
    version = _number(1)


class PartyColumns(TypedColumns):
    """A state, armed group, organisation or body."""

    id = Column(Integer, primary_key=True)
    code = Column(types.text(20), nullable=False, unique=True)
    name = Column(types.text(), nullable=False)
    kind: Named[PartyKind] = Column(types.word(PartyKind), nullable=False)
    version = _number(1)


class AgreementPartyColumns(TypedColumns):
    """A party's role in an agreement."""

    id = Column(Integer, primary_key=True)
    agreement_id: Named[int] = Column(ForeignKey("agreement.id"), nullable=False)
    party_id: Named[int] = Column(ForeignKey("party.id"), nullable=False, index=True)
    role: Named[AgreementRole] = Column(types.word(AgreementRole), nullable=False)


class EventColumns(TypedColumns):
    """A named anchor. Actual when it has happened, planned when it is expected, else unknown.

    `commitment_id`: the event happens when that commitment is done, and takes its date.
    """

    id = Column(Integer, primary_key=True)
    agreement_id: Named[int] = Column(ForeignKey("agreement.id"), nullable=False)
    key = Column(types.text(60), nullable=False)
    name = Column(types.text(), nullable=False)
    planned_at: Named[DateTime | None] = Column(types.Instant())
    actual_at: Named[DateTime | None] = Column(types.Instant())
    day_only: Named[bool] = Column(Boolean, nullable=False, server_default=true())
    commitment_id: Named[int | None] = Column(ForeignKey("commitment.id"), index=True)
    source = _words()
    version = _number(1)


class CommitmentColumns(TypedColumns):
    """One duty that can be judged done or not."""

    id = Column(Integer, primary_key=True)
    agreement_id: Named[int] = Column(ForeignKey("agreement.id"), nullable=False)
    code = Column(types.text(30), nullable=False, unique=True)
    number = Column(Integer, nullable=False)
    title = Column(types.text(), nullable=False)
    provision = _words()
    words = _words()  # the agreement's own wording
    theme = _words(LONGEST_THEME)
    tags = _words()
    source = _words()
    critical = _flag()
    continuing = _flag()
    pinned = _flag()
    withdrawn = _flag()
    target: Named[int | None] = Column(Integer)  # the quantity owed
    unit = _words()
    amount: Named[int | None] = Column(Integer)  # the quantity reached, latest report
    level: Named[int | None] = Column(Integer)
    parent_id: Named[int | None] = Column(ForeignKey("commitment.id"), index=True)
    status: Named[Status] = Column(
        types.word(Status), nullable=False, server_default=Status.PENDING.value
    )
    status_on: Named[date | None] = Column(Date)
    version = _number(1)
    # Projections, kept by db.projections.refresh:
    owners = _words()  # "DRC+RWA", lead first
    search = _words()  # casefolded words to narrow by
    band = _number(2)  # 0 open and dated, 1 waiting, 2 undated, 3 closed
    deadline_kind: Named[DeadlineKind] = Column(
        types.word(DeadlineKind), nullable=False, server_default=DeadlineKind.NONE.value
    )
    rule = _words()  # the current version, canonical
    waiting_on = _words()  # the unknown anchors, or why it cannot be told
    due_at: Named[DateTime | None] = Column(types.Instant())  # exclusive end, UTC
    due_on: Named[date | None] = Column(Date)  # local day
    due_timed = _flag()
    due_provisional = _flag()
    first_due_at: Named[DateTime | None] = Column(types.Instant())  # by the first version
    first_due_on: Named[date | None] = Column(Date)
    plan_at: Named[DateTime | None] = Column(types.Instant())  # if what it waits for is on time
    plan_on: Named[date | None] = Column(Date)
    plan_timed = _flag()
    done_at: Named[DateTime | None] = Column(types.Instant())
    done_on: Named[date | None] = Column(Date)
    done_timed = _flag()
    verification: Named[Verification] = Column(
        types.word(Verification), nullable=False, server_default=Verification.NO_REPORT.value
    )
    reports = _number(0)  # how many
    last_report_id: Named[int | None] = Column(Integer)


class CommitmentPartyColumns(TypedColumns):
    """Owners, counterparts and verifiers of a commitment. Leads first, then by `place`."""

    id = Column(Integer, primary_key=True)
    commitment_id: Named[int] = Column(ForeignKey("commitment.id"), nullable=False)
    party_id: Named[int] = Column(ForeignKey("party.id"), nullable=False, index=True)
    role: Named[CommitmentRole] = Column(types.word(CommitmentRole), nullable=False)
    place = _number(0)


class DeadlineColumns(TypedColumns):
    """A version of a commitment's deadline: number 1 is the first, the highest is in force."""

    id = Column(Integer, primary_key=True)
    commitment_id: Named[int] = Column(ForeignKey("commitment.id"), nullable=False)
    number = Column(Integer, nullable=False)
    rule = Column(types.text(), nullable=False)
    agreed_on: Named[date | None] = Column(Date)
    agreed_by = _words()
    reason = _words()
    source = _words()


class DeadlineAnchorColumns(TypedColumns):
    """Events and completions that a deadline depends on: a moved anchor finds its dependants."""

    id = Column(Integer, primary_key=True)
    deadline_id: Named[int] = Column(ForeignKey("deadline.id"), nullable=False, index=True)
    event_id: Named[int | None] = Column(ForeignKey("event.id"), index=True)
    commitment_id: Named[int | None] = Column(ForeignKey("commitment.id"), index=True)


class ReportColumns(TypedColumns):
    """A dated entry: a speaker's statement about a commitment, with its source. Append-only."""

    id = Column(Integer, primary_key=True)
    commitment_id: Named[int] = Column(ForeignKey("commitment.id"), nullable=False)
    at: Named[DateTime] = Column(types.Instant(), nullable=False)
    day: Named[date] = Column(Date, nullable=False)  # local to the agreement
    timed = _flag()
    recorded_at: Named[DateTime] = Column(types.Instant(), nullable=False)
    speaker_id: Named[int | None] = Column(ForeignKey("party.id"), index=True)
    author = Column(types.text(100), nullable=False)
    kind: Named[ReportKind] = Column(types.word(ReportKind), nullable=False)
    says: Named[Says | None] = Column(types.word(Says))
    status_to: Named[Status | None] = Column(types.word(Status))
    level: Named[int | None] = Column(Integer)
    quantity: Named[int | None] = Column(Integer)
    text = _words()
    source = _words()
    source_on: Named[date | None] = Column(Date)  # the source's own date
    url = _words()
    grade = _words()
    file_name = _words()  # an attached file, kept beside the store by its digest
    file_digest = Column(types.text(64), nullable=False, server_default="")
    corrects_id: Named[int | None] = Column(ForeignKey("report.id"))


class OccurrenceColumns(TypedColumns):
    """One instance of a recurring or triggered duty, made once by a command.

    `number` is its place in the series, so that no instance can be made twice. `arose_at` is the
    time of the trigger of a duty owed on each occurrence of something; a recurring one has none.
    """

    id = Column(Integer, primary_key=True)
    commitment_id: Named[int] = Column(ForeignKey("commitment.id"), nullable=False)
    number = Column(Integer, nullable=False)
    deadline_number = _number(1)  # the version of the deadline that it was made by
    place = _number(0)  # how many of that rule's dates come before it; kept once it is met
    arose_at: Named[DateTime | None] = Column(types.Instant())
    due_at: Named[DateTime] = Column(types.Instant(), nullable=False)  # exclusive end, UTC
    due_on: Named[date] = Column(Date, nullable=False)  # local day
    due_timed = _flag()
    done_at: Named[DateTime | None] = Column(types.Instant())
    done_on: Named[date | None] = Column(Date)
    done_timed = _flag()
    note = _words()
    source = _words()
    version = _number(1)


class DependencyColumns(TypedColumns):
    """A sequence between two duties: must follow, or in parallel with."""

    id = Column(Integer, primary_key=True)
    commitment_id: Named[int] = Column(ForeignKey("commitment.id"), nullable=False)
    on_id: Named[int] = Column(ForeignKey("commitment.id"), nullable=False, index=True)
    parallel = _flag()


class ChangeColumns(TypedColumns):
    """One executed command: the audit trail, the undo stack and the live feed in one.

    `kind` is the command's name, or `undo` / `redo`; then `target_id` is the change that it
    reverses. `rows` lists every row touched with its fields before and after.
    """

    id = Column(Integer, primary_key=True)
    at: Named[DateTime] = Column(types.Instant(), nullable=False)
    actor = Column(types.text(100), nullable=False)
    kind = Column(types.text(40), nullable=False)
    summary = Column(types.text(), nullable=False)
    reason = _words()
    target_id: Named[int | None] = Column(ForeignKey("change.id"), index=True)
    rows: Named[list[object]] = Column(JSON, nullable=False)
    digest = Column(types.text(64), nullable=False, server_default="")  # chained to the one before


class ChangeItemColumns(TypedColumns):
    """Commitments that a change touched, for a commitment's own history."""

    id = Column(Integer, primary_key=True)
    change_id: Named[int] = Column(ForeignKey("change.id"), nullable=False)
    commitment_id = Column(Integer, nullable=False)  # no key: the trail outlives an undone row


class SavedViewColumns(TypedColumns):
    """A named filter with its display settings; `slot` 7, 8 or 9 binds it to that key."""

    id = Column(Integer, primary_key=True)
    name = Column(types.text(60), nullable=False, unique=True)
    filter = _words()
    view = Column(types.text(20), nullable=False, server_default="list")  # which screen
    sort = _words()
    descending = _flag()
    columns = _words()  # of the list, with commas between; "" are the usual ones
    slot: Named[int | None] = Column(Integer)
    version = _number(1)
