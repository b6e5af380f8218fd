"""What phones send and are told, as JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar

import marshmallow as ma

from agrimarket.fieldwork.merging import ADD, REMOVE
from agrimarket.fieldwork.operation_words import kinds_of, operation_words
from agrimarket.fieldwork.roll_schemas import RollActivateFields, RollVoidFields
from agrimarket.households.schemas import ConsentIn, HouseholdFields
from agrimarket.kit.fields import Day, Id, Moment, Sent, Text, words
from agrimarket.kit.openapi import example_id
from agrimarket.lots.schemas import LotFields
from agrimarket.products.schemas import ProductFields

MOST_OPERATIONS = 500
LONGEST_PAGE = 500


class Crops(ma.fields.Field[Any]):
    """A whole list, or what comes and goes: {"add": [...], "remove": [...]}."""

    told: ClassVar[Mapping[str, Any]] = {}
    wrong = "Hãy gửi một danh sách tên sản phẩm, hoặc add và remove."

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> Any:
        if isinstance(value, Mapping) and set(value) <= {ADD, REMOVE}:
            return {name: self._words(value[name] or []) for name in value}
        return self._words(value)

    def _words(self, value: Any) -> list[str]:
        whole = isinstance(value, list) and all(isinstance(one, str) for one in value)
        if not whole or any(len(one) > 200 or "\0" in one for one in value):
            raise ma.ValidationError(self.wrong)
        return list(value)


class PersonFields(HouseholdFields):
    """A producer as a phone tells of it: the citizen number only sealed."""

    class Meta:
        exclude = ("citizen_id",)

    citizen_sealed = ma.fields.Dict(
        keys=ma.fields.String(), allow_none=True,
        error_messages=words("Hãy gửi kid, epk, iv, ct."),
    )  # fmt: skip


class RegisterFields(PersonFields):
    """A new producer."""

    commune_code = Text(10, required=True)
    consent = ma.fields.Nested(ConsentIn, allow_none=True)


class EditFields(PersonFields):
    """The fields to change."""

    crops = Crops(allow_none=True)  # type: ignore[assignment]  # a list, or what comes and goes


class DeleteFields(Sent):
    """Why it goes."""

    reason = Text(500, load_default="", allow_none=True)


class ProductDraftFields(ProductFields):
    """A new product of a producer."""

    household_id = Id(required=True)
    name = Text(200, required=True)
    category = Text(16, required=True)


class LotOpenFields(LotFields):
    """A new lot of a product; `household_id` says whose, so that forgetting them finds it."""

    product_id = Id(required=True)
    lot_code = Text(20, required=True, metadata={"description": "[0-9A-Z.-]{1,20}"})
    household_id = Id(allow_none=True)


class DiaryFields(Sent):
    """A line in a lot's diary; a day, or a moment. `corrects_id` names the line it mends."""

    lot_id = Id(required=True)
    kind = Text(24, required=True)
    happened_on = Day(allow_none=True)
    happened_at = Moment(allow_none=True)
    place = Text(200, allow_none=True)
    note = Text(4000, allow_none=True)
    text = Text(4000, allow_none=True)
    facts = ma.fields.Dict(keys=ma.fields.String(), allow_none=True)
    corrects_id = Id(allow_none=True)
    household_id = Id(allow_none=True)


# What each kind of operation takes in its `fields` (kinds.py says who does it).
FIELDS_OF = kinds_of({
    "household.register": RegisterFields, "household.edit": EditFields,
    "household.delete": DeleteFields, "product.draft": ProductDraftFields,
    "lot.open": LotOpenFields, "diary.add": DiaryFields,
    "stamps.activate": RollActivateFields, "stamps.void": RollVoidFields,
})  # fmt: skip


class BatchIn(Sent):
    """Operations in the order the phone made them; each is checked by itself."""

    example: ClassVar[Mapping[str, Any]] = {
        "operations": [{
            "id": example_id("operation"), "after": None, "kind": "household.edit",
            "object_id": example_id("household"), "base": 1,
            "at": "2025-11-01T07:30:00+07:00", "fields": {"hamlet": "Thôn 5"},
        }],
    }  # fmt: skip

    operations = ma.fields.List(
        ma.fields.Raw(allow_none=True, metadata=operation_words(FIELDS_OF)), required=True,
        error_messages=words("Hãy gửi một danh sách việc."),
    )  # fmt: skip


