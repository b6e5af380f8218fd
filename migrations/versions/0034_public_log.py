"""The public log of issued ranges and its daily signed heads."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision: str | None = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; `init` enters the orders of before, for a migration has no signing key."""
    op.create_table(
        "stamp_log",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.Column("countersignature", sa.String(length=88), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("product_name", sa.Text(), nullable=True),
        sa.Column("product_salt", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["stamp_order.id"], name=op.f("fk_stamp_log_order_id_stamp_order")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stamp_log")),
        sa.UniqueConstraint("order_id", name=op.f("uq_stamp_log_order_id")),
    )
    op.create_table(
        "stamp_log_head",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_stamp_log_head")),
    )


def downgrade() -> None:
    """Take them away again; what outsiders downloaded stays with them."""
    op.drop_table("stamp_log_head")
    op.drop_table("stamp_log")
