"""Stamp orders, segments, events, prints, and the serial counter."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "serial_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next_serial", sa.BigInteger(), nullable=False),
        sa.Column("next_order", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_serial_counter")),
    )
    op.create_table(
        "stamp_order",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("key_version", sa.String(length=1), nullable=False),
        sa.Column("issuer_role", sa.String(length=32), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_stamp_order_count")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_stamp_order_household_id_household")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_stamp_order_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stamp_order_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_order")),
        sa.UniqueConstraint("first_serial", name=op.f("uq_stamp_order_first_serial")),
        sa.UniqueConstraint("number", name=op.f("uq_stamp_order_number")),
    )
    with op.batch_alter_table("stamp_order", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stamp_order_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_stamp_order_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stamp_order_product_id"), ["product_id"], unique=False)

    op.create_table(
        "stamp_event",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("order_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("first_serial", sa.BigInteger(), nullable=False),
        sa.Column("last_serial", sa.BigInteger(), nullable=False),
        sa.Column("from_states", sa.String(length=80), nullable=False),
        sa.Column("to_state", sa.String(length=16), nullable=False),
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_stamp_event_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["stamp_order.id"], name=op.f("fk_stamp_event_order_id_stamp_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_event")),
    )
    with op.batch_alter_table("stamp_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stamp_event_order_id"), ["order_id"], unique=False)

    op.create_table(
        "stamp_print",
        sa.Column("order_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("stock", sa.String(length=24), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("skip", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("offset_x_mm", sa.Double(), nullable=False),
        sa.Column("offset_y_mm", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["stamp_order.id"], name=op.f("fk_stamp_print_order_id_stamp_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_print")),
    )
    with op.batch_alter_table("stamp_print", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stamp_print_order_id"), ["order_id"], unique=False)

    op.create_table(
        "stamp_segment",
        sa.Column("first_serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_serial", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued','printed','delivered','sample','active','suspended','void')",
            name=op.f("ck_stamp_segment_state"),
        ),
        sa.CheckConstraint("last_serial >= first_serial", name=op.f("ck_stamp_segment_order")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_stamp_segment_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["stamp_order.id"], name=op.f("fk_stamp_segment_order_id_stamp_order")
        ),
        sa.PrimaryKeyConstraint("first_serial", name=op.f("pk_stamp_segment")),
    )
    with op.batch_alter_table("stamp_segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stamp_segment_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index("ix_stamp_segment_order", ["order_id", "first_serial"], unique=False)

    counter = sa.table(
        "serial_counter", sa.column("id"), sa.column("next_serial"), sa.column("next_order")
    )
    op.bulk_insert(counter, [{"id": 1, "next_serial": 1, "next_order": 1}])


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("stamp_segment", schema=None) as batch_op:
        batch_op.drop_index("ix_stamp_segment_order")
        batch_op.drop_index(batch_op.f("ix_stamp_segment_lot_id"))

    op.drop_table("stamp_segment")
    with op.batch_alter_table("stamp_print", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stamp_print_order_id"))

    op.drop_table("stamp_print")
    with op.batch_alter_table("stamp_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stamp_event_order_id"))

    op.drop_table("stamp_event")
    with op.batch_alter_table("stamp_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stamp_order_product_id"))
        batch_op.drop_index(batch_op.f("ix_stamp_order_lot_id"))
        batch_op.drop_index(batch_op.f("ix_stamp_order_household_id"))

    op.drop_table("stamp_order")
    op.drop_table("serial_counter")
