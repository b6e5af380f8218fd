"""Importing a list of producers beside the usual way: openpyxl, ORM objects, `add_all`, a commit.

The peer is what a competent developer writes first, and it is given more than that: it reads its
cells with openpyxl, but understands names, numbers and places by our own quick reader, seals and
hashes as we do, and flushes all its objects together. What differs is how cells
come out of the file, how rows go into the database, and how doubles are found. It is told twice:
asking the database about every row, as most programs do, and asking nothing at all, a set of the
file's own keys in memory alone: then a second import would only end in the database's refusal.
The second peer does not even write the narrow row that lists search, which follows each producer
written as an object; ours does. Everything is taken back just before the commit.
"""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from agrimarket.households.columns import columns, index_columns
from agrimarket.households.details import Details
from agrimarket.households.finding import store_found
from agrimarket.households.identity import fresh_seal
from agrimarket.households.intake.header import read_header
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.intake.sheet import RawRow
from agrimarket.households.lists import rules as import_rules
from agrimarket.households.lists.details import LIST_AGREEMENT, details_of_row
from agrimarket.households.lists.take import Upload, new_import
from agrimarket.households.models import Consent, Household, HouseholdImportRow
from agrimarket.households.register import known_as
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.ids import new_id
from agrimarket.kit.person_keys import PersonKey
from benchmarks.lists import a_list
from benchmarks.measure import Figure, compare
from tests import databases


class _EnoughSeen(Exception):
    """Takes everything back, so that the next round meets an empty table."""


def figures() -> list[Figure]:
    """A whole import, from the file's bytes to rows that wait for their commit."""
    with tempfile.TemporaryDirectory() as folder, databases.fresh("sqlite", Path(folder)) as url:
        app = databases.an_app(url, Path(folder))
        book = a_list()
        figures = [
            compare("a row of a list, imported", lambda: _ours(app, book),
                    "openpyxl, a question and an object a row, add_all",
                    lambda: _usual(app, book, asking=True)),
            compare("a row of a list, imported", lambda: _ours(app, book),
                    "the same without questions and rows to search by", lambda: _bare(app, book)),
        ]  # fmt: skip
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        return figures


@contextmanager
def _taken_back(app: Flask) -> Iterator[Session]:
    with app.app_context():
        try:
            with one_commit() as session:
                yield session
                session.flush()
                raise _EnoughSeen
        except _EnoughSeen:
            pass


def _ours(app: Flask, book: bytes) -> int:
    with _taken_back(app) as session:
        upload = Upload(import_rules.read_list(book), "a.xlsx")
        listed = import_rules.import_list(session, viewer=SYSTEM, upload=upload, dry_run=False)
        return sum(listed.counts.values())


def _bare(app: Flask, book: bytes) -> int:
    event.remove(Household, "after_insert", store_found._follow)
    try:
        return _usual(app, book, asking=False)
    finally:
        event.listen(Household, "after_insert", store_found._follow)


def _usual(app: Flask, book: bytes, *, asking: bool) -> int:
    """The same reading, keys and sealing; the rows and the database as most programs do them."""
    with _taken_back(app) as session:
        sheet = openpyxl.load_workbook(io.BytesIO(book)).active
        assert sheet is not None
        lines = list(sheet.iter_rows(values_only=True))
        header = read_header([str(cell or "") for cell in lines[0]])
        assert header is not None
        listed = new_import(SYSTEM, file_name="a.xlsx", sha256="", mode="add")
        session.add(listed)
        session.flush()
        made: list[Any] = []
        known: set[str] = set()
        for number, line in enumerate(lines[1:], start=2):
            cells: dict[Any, Any] = {name: line[place] or "" for name, place in header.items()}
            row = read_row(RawRow(number, cells, ()))
            details = details_of_row(row, row.commune_codes[0])
            if len(row.commune_codes) > 1:
                new = False
            elif asking:
                new = known_as(session, details) is None
            else:
                keys = set(index_columns(details).values()) - {None}
                new = not keys & known
                known |= keys
            made += _objects(listed.id, row, details, new=new)
        session.add_all([one for one in made if isinstance(one, Household)])
        session.flush()
        session.add_all(made)
        return len(lines) - 1


def _objects(import_id: str, row: ListRow, details: Details, *, new: bool) -> list[Any]:
    line = HouseholdImportRow(
        import_id=import_id, row=row.row, outcome="created", errors=[], warnings=list(row.warnings),
        commune_codes=list(row.commune_codes),
    )  # fmt: skip
    if not new:
        return [line]
    household_id = new_id()
    seal, key = fresh_seal(household_id)
    line.household_id = household_id
    return [
        line, PersonKey(**key),
        Household(
            id=household_id, import_id=import_id, **columns(details, id=household_id, seal=seal)
        ),
        Consent(
            household_id=household_id, version=LIST_AGREEMENT.version, given_at=clock.now(),
            channel=LIST_AGREEMENT.channel, purposes=list(LIST_AGREEMENT.purposes),
        ),
    ]  # fmt: skip
