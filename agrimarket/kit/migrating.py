"""Alembic's side of the database, apart from db.py: most commands never change a table."""

from flask_migrate import Migrate

migrate = Migrate()
