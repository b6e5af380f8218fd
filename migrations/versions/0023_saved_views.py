"""The rows that lists search, saved views, acts on many producers, who cares for whom."""

import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision: str | None = "0022"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
PIECE = 1000


def upgrade() -> None:
    """Make the tables and columns, and fill the rows that lists search."""
    with op.batch_alter_table("household") as batch:
        batch.add_column(sa.Column("registered_by", sa.Uuid(as_uuid=False), nullable=True))
        batch.add_column(sa.Column("owner_id", sa.Uuid(as_uuid=False), nullable=True))
        # Most rows have none: SQLite would look them all up before it asked for a row by its id.
        batch.drop_index(op.f("ix_household_merged_into"))
        batch.create_index(
            op.f("ix_household_merged_into"),
            ["merged_into"],
            sqlite_where=sa.text("merged_into IS NOT NULL"),
            postgresql_where=sa.text("merged_into IS NOT NULL"),
        )
    op.create_table(
        "household_find",
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("commune_code", sa.String(length=10), nullable=False),
        sa.Column("former_district", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("gaps", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("registered_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("owner_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("crops", sa.Text(), nullable=False),
        sa.Column("products", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], ondelete="CASCADE",
            name=op.f("fk_household_find_household_id_household"),
        ),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_household_find")),
        sqlite_with_rowid=False,
    )  # fmt: skip
    with op.batch_alter_table("household_find") as batch:
        batch.create_index("ix_household_find_commune_code", ["commune_code", "household_id"])
        batch.create_index("ix_household_find_sort_name", ["sort_name", "household_id"])
        batch.create_index("ix_household_find_updated_at", ["updated_at", "household_id"])
    _make_the_others()
    _fill()


def _kept() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    ]


def _make_the_others() -> None:
    op.create_table(
        "saved_view",
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("filters", JSON, nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index(op.f("ix_saved_view_who"), "saved_view", ["who"])
    op.create_table(
        "bulk_act",
        sa.Column("who", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_act")),
    )
    op.create_index(op.f("ix_bulk_act_who"), "bulk_act", ["who"])
    op.create_index(op.f("ix_bulk_act_until"), "bulk_act", ["until"])
    op.create_table(
        "bulk_act_row",
        sa.Column("act_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["bulk_act.id"], name=op.f("fk_bulk_act_row_act_id_bulk_act")
        ),
        sa.PrimaryKeyConstraint("act_id", "household_id", name=op.f("pk_bulk_act_row")),
    )
    op.create_index(op.f("ix_bulk_act_row_household_id"), "bulk_act_row", ["household_id"])


def _fill() -> None:
    """A row for each producer; who registered one is told by the trail."""
    bind = op.get_bind()
    household = sa.Table("household", sa.MetaData(), autoload_with=bind)
    find = sa.Table("household_find", sa.MetaData(), autoload_with=bind)
    _tell_who(bind, household)
    names = _product_names(bind)
    last = None
    while True:
        query = sa.select(household).order_by(household.c.id).limit(PIECE)
        if last is not None:
            query = query.where(household.c.id > last)
        rows = bind.execute(query).mappings().all()
        if not rows:
            return
        last = rows[-1]["id"]
        made = [_row(row, names.get(row["id"], [])) for row in rows if _stands(row)]
        if made:
            bind.execute(find.insert(), made)


def _tell_who(bind: sa.Connection, household: sa.Table) -> None:
    trail = sa.table("audit_row", sa.column("who"), sa.column("object_id"), sa.column("action"))
    query = sa.select(trail.c.who, trail.c.object_id).where(
        trail.c.action == "household_registered", sa.func.length(trail.c.who) == 36
    )
    for who, id in bind.execute(query).all():
        if bind.dialect.name == "sqlite":
            who, id = who.replace("-", ""), id.replace("-", "")
        bind.execute(household.update().where(household.c.id == id).values(registered_by=who))


def _product_names(bind: sa.Connection) -> dict[Any, list[str]]:
    product = sa.Table("product", sa.MetaData(), autoload_with=bind)
    query = sa.select(product.c.household_id, product.c.name).where(product.c.state != "withdrawn")
    found: dict[Any, list[str]] = {}
    for id, name in bind.execute(query.order_by(product.c.id)).all():
        found.setdefault(id, []).append(_fold(name))
    return found


def _stands(row: Any) -> bool:
    gone = ("erased_at", "merged_into", "deleted_at")
    return all(row.get(name) is None for name in gone)


def _row(row: Any, products: list[str]) -> dict[str, Any]:
    copied = (
        "phone", "commune_code", "former_district", "kind", "state", "import_id",
        "registered_by", "owner_id", "created_at", "updated_at",
    )  # fmt: skip
    is_firm = row["kind"] in {"cooperative", "enterprise"}
    missing = (
        row["state"] != "registered", row["phone"] is None,
        not is_firm and row["citizen_sealed"] is None, is_firm and row["tax_code"] is None,
        not row["crops"], row["hamlet"] is None, row["area_ha"] is None,
        not row.get("payment_kinds") and row["bank_sealed"] is None,
    )  # fmt: skip
    name = _fold(row["name"])
    return {
        "household_id": row["id"],
        "words": "; ".join([row["search_text"], *products]),
        "crops": "; ".join(_fold(crop) for crop in row["crops"]),
        "products": "; ".join(products),
        "gaps": sum(1 << bit for bit, one in enumerate(missing) if one),
        "sort_name": f"{name.rpartition(' ')[2]} {name}"[:200],
        **{column: row[column] for column in copied},
    }


def _fold(text: str) -> str:
    """Lower case without any mark, as the service writes what is searched."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(bare.replace("đ", "d").split())


def downgrade() -> None:
    """Take them away again."""
    for table in ("bulk_act_row", "bulk_act", "saved_view", "household_find"):
        op.drop_table(table)
    with op.batch_alter_table("household") as batch:
        batch.drop_index(op.f("ix_household_merged_into"))
        batch.create_index(op.f("ix_household_merged_into"), ["merged_into"])
        batch.drop_column("owner_id")
        batch.drop_column("registered_by")
