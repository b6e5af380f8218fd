"""Which rows of which tables belong to a person, as the answer to that person tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Rows of a table that belong to the person: its column points to ids of `whose` table."""

    table: str
    column: str
    whose: str


PARTS: Mapping[str, Sequence[Part]] = {
    "households": (
        Part("household", "id", "household"),
        Part("consent", "household_id", "household"),
        Part("consent_evidence", "household_id", "household"),
        Part("household_import_row", "household_id", "household"),
        Part("household_view", "household_id", "household"),
        Part("household_find", "household_id", "household"),
        Part("bulk_act_row", "household_id", "household"),
        Part("household_photo", "household_id", "household"),
        Part("household_merge", "kept_id", "household"),
        Part("household_merge", "merged_id", "household"),
        Part("household_pair", "first_id", "household"),
        Part("household_pair", "second_id", "household"),
        Part("producer_member", "household_id", "household"),
        Part("producer_member", "member_household_id", "household"),
        Part("producer_head", "household_id", "household"),
        Part("parcel", "household_id", "household"),
        Part("household_card", "household_id", "household"),
    ),
    "accounts": (
        Part("account", "household_id", "household"),
        Part("account_commune", "account_id", "account"),
        Part("account_session", "account_id", "account"),
        Part("account_link", "account_id", "account"),
        Part("field_device", "account_id", "account"),
        Part("passkey", "account_id", "account"),
        Part("outside_identity", "account_id", "account"),
        Part("delegation", "from_account_id", "account"),
        Part("delegation", "to_account_id", "account"),
        Part("token", "household_id", "household"),
        Part("token", "account_id", "account"),
        Part("job", "account_id", "account"),
    ),
    "onboarding": (Part("onboarding_note", "household_id", "household"),),
    "teams": (
        Part("training_attendance", "household_id", "household"),
        Part("team_member", "account_id", "account"),
    ),
    "products": (
        Part("product", "household_id", "household"),
        Part("product_photo", "product_id", "product"),
        Part("rating", "product_id", "product"),
        Part("product_pack", "product_id", "product"),
        Part("product_step", "product_id", "product"),
        Part("certificate", "household_id", "household"),
        Part("certificate_product", "product_id", "product"),
        Part("certificate_file", "certificate_id", "certificate"),
        Part("expiry_notice", "household_id", "household"),
    ),
    "lots": (
        Part("area", "household_id", "household"),
        Part("lot", "product_id", "product"),
        Part("lot_event", "lot_id", "lot"),
        Part("lot_event_photo", "event_id", "lot_event"),
        Part("lot_flow", "lot_id", "lot"),
        Part("lot_step", "id", "lot_step"),
        Part("area_certificate", "area_id", "area"),
        Part("partner", "household_id", "household"),
        Part("partner", "linked_id", "household"),
        Part("lot_transfer", "lot_id", "lot"),
        Part("lot_transfer", "to_household_id", "household"),
        Part("recall", "lot_id", "lot"),
        Part("recall_lot", "lot_id", "lot"),
        Part("recall_notice", "transfer_id", "lot_transfer"),
        Part("recall_drill", "lot_id", "lot"),
    ),
    "fieldwork": (
        Part("field_operation", "household_id", "household"),
        Part("field_conflict", "household_id", "household"),
    ),
    "issuing": (
        Part("stamp_order", "household_id", "household"),
        Part("stamp_segment", "order_id", "stamp_order"),
        Part("stamp_event", "order_id", "stamp_order"),
        Part("stamp_print", "order_id", "stamp_order"),
        Part("stamp_approval", "household_id", "household"),
        Part("stamp_mark", "order_id", "stamp_order"),
        Part("stamp_log", "order_id", "stamp_order"),
    ),
    "channels": (
        Part("booth", "household_id", "household"),
        Part("listing", "product_id", "product"),
        Part("channel_outbox", "listing_id", "listing"),
        Part("live_spell", "listing_id", "listing"),
    ),
}
# Tables that point to a producer's things and are no part of the answer, each with its reason.
LEFT_OUT: Mapping[str, str] = {
    "household_field_change": "chỉ nói ô nào đổi ở bản nào, không có nội dung",
    "field_vault": "khóa: mở dữ liệu trên máy, tự nó không nói gì về người",
    "person_key": "khóa: mở dữ liệu khác, tự nó không nói gì về người",
}
