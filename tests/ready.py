"""Data folders that are set up once a process, by the service's own commands, and then copied."""

import functools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from agrimarket.accounts import rules
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.web import make_fonts
from agrimarket.system import demo
from tests import databases
from tests.people import PASSWORD
from tests.walks.service import Service


@functools.cache
def fonts() -> Path:
    """The font files, which every service would make anew from the same package."""
    folder = databases.workshop() / "fonts"
    make_fonts(folder)
    return folder


def a_service(folder: Path, url: str | None = None) -> Service:
    """An initialised folder, or database, with a province officer's token."""
    service = Service(folder, url=url)
    if url:
        service.run("init")
        service.token = _a_token(service)
        return service
    set_up(service, "init")
    return service


def set_up(service: Service, command: str) -> str:
    """What `agrimarket COMMAND` leaves in an empty folder and prints: `init` or `demo`.

    The service then has a province officer's token.
    """
    host = service.env["AGRIMARKET_PUBLIC_HOST"]
    folder, said, service.token = _set_up(type(service), host, command)
    shutil.copytree(folder, service.folder, dirs_exist_ok=True)
    return said


@functools.cache
def _set_up(kind: type[Service], host: str, command: str) -> tuple[Path, str, str]:
    place = kind(Path(tempfile.mkdtemp(dir=databases.workshop())))
    assert place.env["AGRIMARKET_PUBLIC_HOST"] == host
    said = place.run(command)
    shutil.copytree(fonts(), place.folder / "data" / "fonts", dirs_exist_ok=True)
    return place.folder, said, _a_token(place)


def _a_token(service: Service) -> str:
    officer = ("--role", "province_officer", "--name", "Phúc")
    return service.run("token", "create", *officer).strip()


@dataclass
class Province:
    """An app full of the demo's data, and the passwords of its sign-ins."""

    app: Flask
    passwords: dict[str, str]


def province(folder: Path) -> Province:
    """The demo province on SQLite in this empty folder, with an officer `tinh` besides."""
    made, passwords = _province()
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return Province(_app(folder), dict(passwords))


def leave(app: Flask) -> None:
    """Close what the app has open."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@functools.cache
def _province() -> tuple[Path, dict[str, str]]:
    folder = Path(tempfile.mkdtemp(dir=databases.workshop()))
    with databases.fresh("sqlite", folder):
        app = _app(folder)
    with app.app_context(), one_commit() as session:
        rules.create_account(
            session, viewer=SYSTEM, name="Phúc", login="tinh", password=PASSWORD,
            role=Role.PROVINCE_OFFICER,
        )  # fmt: skip
    passwords = demo.load(app) | {"tinh": PASSWORD}
    with app.app_context():
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    leave(app)
    return folder, passwords


def _app(folder: Path) -> Flask:
    return databases.an_app(f"sqlite:///{folder / 'test.sqlite3'}", folder, "127.0.0.1:8000")
