"""Fields sealed per person, hashes under two versions of the key, views of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision: str | None = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "household_view",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("who_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "who", "day", name=op.f("pk_household_view")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        # Whether somebody has a citizen number is asked of the sealed number from now on.
        batch_op.drop_index(
            "uq_household_person_key",
            sqlite_where=sa.text("citizen_index IS NULL"),
            postgresql_where=sa.text("citizen_index IS NULL"),
        )
        batch_op.create_index(
            "uq_household_person_key",
            ["person_key"],
            unique=True,
            sqlite_where=sa.text("citizen_sealed IS NULL"),
            postgresql_where=sa.text("citizen_sealed IS NULL"),
        )
        batch_op.add_column(sa.Column("citizen_index_even", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("person_key_even", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("bank_sealed", sa.LargeBinary(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_household_person_key_even"), ["person_key_even"], unique=False
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_household_citizen_index_even"), ["citizen_index_even"]
        )
        batch_op.create_index(
            "uq_household_person_key_even",
            ["person_key_even"],
            unique=True,
            sqlite_where=sa.text("citizen_sealed IS NULL"),
            postgresql_where=sa.text("citizen_sealed IS NULL"),
        )

    # Answers kept in clear are forgotten: whoever repeats a request of before is answered anew.
    op.execute("DELETE FROM kept_answer")
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body_sealed", sa.LargeBinary(), nullable=True))
        batch_op.drop_column("body")


def downgrade() -> None:
    """Take them away again."""
    op.execute("DELETE FROM kept_answer")
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("body", sa.LargeBinary(), nullable=True))
        batch_op.drop_column("body_sealed")

    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_household_person_key_even",
            sqlite_where=sa.text("citizen_sealed IS NULL"),
            postgresql_where=sa.text("citizen_sealed IS NULL"),
        )
        batch_op.drop_constraint(batch_op.f("uq_household_citizen_index_even"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_household_person_key_even"))
        batch_op.drop_column("bank_sealed")
        batch_op.drop_column("person_key_even")
        batch_op.drop_column("citizen_index_even")
        batch_op.drop_index(
            "uq_household_person_key",
            sqlite_where=sa.text("citizen_sealed IS NULL"),
            postgresql_where=sa.text("citizen_sealed IS NULL"),
        )
        batch_op.create_index(
            "uq_household_person_key",
            ["person_key"],
            unique=True,
            sqlite_where=sa.text("citizen_index IS NULL"),
            postgresql_where=sa.text("citizen_index IS NULL"),
        )

    op.drop_table("household_view")
