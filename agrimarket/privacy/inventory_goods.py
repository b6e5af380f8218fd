"""What is kept of products and lots, as inventory.py tells it of every table."""

from collections.abc import Mapping

from agrimarket.privacy.data_kinds import (
    CONSENT,
    CONTACT,
    DUTY,
    LABEL,
    SENSITIVE,
    STAFF,
    STANDING,
    TRACE,
    TRACING,
    Kept,
    N,
    all_of,
)

GOODS: Mapping[str, Kept] = {
    "product": Kept("products", "Sản phẩm", TRACE, LABEL, TRACING, "trace", {
        **all_of(CONTACT, "name search_text brand description monthly_output standards storage "
                         "approved_facts"),
        **all_of(STAFF, "decided_by decision_reason")}),
    "product_photo": Kept("products", "Ảnh sản phẩm", N, LABEL, CONSENT, STANDING,
                          all_of(CONTACT, "sha256 alt")),
    "rating": Kept("products", "Hạng sao OCOP", TRACE, LABEL, DUTY, "trace",
                   all_of(STAFF, "removed_reason")),
    "certificate": Kept("products", "Giấy chứng nhận, bản cam kết", TRACE, LABEL, TRACING,
                        "trace", {**all_of(CONTACT, "number scope"),
                                  **all_of(STAFF, "checked_by removed_reason")}),
    "certificate_product": Kept("products", "Sản phẩm mà giấy bao gồm", TRACE, LABEL, TRACING,
                                "trace"),
    "certificate_file": Kept("products", "Bản chụp giấy", CONTACT, LABEL, TRACING, STANDING,
                             all_of(TRACE, "certificate_id media_type size")),
    "product_pack": Kept("products", "Quy cách đóng gói", TRACE, LABEL, TRACING, "trace",
                         all_of(CONTACT, "label")),
    "product_step": Kept("products", "Các bước duyệt sản phẩm", TRACE, LABEL, DUTY, "trace",
                         all_of(STAFF, "who reason")),
    "expiry_notice": Kept("products", "Lời nhắc giấy sắp hết hạn", TRACE, LABEL, DUTY, "trace"),
    "area": Kept("lots", "Vùng trồng, cơ sở", TRACE, LABEL, TRACING, "trace",
                 {**all_of(CONTACT, "name address"), **all_of(SENSITIVE, "latitude longitude")}),
    "area_certificate": Kept("lots", "Nơi sản xuất mà giấy bao gồm", TRACE, LABEL, TRACING,
                             "trace"),
    "partner": Kept("lots", "Nơi mua, nơi bán", CONTACT, LABEL, TRACING, STANDING,
                    all_of(TRACE, "household_id linked_id kind gln ended_at")),
    "lot": Kept("lots", "Lô hàng", TRACE, LABEL, TRACING, "trace", {
        **all_of(STAFF, "release_override recalled_by suspended_by"),
        **all_of(CONTACT, "recall_phone suspend_reason")}),
    "lot_event_photo": Kept("lots", "Ảnh nhật ký lô", N, LABEL, CONSENT, STANDING,
                            all_of(CONTACT, "sha256")),
    "lot_step": Kept("lots", "Tách, gộp, chế biến lô", TRACE, LABEL, TRACING, "trace", {
        **all_of(CONTACT, "place note"), **all_of(STAFF, "who")}),
    "lot_flow": Kept("lots", "Lượng vào, ra khi tách gộp lô", TRACE, LABEL, TRACING, "trace"),
    "lot_transfer": Kept("lots", "Giao nhận lô hàng", TRACE, LABEL, TRACING, "trace",
                         all_of(CONTACT, "reason")),
    "recall": Kept("lots", "Lệnh thu hồi", TRACE, LABEL, TRACING, "trace", {
        **all_of(CONTACT, "reason text_vi text_en phone lift_reason"),
        **all_of(STAFF, "begun_by lift_asked_by lifted_by")}),
    "recall_lot": Kept("lots", "Lô bị thu hồi", TRACE, LABEL, TRACING, "trace"),
    "recall_notice": Kept("lots", "Thông báo thu hồi cho nơi nhận", TRACE, LABEL, TRACING,
                          "trace", {**all_of(CONTACT, "text"), **all_of(STAFF, "sent_by")}),
    "recall_drill": Kept("lots", "Diễn tập thu hồi", TRACE, LABEL, DUTY, "trace",
                         all_of(STAFF, "who")),
    "lot_event": Kept("lots", "Công đoạn của lô", TRACE, LABEL, TRACING, "trace", {
        **all_of(CONTACT, "place text facts"), **all_of(STAFF, "who")}),
}  # fmt: skip
