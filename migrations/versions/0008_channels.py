"""Channels, booths, listings, the outbox."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "channel",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("short_name", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "former_names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_code", sa.String(length=24), nullable=True),
        sa.Column("sandbox", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_channel")),
    )
    op.create_table(
        "booth",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("channel_code", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helped_by", sa.String(length=36), nullable=True),
        sa.Column(
            "documents_missing",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_code"], ["channel.code"], name=op.f("fk_booth_channel_code_channel")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_booth_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booth")),
        sa.UniqueConstraint("household_id", "channel_code", name=op.f("uq_booth_household_id")),
    )
    op.create_table(
        "listing",
        sa.Column("product_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("channel_code", sa.String(length=24), nullable=False),
        sa.Column("desired_state", sa.String(length=16), nullable=False),
        sa.Column("desired_hash", sa.String(length=64), nullable=True),
        sa.Column("observed_state", sa.String(length=24), nullable=False),
        sa.Column("observed_hash", sa.String(length=64), nullable=True),
        sa.Column("observed_status", sa.String(length=80), nullable=True),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("live_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remote_id", sa.String(length=80), nullable=True),
        sa.Column("remote_url", sa.Text(), nullable=True),
        sa.Column("sync_state", sa.String(length=16), nullable=False),
        sa.Column("sync_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "issues", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("hold", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_code"], ["channel.code"], name=op.f("fk_listing_channel_code_channel")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_listing_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint("product_id", "channel_code", name=op.f("uq_listing_product_id")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_channel_code"), ["channel_code"], unique=False)
        batch_op.create_index("ix_listing_due", ["next_try_at"], unique=False)
        batch_op.create_index("ix_listing_sync", ["sync_state", "next_try_at"], unique=False)

    op.create_table(
        "channel_outbox",
        sa.Column("listing_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column(
            "content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_channel_outbox_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_outbox")),
    )
    with op.batch_alter_table("channel_outbox", schema=None) as batch_op:
        batch_op.create_index("ix_channel_outbox_due", ["state", "run_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_channel_outbox_listing_id"), ["listing_id"], unique=False
        )
        batch_op.create_index(
            "uq_channel_outbox_open",
            ["listing_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('queued','in_flight')"),
            postgresql_where=sa.text("state IN ('queued','in_flight')"),
        )

    op.create_table(
        "live_spell",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("listing_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_live_spell_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_spell")),
    )
    with op.batch_alter_table("live_spell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_live_spell_listing_id"), ["listing_id"], unique=False)
        batch_op.create_index(
            "uq_live_spell_open",
            ["listing_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("live_spell", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_live_spell_open",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_live_spell_listing_id"))

    op.drop_table("live_spell")
    with op.batch_alter_table("channel_outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_channel_outbox_open",
            sqlite_where=sa.text("state IN ('queued','in_flight')"),
            postgresql_where=sa.text("state IN ('queued','in_flight')"),
        )
        batch_op.drop_index(batch_op.f("ix_channel_outbox_listing_id"))
        batch_op.drop_index("ix_channel_outbox_due")

    op.drop_table("channel_outbox")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index("ix_listing_sync")
        batch_op.drop_index("ix_listing_due")
        batch_op.drop_index(batch_op.f("ix_listing_channel_code"))

    op.drop_table("listing")
    op.drop_table("booth")
    op.drop_table("channel")
