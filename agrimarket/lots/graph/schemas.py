"""The graph of a lot as JSON."""

import marshmallow as ma

from agrimarket.kit.fields import Choice, Sent, Whole
from agrimarket.kit.rows import Rows
from agrimarket.lots.graph.walk import BOTH, DIRECTIONS, MOST_DEPTH


class TraceQuery(Sent):
    """Which way and how far; without `depth` the whole way."""

    direction = Choice(DIRECTIONS, load_default=BOTH)
    depth = Whole(
        load_default=None,
        validate=ma.validate.Range(min=1, max=MOST_DEPTH, error="Số bước từ 1 đến 1.000."),
    )


class NodeOut(ma.Schema):
    """A lot; of others' lots (`own` false) only what the public may know.

    `depth` in steps: negative behind the asked lot, positive after it.
    """

    id = ma.fields.String(required=True)
    lot_code = ma.fields.String(required=True)
    product_name = ma.fields.String(required=True)
    producer_name = ma.fields.String(allow_none=True)
    commune_code = ma.fields.String(required=True)
    commune_name = ma.fields.String(required=True)
    harvested_on = ma.fields.Date(allow_none=True)
    produced_on = ma.fields.Date(allow_none=True)
    packed_on = ma.fields.Date(allow_none=True)
    use_by = ma.fields.Date(allow_none=True)
    status = ma.fields.String(required=True)
    depth = ma.fields.Integer(required=True)
    own = ma.fields.Boolean(required=True)
    state = ma.fields.String(allow_none=True)
    quantity = ma.fields.Float(allow_none=True)
    unit = ma.fields.String(allow_none=True)


class EdgeOut(ma.Schema):
    """From a lot that went into a step to a lot that came out; each quantity in its lot's unit."""

    step_id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    happened_at = ma.fields.AwareDateTime(required=True)
    source = ma.fields.String(required=True)
    target = ma.fields.String(required=True)
    quantity_in = ma.fields.Float(allow_none=True)
    unit_in = ma.fields.String(allow_none=True)
    quantity_out = ma.fields.Float(allow_none=True)
    unit_out = ma.fields.String(allow_none=True)


class GraphOut(ma.Schema):
    """Lots behind and after one lot; `sources` are those that nothing stands behind."""

    root = ma.fields.String(required=True)
    direction = ma.fields.String(required=True)
    nodes = Rows(NodeOut, required=True)
    edges = Rows(EdgeOut, required=True)
    sources = ma.fields.List(ma.fields.String(), required=True)
    complete = ma.fields.Boolean(
        required=True, metadata={"description": "false where the farthest lots were left out"}
    )
    left_out = ma.fields.Integer(
        required=True,
        metadata={"description": "how many farther lots are not told; counted up to 100,000"},
    )
