"""What people up and down the tree need: names to search by, and how far a kept answer reached."""

import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision: str | None = "0011"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Make the columns and fill the names in."""
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("name_folded", sa.Text(), nullable=False, server_default=""))
        batch.create_index(op.f("ix_account_name_folded"), ["name_folded"])
    bind = op.get_bind()
    account = sa.table("account", sa.column("id"), sa.column("name"), sa.column("name_folded"))
    for row in bind.execute(sa.select(account.c.id, account.c.name)).all():
        bind.execute(
            account.update().where(account.c.id == row.id).values(name_folded=_fold(row.name))
        )
    with op.batch_alter_table("account") as batch:
        batch.alter_column("name_folded", server_default=None)
    with op.batch_alter_table("kept_answer") as batch:
        batch.add_column(sa.Column("reach", JSON, nullable=True))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("kept_answer") as batch:
        batch.drop_column("reach")
    with op.batch_alter_table("account") as batch:
        batch.drop_index(op.f("ix_account_name_folded"))
        batch.drop_column("name_folded")


def _fold(text: str) -> str:
    """As places.spelling.fold was when this was written: small letters without tone marks."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())
