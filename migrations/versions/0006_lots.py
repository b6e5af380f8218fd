"""Areas, lots and their events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "area",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_area_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_household_id"), ["household_id"], unique=False)

    op.create_table(
        "lot",
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lot_code", sa.String(length=20), nullable=False),
        sa.Column("area_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("harvested_on", sa.Date(), nullable=True),
        sa.Column("produced_on", sa.Date(), nullable=True),
        sa.Column("packed_on", sa.Date(), nullable=True),
        sa.Column("use_by", sa.Date(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("pack_count", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("release_override", sa.Text(), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_by", sa.String(length=36), nullable=True),
        sa.Column("recall_reason", sa.Text(), nullable=True),
        sa.Column("recall_phone", sa.String(length=20), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open','sealed','released','recalled')", name=op.f("ck_lot_state")
        ),
        sa.CheckConstraint("pack_count >= 0", name=op.f("ck_lot_pack_count")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_lot_quantity")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_lot_area_id_area")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_lot_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot")),
        sa.UniqueConstraint("product_id", "lot_code", name=op.f("uq_lot_product_id")),
    )
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lot_product_id"), ["product_id"], unique=False)

    op.create_table(
        "lot_event",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("corrects_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["lot_event.id"], name=op.f("fk_lot_event_corrects_id_lot_event")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_lot_event_lot_id_lot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_event")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_lot_event_corrects_id")),
    )
    with op.batch_alter_table("lot_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lot_event_lot_id"), ["lot_id"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("lot_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lot_event_lot_id"))

    op.drop_table("lot_event")
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lot_product_id"))

    op.drop_table("lot")
    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_household_id"))

    op.drop_table("area")
