"""Runs the stand-in marketplaces: items, their statuses over time, keys answered once."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agrimarket.channels.content import fingerprint
from agrimarket.channels.sandboxes.file import empty_journal, transaction
from agrimarket.channels.sandboxes.shop import Complaint, Item, Shop, Turn

PAGE = 100


class Refused(Exception):
    """The marketplace does not take the payload."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = complaints
        super().__init__(", ".join(complaint.code for complaint in complaints))


class NoItem(Exception):
    """No such item, or one that was taken off."""


class Changed(Exception):
    """The item's content is not the expected one."""


class Engine:
    """All stand-ins of one service: one file, one seed, one clock (aware moments)."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], seed: int = 1) -> None:
        self._path, self._now, self._seed = path, now, seed

    def submit(self, shop: Shop, payload: dict[str, Any], *, ref: str, key: str) -> Item:
        """Take a new item; the same key, or where refs are unique the same ref, makes no second."""
        with transaction(self._path) as file:
            known = _answered(file, shop, key)
            if known is None and shop.one_per_ref:
                known = _open_number(file, shop, ref)
            if known is not None:
                return _item(file, known)
            self._refuse(shop, payload)
            turn = shop.arrival(self._luck(shop, ref, 1))
            number = file.execute(
                "INSERT INTO item (channel, ref, payload, status, since, version)"
                " VALUES (?, ?, ?, ?, ?, 1)",
                (shop.code, ref, json.dumps(payload), turn.status, _text(self._now())),
            ).lastrowid
            assert number is not None
            self._enter(file, number, turn)
            _remember(file, shop, key, number)
            return _item(file, number)

    def update(
        self, shop: Shop, number: int, payload: dict[str, Any], *, expected: str, key: str
    ) -> Item:
        """Replace an item's content; Changed, NoItem, Refused."""
        with transaction(self._path) as file:
            if _answered(file, shop, key) is not None:
                return _item(file, number)
            item = self._present(file, shop, number)
            if fingerprint(item.payload) != expected:
                raise Changed
            self._refuse(shop, payload)
            version = item.version + 1
            file.execute(
                "UPDATE item SET payload = ?, version = ? WHERE number = ?",
                (json.dumps(payload), version, number),
            )
            luck = self._luck(shop, item.ref, version)
            self._enter(file, number, shop.revision(item.status, luck))
            _remember(file, shop, key, number)
            return _item(file, number)

    def withdraw(self, shop: Shop, number: int, *, key: str) -> Item:
        """Take an item off; one that is off already stays so. NoItem when there never was one."""
        with transaction(self._path) as file:
            item = _item_of(file, shop, number)
            if item.status != shop.closed:
                self._enter(file, number, Turn(shop.closed))
            _remember(file, shop, key, number)
            return _item(file, number)

    def fetch(self, shop: Shop, number: int) -> Item:
        """An item as it is now; NoItem."""
        with transaction(self._path) as file:
            self._catch_up(file, shop)
            return self._present(file, shop, number)

    def find(self, shop: Shop, ref: str) -> Item | None:
        """The newest item under the seller's reference that is not taken off."""
        with transaction(self._path) as file:
            self._catch_up(file, shop)
            number = _open_number(file, shop, ref)
            return None if number is None else _item(file, number)

    def forget(self, shop: Shop, ref: str) -> None:
        """Delete every item under the seller's reference, with the keys it was taken by."""
        with transaction(self._path) as file:
            file.execute(
                "DELETE FROM answered WHERE number IN "
                "(SELECT number FROM item WHERE channel = ? AND ref = ?)",
                (shop.code, ref),
            )
            file.execute("DELETE FROM item WHERE channel = ? AND ref = ?", (shop.code, ref))
        empty_journal(self._path)

    def items(self, shop: Shop, after: int = 0, most: int = PAGE) -> list[Item]:
        """Items that are not taken off, by number, from the one after `after` on."""
        with transaction(self._path) as file:
            self._catch_up(file, shop)
            rows = file.execute(
                "SELECT * FROM item WHERE channel = ? AND status <> ? AND number > ?"
                " ORDER BY number LIMIT ?",
                (shop.code, shop.closed, after, most),
            )
            return [_read(row) for row in rows]

    def counts(self, shop: Shop) -> dict[str, int]:
        """How many items stand in each of the marketplace's statuses."""
        with transaction(self._path) as file:
            self._catch_up(file, shop)
            rows = file.execute(
                "SELECT status, count(*) FROM item WHERE channel = ? GROUP BY status",
                (shop.code,),
            )
            return {row[0]: row[1] for row in rows}

    def decide(self, shop: Shop, numbers: Iterable[int], status: str) -> list[Item]:
        """The marketplace's staff give these items a status."""
        with transaction(self._path) as file:
            self._catch_up(file, shop)
            changed = []
            for number in numbers:
                item = self._present(file, shop, number)
                luck = self._luck(shop, item.ref, item.version)
                self._enter(file, number, shop.entering(status, luck))
                changed.append(_item(file, number))
            return changed

    def _present(self, file: sqlite3.Connection, shop: Shop, number: int) -> Item:
        item = _item_of(file, shop, number)
        if item.status == shop.closed:
            raise NoItem
        return item

    def _refuse(self, shop: Shop, payload: dict[str, Any]) -> None:
        complaints = shop.complaints(payload)
        if complaints:
            raise Refused(complaints)

    def _catch_up(self, file: sqlite3.Connection, shop: Shop) -> None:
        """Let come true what was due by now; kept, so that a later look agrees with this one."""
        due = "SELECT * FROM item WHERE channel = ? AND next_at <= ? ORDER BY next_at, number"
        for row in file.execute(due, (shop.code, _text(self._now()))).fetchall():
            luck = self._luck(shop, row["ref"], row["version"])
            at = datetime.fromisoformat(row["next_at"])
            self._enter(file, row["number"], shop.entering(row["next_status"], luck), at)

    def _enter(
        self, file: sqlite3.Connection, number: int, turn: Turn, at: datetime | None = None
    ) -> None:
        since = at or self._now()
        next_at = _text(since + turn.after) if turn.after is not None else None
        file.execute(
            "UPDATE item SET status = ?, since = ?, next_status = ?, next_at = ? WHERE number = ?",
            (turn.status, _text(since), turn.then, next_at, number),
        )

    def _luck(self, shop: Shop, ref: str, version: int) -> float:
        """In [0, 1), the same for the same seed, item and version in every process."""
        text = f"{self._seed}|{shop.code}|{ref}|{version}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6]) / 2**48


