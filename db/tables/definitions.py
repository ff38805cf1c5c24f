"""The model as tables. Names are those of docs/architecture.md; every constraint has one."""

from sqlalchemy import Index, MetaData, Table, UniqueConstraint

from db.tables.columns import (
    AgreementColumns,
    AgreementPartyColumns,
    ChangeColumns,
    ChangeItemColumns,
    CommitmentColumns,
    CommitmentPartyColumns,
    DeadlineAnchorColumns,
    DeadlineColumns,
    DependencyColumns,
    EventColumns,
    OccurrenceColumns,
    PartyColumns,
    ProcessColumns,
    ReportColumns,
    SavedViewColumns,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_EMPTY_FIRST = dict.fromkeys(("due_at", "done_at"), "timestamptz_ops NULLS FIRST")
"""Index options: PostgreSQL sorts NULLs last, but lists and SQLite's indexes sort them first."""
_orders: list[Index] = []


def _order(name: str, *keys: str) -> Index:
    """An index that supports an order of the list."""
    _orders.append(Index(name, *keys))
    return _orders[-1]


def set_postgresql_options() -> None:
    """Set PostgreSQL's sort options on the indexes of the list's orders.

    It is apart from the tables, because it loads SQLAlchemy's dialects for PostgreSQL.
    """
    for index in _orders:
        index.dialect_options["postgresql"]["ops"] = _EMPTY_FIRST


process = Table("process", metadata, ProcessColumns)
agreement = Table("agreement", metadata, AgreementColumns)
party = Table("party", metadata, PartyColumns)
agreement_party = Table(
    "agreement_party", metadata, AgreementPartyColumns, UniqueConstraint("agreement_id", "party_id")
)
event = Table("event", metadata, EventColumns, UniqueConstraint("agreement_id", "key"))
commitment = Table(
    "commitment",
    metadata,
    CommitmentColumns,
    UniqueConstraint("agreement_id", "number"),
    # The order of the list: one walk along this index gives any window of it.
    _order("ix_commitment_urgency", "withdrawn", "band", "due_at", "id"),
    _order("ix_commitment_agreement_urgency", "agreement_id", "withdrawn", "band", "due_at", "id"),
    # The other orders, each walked in the same way.
    Index("ix_commitment_code_order", "withdrawn", "agreement_id", "number", "id"),
    Index("ix_commitment_title", "withdrawn", "title", "id").ddl_if("sqlite"),
    _order("ix_commitment_owners", "withdrawn", "owners", "band", "due_at", "id"),
    _order("ix_commitment_status", "withdrawn", "status", "band", "due_at", "id"),
    _order("ix_commitment_theme", "withdrawn", "theme", "band", "due_at", "id"),
    _order("ix_commitment_done", "withdrawn", "status", "done_at", "id"),
    _order("ix_commitment_verification", "withdrawn", "verification", "band", "due_at", "id"),
    # What is typed to narrow by is looked for here, a quarter of what the rows take. PostgreSQL
    # refuses long texts in such an index.
    Index("ix_commitment_search", "withdrawn", "band", "due_at", "id", "search").ddl_if("sqlite"),
)
commitment_party = Table(
    "commitment_party",
    metadata,
    CommitmentPartyColumns,
    UniqueConstraint("commitment_id", "party_id", "role"),
)
deadline = Table("deadline", metadata, DeadlineColumns, UniqueConstraint("commitment_id", "number"))
deadline_anchor = Table("deadline_anchor", metadata, DeadlineAnchorColumns)
report = Table(
    "report", metadata, ReportColumns, Index("ix_report_commitment_id_at", "commitment_id", "at")
)
occurrence = Table(
    "occurrence",
    metadata,
    OccurrenceColumns,
    UniqueConstraint("commitment_id", "number"),
    Index("ix_occurrence_due_at", "due_at"),
)
dependency = Table(
    "dependency", metadata, DependencyColumns, UniqueConstraint("commitment_id", "on_id")
)
change = Table("change", metadata, ChangeColumns)
change_item = Table(
    "change_item",
    metadata,
    ChangeItemColumns,
    Index("ix_change_item_commitment_id_change_id", "commitment_id", "change_id"),
    Index("ix_change_item_change_id", "change_id"),
)
saved_view = Table("saved_view", metadata, SavedViewColumns)

TRACKED: dict[str, Table] = {
    table.name: table
    for table in (
        process,
        agreement,
        party,
        agreement_party,
        event,
        commitment,
        commitment_party,
        deadline,
        deadline_anchor,
        report,
        occurrence,
        dependency,
        saved_view,
    )
}
"""Tables in the audit trail: every change of their rows can be undone."""

for _table in TRACKED.values():
    # The trail knows rows by number: SQLite must not give a number to another row later.
    _table.dialect_options["sqlite"]["autoincrement"] = True

PROJECTIONS: frozenset[str] = frozenset(
    {
        "owners", "search", "band", "deadline_kind", "rule", "waiting_on", "due_at", "due_on",
        "due_timed", "due_provisional", "first_due_at", "first_due_on", "plan_at", "plan_on",
        "plan_timed", "done_at", "done_on",
        "done_timed", "verification", "reports", "last_report_id",
    }
)  # fmt: skip
"""Derived columns of `commitment`: not in the trail, and derived again instead of undone."""

SEARCHED = ("code", "title", "provision", "theme", "tags")
"""Columns of `commitment` at the start of `search`, in this order; its owners follow."""

NOTES: frozenset[str] = frozenset(
    {
        "words", "source", "critical", "pinned", "continuing", "target", "unit", "amount",
        "level", "parent_id",
    }
)  # fmt: skip
"""Columns of `commitment` without any derived values."""

UNTRACKED: frozenset[str] = frozenset({"version", "next_number"})
"""Columns that only grow, even after an undo."""
