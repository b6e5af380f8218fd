"""Cards that open a producer's record."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision: str | None = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "household_card",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key_version", sa.String(length=1), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "end_reason IN ('lost','changed')", name=op.f("ck_household_card_end_reason")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_card_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_household_card")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("household_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_household_card_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(
            "uq_household_card_in_force",
            ["household_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("household_card", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_household_card_in_force",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_household_card_household_id"))

    op.drop_table("household_card")
