"""Imported lists as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.fields import Upload as UploadField

from agrimarket.kit.fields import NEEDED, Sent, Text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


MODES = ("add", "update")


class ImportQuery(ma.Schema):
    """dry_run: tell what would happen and register nobody. mode: "update" lets a row change the
    household with its citizen number. sheet: a sheet's name, "*" for every one with a header.
    columns: which column is what, "name:B,commune:F", with header_row, the header's line."""

    class Meta:
        unknown = ma.EXCLUDE

    dry_run = ma.fields.Boolean(
        load_default=False, error_messages={"invalid": "dry_run phải là true hoặc false."}
    )
    mode = ma.fields.String(
        load_default="add",
        validate=ma.validate.OneOf(MODES, error="mode phải là add hoặc update."),
    )
    sheet = Text(64, load_default=None)
    header_row = ma.fields.Integer(
        load_default=None,
        validate=ma.validate.Range(min=1, max=1_048_576, error="Số dòng chưa đúng."),
        error_messages={"invalid": "Số dòng phải là số."},
    )
    columns = Text(400, load_default=None)


class UndoQuery(ma.Schema):
    """keep_used: households changed or used since stay as they are; else they refuse the undo."""

    class Meta:
        unknown = ma.EXCLUDE

    keep_used = ma.fields.Boolean(
        load_default=False, error_messages={"invalid": "keep_used phải là true hoặc false."}
    )


class UploadIn(ma.Schema):
    """The list, an xlsx or CSV file."""

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
    sheet = Text(64, load_default=None)


class CountsOut(ma.Schema):
    """How many rows had each outcome; the last two in update mode alone."""

    created = ma.fields.Integer(required=True)
    duplicate = ma.fields.Integer(required=True)
    choose_commune = ma.fields.Integer(required=True)
    rejected = ma.fields.Integer(required=True)
    updated = ma.fields.Integer()
    unchanged = ma.fields.Integer()


class ChangeOut(ma.Schema):
    """A field that a row changes; values for the uploader alone."""

    field = ma.fields.String(required=True)
    before = ma.fields.Raw(allow_none=True)
    after = ma.fields.Raw(allow_none=True)


class ResultOut(ma.Schema):
    """What became of a row. `household_id`: the one made, or the one it repeats, if visible."""

    row = ma.fields.Integer(required=True)
    outcome = ma.fields.String(required=True)
    errors = ma.fields.List(ma.fields.String(), required=True)
    warnings = ma.fields.List(ma.fields.String(), required=True)
    commune_codes = ma.fields.List(ma.fields.String(), required=True)
    household_id = ma.fields.String(required=True, allow_none=True)
    duplicate_of_row = ma.fields.Integer(required=True, allow_none=True)
    sheet = ma.fields.String()  # where the file has several lists
    duplicate_of_sheet = ma.fields.String()
    changes = ma.fields.List(ma.fields.Nested(ChangeOut))  # of an updated row


class ImportSummaryOut(ma.Schema):
    """An import in a list of imports."""

    id = ma.fields.String(required=True)
    file_name = ma.fields.String(required=True)
    dry_run = ma.fields.Boolean(required=True)
    counts = ma.fields.Nested(CountsOut, required=True)
    created_at = ma.fields.AwareDateTime(required=True)
    undone_at = ma.fields.AwareDateTime(allow_none=True)


class ManyResults(ma.fields.List[Any]):
    """The rows of an import as show.py gives them, plain already: there may be 50,000, and to ask
    every value of every row for its field takes longer than to decide over them."""

    def __init__(self) -> None:
        super().__init__(ma.fields.Nested(ResultOut), required=True)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> list[Any] | None:
        return list(value)


class ImportOut(ImportSummaryOut):
    """An import with every row."""

    results = ManyResults()
