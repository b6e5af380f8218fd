"""The life of stamps: who may lift what, approvals, packs said opened, leaked keys, costs."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision: str | None = "0032"
branch_labels = None
depends_on = None

KINDS = "kind IN ('issue','print','deliver','sample','activate','suspend','resume','void')"
PAYERS = "paid_by IN ('producer','commune','province','programme')"
MOMENT = sa.DateTime(timezone=True)
ID = sa.Uuid(as_uuid=False)
# Who locked stamps before levels were kept: as the account or token stands, the province where
# neither is known, so that nobody unlocks what somebody above may have locked.
LOCKED_BY = sa.text(
    """
    UPDATE stamp_event SET level = COALESCE(
      (SELECT CASE role WHEN 'producer' THEN 0 WHEN 'api_client' THEN 0
                        WHEN 'extension_worker' THEN 1 WHEN 'commune_officer' THEN 2 ELSE 3 END
         FROM (SELECT CAST(id AS VARCHAR(36)) AS id, role FROM account
               UNION ALL SELECT CAST(id AS VARCHAR(36)), role FROM token) AS people
        WHERE REPLACE(people.id, '-', '') = REPLACE(stamp_event.who, '-', '')),
      3)
     WHERE kind = 'suspend'
    """
)


def _kept() -> list[sa.Column]:  # type: ignore[type-arg]  # columns of four types
    return [
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    """Make the tables and columns."""
    with op.batch_alter_table("stamp_order", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("with_pin", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("unit_cost_vnd", sa.Numeric(12, 2), nullable=True))
        batch_op.add_column(sa.Column("paid_by", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("cost_note", sa.Text(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_stamp_order_unit_cost_vnd"), "unit_cost_vnd >= 0"
        )
        batch_op.create_check_constraint(batch_op.f("ck_stamp_order_paid_by"), PAYERS)
    with op.batch_alter_table("stamp_event", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("level", sa.SmallInteger(), nullable=False, server_default="0")
        )
        batch_op.create_check_constraint(batch_op.f("ck_stamp_event_kind"), KINDS)
        batch_op.create_check_constraint(
            batch_op.f("ck_stamp_event_level"), "level BETWEEN 0 AND 3"
        )
    op.execute(LOCKED_BY)
    _approvals()
    _marks_and_leaks()


def _approvals() -> None:
    op.create_table(
        "stamp_approval",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("household_id", ID, nullable=False),
        sa.Column("lot_id", ID, nullable=True),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.String(length=36), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        *_kept(),
        sa.CheckConstraint("kind IN ('packs','quota')", name=op.f("ck_stamp_approval_kind")),
        sa.CheckConstraint(
            "state IN ('asked','granted','denied','withdrawn')",
            name=op.f("ck_stamp_approval_state"),
        ),
        sa.CheckConstraint("count > 0", name=op.f("ck_stamp_approval_count")),
        sa.CheckConstraint(
            "(kind = 'packs' AND lot_id IS NOT NULL) OR (kind = 'quota' AND year IS NOT NULL)",
            name=op.f("ck_stamp_approval_about"),
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (decided_at IS NULL)", name=op.f("ck_stamp_approval_decided")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_stamp_approval_household_id_household"),
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_stamp_approval_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["stamp_order.id"], name=op.f("fk_stamp_approval_order_id_stamp_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp_approval")),
    )
    for column in ("household_id", "lot_id", "order_id", "state"):
        op.create_index(f"ix_stamp_approval_{column}", "stamp_approval", [column])


def _marks_and_leaks() -> None:
    op.create_table(
        "stamp_mark",
        sa.Column("serial", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("pin_tries", sa.SmallInteger(), nullable=False),
        sa.Column("tried_at", MOMENT, nullable=False),
        sa.Column("locked_at", MOMENT, nullable=True),
        sa.Column("consumed_at", MOMENT, nullable=True),
        sa.CheckConstraint("pin_tries >= 0", name=op.f("ck_stamp_mark_pin_tries")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["stamp_order.id"], name=op.f("fk_stamp_mark_order_id_stamp_order")
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_stamp_mark")),
    )
    op.create_index("ix_stamp_mark_order_id", "stamp_mark", ["order_id"])
    op.create_table(
        "key_leak",
        sa.Column("version", sa.String(length=1), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("told_by", sa.String(length=36), nullable=False),
        sa.Column("lift_asked_at", MOMENT, nullable=True),
        sa.Column("lift_asked_by", sa.String(length=36), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=True),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.Column("lifted_by", sa.String(length=36), nullable=True),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_leak")),
    )
    stands = sa.text("lifted_at IS NULL")
    op.create_index(
        "uq_key_leak_standing", "key_leak", ["version"], unique=True,
        sqlite_where=stands, postgresql_where=stands,
    )  # fmt: skip


def downgrade() -> None:
    """Take them away again; what was delivered or made a sample keeps its state."""
    op.drop_table("key_leak")
    op.drop_table("stamp_mark")
    op.drop_table("stamp_approval")
    with op.batch_alter_table("stamp_event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_stamp_event_level"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_stamp_event_kind"), type_="check")
        batch_op.drop_column("level")
    with op.batch_alter_table("stamp_order", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_stamp_order_paid_by"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_stamp_order_unit_cost_vnd"), type_="check")
        batch_op.drop_column("cost_note")
        batch_op.drop_column("paid_by")
        batch_op.drop_column("unit_cost_vnd")
        batch_op.drop_column("with_pin")
