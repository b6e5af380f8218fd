"""Imported lists as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.fields import Upload as UploadField

from agrimarket.kit.fields import NEEDED, Sent, Text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportQuery(ma.Schema):
    """dry_run: tell what would happen and register nobody."""

    class Meta:
        unknown = ma.EXCLUDE

    dry_run = ma.fields.Boolean(
        load_default=False, error_messages={"invalid": "dry_run phải là true hoặc false."}
    )


class UploadIn(ma.Schema):
    """The list, an xlsx file."""

    class Meta:
        unknown = ma.EXCLUDE

    takes = {"file": XLSX}  # noqa: RUF012 (read by kit/openapi alone)

    file = UploadField(required=True, error_messages={"required": NEEDED})


class ChoiceIn(Sent):
    """The commune of a row whose old commune was split; `row` as the sheet shows it."""

    example: ClassVar[Mapping[str, Any]] = {"row": 5, "commune_code": "14758"}

    row = ma.fields.Integer(
        required=True,
        strict=True,
        validate=ma.validate.Range(min=1, max=10_000_000, error="Số dòng chưa đúng."),
        error_messages={"required": NEEDED, "invalid": "Số dòng phải là số."},
    )
    commune_code = Text(10, required=True)


class CountsOut(ma.Schema):
    """How many rows had each outcome."""

    created = ma.fields.Integer(required=True)
    duplicate = ma.fields.Integer(required=True)
    choose_commune = ma.fields.Integer(required=True)
    rejected = ma.fields.Integer(required=True)


class ResultOut(ma.Schema):
    """What became of a row. `household_id`: the one made, or the one it repeats, if visible."""

    row = ma.fields.Integer(required=True)
    outcome = ma.fields.String(required=True)
    errors = ma.fields.List(ma.fields.String(), required=True)
    warnings = ma.fields.List(ma.fields.String(), required=True)
    commune_codes = ma.fields.List(ma.fields.String(), required=True)
    household_id = ma.fields.String(required=True, allow_none=True)
    duplicate_of_row = ma.fields.Integer(required=True, allow_none=True)


class ImportSummaryOut(ma.Schema):
    """An import in a list of imports."""

    id = ma.fields.String(required=True)
    file_name = ma.fields.String(required=True)
    dry_run = ma.fields.Boolean(required=True)
    counts = ma.fields.Nested(CountsOut, required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    undone_at = ma.fields.AwareDateTime(allow_none=True)


class ImportOut(ImportSummaryOut):
    """An import with every row."""

    results = ma.fields.List(ma.fields.Nested(ResultOut), required=True)
