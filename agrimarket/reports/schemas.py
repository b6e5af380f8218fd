"""JSON of figures and their rows."""

import marshmallow as ma
from marshmallow import validate

from agrimarket.kit.paging import PageQuery
from agrimarket.products.papers.ending import KIND_LABELS, TERMS
from agrimarket.reports.count import WAYS

WITHIN = TERMS  # days ahead that the list of ending papers offers
_DATE = "Hãy ghi ngày theo dạng 2026-11-22."


class ProgressQuery(ma.Schema):
    """As of which day (Vietnam), and how the figures are split."""

    class Meta:
        unknown = ma.EXCLUDE

    as_of = ma.fields.Date(load_default=None, error_messages={"invalid": _DATE})
    by = ma.fields.String(
        load_default=None,
        validate=validate.OneOf(WAYS, error="Hãy chọn một trong: {choices}."),
    )


class ExpiringQuery(PageQuery):
    """Which papers that end soon are wanted."""

    within = ma.fields.String(
        load_default=str(WITHIN[-1]),
        validate=validate.OneOf([str(days) for days in WITHIN], error="Hãy chọn: {choices}."),
    )
    commune = ma.fields.String(load_default="", validate=validate.Length(max=5))
    kind = ma.fields.String(load_default="", validate=validate.OneOf(["", *KIND_LABELS]))


class FigureRowsQuery(PageQuery):
    """Which rows of a figure are wanted."""

    as_of = ma.fields.Date(load_default=None, error_messages={"invalid": _DATE})
    commune = ma.fields.String(load_default="", validate=validate.Length(max=5))
    district = ma.fields.String(load_default="", validate=validate.Length(max=80))
    channel = ma.fields.String(load_default="", validate=validate.Length(max=24))
    month = ma.fields.String(
        load_default="",
        validate=validate.Regexp(r"^(\d{4}-\d{2})?$", error="Hãy ghi tháng theo dạng 2026-11."),
    )


class FigureGroupOut(ma.Schema):
    """A part of a figure; `share` where the figure is a part of another one, 0 to 1."""

    key = ma.fields.String()
    name = ma.fields.String()
    value = ma.fields.Integer()
    share = ma.fields.Float(allow_none=True)


class FigureOut(ma.Schema):
    """A figure with its definition. `seen_at`: when an observed one was last looked at.

    `share`: of the figure named by `share_of`, 0 to 1; null where that one is 0.
    """

    key = ma.fields.String()
    name = ma.fields.String()
    definition = ma.fields.String()
    source = ma.fields.String()
    unit = ma.fields.String()
    value = ma.fields.Integer()
    share_of = ma.fields.String(allow_none=True)
    share = ma.fields.Float(allow_none=True)
    seen_at = ma.fields.AwareDateTime(format="iso", allow_none=True)
    rows_url = ma.fields.String()
    groups = ma.fields.List(ma.fields.Nested(FigureGroupOut))


class ProgressOut(ma.Schema):
    """Every figure as of a day."""

    as_of = ma.fields.Date()
    by = ma.fields.String(allow_none=True)
    made_at = ma.fields.AwareDateTime(format="iso")
    figures = ma.fields.List(ma.fields.Nested(FigureOut))


class FigureRowOut(ma.Schema):
    """One row behind a figure; `amount` is what it adds."""

    id = ma.fields.String()
    label = ma.fields.String()
    household_id = ma.fields.String(allow_none=True)
    commune_code = ma.fields.String()
    commune = ma.fields.String()
    former_district = ma.fields.String()
    channel = ma.fields.String(allow_none=True)
    at = ma.fields.Raw(metadata={"type": "string", "description": "ISO 8601 day or moment"})
    amount = ma.fields.Integer()
