"""No start on keys that are not the database's: looked at once, before anything is served."""

from collections.abc import Container, Mapping
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from agrimarket.config import UnsafeStart
from agrimarket.issuing.ring import check_rings
from agrimarket.issuing.store_letters import letters_issued, log_signer
from agrimarket.kit import key_check, signing
from agrimarket.kit.db import db
from agrimarket.kit.key_check import Name
from agrimarket.kit.key_watch import keys_of
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.signing import SigningKeys

_MARKS = "agrimarket.key_marks"
OTHER_SIGNER = (
    "Tệp khóa ký {path} không phải khóa đang ghi sổ cấp tem. Hãy đặt lại tệp khóa ký giữ riêng; "
    "chỉ khi đã mất hẳn thì chạy: agrimarket keys renew signing --lost"
)


def check(app: Flask, keys: Keys) -> None:
    """UnsafeStart unless the rings are good and the keys those that this app began with."""
    check_rings(keys)
    marks: Mapping[Name, str] = app.extensions.get(_MARKS) or {}
    if said := key_check.unfit(marks, keys, running=True):
        raise UnsafeStart(said)


def check_signer(app: Flask, keys: SigningKeys) -> None:
    """UnsafeStart where the public log goes on under a key that is not among these."""
    with app.app_context(), db.engine.connect() as connection:
        _refuse_other_signer(app, log_signer(connection), keys.keys)


def refuse_other_keys(app: Flask, *, any_signer: bool = False) -> None:
    """UnsafeStart where the key file is not the one that sealed what is in the database, or the
    signing key not the one that the public log names (`any_signer`: whichever it is).

    Without a database or its tables there is nothing to compare (`init` is to come). A server
    that does not answer yet is asked again before the first request is.
    """
    if not _look(app, any_signer):
        app.before_request(lambda: None if _MARKS in app.extensions else _ask(app, any_signer))


def _ask(app: Flask, any_signer: bool) -> None:
    _look(app, any_signer)


def _look(app: Flask, any_signer: bool) -> bool:
    with app.app_context():
        engine = db.engine
        if not _is_there(engine):
            return True
        try:
            with engine.connect() as connection:
                marks = key_check.known(connection)
                letters, signer = letters_issued(connection), log_signer(connection)
        except OperationalError as error:  # SQLite has no other for a missing table
            return "no such table" in str(error.orig)
        except DBAPIError:
            return True  # not set up yet, or damaged: `verify` says so
        finally:
            engine.dispose()  # whoever serves has connections of its own
        if said := key_check.unfit(marks, keys_of(app), letters=letters):
            raise UnsafeStart(said)
        if not any_signer:
            _refuse_other_signer(app, signer, signing.known())
        app.extensions[_MARKS] = marks
        return True


def _refuse_other_signer(app: Flask, signer: str | None, have: Container[str]) -> None:
    if signer is not None and signer not in have:
        path = signing.path_beside(app.extensions["agrimarket.settings"].key_file)
        raise UnsafeStart(OTHER_SIGNER.format(path=path))


def _is_there(engine: Engine) -> bool:
    """Whether there is something to ask: SQLite would make the file."""
    path = engine.url.database
    return engine.dialect.name != "sqlite" or bool(path and Path(path).is_file())
