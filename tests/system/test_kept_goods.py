"""Papers' scans and diary pictures in a backup: both come back, and the scan stays sealed."""

from pathlib import Path

from flask import Flask
from sqlalchemy import select

from agrimarket.kit.db import reading
from agrimarket.lots.models import LotEventPhoto
from agrimarket.system import restore, verify
from tests.builders.trade import a_trade, scan_of
from tests.people import People
from tests.system.kept import an_empty_place, back_up, contents, mark_keys, running
from tests.system.test_backup import GROWN


def picture_of(app: Flask) -> bytes:
    """A diary line's picture, as kept beside the database."""
    photo = reading().scalars(select(LotEventPhoto)).one()
    folder: Path = app.extensions["agrimarket.settings"].data / "files"
    (path,) = folder.rglob(f"{photo.sha256}-{max(photo.widths)}.webp")
    return path.read_bytes()


def test_both_come_back_and_open(app: Flask, people: People, database: str, tmp_path: Path) -> None:
    trade = a_trade(people)
    scan, picture = scan_of(people, trade), picture_of(app)
    mark_keys()
    kept = back_up(app, tmp_path / "kept.tar")
    assert scan not in kept.path.read_bytes()
    before = contents(database)
    with an_empty_place("sqlite", tmp_path / "elsewhere") as settings:
        restore.restore(settings, kept.path)
        after = contents(settings.database_url)
        assert [name for name in before.keys() - GROWN if after[name] != before[name]] == []
        with running(settings) as again:
            assert scan_of(People(again), trade) == scan
            assert picture_of(again) == picture
            keys = again.extensions["agrimarket.keys"]
            assert list(verify.faults(reading(), keys, settings.data)) == []
