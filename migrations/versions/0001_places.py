"""Communes now and before."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "commune",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_folded", sa.String(length=80), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_commune")),
    )
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_name_folded"), ["name_folded"], unique=False)

    op.create_table(
        "former_commune",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_commune")),
        sa.UniqueConstraint(
            "code", "name", "district", "until", name=op.f("uq_former_commune_code")
        ),
    )
    with op.batch_alter_table("former_commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_commune_district"), ["district"], unique=False)

    op.create_table(
        "commune_succession",
        sa.Column("former_id", sa.Integer(), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["commune.code"],
            name=op.f("fk_commune_succession_commune_code_commune"),
        ),
        sa.ForeignKeyConstraint(
            ["former_id"],
            ["former_commune.id"],
            name=op.f("fk_commune_succession_former_id_former_commune"),
        ),
        sa.PrimaryKeyConstraint("former_id", "commune_code", name=op.f("pk_commune_succession")),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("commune_succession")
    with op.batch_alter_table("former_commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_commune_district"))

    op.drop_table("former_commune")
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commune_name_folded"))

    op.drop_table("commune")
