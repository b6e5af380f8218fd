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
from agrimarket.config import Settings, UnsafeStart
from agrimarket.issuing.log import write as log
from agrimarket.issuing.ring import check_rings
from agrimarket.kit import key_check, keyfile, signing, web
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit
from agrimarket.kit.key_watch import keys_of
from agrimarket.kit.keyfile import Keys
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

    A file from before there were cards or hidden PINs gains their keys, and nothing else in it
    changes. The signing key lies in a file of its own beside it.
    """
    signing.make(signing.path_beside(path))
    stamps = KeyRing.new(secrets.token_bytes(32), pin_key=secrets.token_bytes(32))
    cards = KeyRing.new(secrets.token_bytes(32), kind="card")
    if keyfile.make(path, stamps.to_dict(), cards.to_dict()):
        return True
    opened = keyfile.load(path)
    check_rings(opened)
    if not opened.cards or _lacks_pins(opened):
        with key_versions.held(path):
            content = keyfile.read(path)
            content.setdefault("cards", cards.to_dict())
            ring = KeyRing.from_dict(content["stamps"])
            content["stamps"] = ring.with_pins(lambda: secrets.token_bytes(32)).to_dict()
            keyfile.replace(path, content)
    return False


def _lacks_pins(keys: Keys) -> bool:
    """Whether a file is of a release without hidden PINs."""
    ring = KeyRing.from_dict(keys.stamps)
    return set(ring.pin_keys) != set(ring.keys)


def initialise(settings: Settings) -> tuple[Flask, dict[str, str]]:
    """Keys, tables and first data; the app, and the passwords of accounts made just now."""
    app = _an_app(settings)
    web.make_fonts(settings.data / "fonts")
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        with one_commit() as session:
            key_check.enter(session, keys_of(app))
            load_places(session)
            load_channels(session)
            made = _first_accounts(session)
            log.begin(session)
    return app, made


def _an_app(settings: Settings) -> Flask:
    """The app on its keys; new ones that do not fit an older database do not stay."""
    paths = (settings.key_file, signing.path_beside(settings.key_file))
    missing = [path for path in paths if not path.exists()]
    make_keys(settings.key_file)
    try:
        return create_app(settings)
    except UnsafeStart:
        for path in missing:
            path.unlink(missing_ok=True)
        raise


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
