"""Papers' scans under new keys: they open as before, and only what was sealed for its row."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from agrimarket.kit.db import db, one_commit, reading
from agrimarket.products.models import CertificateFile
from agrimarket.system import rotate
from tests.builders.trade import API, a_trade, scan_of
from tests.people import People
from tests.system.own_keys import serving


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with a key file of its own."""
    with serving(database, tmp_path) as application:
        yield application


def test_a_scan_opens_after_keys_were_changed(app: Flask, people: People) -> None:
    """The person's own key is wrapped anew; what it seals is not touched."""
    trade = a_trade(people)
    scan = scan_of(people, trade)
    sealed = reading().scalars(select(CertificateFile.content_sealed)).one()
    db.session.remove()
    assert rotate.rotate(app, lambda *_: None, grace=0) == {}
    assert scan_of(people, trade) == scan
    assert reading().scalars(select(CertificateFile.content_sealed)).one() == sealed


def test_a_scan_that_was_swapped_opens_for_nobody(app: Flask, people: People) -> None:
    """It is sealed for its own row: whoever writes another's bytes into it shows nothing."""
    trade = a_trade(people)
    row = reading().scalars(select(CertificateFile)).one()
    sealed = bytearray(row.content_sealed)
    sealed[40] ^= 1
    with one_commit() as session:
        session.execute(update(CertificateFile).values(content_sealed=bytes(sealed)))
    path = f"{API}/certificates/{row.certificate_id}/files/{row.id}"
    answer = people.huong.get(path)
    assert answer.status_code >= 400
    assert b"RIFF" not in answer.data
    assert trade.ids["scan"] == row.id
