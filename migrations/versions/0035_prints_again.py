"""What a print was drawn from, until when its file is kept, and prints that were stopped."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035"
down_revision: str | None = "0034"
branch_labels = None
depends_on = None

STATES = "state IN ('queued','ready','failed','cancelled','expired')"


def upgrade() -> None:
    """Make the columns; prints of before keep their files for as long as they last."""
    facts = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("stamp_print", schema=None) as batch_op:
        for name in ("scale_x_percent", "scale_y_percent"):
            batch_op.add_column(sa.Column(name, sa.Double(), nullable=False, server_default="100"))
        batch_op.add_column(sa.Column("dpi", sa.SmallInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("cut_marks", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("handed_to", sa.String(120), nullable=True))
        batch_op.add_column(sa.Column("drawn_from", facts, nullable=True))
        batch_op.add_column(sa.Column("file_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(op.f("ck_stamp_print_state"), STATES)
        batch_op.create_index("ix_stamp_print_file_until", ["file_until"], unique=False)


def downgrade() -> None:
    """Take them away again; a stopped print counts as one that failed."""
    op.execute("UPDATE stamp_print SET state = 'failed' WHERE state = 'cancelled'")
    op.execute("UPDATE stamp_print SET state = 'ready' WHERE state = 'expired'")
    with op.batch_alter_table("stamp_print", schema=None) as batch_op:
        batch_op.drop_index("ix_stamp_print_file_until")
        batch_op.drop_constraint(op.f("ck_stamp_print_state"), type_="check")
        for name in (
            "file_until", "drawn_from", "handed_to", "cut_marks", "dpi", "scale_y_percent",
            "scale_x_percent",
        ):  # fmt: skip
            batch_op.drop_column(name)
