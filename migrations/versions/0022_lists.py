"""Lists in depth: several sheets, update mode, remembered headings, long imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision: str | None = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "list_mapping",
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column(
            "columns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_mapping")),
        sa.UniqueConstraint("who", "fingerprint", name=op.f("uq_list_mapping_who")),
    )
    with op.batch_alter_table("household_import", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("mode", sa.String(length=8), nullable=False, server_default="add")
        )
        batch_op.add_column(
            sa.Column("stage", sa.String(length=12), nullable=False, server_default="ready")
        )
        batch_op.add_column(
            sa.Column(
                "sheets",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'[]'"),
            )
        )
        batch_op.add_column(
            sa.Column(
                "asked",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'{}'"),
            )
        )
        batch_op.add_column(sa.Column("job_id", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.add_column(sa.Column("refused", sa.Text(), nullable=True))

    with op.batch_alter_table("household_import_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("duplicate_sheet", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("changes_sealed", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("revision_after", sa.Integer(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_household_import_row_import_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_household_import_row_import_id"), ["import_id", "sheet", "row"]
        )


def downgrade() -> None:
    """Take them away again; rows of second lists do not fit the key of before."""
    op.execute("DELETE FROM household_import_row WHERE sheet > 0")
    with op.batch_alter_table("household_import_row", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_household_import_row_import_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_household_import_row_import_id"), ["import_id", "row"]
        )
        batch_op.drop_column("revision_after")
        batch_op.drop_column("changes_sealed")
        batch_op.drop_column("duplicate_sheet")
        batch_op.drop_column("sheet")

    with op.batch_alter_table("household_import", schema=None) as batch_op:
        batch_op.drop_column("refused")
        batch_op.drop_column("job_id")
        batch_op.drop_column("asked")
        batch_op.drop_column("sheets")
        batch_op.drop_column("stage")
        batch_op.drop_column("mode")

    op.drop_table("list_mapping")
