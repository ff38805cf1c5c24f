"""Digests along the trail, files beside reports, working days, occurrences of standing duties."""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "agreement", sa.Column("calendar", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "change", sa.Column("digest", sa.String(length=64), server_default="", nullable=False)
    )
    op.add_column("report", sa.Column("source_on", sa.Date(), nullable=True))
    op.add_column("report", sa.Column("file_name", sa.String(), server_default="", nullable=False))
    op.add_column(
        "report", sa.Column("file_digest", sa.String(length=64), server_default="", nullable=False)
    )
    op.add_column("commitment", sa.Column("plan_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("commitment", sa.Column("plan_on", sa.Date(), nullable=True))
    op.add_column(
        "commitment",
        sa.Column("plan_timed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "saved_view",
        sa.Column("view", sa.String(length=20), server_default="list", nullable=False),
    )
    op.add_column(
        "saved_view",
        sa.Column("descending", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "saved_view", sa.Column("columns", sa.String(), server_default="", nullable=False)
    )
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deadline_number", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("place", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("arose_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_timed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_timed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_occurrence_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint(
            "commitment_id", "number", name=op.f("uq_occurrence_commitment_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_occurrence_due_at", "occurrence", ["due_at"], unique=False)
    _chain()


def _chain() -> None:
    """Give every change made before its digest, in the form that docs/trail.md describes."""
    connection = op.get_bind()
    changes = connection.execute(
        sa.text(
            "SELECT id, at, actor, kind, summary, reason, target_id, "
            "CAST(rows AS VARCHAR) AS plain_rows FROM change ORDER BY id"
        )
    )
    items: dict[int, list[int]] = {}
    for change_id, commitment_id in connection.execute(
        sa.text("SELECT change_id, commitment_id FROM change_item")
    ):
        items.setdefault(change_id, []).append(commitment_id)
    previous = ""
    digests = []
    for change in changes.mappings():
        fields = {
            "actor": change["actor"],
            "at": _stamp(change["at"]),
            "id": change["id"],
            "items": sorted(items.get(change["id"], ())),
            "kind": change["kind"],
            "previous": previous,
            "reason": change["reason"],
            "rows": json.loads(change["plain_rows"]),
            "summary": change["summary"],
            "target_id": change["target_id"],
        }
        written = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
        digests.append({"digest": previous, "id": change["id"]})
    if digests:
        connection.execute(sa.text("UPDATE change SET digest = :digest WHERE id = :id"), digests)


def _stamp(at: datetime | str) -> str:
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    utc = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def downgrade() -> None:
    op.drop_index("ix_occurrence_due_at", table_name="occurrence")
    op.drop_table("occurrence")
    op.drop_column("commitment", "plan_timed")
    op.drop_column("commitment", "plan_on")
    op.drop_column("commitment", "plan_at")
    op.drop_column("saved_view", "columns")
    op.drop_column("saved_view", "descending")
    op.drop_column("saved_view", "view")
    op.drop_column("report", "file_digest")
    op.drop_column("report", "file_name")
    op.drop_column("report", "source_on")
    op.drop_column("change", "digest")
    op.drop_column("agreement", "calendar")
