"""Certificates of a holder as JSON: what may be sent, and what is told of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.fields import Upload

from agrimarket.kit.fields import Choice, Id, OwnId, Sent, Text
from agrimarket.kit.openapi import example_id
from agrimarket.kit.paging import PageQuery
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.papers.cover import MOST_PRODUCTS
from agrimarket.products.schemas import CertificateFields, CertificateOut

SCANS = "image/jpeg, image/png, image/webp, application/pdf"
PAPER_STATES: Mapping[str, str] = {
    "valid": "Còn hạn",
    "ending": "Hết hạn trong 180 ngày",
    "ended": "Đã hết hạn",
    "coming": "Chưa đến ngày",
    "removed": "Đã gỡ",
}
CHECKED: Mapping[str, str] = {"no": "Chờ cán bộ xem", "yes": "Cán bộ đã xem"}
YES_OR_NO: dict[str, Any] = dict.fromkeys(
    ("invalid", "null", "required"), "Hãy ghi true hoặc false."
)


def product_ids(**options: Any) -> "ma.fields.List[Any]":
    """Products by their ids, each once, not too many."""
    too_many = f"Hãy kể không quá {MOST_PRODUCTS} sản phẩm."
    return ma.fields.List(
        Id(),
        validate=ma.validate.Length(max=MOST_PRODUCTS, error=too_many),
        error_messages={"invalid": "Hãy gửi một danh sách mã sản phẩm.",
                        "null": "Hãy gửi danh sách, rỗng cũng được.",
                        "required": "Thiếu danh sách sản phẩm."},
        **options,
    )  # fmt: skip


class HeldCertificateIn(CertificateFields):
    """A paper of a producer, for all it makes or for products by name."""

    example: ClassVar[Mapping[str, Any]] = {
        "household_id": example_id("household"), "kind": "vietgap",
        "number": "VG-38-0021", "issuer": "Trung tâm chứng nhận phù hợp",
        "scope": "Bưởi, 12 ha", "valid_from": "2025-08-01", "valid_to": "2027-07-31",
        "covers_all": True,
    }  # fmt: skip

    id = OwnId()
    household_id = Id(required=True)
    kind = Text(32, required=True, metadata={"enum": list(CERTIFICATE_KINDS)})
    is_group = ma.fields.Boolean(load_default=False, error_messages=YES_OR_NO)
    covers_all = ma.fields.Boolean(load_default=False, error_messages=YES_OR_NO)
    product_ids = product_ids(load_default=list)


class HeldCertificateChange(CertificateFields):
    """Only the fields to change."""

    example: ClassVar[Mapping[str, Any]] = {"scope": "Bưởi, 14 ha"}


class CoveredIn(Sent):
    """What it covers from now on."""

    example: ClassVar[Mapping[str, Any]] = {
        "covers_all": False, "product_ids": [example_id("product")],
    }  # fmt: skip

    covers_all = ma.fields.Boolean(load_default=False, error_messages=YES_OR_NO)
    product_ids = product_ids(load_default=list)


class HeldCertificateQuery(PageQuery):
    """Filters of the list."""

    household_id = Id(blank=True, load_default="")
    kind = Choice(CERTIFICATE_KINDS, blank=True, load_default="")
    state = Choice(PAPER_STATES, blank=True, load_default="")
    checked = Choice(CHECKED, blank=True, load_default="")
    commune = Text(10, load_default="")


class HeldCertificateOut(CertificateOut):
    """A paper with its holder; of a group's members nothing is told but their products.

    `elsewhere` counts covered products outside the caller's scope.
    """

    household_id = ma.fields.String(required=True)
    household_name = ma.fields.String(required=True)
    is_group = ma.fields.Boolean(required=True)
    covers_all = ma.fields.Boolean(required=True)
    product_ids = ma.fields.List(ma.fields.String(), required=True)
    elsewhere = ma.fields.Integer(required=True)
    files = ma.fields.Integer(required=True, metadata={"description": "how many scans are kept"})


class ScanFile(ma.Schema):
    """A picture or PDF of the paper, as `file`."""

    class Meta:
        unknown = ma.EXCLUDE

    takes: ClassVar[Mapping[str, str]] = {"file": SCANS}

    file = Upload()


class ScanOut(ma.Schema):
    """One scan; its content is opened by its own address."""

    id = ma.fields.String(required=True)
    name = ma.fields.String(required=True)
    media_type = ma.fields.String(required=True)
    size = ma.fields.Integer(required=True, metadata={"description": "bytes"})
    created_at = ma.fields.AwareDateTime(required=True)
