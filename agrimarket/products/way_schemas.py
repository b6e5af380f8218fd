"""A product's way as JSON: what waits for an answer, and the steps behind it."""

import marshmallow as ma

from agrimarket.kit.fields import Text
from agrimarket.kit.paging import PageQuery


class ApprovalQuery(PageQuery):
    """Which of the waiting products are wanted."""

    commune = Text(10, load_default="")
    overdue = ma.fields.Boolean(
        load_default=False, error_messages={"invalid": "Hãy ghi true hoặc false."}
    )


class ApprovalOut(ma.Schema):
    """A product that waits; `days_left` are working days, below 0 once the last one is over."""

    id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    category = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    household_name = ma.fields.String(required=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    submitted_at = ma.fields.AwareDateTime(allow_none=True)
    answer_due = ma.fields.Date(allow_none=True)
    days_left = ma.fields.Integer(allow_none=True)
    overdue = ma.fields.Boolean(required=True)


class ProductStepOut(ma.Schema):
    """One step, never changed. With `asked_at` it is an answer, and `due` its last day in time."""

    id = ma.fields.String(required=True)
    before = ma.fields.String(required=True)
    after = ma.fields.String(required=True)
    at = ma.fields.AwareDateTime(required=True)
    reason = ma.fields.String(allow_none=True)
    due = ma.fields.Date(allow_none=True)
    asked_at = ma.fields.AwareDateTime(allow_none=True)
    in_time = ma.fields.Boolean(allow_none=True)