def _text(moment: datetime) -> str:
    """UTC in ISO 8601, which sorts as text."""
    return moment.astimezone(UTC).isoformat()


def _answered(file: sqlite3.Connection, shop: Shop, key: str) -> int | None:
    row = file.execute(
        "SELECT number FROM answered WHERE channel = ? AND key = ?", (shop.code, key)
    ).fetchone()
    return None if row is None else int(row[0])


def _remember(file: sqlite3.Connection, shop: Shop, key: str, number: int) -> None:
    file.execute("INSERT OR IGNORE INTO answered VALUES (?, ?, ?)", (shop.code, key, number))


def _open_number(file: sqlite3.Connection, shop: Shop, ref: str) -> int | None:
    row = file.execute(
        "SELECT max(number) FROM item WHERE channel = ? AND ref = ? AND status <> ?",
        (shop.code, ref, shop.closed),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _item_of(file: sqlite3.Connection, shop: Shop, number: int) -> Item:
    row = file.execute(
        "SELECT * FROM item WHERE channel = ? AND number = ?", (shop.code, number)
    ).fetchone()
    if row is None:
        raise NoItem
    return _read(row)


def _item(file: sqlite3.Connection, number: int) -> Item:
    return _read(file.execute("SELECT * FROM item WHERE number = ?", (number,)).fetchone())


def _read(row: sqlite3.Row) -> Item:
    return Item(
        channel=row["channel"],
        number=row["number"],
        ref=row["ref"],
        payload=json.loads(row["payload"]),
        status=row["status"],
        version=row["version"],
        since=datetime.fromisoformat(row["since"]),
    )
