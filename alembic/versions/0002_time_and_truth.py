"""Digests along the trail, files beside reports, working days, occurrences of standing duties."""

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
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
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


def downgrade() -> None:
    op.drop_index("ix_occurrence_due_at", table_name="occurrence")
    op.drop_table("occurrence")
    op.drop_column("report", "file_digest")
    op.drop_column("report", "file_name")
    op.drop_column("report", "source_on")
    op.drop_column("change", "digest")
    op.drop_column("agreement", "calendar")
