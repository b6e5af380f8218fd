"""What buyers read of a product while it waits for approval anew."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision: str | None = "0031"
branch_labels = None
depends_on = None

KEPT = sa.text("approved_facts IS NOT NULL")


def upgrade() -> None:
    """Make the column; what was approved before this is kept at its next change."""
    kind = sa.JSON(none_as_null=True).with_variant(
        postgresql.JSONB(none_as_null=True), "postgresql"
    )
    op.add_column("product", sa.Column("approved_facts", kind, nullable=True))
    op.create_index("ix_product_kept", "product", ["id"], sqlite_where=KEPT, postgresql_where=KEPT)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_product_kept", "product")
    op.drop_column("product", "approved_facts")
