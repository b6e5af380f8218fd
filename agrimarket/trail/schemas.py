"""The trail's JSON: a search in, acts in words out."""

import marshmallow as ma

from agrimarket.kit.fields import Day, Text
from agrimarket.kit.paging import PageQuery
from agrimarket.trail.store import Wanted


class AuditQuery(PageQuery):
    """Which acts are wanted; days are Vietnamese and both ends count."""

    kind = Text(32, load_default="")
    id = Text(64, load_default="")
    who = Text(120, load_default="")
    action = Text(64, load_default="")
    first = Day(load_default=None, data_key="from")
    last = Day(load_default=None, data_key="to")


def wanted_of(query: dict[str, object]) -> Wanted:
    """The search in a query that was read."""
    names = ("kind", "id", "who", "action", "first", "last")
    return Wanted(**{name: query[name] for name in names})  # type: ignore[arg-type]  # read by the schema


class ToldOut(ma.Schema):
    """A value in words; `kind` and `id` where it names a thing."""

    text = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    id = ma.fields.String(required=True)


class LineOut(ma.Schema):
    """One field of an act."""

    field = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    before = ma.fields.Nested(ToldOut, allow_none=True)
    after = ma.fields.Nested(ToldOut, allow_none=True)


class AuditRowOut(ma.Schema):
    """One act. `place` is chain and position, as `agrimarket verify` names them."""

    id = ma.fields.String(required=True, attribute="row_id")
    at = ma.fields.AwareDateTime(required=True)
    who = ma.fields.String(required=True)
    role = ma.fields.String(required=True)
    action = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    object_id = ma.fields.String(required=True, attribute="id")
    changes = ma.fields.List(ma.fields.Nested(LineOut), required=True, attribute="lines")
    reason = ma.fields.String(allow_none=True)
    erased = ma.fields.Boolean(required=True)
    place = ma.fields.String(required=True)
