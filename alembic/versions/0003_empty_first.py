"""PostgreSQL's indexes for the list's orders keep what has no value first, as SQLite's do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ORDERS = {
    "ix_commitment_urgency": ("withdrawn", "band", "due_at", "id"),
    "ix_commitment_agreement_urgency": ("agreement_id", "withdrawn", "band", "due_at", "id"),
    "ix_commitment_owners": ("withdrawn", "owners", "band", "due_at", "id"),
    "ix_commitment_status": ("withdrawn", "status", "band", "due_at", "id"),
    "ix_commitment_theme": ("withdrawn", "theme", "band", "due_at", "id"),
    "ix_commitment_verification": ("withdrawn", "verification", "band", "due_at", "id"),
    "ix_commitment_done": ("withdrawn", "status", "done_at", "id"),
}


def upgrade() -> None:
    _make_again(" NULLS FIRST")


def downgrade() -> None:
    _make_again("")


def _make_again(empty: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, keys in _ORDERS.items():
        op.drop_index(name, table_name="commitment")
        terms = [sa.text(key + empty) if key.endswith("_at") else key for key in keys]
        op.create_index(name, "commitment", terms, unique=False)
