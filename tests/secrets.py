"""Looks for words in clear in everything a service keeps: every cell, and the files' own bytes."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, inspect, make_url, text

from agrimarket.kit.db import db


def clear_secrets(app: Flask, *words: str, data: bool = True) -> list[str]:
    """Where one of the words stands in clear: "household.note: 1234…" per table, column or file.

    Cells are compared as text, as bytes and with base64 opened; with `data` the files of the data
    folder are looked through too. Nothing found is an empty list.
    """
    db.session.rollback()
    places = [*_cells(db.engine), *_database_files(app)]
    if data:
        places += _files(app.extensions["agrimarket.settings"].data)
    return sorted({f"{name}: {word[:4]}…" for name, kept in places for word in words
                   if any(form in kept for form in _forms(word))})  # fmt: skip


def _forms(word: str) -> Iterator[bytes]:
    """As UTF-8, as JSON escapes it, as UTF-16, and as digits grouped by people."""
    yield word.encode()
    yield word.encode("unicode-escape")
    yield word.encode("utf-16-le")
    if word.isdigit():
        yield " ".join(word[at : at + 3] for at in range(0, len(word), 3)).encode()


def _cells(engine: Engine) -> Iterator[tuple[str, bytes]]:
    """Every column of every table the database has, ours or not, joined to one heap of bytes."""
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"'))
            names = list(rows.keys())
            heaps = [bytearray() for _ in names]
            for row in rows:
                for heap, cell in zip(heaps, row, strict=True):
                    heap += b"\x1f" + _bytes(cell)
            for name, heap in zip(names, heaps, strict=True):
                yield f"{table}.{name}", bytes(heap)


def _bytes(cell: Any) -> bytes:
    if isinstance(cell, bytes | memoryview | bytearray):
        return bytes(cell)
    plain = str(cell)
    return plain.encode() + b"\x1f" + _opened(plain)


def _opened(plain: str) -> bytes:
    try:
        return base64.b64decode(plain, validate=True)
    except ValueError:
        return b""


def _database_files(app: Flask) -> Iterator[tuple[str, bytes]]:
    """SQLite's file with its journal; free pages are looked through as they lie."""
    path = make_url(app.extensions["agrimarket.settings"].database_url).database
    if db.engine.dialect.name == "sqlite" and path:
        for file in Path(path).parent.glob(f"{Path(path).name}*"):
            yield f"file {file.name}", file.read_bytes()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix not in {".woff2", ".ttf"}:
            yield f"file {file.relative_to(folder)}", file.read_bytes()
