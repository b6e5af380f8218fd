"""Producers, consents, imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "household_import",
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("dry_run", sa.Boolean(), nullable=False),
        sa.Column(
            "counts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("sheet_name", sa.String(length=64), nullable=False),
        sa.Column(
            "header", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "columns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cells_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_import")),
    )
    with op.batch_alter_table("household_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_import_who"), ["who"], unique=False)

    op.create_table(
        "household",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("head_name", sa.String(length=120), nullable=True),
        sa.Column("legal_name", sa.String(length=200), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("former_district", sa.String(length=80), nullable=True),
        sa.Column("hamlet", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("phone_of", sa.String(length=80), nullable=True),
        sa.Column("citizen_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("citizen_index", sa.String(length=64), nullable=True),
        sa.Column("person_key", sa.String(length=64), nullable=True),
        sa.Column("tax_code", sa.String(length=14), nullable=True),
        sa.Column("tax_is_citizen_id", sa.Boolean(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=8), nullable=True),
        sa.Column(
            "crops", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "purposes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("area_ha", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft','registered')", name=op.f("ck_household_state")),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["commune.code"], name=op.f("fk_household_commune_code_commune")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["household_import.id"],
            name=op.f("fk_household_import_id_household_import"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("citizen_index", name=op.f("uq_household_citizen_index")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_household_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_household_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_person_key"), ["person_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_phone"), ["phone"], unique=False)
        batch_op.create_index(
            "uq_household_person_key",
            ["person_key"],
            unique=True,
            sqlite_where=sa.text("citizen_index IS NULL"),
            postgresql_where=sa.text("citizen_index IS NULL"),
        )

    op.create_table(
        "household_import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column(
            "errors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "warnings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "commune_codes",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("duplicate_row", sa.Integer(), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("cells_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["household_import.id"],
            name=op.f("fk_household_import_row_import_id_household_import"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_import_row")),
        sa.UniqueConstraint("import_id", "row", name=op.f("uq_household_import_row_import_id")),
    )
    op.create_table(
        "consent",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column(
            "purposes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("collected_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_consent_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_household_id"), ["household_id"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_household_id"))

    op.drop_table("consent")
    op.drop_table("household_import_row")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_household_person_key",
            sqlite_where=sa.text("citizen_index IS NULL"),
            postgresql_where=sa.text("citizen_index IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_household_phone"))
        batch_op.drop_index(batch_op.f("ix_household_person_key"))
        batch_op.drop_index(batch_op.f("ix_household_import_id"))
        batch_op.drop_index(batch_op.f("ix_household_commune_code"))

    op.drop_table("household")
    with op.batch_alter_table("household_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_import_who"))

    op.drop_table("household_import")
