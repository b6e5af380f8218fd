"""What stands behind a product: packs, steps of its way, papers with their scope and files."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision: str | None = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    _papers()
    op.create_table(
        "certificate_file",
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_certificate_file_certificate_id_certificate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_file")),
    )
    with op.batch_alter_table("certificate_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_file_certificate_id"), ["certificate_id"], unique=False
        )

    op.create_table(
        "expiry_notice",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("object_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_expiry_notice_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_expiry_notice_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expiry_notice")),
        sa.UniqueConstraint(
            "object_id", "last_day", "days", name=op.f("uq_expiry_notice_object_id")
        ),
    )
    with op.batch_alter_table("expiry_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_expiry_notice_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_expiry_notice_product_id"), ["product_id"], unique=False
        )

    op.create_table(
        "product_pack",
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=3), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("price_vnd", sa.BigInteger(), nullable=True),
        sa.Column("gtin", sa.String(length=14), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_product_pack_amount")),
        sa.CheckConstraint("price_vnd >= 0", name=op.f("ck_product_pack_price_vnd")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_pack_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_pack")),
    )
    with op.batch_alter_table("product_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_pack_gtin"), ["gtin"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_product_pack_product_id"), ["product_id"], unique=False
        )

    op.create_table(
        "product_step",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_step_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_step")),
    )
    with op.batch_alter_table("product_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_step_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_product_step_product_id"), ["product_id"], unique=False
        )

    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subgroup", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("shelf_life_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("shelf_life_from", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("storage", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("external_uid", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("answer_due", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("supplement_due", sa.Date(), nullable=True))


def _papers() -> None:
    """A certificate belongs to a producer; which product it covered becomes a row of its own."""
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.add_column(sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.add_column(
            sa.Column("is_group", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("covers_all", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "certificate_product",
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_certificate_product_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_certificate_product_product_id_product")
        ),
        sa.PrimaryKeyConstraint(
            "certificate_id", "product_id", name=op.f("pk_certificate_product")
        ),
    )
    with op.batch_alter_table("certificate_product", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_product_product_id"), ["product_id"], unique=False
        )

    op.execute(
        "INSERT INTO certificate_product (certificate_id, product_id)"
        " SELECT id, product_id FROM certificate"
    )
    op.execute(
        "UPDATE certificate SET household_id ="
        " (SELECT household_id FROM product WHERE product.id = certificate.product_id)"
    )
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.alter_column("household_id", existing_type=sa.Uuid(as_uuid=False), nullable=False)
        batch_op.drop_index(batch_op.f("ix_certificate_product_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_certificate_product_id_product"), type_="foreignkey"
        )
        batch_op.drop_column("product_id")
        batch_op.create_index(batch_op.f("ix_certificate_household_id"), ["household_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_certificate_household_id_household"),
            "household",
            ["household_id"],
            ["id"],
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_column("supplement_due")
        batch_op.drop_column("answer_due")
        batch_op.drop_column("submitted_at")
        batch_op.drop_column("external_uid")
        batch_op.drop_column("storage")
        batch_op.drop_column("shelf_life_from")
        batch_op.drop_column("shelf_life_months")
        batch_op.drop_column("subgroup")

    with op.batch_alter_table("product_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_step_product_id"))
        batch_op.drop_index(batch_op.f("ix_product_step_at"))

    op.drop_table("product_step")
    with op.batch_alter_table("product_pack", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_pack_product_id"))
        batch_op.drop_index(batch_op.f("ix_product_pack_gtin"))

    op.drop_table("product_pack")
    with op.batch_alter_table("expiry_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expiry_notice_product_id"))
        batch_op.drop_index(batch_op.f("ix_expiry_notice_household_id"))

    op.drop_table("expiry_notice")
    with op.batch_alter_table("certificate_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_file_certificate_id"))

    op.drop_table("certificate_file")
    _papers_back()


def _papers_back() -> None:
    """To one product a certificate: the first it covers; one that names none is lost."""
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.add_column(sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=True))
    op.execute(
        "UPDATE certificate SET product_id = (SELECT CAST(min(CAST(product_id AS TEXT)) AS UUID)"
        " FROM certificate_product WHERE certificate_id = certificate.id)"
        if op.get_bind().dialect.name == "postgresql"
        else "UPDATE certificate SET product_id = (SELECT min(product_id)"
        " FROM certificate_product WHERE certificate_id = certificate.id)"
    )
    op.drop_table("certificate_product")
    op.execute("DELETE FROM certificate WHERE product_id IS NULL")
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.alter_column("product_id", existing_type=sa.Uuid(as_uuid=False), nullable=False)
        batch_op.drop_index(batch_op.f("ix_certificate_household_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_certificate_household_id_household"), type_="foreignkey"
        )
        batch_op.drop_column("covers_all")
        batch_op.drop_column("is_group")
        batch_op.drop_column("household_id")
        batch_op.create_index(batch_op.f("ix_certificate_product_id"), ["product_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_certificate_product_id_product"), "product", ["product_id"], ["id"]
        )
