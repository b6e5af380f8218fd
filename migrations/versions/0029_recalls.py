"""Lots handed over, and recalls with their lots, notices and drills."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision: str | None = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "lot_transfer",
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("partner_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("to_household_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.Column("pack_count", sa.Integer(), nullable=True),
        sa.Column("received_quantity", sa.Numeric(precision=14, scale=3), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed','in_transit','received','disputed','cancelled')",
            name=op.f("ck_lot_transfer_state"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_lot_transfer_quantity")),
        sa.CheckConstraint(
            "received_quantity >= 0", name=op.f("ck_lot_transfer_received_quantity")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_lot_transfer_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_lot_transfer_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["to_household_id"],
            ["household.id"],
            name=op.f("fk_lot_transfer_to_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_transfer")),
    )
    with op.batch_alter_table("lot_transfer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lot_transfer_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_lot_transfer_partner_id"), ["partner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_lot_transfer_to_household_id"), ["to_household_id"], unique=False
        )

    op.create_table(
        "recall",
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("with_made", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text_vi", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.String(length=36), nullable=False),
        sa.Column("lift_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lift_asked_by", sa.String(length=36), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(length=36), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_recall_lot_id_lot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
    )
    with op.batch_alter_table("recall", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recall_lot_id"), ["lot_id"], unique=False)

    op.create_table(
        "recall_drill",
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Numeric(precision=10, scale=3), nullable=False),
        sa.Column(
            "counts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_recall_drill_lot_id_lot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_drill")),
    )
    with op.batch_alter_table("recall_drill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recall_drill_lot_id"), ["lot_id"], unique=False)

    op.create_table(
        "recall_lot",
        sa.Column("recall_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("before", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_recall_lot_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recall.id"], name=op.f("fk_recall_lot_recall_id_recall")
        ),
        sa.PrimaryKeyConstraint("recall_id", "lot_id", name=op.f("pk_recall_lot")),
    )
    with op.batch_alter_table("recall_lot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recall_lot_lot_id"), ["lot_id"], unique=False)

    op.create_table(
        "recall_notice",
        sa.Column("recall_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("transfer_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(length=36), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recall_id"], ["recall.id"], name=op.f("fk_recall_notice_recall_id_recall")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["lot_transfer.id"],
            name=op.f("fk_recall_notice_transfer_id_lot_transfer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall_notice")),
        sa.UniqueConstraint("recall_id", "transfer_id", name=op.f("uq_recall_notice_recall_id")),
    )
    with op.batch_alter_table("recall_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recall_notice_recall_id"), ["recall_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_recall_notice_transfer_id"), ["transfer_id"], unique=False
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("recall_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recall_notice_transfer_id"))
        batch_op.drop_index(batch_op.f("ix_recall_notice_recall_id"))

    op.drop_table("recall_notice")
    with op.batch_alter_table("recall_lot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recall_lot_lot_id"))

    op.drop_table("recall_lot")
    with op.batch_alter_table("recall_drill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recall_drill_lot_id"))

    op.drop_table("recall_drill")
    with op.batch_alter_table("recall", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recall_lot_id"))

    op.drop_table("recall")
    with op.batch_alter_table("lot_transfer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lot_transfer_to_household_id"))
        batch_op.drop_index(batch_op.f("ix_lot_transfer_partner_id"))
        batch_op.drop_index(batch_op.f("ix_lot_transfer_lot_id"))

    op.drop_table("lot_transfer")
