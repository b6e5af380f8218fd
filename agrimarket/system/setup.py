"""`agrimarket init`: keys, database, places and the first two accounts; safe to repeat."""

import secrets
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from agrimarket.accounts import passwords
from agrimarket.accounts import rules as accounts
from agrimarket.app import MIGRATIONS, create_app
from agrimarket.channels.register import load_channels
from agrimarket.config import Settings
from agrimarket.kit import keyfile, web
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit
from agrimarket.places.load import load_places
from agrimarket.system import key_versions
from stamps import KeyRing

LONGEST_HOST = 22  # letters that still fit QR version 3 at level Q (ISO/IEC 18004:2015, table 7)
LONG_HOST_WARNING = (
    "Tên máy {host} dài hơn 22 ký tự: mã QR trên tem sẽ to hơn. Nên chọn tên ngắn hơn."
)
FIRST_ACCOUNTS = (
    ("operator", "Người vận hành", Role.OPERATOR),
    ("tinh", "Cán bộ tỉnh", Role.PROVINCE_OFFICER),
)


def make_keys(path: Path) -> bool:
    """A new key file unless there is one; True when it was made.

    A file from before there were cards gains their ring, and nothing else in it changes.
    """
    stamps = KeyRing.new(secrets.token_bytes(32))
    cards = KeyRing.new(secrets.token_bytes(32), kind="card")
    if keyfile.make(path, stamps.to_dict(), cards.to_dict()):
        return True
    if "cards" not in keyfile.read(path):
        with key_versions.held(path):
            content = keyfile.read(path)
            content.setdefault("cards", cards.to_dict())
            keyfile.replace(path, content)
    return False


def initialise(settings: Settings) -> tuple[Flask, dict[str, str]]:
    """Keys, tables and first data; the app, and the passwords of accounts made just now."""
    make_keys(settings.key_file)
    app = create_app(settings)
    web.make_fonts(settings.data / "fonts")
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        with one_commit() as session:
            load_places(session)
            load_channels(session)
            made = _first_accounts(session)
    return app, made


def _first_accounts(session: Session) -> dict[str, str]:
    """Operator and province officer with random passwords, told once; never a default."""
    if accounts.has_accounts(session):
        return {}
    made = {}
    for login, name, role in FIRST_ACCOUNTS:
        made[login] = passwords.random_password()
        accounts.create_account(
            session, viewer=SYSTEM, name=name, login=login, password=made[login], role=role
        )
    return made
