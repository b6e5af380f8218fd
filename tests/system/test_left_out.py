"""A phone's key never lies in a backup: taken away, it must not come back with an older state."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.fieldwork.models import FieldVault
from agrimarket.kit.db import reading
from agrimarket.system import restore
from agrimarket.system.backup import tables
from tests.accounts.browsers import Browser
from tests.accounts.entry import an_account
from tests.accounts.field_phone import a_phone
from tests.system.kept import an_empty_place, back_up, running
from tests.system.tampering import clear_members

BOOT = "/thuc-dia/khoi-dong"


@contextmanager
def restored(made: Path, folder: Path) -> Iterator[Flask]:
    with an_empty_place("sqlite", folder) as settings:
        restore.restore(settings, made)
        with running(settings) as app:
            yield app


def lines_of(made: Path) -> list[str]:
    return clear_members(made)["tables/field_vault.jsonl.gz"].decode().splitlines()


def kinds() -> set[str]:
    reading().rollback()
    return set(reading().scalars(select(FieldVault.kind)))


def test_a_persons_key_is_kept_and_a_phones_is_not(app: Flask, tmp_path: Path) -> None:
    an_account()
    phone = a_phone(app)
    before = phone.get(BOOT).get_json()
    assert kinds() == {"device", "export"}
    made = back_up(app, tmp_path / "kept.tar").path
    rows = lines_of(made)
    assert len(rows) == 1
    assert '"export"' in rows[0]
    assert before["device_id"] not in "".join(rows)
    assert before["vault_key"] not in json.dumps(rows)
    with restored(made, tmp_path / "elsewhere") as again:
        assert kinds() == {"export"}
        other = a_phone(again)  # everybody signs in anew, and the phone sets its PIN anew
        after = other.get(BOOT).get_json()
    assert after["export_key"] == before["export_key"]  # an exported queue still opens
    assert after["vault_key"] != before["vault_key"]
    assert len(base64.b64decode(after["vault_key"])) == 32


def test_without_the_filter_it_would_lie_there(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same look finds a phone's key in a backup that filters nothing."""
    an_account()
    phone: Browser = a_phone(app)
    device_id = phone.get(BOOT).get_json()["device_id"]
    monkeypatch.delitem(tables.ONLY, "field_vault")  # type: ignore[arg-type]  # a plain dict
    rows = lines_of(back_up(app, tmp_path / "kept.tar").path)
    assert device_id in "".join(rows)
