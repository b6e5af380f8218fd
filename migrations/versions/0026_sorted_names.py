"""Names of lists are sorted letter by letter, alike on both databases and under every locale."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision: str | None = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give the column the order of its letters; SQLite has no other."""
    _collate("C")


def downgrade() -> None:
    """Give it back the order of the database's locale."""
    _collate("default")


def _collate(name: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        kind = sa.String(200, collation=name)
        op.alter_column("household_find", "sort_name", type_=kind, existing_nullable=False)
