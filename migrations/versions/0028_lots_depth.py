"""Lots that become other lots and are suspended; areas, partners, pictures of diaries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision: str | None = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "lot_step",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.CheckConstraint("kind IN ('split','merge','transform')", name=op.f("ck_lot_step_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_step")),
    )
    op.create_table(
        "partner",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("linked_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=True),
        sa.Column("tax_code", sa.String(length=14), nullable=True),
        sa.Column("gln", sa.String(length=13), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_partner_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["linked_id"], ["household.id"], name=op.f("fk_partner_linked_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_linked_id"), ["linked_id"], unique=False)

    op.create_table(
        "area_certificate",
        sa.Column("certificate_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("area_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_area_certificate_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_area_certificate_certificate_id_certificate"),
        ),
        sa.PrimaryKeyConstraint("certificate_id", "area_id", name=op.f("pk_area_certificate")),
    )
    with op.batch_alter_table("area_certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_area_certificate_area_id"), ["area_id"], unique=False)

    op.create_table(
        "lot_flow",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("step_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lot_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("way", sa.String(length=3), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=14, scale=3), nullable=False),
        sa.CheckConstraint("way IN ('in','out')", name=op.f("ck_lot_flow_way")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_lot_flow_quantity")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_lot_flow_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["step_id"], ["lot_step.id"], name=op.f("fk_lot_flow_step_id_lot_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_flow")),
        sa.UniqueConstraint("step_id", "lot_id", name=op.f("uq_lot_flow_step_id")),
    )
    with op.batch_alter_table("lot_flow", schema=None) as batch_op:
        batch_op.create_index("ix_lot_flow_lot_id", ["lot_id", "way", "step_id"], unique=False)
        batch_op.create_index("ix_lot_flow_step_way", ["step_id", "way", "lot_id"], unique=False)

    op.create_table(
        "lot_event_photo",
        sa.Column("event_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column(
            "widths", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["lot_event.id"], name=op.f("fk_lot_event_photo_event_id_lot_event")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_event_photo")),
    )
    with op.batch_alter_table("lot_event_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lot_event_photo_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lot_event_photo_sha256"), ["sha256"], unique=False)

    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code_given_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("gln", sa.String(length=13), nullable=True))
        batch_op.add_column(sa.Column("address", sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column("latitude", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("longitude", sa.Double(), nullable=True))

    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("pack_amount", sa.Numeric(precision=12, scale=3), nullable=True)
        )
        batch_op.add_column(sa.Column("pack_unit", sa.String(length=16), nullable=True))
        batch_op.add_column(
            sa.Column("used", sa.Numeric(precision=14, scale=3), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("suspended_by", sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column("suspend_reason", sa.Text(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_lot_used"), "used >= 0 AND (quantity IS NULL OR used <= quantity)"
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("lot", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_lot_used"), type_="check")
        batch_op.drop_column("suspend_reason")
        batch_op.drop_column("suspended_by")
        batch_op.drop_column("suspended_at")
        batch_op.drop_column("used")
        batch_op.drop_column("pack_unit")
        batch_op.drop_column("pack_amount")

    with op.batch_alter_table("area", schema=None) as batch_op:
        batch_op.drop_column("longitude")
        batch_op.drop_column("latitude")
        batch_op.drop_column("address")
        batch_op.drop_column("gln")
        batch_op.drop_column("code_given_on")

    with op.batch_alter_table("lot_event_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lot_event_photo_sha256"))
        batch_op.drop_index(batch_op.f("ix_lot_event_photo_event_id"))

    op.drop_table("lot_event_photo")
    with op.batch_alter_table("lot_flow", schema=None) as batch_op:
        batch_op.drop_index("ix_lot_flow_step_way")
        batch_op.drop_index("ix_lot_flow_lot_id")

    op.drop_table("lot_flow")
    with op.batch_alter_table("area_certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_area_certificate_area_id"))

    op.drop_table("area_certificate")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_linked_id"))
        batch_op.drop_index(batch_op.f("ix_partner_household_id"))

    op.drop_table("partner")
    op.drop_table("lot_step")
