"""Members, heads, parcels of producers; how they are paid and where they wish to sell."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision: str | None = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "parcel",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("crop", sa.String(length=80), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("count_unit", sa.String(length=16), nullable=True),
        sa.Column("season_from", sa.Integer(), nullable=True),
        sa.Column("season_to", sa.Integer(), nullable=True),
        sa.Column("area_m2", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_parcel_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel")),
    )
    with op.batch_alter_table("parcel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parcel_household_id"), ["household_id"], unique=False)

    op.create_table(
        "producer_member",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_household_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_producer_member_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["member_household_id"],
            ["household.id"],
            name=op.f("fk_producer_member_member_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_producer_member")),
    )
    with op.batch_alter_table("producer_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_producer_member_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_producer_member_member_household_id"),
            ["member_household_id"],
            unique=False,
        )

    op.create_table(
        "producer_head",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_producer_head_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["producer_member.id"],
            name=op.f("fk_producer_head_member_id_producer_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_producer_head")),
    )
    with op.batch_alter_table("producer_head", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_producer_head_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_producer_head_member_id"), ["member_id"], unique=False)

    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "payment_kinds",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'[]'"),
            )
        )
        batch_op.add_column(
            sa.Column(
                "wish_channels",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'[]'"),
            )
        )
        batch_op.add_column(sa.Column("wish_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("wish_note", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_column("wish_note")
        batch_op.drop_column("wish_by")
        batch_op.drop_column("wish_channels")
        batch_op.drop_column("payment_kinds")

    with op.batch_alter_table("producer_head", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_producer_head_member_id"))
        batch_op.drop_index(batch_op.f("ix_producer_head_household_id"))

    op.drop_table("producer_head")
    with op.batch_alter_table("producer_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_producer_member_member_household_id"))
        batch_op.drop_index(batch_op.f("ix_producer_member_household_id"))

    op.drop_table("producer_member")
    with op.batch_alter_table("parcel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_parcel_household_id"))

    op.drop_table("parcel")
