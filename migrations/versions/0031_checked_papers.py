"""Certificates that somebody of the state saw; those noted so far stand as seen."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision: str | None = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns; what was noted before counted at once and goes on counting."""
    with op.batch_alter_table("certificate") as batch:
        batch.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("checked_by", sa.Uuid(as_uuid=False), nullable=True))
    op.execute("UPDATE certificate SET checked_at = created_at")


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("certificate") as batch:
        batch.drop_column("checked_by")
        batch.drop_column("checked_at")
