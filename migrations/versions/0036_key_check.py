"""Marks of the keys that sealed what is in the database."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision: str | None = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; `init` and `restore` enter the marks, for a migration has no keys."""
    op.create_table(
        "key_check",
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("version", sa.String(length=4), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("purpose", "version", name=op.f("pk_key_check")),
    )


def downgrade() -> None:
    """Take it away again; the keys stay what they are."""
    op.drop_table("key_check")
