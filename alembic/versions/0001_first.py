"""The first schema: the model of docs/architecture.md."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["change.id"], name=op.f("fk_change_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_target_id"), ["target_id"], unique=False)

    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("code", name=op.f("uq_party_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "process",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process")),
        sa.UniqueConstraint("name", name=op.f("uq_process_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("filter", sa.String(), server_default="", nullable=False),
        sa.Column("sort", sa.String(), server_default="", nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_view_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("known_as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("next_number", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["process_id"], ["process.id"], name=op.f("fk_agreement_process_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("code", name=op.f("uq_agreement_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_item_change_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_item")),
    )
    with op.batch_alter_table("change_item", schema=None) as batch_op:
        batch_op.create_index("ix_change_item_change_id", ["change_id"], unique=False)
        batch_op.create_index(
            "ix_change_item_commitment_id_change_id", ["commitment_id", "change_id"], unique=False
        )

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_party_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_agreement_party_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sa.UniqueConstraint(
            "agreement_id", "party_id", name=op.f("uq_agreement_party_agreement_id_party_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_party_party_id"), ["party_id"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("provision", sa.String(), server_default="", nullable=False),
        sa.Column("words", sa.String(), server_default="", nullable=False),
        sa.Column("theme", sa.String(), server_default="", nullable=False),
        sa.Column("tags", sa.String(), server_default="", nullable=False),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("critical", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("continuing", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("pinned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(), server_default="", nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), server_default="pending", nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("owners", sa.String(), server_default="", nullable=False),
        sa.Column("search", sa.String(), server_default="", nullable=False),
        sa.Column("band", sa.Integer(), server_default=sa.text("2"), nullable=False),
        sa.Column("deadline_kind", sa.String(length=20), server_default="none", nullable=False),
        sa.Column("rule", sa.String(), server_default="", nullable=False),
        sa.Column("waiting_on", sa.String(), server_default="", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_timed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("due_provisional", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("first_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_timed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("verification", sa.String(length=20), server_default="no report", nullable=False),
        sa.Column("reports", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_report_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_commitment_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["commitment.id"], name=op.f("fk_commitment_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint(
            "agreement_id", "number", name=op.f("uq_commitment_agreement_id_number")
        ),
        sa.UniqueConstraint("code", name=op.f("uq_commitment_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_commitment_agreement_urgency",
            ["agreement_id", "withdrawn", "band", "due_at", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_commitment_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            "ix_commitment_code_order", ["withdrawn", "agreement_id", "number", "id"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_done", ["withdrawn", "status", "done_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_owners", ["withdrawn", "owners", "band", "due_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_status", ["withdrawn", "status", "band", "due_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_theme", ["withdrawn", "theme", "band", "due_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_urgency", ["withdrawn", "band", "due_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_commitment_verification",
            ["withdrawn", "verification", "band", "due_at", "id"],
            unique=False,
        )
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("commitment", schema=None) as batch_op:
            batch_op.create_index(
                "ix_commitment_search",
                ["withdrawn", "band", "due_at", "id", "search"],
                unique=False,
            )
            batch_op.create_index("ix_commitment_title", ["withdrawn", "title", "id"], unique=False)

    op.create_table(
        "commitment_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_commitment_party_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_commitment_party_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_party")),
        sa.UniqueConstraint(
            "commitment_id",
            "party_id",
            "role",
            name=op.f("uq_commitment_party_commitment_id_party_id_role"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("commitment_party", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_party_party_id"), ["party_id"], unique=False
        )

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_deadline_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint(
            "commitment_id", "number", name=op.f("uq_deadline_commitment_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dependency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("on_id", sa.Integer(), nullable=False),
        sa.Column("parallel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_dependency_commitment_id")
        ),
        sa.ForeignKeyConstraint(["on_id"], ["commitment.id"], name=op.f("fk_dependency_on_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dependency")),
        sa.UniqueConstraint(
            "commitment_id", "on_id", name=op.f("uq_dependency_commitment_id_on_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("dependency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dependency_on_id"), ["on_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("actual_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("day_only", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_event_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_event_commitment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("agreement_id", "key", name=op.f("uq_event_agreement_id_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_commitment_id"), ["commitment_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("timed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("says", sa.String(length=20), nullable=True),
        sa.Column("status_to", sa.String(length=20), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("url", sa.String(), server_default="", nullable=False),
        sa.Column("grade", sa.String(), server_default="", nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_report_commitment_id")
        ),
        sa.ForeignKeyConstraint(["corrects_id"], ["report.id"], name=op.f("fk_report_corrects_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["party.id"], name=op.f("fk_report_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_commitment_id_at", ["commitment_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_speaker_id"), ["speaker_id"], unique=False)

    op.create_table(
        "deadline_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_deadline_anchor_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_deadline_anchor_deadline_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_deadline_anchor_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_anchor")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deadline_anchor", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deadline_anchor_commitment_id"), ["commitment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_deadline_anchor_deadline_id"), ["deadline_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_deadline_anchor_event_id"), ["event_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("deadline_anchor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadline_anchor_event_id"))
        batch_op.drop_index(batch_op.f("ix_deadline_anchor_deadline_id"))
        batch_op.drop_index(batch_op.f("ix_deadline_anchor_commitment_id"))

    op.drop_table("deadline_anchor")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_speaker_id"))
        batch_op.drop_index("ix_report_commitment_id_at")

    op.drop_table("report")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_commitment_id"))

    op.drop_table("event")
    with op.batch_alter_table("dependency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dependency_on_id"))

    op.drop_table("dependency")
    op.drop_table("deadline")
    with op.batch_alter_table("commitment_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_party_party_id"))

    op.drop_table("commitment_party")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("commitment", schema=None) as batch_op:
            batch_op.drop_index("ix_commitment_title")
            batch_op.drop_index("ix_commitment_search")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index("ix_commitment_verification")
        batch_op.drop_index("ix_commitment_urgency")
        batch_op.drop_index("ix_commitment_theme")
        batch_op.drop_index("ix_commitment_status")
        batch_op.drop_index("ix_commitment_owners")
        batch_op.drop_index("ix_commitment_done")
        batch_op.drop_index("ix_commitment_code_order")
        batch_op.drop_index(batch_op.f("ix_commitment_parent_id"))
        batch_op.drop_index("ix_commitment_agreement_urgency")

    op.drop_table("commitment")
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_party_party_id"))

    op.drop_table("agreement_party")
    with op.batch_alter_table("change_item", schema=None) as batch_op:
        batch_op.drop_index("ix_change_item_commitment_id_change_id")
        batch_op.drop_index("ix_change_item_change_id")

    op.drop_table("change_item")
    op.drop_table("agreement")
    op.drop_table("saved_view")
    op.drop_table("process")
    op.drop_table("party")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_target_id"))

    op.drop_table("change")
