"""Migrations: numbered, one chain, both ways, and equal to the models."""

import re
import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from agrimarket.app import MIGRATIONS
from agrimarket.kit.db import Base, db


def test_they_are_numbered_one_after_another() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    numbers = [int(re.fullmatch(r"(\d{4})_[a-z_]+\.py", name)[1]) for name in names]  # type: ignore[index]
    assert numbers == list(range(1, len(names) + 1))


def test_they_form_one_chain_in_that_order() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    chain = [revision.revision for revision in script.walk_revisions()][::-1]
    assert chain == [f"{number:04d}" for number in range(1, len(chain) + 1)]
    assert len(script.get_heads()) == 1


def test_models_and_migrations_agree(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_they_go_back_to_nothing_and_up_again(app: Flask) -> None:
    db.session.remove()
    downgrade(directory=str(MIGRATIONS), revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade(directory=str(MIGRATIONS))
    assert "household" in inspect(db.engine).get_table_names()


def test_the_app_alone_knows_every_table() -> None:
    """A server once missed a table that only the set-up imported, and every write failed."""
    alone = (
        "from agrimarket.app import create_app; from agrimarket.kit.db import Base;"
        "from sqlalchemy.orm import configure_mappers; configure_mappers();"
        "print(*[t.name for t in Base.metadata.sorted_tables])"
    )
    done = subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == set(Base.metadata.tables)
