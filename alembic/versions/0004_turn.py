"""Writers on PostgreSQL take turns by a lock on a table, which no reviewer can take.

No table changes: the number keeps out older programs, which would take turns by another lock, so
that one of them and one of today's could write at once.
"""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
