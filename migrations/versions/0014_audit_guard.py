"""The audit trail sealed by person, guarded by triggers, its heads kept by day."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_row_no_replace BEFORE INSERT ON audit_row
WHEN EXISTS (SELECT 1 FROM audit_row WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM audit_row WHERE chain = NEW.chain AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
WHEN EXISTS (SELECT 1 FROM audit_head WHERE chain = NEW.chain)
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
WHEN NEW.chain <> OLD.chain OR NEW.position <= OLD.position
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_day_head_no_update BEFORE UPDATE ON audit_day_head
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_day_head_no_delete BEFORE DELETE ON audit_day_head
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
"""
POSTGRESQL = """
CREATE FUNCTION audit_never() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is never changed'; END $$;
CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
FOR EACH ROW EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
FOR EACH ROW EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON audit_row
FOR EACH STATEMENT EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
FOR EACH ROW EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
FOR EACH STATEMENT EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.position <= OLD.position)
EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_day_head_no_update BEFORE UPDATE ON audit_day_head
FOR EACH ROW EXECUTE FUNCTION audit_never();
CREATE TRIGGER audit_day_head_no_delete BEFORE DELETE ON audit_day_head
FOR EACH ROW EXECUTE FUNCTION audit_never();
"""
TRIGGERS = {
    "audit_row": ("no_update", "no_delete", "no_replace", "no_truncate"),
    "audit_head": ("no_delete", "no_replace", "no_truncate", "forward"),
    "audit_day_head": ("no_update", "no_delete"),
}


def upgrade() -> None:
    """Make the tables, columns and triggers. Rows there are keep form 1: their hash stays good."""
    op.create_table(
        "audit_day_head",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signed", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("day", "chain", name=op.f("pk_audit_day_head")),
    )
    with op.batch_alter_table("audit_row", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("form", sa.SmallInteger(), nullable=False, server_default="1")
        )
        batch_op.add_column(sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.add_column(sa.Column("sealed", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_audit_row_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_row_who"), ["who"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_row_person_id"), ["person_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE.strip().split("END;\n"):
            op.execute(statement.removesuffix("END;") + "END")
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    """Take them away again; rows of form 2 then no longer verify."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, names in TRIGGERS.items():
        for name in names:
            on = "" if sqlite else f" ON {table}"
            op.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{on}")
    if not sqlite:
        op.execute("DROP FUNCTION audit_never()")
    with op.batch_alter_table("audit_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_row_person_id"))
        batch_op.drop_index(batch_op.f("ix_audit_row_who"))
        batch_op.drop_index(batch_op.f("ix_audit_row_at"))
        batch_op.drop_column("sealed")
        batch_op.drop_column("person_id")
        batch_op.drop_column("form")
    op.drop_table("audit_day_head")
