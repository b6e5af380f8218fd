"""Who corrected a diary line, and when an officer looked at inputs told of late."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision: str | None = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns; of lines that correct none, nobody asks the role."""
    op.add_column("lot", sa.Column("waiting_seen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("lot_event", sa.Column("role", sa.String(length=32), nullable=True))
    # Of corrections the account still tells who wrote them.
    op.execute(
        "UPDATE lot_event SET role = (SELECT account.role FROM account WHERE "
        "REPLACE(CAST(account.id AS VARCHAR(36)), '-', '') = REPLACE(lot_event.who, '-', '')) "
        "WHERE corrects_id IS NOT NULL"
    )


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("lot_event", schema=None) as batch_op:
        batch_op.drop_column("role")
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.drop_column("waiting_seen_at")
