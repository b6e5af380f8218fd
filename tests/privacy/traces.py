"""Looks for strings in every byte that a service keeps: database, journal, dump, files."""

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import inspect, text

from agrimarket.kit.db import db


def found_in(app: Flask, strings: Iterable[str]) -> list[str]:
    """`where: string` for each string that is still to be found anywhere."""
    wanted = list(strings)
    places = [*_database(app), *_files(app.extensions["agrimarket.settings"].data)]
    return [
        f"{where}: {one}"
        for where, content in places
        for one in wanted
        if any(form in content for form in _forms(one))
    ]


def _forms(string: str) -> list[bytes]:
    """As UTF-8, and as JSON escapes it."""
    escaped = json.dumps(string)[1:-1].encode()
    return [string.encode(), escaped, escaped.lower()]


def _database(app: Flask) -> Iterator[tuple[str, bytes]]:
    url = db.engine.url
    db.session.remove()
    if url.get_backend_name() == "sqlite":
        for suffix in ("", "-wal", "-journal"):
            path = Path(f"{url.database}{suffix}")
            if path.exists():
                yield path.name, path.read_bytes()
        return
    with db.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'SELECT t::text FROM "{table}" t')).scalars()
            yield table, "\n".join(rows).encode()


def _files(data: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(data.rglob("*")):
        if not path.is_file() or path.suffix in {".woff2"}:
            continue
        yield str(path.relative_to(data)), path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
        if path.suffix == ".sqlite3":
            with sqlite3.connect(path) as connection:
                yield f"{path.name} as text", "\n".join(connection.iterdump()).encode()
