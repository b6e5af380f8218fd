"""Machine forms in the API's description."""

import marshmallow as ma

from agrimarket.kit.paging import LARGEST_PAGE, PageQuery
from agrimarket.scanning.machine.document import PAGE_SIZE


class EpcisQuery(PageQuery):
    """Which part of a lot's events; a page has a hundred of them."""

    page_size = ma.fields.Integer(
        load_default=PAGE_SIZE,
        validate=ma.validate.Range(
            min=1, max=LARGEST_PAGE, error=f"Hãy chọn từ 1 đến {LARGEST_PAGE} dòng một trang."
        ),
        error_messages={"invalid": "Hãy ghi số dòng một trang, ví dụ 100."},
    )


def _named(name: str, **metadata: str) -> ma.fields.Raw:
    return ma.fields.Raw(attribute=name, data_key=name, required=True, metadata=metadata)


EpcisOut = ma.Schema.from_dict(
    {
        "context": _named("@context", description="EPCIS 2.0, and our own words"),
        "id": ma.fields.String(required=True),
        "type": ma.fields.String(required=True, metadata={"enum": ["EPCISDocument"]}),
        "schemaVersion": ma.fields.String(required=True),
        "creationDate": ma.fields.String(required=True),
        "epcisHeader": ma.fields.Dict(required=True),
        "epcisBody": ma.fields.Dict(required=True, metadata={"description": "`eventList`"}),
        "total": ma.fields.Integer(attribute="nong:total", data_key="nong:total", required=True),
        "next": ma.fields.String(
            attribute="nong:next", data_key="nong:next",
            metadata={"description": "address of the next page, where there is one"},
        ),
    },
    name="EpcisOut",
)  # fmt: skip


class PassportOut(ma.Schema):
    """Decree 37/2026/NĐ-CP, Article 32: what is not told yet is null and named in `owed`."""

    law = ma.fields.String(required=True)
    unique_identifier = ma.fields.String(required=True)
    page = ma.fields.String(required=True)
    product = ma.fields.Dict(required=True)
    producer = ma.fields.Dict(required=True)
    origin = ma.fields.Dict(required=True)
    traceability = ma.fields.Dict(required=True)
    certificates = ma.fields.List(ma.fields.Dict(), required=True)
    rating = ma.fields.Dict(allow_none=True)
    production_date = ma.fields.String(allow_none=True)
    harvested_on = ma.fields.String(allow_none=True)
    packed_on = ma.fields.String(allow_none=True)
    expiry_date = ma.fields.String(allow_none=True)
    warnings = ma.fields.List(ma.fields.Dict(), required=True)
    national_portal = ma.fields.Dict(required=True)
    owed = ma.fields.List(ma.fields.String(), required=True)


class ToldPartOut(ma.Schema):
    """What an item tells."""

    name = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    value = ma.fields.String(required=True)


class OwedPartOut(ma.Schema):
    """What an item lacks, and what to do about it (Vietnamese)."""

    name = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    next_step = ma.fields.String()


class TraceItemOut(ma.Schema):
    """One of the ten items; one that does not apply owes nothing."""

    number = ma.fields.Integer(required=True)
    code = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    applies = ma.fields.Boolean(required=True)
    done = ma.fields.Boolean(required=True)
    told = ma.fields.List(ma.fields.Nested(ToldPartOut), required=True)
    owed = ma.fields.List(ma.fields.Nested(OwedPartOut), required=True)


class CompletenessOut(ma.Schema):
    """The ten items of Circular 02/2024/TT-BKHCN; `score` 100 means that nothing is owed."""

    law = ma.fields.String(required=True)
    lot_id = ma.fields.String(required=True)
    score = ma.fields.Integer(required=True)
    items = ma.fields.List(ma.fields.Nested(TraceItemOut), required=True)
