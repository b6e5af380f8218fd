"""Records of one person made one, pairs judged, keys by which likely doubles are found."""

import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision: str | None = "0020"
branch_labels = None
depends_on = None

PERSON_KEYS = ("person_key", "person_key_even")
ALIKE = (
    ("phone",), ("tax_code",), ("near_key",), ("place_key",), ("commune_code", "birth_date"),
)  # fmt: skip
STANDS = "merged_into IS NULL"
PIECE = 1000


def upgrade() -> None:
    """Make the tables and columns."""
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.add_column(sa.Column("near_key", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("place_key", sa.Text(), nullable=True))
        batch_op.create_index(batch_op.f("ix_household_merged_into"), ["merged_into"])
    _fill_keys()
    _unique_keys("citizen_sealed IS NULL", f"citizen_sealed IS NULL AND {STANDS}")
    for columns in ALIKE:
        op.create_index(
            f"ix_household_alike_{columns[-1]}", "household", list(columns),
            sqlite_where=sa.text(STANDS), postgresql_where=sa.text(STANDS),
        )  # fmt: skip
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "household_merge",
        sa.Column("kept_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("merged_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("who_name", sa.Text(), nullable=False),
        sa.Column("fields", json, nullable=False),
        sa.Column("moved", json, nullable=False),
        sa.Column("undo_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("journal_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        *_kept(),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["household.id"], name=op.f("fk_household_merge_kept_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["household.id"], name=op.f("fk_household_merge_merged_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_merge")),
    )
    for column in ("kept_id", "merged_id", "undo_until"):
        op.create_index(op.f(f"ix_household_merge_{column}"), "household_merge", [column])
    op.create_table(
        "household_pair",
        sa.Column("first_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("second_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("who_name", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_pair")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_household_pair_first_id")),
    )
    op.create_index(op.f("ix_household_pair_second_id"), "household_pair", ["second_id"])


def downgrade() -> None:
    """Take them away again. Merged records would come back beside the ones that stay: undo them
    first, or leave them out of the older service."""
    op.drop_table("household_pair")
    op.drop_table("household_merge")
    for columns in ALIKE:
        op.drop_index(f"ix_household_alike_{columns[-1]}", "household")
    op.execute(
        "UPDATE household SET person_key = NULL, person_key_even = NULL "
        "WHERE merged_into IS NOT NULL"
    )
    _unique_keys(f"citizen_sealed IS NULL AND {STANDS}", "citizen_sealed IS NULL")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_merged_into"))
        batch_op.drop_column("place_key")
        batch_op.drop_column("near_key")
        batch_op.drop_column("merged_into")


def _kept() -> Sequence[Any]:
    return (
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )


def _unique_keys(before: str, after: str) -> None:
    """Another condition for the keys by which somebody without a number is known."""
    for column in PERSON_KEYS:
        name = f"uq_household_{column}"
        op.drop_index(
            name, "household", sqlite_where=sa.text(before), postgresql_where=sa.text(before)
        )
        op.create_index(
            name, "household", [column], unique=True,
            sqlite_where=sa.text(after), postgresql_where=sa.text(after),
        )  # fmt: skip


def _fill_keys() -> None:
    """As households/merging/likeness.py made them when this was written."""
    household, bind = sa.table("household", *map(sa.column, _READ)), op.get_bind()
    change = (
        sa.update(household)
        .where(household.c.id == sa.bindparam("of"))
        .values(near_key=sa.bindparam("near"), place_key=sa.bindparam("place"))
    )
    last: Any = None
    while True:
        query = sa.select(household).order_by(household.c.id).limit(PIECE)
        if last is not None:
            query = query.where(household.c.id > last)
        rows = bind.execute(query).all()
        if not rows:
            return
        bind.execute(change, [_keys_of(row) for row in rows])
        last = rows[-1].id


_READ = (
    "id", "kind", "head_name", "name", "commune_code", "birth_date", "hamlet", "erased_at",
    "near_key", "place_key",
)  # fmt: skip


def _keys_of(row: Any) -> dict[str, Any]:
    person = row.kind in ("household", "household_business") and row.head_name
    name = _fold(row.head_name if person else row.name)
    words = sorted(name.split())
    core = " ".join([one for one in words if one not in ("nguyen", "thi", "van")] or words)
    year = str(row.birth_date)[:4] if row.birth_date else ""
    gone = row.erased_at is not None
    near = f"{row.commune_code} {year} {core}" if year and core and not gone else None
    place = f"{row.commune_code} {_fold(row.hamlet)} | {name}" if row.hamlet and not gone else None
    return {"of": row.id, "near": near, "place": place}


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFD", " ".join(text.lower().split()).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
