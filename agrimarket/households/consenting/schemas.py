"""Consent texts and evidence as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma
from flask_smorest.fields import Upload

from agrimarket.households.consenting.own_texts import ALL_PURPOSES, BY_CONSENT, LANGUAGES
from agrimarket.kit.fields import Day, Sent, Text, words
from agrimarket.kit.paging import PageQuery


class PurposeIn(Sent):
    """The words of one purpose and its legal basis."""

    title = Text(120, required=True)
    text = Text(600, required=True)
    basis = Text(300, required=True)


class ConsentTextIn(Sent):
    """A new wording; `purposes` names each of ours: channels, publication, support."""

    example: ClassVar[Mapping[str, Any]] = {
        "version": "2030-01", "language": "vi", "valid_from": "2030-01-01",
        "intro": ["Chúng tôi xin ghi tên, xã và sản phẩm của gia đình để làm tem."],
        "purposes": {
            code: {"title": "Một việc", "text": "Việc này để làm gì.", "basis": BY_CONSENT}
            for code in ALL_PURPOSES
        },
    }  # fmt: skip

    version = Text(32, required=True)
    language = Text(8, load_default="vi", metadata={"enum": list(LANGUAGES)})
    valid_from = Day(required=True)
    intro = ma.fields.List(
        Text(1000), required=True, error_messages=words("Hãy gửi một danh sách đoạn văn.")
    )
    purposes = ma.fields.Dict(
        keys=Text(40), values=ma.fields.Nested(PurposeIn), required=True,
        error_messages=words("Hãy gửi title, text, basis của từng mục đích."),
    )  # fmt: skip


class ConsentTextQuery(PageQuery):
    """Published texts, newest first."""


class ConsentTextOut(ma.Schema):
    """A published text."""

    id = ma.fields.String(required=True)
    version = ma.fields.String(required=True)
    language = ma.fields.String(required=True)
    valid_from = ma.fields.Date(required=True)
    intro = ma.fields.List(ma.fields.String(), required=True)
    purposes = ma.fields.List(ma.fields.Dict(), required=True)
    has_audio = ma.fields.Function(lambda row: row.audio is not None)
    created_at = ma.fields.AwareDateTime(required=True)


class EvidenceFile(ma.Schema):
    """A recording or a picture of the signed sheet, as `file`."""

    class Meta:
        unknown = ma.EXCLUDE

    takes: ClassVar[Mapping[str, str]] = {
        "file": "audio/mpeg, audio/ogg, audio/wav, audio/webm, audio/mp4, image/jpeg, image/png"
    }

    file = Upload()


class EvidenceOut(ma.Schema):
    """One piece of evidence; its content is opened by its own address."""

    id = ma.fields.String(required=True)
    consent_id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    media_type = ma.fields.String(required=True)
    size = ma.fields.Integer(required=True)
    created_at = ma.fields.AwareDateTime(required=True)
