"""Sync with phones in the field: operations, conflicts, the feed of changes, keys, files."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision: str | None = "0017"
branch_labels = None
depends_on = None

# The first pull of a phone tells everything there was before phones: one line for each thing.
HOUSEHOLDS = """
INSERT INTO field_feed (kind, object_id, commune_code, seq)
SELECT 'household', id, commune_code, 1 FROM household ORDER BY id
"""
PRODUCTS = """
INSERT INTO field_feed (kind, object_id, commune_code, seq)
SELECT 'product', product.id, household.commune_code, 1
FROM product JOIN household ON household.id = product.household_id ORDER BY product.id
"""
LOTS = """
INSERT INTO field_feed (kind, object_id, commune_code, seq)
SELECT 'lot', lot.id, household.commune_code, 1
FROM lot JOIN product ON product.id = lot.product_id
JOIN household ON household.id = product.household_id ORDER BY lot.id
"""


def upgrade() -> None:
    """Make the tables and columns."""
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "field_counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_counter")),
    )
    op.create_table(
        "field_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("object_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_feed")),
        sa.UniqueConstraint(
            "object_id", "kind", "commune_code", name=op.f("uq_field_feed_object_id")
        ),
    )
    with op.batch_alter_table("field_feed", schema=None) as batch_op:
        batch_op.create_index(
            "ix_field_feed_commune_code", ["commune_code", "seq", "id"], unique=False
        )
        batch_op.create_index("ix_field_feed_seq", ["seq", "id"], unique=False)

    op.create_table(
        "field_file",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("object_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("after_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complete_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_file")),
    )
    with op.batch_alter_table("field_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_field_file_after_id"), ["after_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_field_file_begun_at"), ["begun_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_field_file_object_id"), ["object_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_field_file_who"), ["who"], unique=False)

    op.create_table(
        "field_key",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column(
            "public_jwk", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("private_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_key")),
    )
    op.create_table(
        "field_operation",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("content_hash", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("object_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("after_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("chain", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("made_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_operation")),
    )
    with op.batch_alter_table("field_operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_field_operation_after_id"), ["after_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_field_operation_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_field_operation_object_id"), ["object_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_field_operation_who"), ["who"], unique=False)

    op.create_table(
        "household_field_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("field", sa.String(length=24), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chain", sa.Uuid(as_uuid=False), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_field_change")),
    )
    with op.batch_alter_table("household_field_change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_household_field_change_household_id", ["household_id", "revision"], unique=False
        )

    op.create_table(
        "field_piece",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["field_file.id"], name=op.f("fk_field_piece_file_id_field_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_piece")),
        sa.UniqueConstraint("file_id", "offset", name=op.f("uq_field_piece_file_id")),
    )
    op.create_table(
        "field_vault",
        sa.Column("owner_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("account_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_field_vault_account_id_account")
        ),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_field_vault")),
    )
    with op.batch_alter_table("field_vault", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_field_vault_account_id"), ["account_id"], unique=False)

    op.create_table(
        "field_conflict",
        sa.Column("operation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column(
            "fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("mine_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("who_name", sa.Text(), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=36), nullable=True),
        sa.Column("settled_revision", sa.Integer(), nullable=True),
        sa.Column("before_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_field_conflict_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_conflict")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_field_conflict_operation_id")),
    )
    with op.batch_alter_table("field_conflict", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_field_conflict_household_id"), ["household_id"], unique=False
        )

    op.create_table(
        "household_photo",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept_sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_photo_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_photo")),
    )
    with op.batch_alter_table("household_photo", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_household_photo_household_id"), ["household_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_household_photo_kept_sha256"), ["kept_sha256"], unique=False
        )
    op.execute("INSERT INTO field_counter (id, seq) VALUES (1, 1)")
    for statement in (HOUSEHOLDS, PRODUCTS, LOTS):
        op.execute(statement)


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("household_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_photo_kept_sha256"))
        batch_op.drop_index(batch_op.f("ix_household_photo_household_id"))

    op.drop_table("household_photo")
    with op.batch_alter_table("field_conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_field_conflict_household_id"))

    op.drop_table("field_conflict")
    with op.batch_alter_table("field_vault", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_field_vault_account_id"))

    op.drop_table("field_vault")
    op.drop_table("field_piece")
    with op.batch_alter_table("household_field_change", schema=None) as batch_op:
        batch_op.drop_index("ix_household_field_change_household_id")

    op.drop_table("household_field_change")
    with op.batch_alter_table("field_operation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_field_operation_who"))
        batch_op.drop_index(batch_op.f("ix_field_operation_object_id"))
        batch_op.drop_index(batch_op.f("ix_field_operation_household_id"))
        batch_op.drop_index(batch_op.f("ix_field_operation_after_id"))

    op.drop_table("field_operation")
    op.drop_table("field_key")
    with op.batch_alter_table("field_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_field_file_who"))
        batch_op.drop_index(batch_op.f("ix_field_file_object_id"))
        batch_op.drop_index(batch_op.f("ix_field_file_begun_at"))
        batch_op.drop_index(batch_op.f("ix_field_file_after_id"))

    op.drop_table("field_file")
    with op.batch_alter_table("field_feed", schema=None) as batch_op:
        batch_op.drop_index("ix_field_feed_seq")
        batch_op.drop_index("ix_field_feed_commune_code")

    op.drop_table("field_feed")
    op.drop_table("field_counter")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_column("deleted_at")
