"""What people note of a producer's way to a first order."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision: str | None = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "onboarding_note",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("channel_code", sa.String(length=24), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("who", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_onboarding_note_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onboarding_note")),
    )
    with op.batch_alter_table("onboarding_note", schema=None) as batch_op:
        batch_op.create_index("ix_onboarding_note_kind", ["household_id", "kind"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("onboarding_note", schema=None) as batch_op:
        batch_op.drop_index("ix_onboarding_note_kind")

    op.drop_table("onboarding_note")