class OperationResultOut(ma.Schema):
    """What became of one operation."""

    id = ma.fields.String(allow_none=True)
    status = ma.fields.String(required=True)
    object_id = ma.fields.String(allow_none=True)
    revision = ma.fields.Integer(allow_none=True)
    code = ma.fields.String(allow_none=True)
    detail = ma.fields.String(allow_none=True)
    fields_ = ma.fields.Dict(data_key="fields", required=True)
    conflict_id = ma.fields.String(allow_none=True)
    merged = ma.fields.Boolean(required=True)
    known_id = ma.fields.String()


class BatchOut(ma.Schema):
    """One result for each operation, in the order sent."""

    results = ma.fields.List(ma.fields.Nested(OperationResultOut), required=True)


class ChangesQuery(ma.Schema):
    """Where to go on, and how far."""

    class Meta:
        unknown = ma.EXCLUDE

    cursor = Text(80, load_default="")
    page_size = ma.fields.Integer(
        load_default=200,
        validate=ma.validate.Range(
            min=1, max=LONGEST_PAGE, error=f"Hãy chọn từ 1 đến {LONGEST_PAGE} dòng một trang."
        ),
        error_messages=words("Hãy ghi số dòng một trang, ví dụ 200."),
    )


class FeedChangeOut(ma.Schema):
    """One thing as it is now; `gone` where this viewer has it no more."""

    seq = ma.fields.Integer(required=True)
    kind = ma.fields.String(required=True)
    id = ma.fields.String(required=True)
    revision = ma.fields.Integer(allow_none=True)
    gone = ma.fields.Boolean(required=True)
    data = ma.fields.Dict(allow_none=True)


class ChangesOut(ma.Schema):
    """What changed; `reset` where everything is told anew and what was kept must go."""

    items = ma.fields.List(ma.fields.Nested(FeedChangeOut), required=True)
    cursor = ma.fields.String(required=True)
    more = ma.fields.Boolean(required=True)
    reset = ma.fields.Boolean(required=True)


class FileIn(Sent):
    """A file that is about to come in pieces."""

    example: ClassVar[Mapping[str, Any]] = {
        "id": example_id("file"), "object_id": example_id("event"),
        "kind": "event_photo", "after": None, "size": 183204,
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "media_type": "image/jpeg",
    }  # fmt: skip

    id = Text(36, required=True, metadata={"format": "uuid"})
    object_id = Id(required=True)
    kind = Text(20, required=True)
    after = Id(allow_none=True, load_default=None)
    size = ma.fields.Integer(
        required=True, strict=True, error_messages=words("Hãy gửi số byte của tệp."),
        validate=ma.validate.Range(min=1, max=2**31 - 1, error="Hãy gửi số byte của tệp."),
    )  # fmt: skip
    sha256 = Text(64, required=True)
    media_type = Text(40, load_default="")


class FileOut(ma.Schema):
    """How much came, and whether its room has it now."""

    received = ma.fields.Integer(required=True)
    complete = ma.fields.Boolean(required=True)


class SettleIn(Sent):
    """Which of two versions is to hold."""

    example: ClassVar[Mapping[str, Any]] = {"choice": "theirs"}

    choice = Text(8, required=True)


class PieceQuery(ma.Schema):
    """Where the bytes belong."""

    class Meta:
        unknown = ma.EXCLUDE

    offset = ma.fields.Integer(
        load_default=0,
        validate=ma.validate.Range(min=0, max=2**31 - 1, error="Hãy gửi vị trí từ 0 trở lên."),
        error_messages=words("Hãy gửi vị trí là số nguyên."),
    )


class SideOut(ma.Schema):
    """One field in both versions, as people read them."""

    field = ma.fields.String(required=True)
    label = ma.fields.String(required=True)
    mine = ma.fields.String(required=True)
    theirs = ma.fields.String(required=True)
    theirs_by = ma.fields.String(required=True)
    theirs_at = ma.fields.AwareDateTime(allow_none=True)


class ConflictOut(ma.Schema):
    """Two versions of one producer or product. kind: edit, delete, deleted, merged, product."""

    id = ma.fields.String(required=True)
    operation_id = ma.fields.String(required=True)
    kind = ma.fields.String(required=True)
    title = ma.fields.String(required=True)
    household_id = ma.fields.String(required=True)
    household_name = ma.fields.String(required=True)
    stays_id = ma.fields.String(allow_none=True)
    fields_ = ma.fields.List(ma.fields.Nested(SideOut), required=True, data_key="fields")
    mine_by = ma.fields.String(required=True)
    mine_at = ma.fields.AwareDateTime(required=True)
    choice = ma.fields.String(allow_none=True)
    settled_at = ma.fields.AwareDateTime(allow_none=True)
