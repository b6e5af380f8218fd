"""What is kept: every table and column with its kind, purpose, legal basis and term.

A test finds a table or column that stands here without being said what it is.
"""

from collections.abc import Mapping

from sqlalchemy import Table

from agrimarket.privacy.data_kinds import (
    COMMON,
    CONSENT,
    CONTACT,
    DUTY,
    IDENTITY,
    LABEL,
    SECRET,
    SECURITY,
    SELL,
    SENSITIVE,
    SIGN_IN,
    STAFF,
    STANDING,
    TRACE,
    TRACING,
    TRAIL,
    Data,
    Kept,
    N,
    all_of,
)
from agrimarket.privacy.inventory_goods import GOODS
from agrimarket.privacy.named_columns import NAMED

INVENTORY: Mapping[str, Kept] = {
    "commune": Kept("places", "Xã, phường", N, "Địa bàn", DUTY, "không có người"),
    "former_commune": Kept("places", "Xã, phường trước 7/2025", N, "Địa bàn", DUTY,
                           "không có người"),
    "commune_succession": Kept("places", "Xã cũ về xã mới", N, "Địa bàn", DUTY, "không có người"),
    "account": Kept("accounts", "Tài khoản đăng nhập", N, SIGN_IN, DUTY, STANDING, {
        **all_of(CONTACT, "name name_folded login email phone"),
        **all_of(SECRET, "password_hash session_stamp totp_sealed totp_last_step recovery_hashes"),
        **all_of(STAFF, "made_by"), **all_of(SENSITIVE, "last_sign_in_at")}),
    "account_commune": Kept("accounts", "Địa bàn của tài khoản", STAFF, SIGN_IN, DUTY, STANDING),
    "account_session": Kept("accounts", "Phiên đăng nhập", SENSITIVE, SIGN_IN, SECURITY,
                            "sessions", all_of(SECRET, "secret_hash")),
    "account_link": Kept("accounts", "Đường dẫn mời, đặt lại mật khẩu", STAFF, SIGN_IN, DUTY,
                         "links", {**all_of(SECRET, "secret_hash"), **all_of(CONTACT, "offer")}),
    "one_time_code": Kept("accounts", "Mã một lần", N, SIGN_IN, SECURITY, "codes",
                          all_of(SECRET, "to_index code_hash")),
    "outside_identity": Kept("accounts", "Danh tính VNeID đã nối", N, SIGN_IN, CONSENT, STANDING,
                             all_of(SECRET, "subject_index")),
    "passkey": Kept("accounts", "Chìa khóa trên máy", CONTACT, SIGN_IN, CONSENT, STANDING,
                    all_of(SECRET, "credential_id public_key sign_count")),
    "field_device": Kept("accounts", "Máy đi thực địa", SENSITIVE, SIGN_IN, SECURITY,
                         "devices", all_of(SECRET, "secret_hash pin_hash")),
    "delegation": Kept("accounts", "Ủy quyền", STAFF, SIGN_IN, DUTY, "audit"),
    "token": Kept("accounts", "Khóa kết nối", STAFF, "Phần mềm kết nối", DUTY, STANDING,
                  {**all_of(SECRET, "token_hash"), **all_of(CONTACT, "name")}),
    "tries": Kept("kit", "Lượt đăng nhập sai", SENSITIVE, SIGN_IN, SECURITY, "tries",
                  all_of(SECRET, "key")),
    "household": Kept("households", "Hộ sản xuất", N,
                      "Đăng ký người sản xuất, hỗ trợ bán hàng, truy xuất", CONSENT, STANDING, {
        **all_of(CONTACT, "name head_name legal_name search_text hamlet phone phone_of note "
                       "wish_note"),
        **all_of(IDENTITY, "citizen_sealed tax_code birth_date sex"),
        **all_of(SECRET, "citizen_index citizen_index_even person_key person_key_even near_key "
                       "place_key"),
        **all_of(SENSITIVE, "bank_sealed latitude longitude area_ha payment_kinds"),
        **all_of(TRACE, "kind commune_code former_district crops"),
        **all_of(STAFF, "registered_by owner_id")}),
    "household_photo": Kept("households", "Ảnh của hộ", SENSITIVE, "Nhận ra nơi sản xuất",
                            CONSENT, STANDING, {**all_of(STAFF, "taken_by"),
                                                **all_of(N, "width height size")}),
    "household_field_change": Kept("households", "Ô nào đổi ở bản nào", N,
                                   "Gộp việc ghi từ máy ngoài đồng", DUTY, STANDING),
    "field_operation": Kept("fieldwork", "Việc gửi từ máy ngoài đồng", N,
                            "Một việc chỉ ghi một lần, dù gửi lại", DUTY,
                            "mã việc giữ lâu dài; nội dung chờ bỏ sau 90 ngày, khi xóa người",
                            {**all_of(CONTACT, "body_sealed"), **all_of(STAFF, "who"),
                             **all_of(SECRET, "content_hash")}),
    "field_conflict": Kept("fieldwork", "Chỗ máy ngoài đồng ghi khác hệ thống", CONTACT,
                           "Để người chọn bản đúng", CONSENT, STANDING,
                           {**all_of(STAFF, "who who_name settled_by"),
                            **all_of(N, "operation_id kind base choice settled_at settled_revision "
                                      "told_at fields"),
                            **all_of(IDENTITY, "mine_sealed before_sealed")}),
    "field_feed": Kept("fieldwork", "Thay đổi để máy ngoài đồng tải về", N, "Đồng bộ", DUTY,
                       STANDING),
    "field_counter": Kept("fieldwork", "Số thứ tự thay đổi", N, "Đồng bộ", DUTY,
                          "không có người"),
    "field_vault": Kept("fieldwork", "Khóa của máy ngoài đồng", SECRET, SIGN_IN, SECURITY,
                        "hủy khi gỡ máy hoặc khóa tài khoản"),
    "field_key": Kept("fieldwork", "Khóa nhận số căn cước từ máy", SECRET, SIGN_IN, SECURITY,
                      "không có người"),
    "field_file": Kept("fieldwork", "Tệp đang gửi từ máy ngoài đồng", N, "Gửi ảnh, ghi âm",
                       CONSENT, "30 ngày nếu chưa đủ; nội dung bỏ ngay khi đã nhận đủ",
                       all_of(STAFF, "who")),
    "field_piece": Kept("fieldwork", "Đoạn tệp đang gửi", SENSITIVE, "Gửi ảnh, ghi âm", CONSENT,
                        "30 ngày"),
    "household_find": Kept("households", "Dòng để tìm hộ, theo sát hồ sơ của hộ", CONTACT,
                           "Tìm hộ", DUTY, STANDING,
                           {**all_of(STAFF, "registered_by owner_id"),
                            **all_of(N, "kind state gaps commune_code former_district import_id "
                                      "crops products")}),
    "saved_view": Kept("households", "Bộ lọc đã lưu", STAFF, "Làm việc nhanh", DUTY,
                       "khi người đó còn dùng; bỏ khi nhắc tên người đã xóa thông tin",
                       all_of(CONTACT, "name filters")),
    "bulk_act": Kept("households", "Việc làm với nhiều hộ", STAFF, "Hoàn tác được", DUTY,
                     "30 ngày"),
    "bulk_act_row": Kept("households", "Hộ trước một việc làm với nhiều hộ", CONTACT,
                         "Hoàn tác được", DUTY, "30 ngày", all_of(N, "act_id")),
    "household_view": Kept("households", "Ai đã mở trang của hộ", STAFF, TRAIL, SECURITY,
                           "views"),
    "household_merge": Kept("households", "Lần gộp hai hồ sơ của một người", STAFF, TRAIL, DUTY,
                            "giữ làm chứng cứ; bản cũ trong đó quên sau 30 ngày",
                            {**all_of(CONTACT, "journal_sealed"),
                             **all_of(N, "fields moved undo_until undone_at")}),
    "household_pair": Kept("households", "Cặp hồ sơ đã xem có trùng không", STAFF, TRAIL, DUTY,
                           STANDING),
    "household_card": Kept("households", "Thẻ hộ", TRACE, "Mở hồ sơ khi đến thăm", CONSENT,
                           STANDING, all_of(STAFF, "who")),
    "producer_member": Kept("households", "Thành viên của hộ, của đơn vị", CONTACT,
                            "Biết ai thuộc đơn vị nào, để hỗ trợ và đếm", CONSENT, STANDING),
    "producer_head": Kept("households", "Ai đứng đầu, từ ngày nào", CONTACT,
                          "Biết ai đại diện khi ký, khi hỏi ý kiến", CONSENT, STANDING),
    "parcel": Kept("households", "Thửa đất, chuồng trại", SENSITIVE,
                   "Hỗ trợ sản xuất, truy xuất vùng trồng", CONSENT, STANDING,
                   all_of(TRACE, "kind crop count count_unit season_from season_to")),
    "consent": Kept("households", "Lời đồng ý", N, "Chứng minh đã hỏi và được đồng ý", CONSENT,
                    "giữ làm chứng cứ, không có lời và tệp sau khi xóa người",
                    all_of(STAFF, "collected_by")),
    "consent_text": Kept("households", "Bản đồng ý", N, "Đọc cho bà con nghe trước khi hỏi", DUTY,
                         "không có người", all_of(STAFF, "published_by")),
    "consent_evidence": Kept("households", "Giọng nói, bản ký của lời đồng ý", SENSITIVE,
                             "Chứng minh đã hỏi và được đồng ý", CONSENT, STANDING,
                             {**all_of(STAFF, "collected_by"), **all_of(N, "consent_id")}),
    "household_import": Kept("households", "Lần nhập danh sách", N, "Nhập danh sách hộ", DUTY,
                             "import_cells", {**all_of(STAFF, "who"),
                                              **all_of(CONTACT, "file_name file_sealed")}),
    "list_mapping": Kept("households", "Cách đọc danh sách đã nhớ", N, "Nhập danh sách hộ", DUTY,
                         "không có người", all_of(STAFF, "who")),
    "household_import_row": Kept("households", "Dòng của danh sách", N, "Nhập danh sách hộ", DUTY,
                                 "ô chờ sửa 1 ngày; ô trước và sau của hộ được cập nhật 30 ngày",
                                 all_of(CONTACT, "cells_sealed changes_sealed")),
    "onboarding_note": Kept("onboarding", "Ghi chú về bước lên sàn", TRACE,
                            "Biết hộ dừng ở đâu, vì sao, đơn đầu tiên khi nào", CONSENT,
                            "lời ghi bỏ khi xóa người; loại và ngày giữ để đếm",
                            {**all_of(CONTACT, "note"), **all_of(STAFF, "who")}),
    "person_key": Kept("kit", "Khóa riêng của mỗi người", SECRET, "Khóa số căn cước, ngân hàng",
                       SECURITY, "hủy khi xóa người"),
    "team": Kept("teams", "Tổ công nghệ số cộng đồng", N, "Biết xã nào có tổ nào", DUTY,
                 "không có người"),
    "team_member": Kept("teams", "Người trong tổ công nghệ số", N,
                        "Gọi tổ khi bà con cần, đếm người của tổ", DUTY,
                        "khi còn trong tổ và để đếm; tên và số bỏ khi được yêu cầu", {
        **all_of(CONTACT, "name phone"), **all_of(IDENTITY, "sex"), **all_of(STAFF, "account_id")}),
    "training": Kept("teams", "Buổi tập huấn", N, "Số liệu của tỉnh", DUTY, "không có người",
                     all_of(STAFF, "held_by removed_reason")),
    "training_attendance": Kept("teams", "Người dự tập huấn", N, "Đếm người đã được tập huấn",
                                DUTY, "giữ để đếm; tên bỏ khi được yêu cầu", {
        **all_of(CONTACT, "name name_folded removed_reason"), **all_of(IDENTITY, "sex")}),
    **GOODS,
    "serial_counter": Kept("issuing", "Số tem kế tiếp", N, LABEL, TRACING, "không có người"),
    "stamp_order": Kept("issuing", "Đợt cấp tem", TRACE, LABEL, TRACING, "trace",
                        all_of(STAFF, "issuer_role override_reason cost_note")),
    "stamp_segment": Kept("issuing", "Đoạn tem", TRACE, LABEL, TRACING, "trace"),
    "stamp_event": Kept("issuing", "Việc đã làm với tem", TRACE, LABEL, TRACING, "trace",
                        all_of(STAFF, "who reason")),
    "stamp_log": Kept("issuing", "Dòng của sổ cấp tem", TRACE, LABEL, TRACING, "trace",
                      all_of(CONTACT, "product_name product_salt")),
    "stamp_log_head": Kept("issuing", "Đầu sổ cấp tem", N, LABEL, TRACING, "không có người"),
    "stamp_print": Kept("issuing", "Lần in tem", TRACE, LABEL, TRACING, "trace", {
        **all_of(STAFF, "who reason handed_to"), **all_of(CONTACT, "drawn_from")}),
    "stamp_approval": Kept("issuing", "Lần xin thêm tem", TRACE, LABEL, TRACING, "trace",
                           all_of(STAFF, "reason answer asked_by decided_by")),
    "stamp_mark": Kept("issuing", "Gói đã báo mở", TRACE, LABEL, TRACING, "trace"),
    "key_leak": Kept("issuing", "Khóa tem bị lộ", STAFF, LABEL, TRACING, "không có người dân",
                     all_of(STAFF, "reason told_by lift_asked_by lift_reason lifted_by")),
    "channel": Kept("channels", "Kênh bán", N, SELL, DUTY, "không có người"),
    "booth": Kept("channels", "Gian hàng", TRACE, SELL, CONSENT, STANDING,
                  all_of(STAFF, "helped_by reason")),
    "listing": Kept("channels", "Sản phẩm đăng bán", TRACE, SELL, CONSENT, STANDING,
                    all_of(CONTACT, "issues reason remote_url")),
    "channel_outbox": Kept("channels", "Nội dung gửi sang kênh", N, SELL, CONSENT,
                           "channel_calls", all_of(CONTACT, "content error")),
    "live_spell": Kept("channels", "Thời gian đang bán", TRACE, "Số liệu của tỉnh", DUTY, "trace"),
    "scan": Kept("scanning", "Lượt quét", SENSITIVE, "Đếm người mua, tìm tem bị sao chép",
                 DUTY, "scans", {**all_of(SECRET, "device"), **all_of(TRACE, "serial kind")}),
    "stamp_scans": Kept("scanning", "Tổng lượt quét của tem", TRACE, "Như trên", DUTY, "trace",
                        all_of(SECRET, "first_device")),
    "audit_row": Kept("kit", "Nhật ký kiểm toán", STAFF, TRAIL, SECURITY, "audit", {
        **all_of(CONTACT, "sealed person_id"), **all_of(SECRET, "hash")}),
    "audit_head": Kept("kit", "Đầu chuỗi nhật ký", SECRET, TRAIL, SECURITY, "audit"),
    "audit_day_head": Kept("kit", "Đầu chuỗi theo ngày", SECRET, TRAIL, SECURITY, "audit"),
    "kept_answer": Kept("kit", "Câu trả lời đã lưu", N, "Gửi lại không làm hai lần", SECURITY,
                        "kept_answers", {**all_of(CONTACT, "body_sealed"),
                                         **all_of(SECRET, "key body_hash")}),
    "job": Kept("kit", "Việc chạy nền", N, "Làm việc dài", SECURITY, "jobs", {
        **all_of(CONTACT, "payload result"), **all_of(STAFF, "account_id")}),
    "backup_run": Kept("system", "Lần sao lưu", N, "Khôi phục khi hỏng", SECURITY,
                       "không có người"),
    "key_check": Kept("system", "Dấu của khóa", N, "Nhận ra tệp khóa sai", SECURITY,
                      "không có người"),
    "person_request": Kept("privacy", "Yêu cầu về dữ liệu cá nhân", N, "Thực hiện quyền của người",
                           "Luật 91/2025/QH15", "requests", {
        **all_of(CONTACT, "details_sealed answer_sealed extend_reason refusal_reason"),
        **all_of(STAFF, "filed_by")}),
    "breach": Kept("privacy", "Sự cố dữ liệu", N, "Báo trong 72 giờ", "Luật 91/2025/QH15",
                   "breaches", all_of(STAFF, "reported_by")),
    "retention_run": Kept("privacy", "Lần dọn dữ liệu", N, "Chứng minh đã xóa đúng hạn", SECURITY,
                          "không có người"),
}  # fmt: skip

PERSONAL = (Data.CONTACT, Data.IDENTITY, Data.SENSITIVE)


def kinds_in(table: str) -> list[Data]:
    """The kinds of personal data that a table holds, nearest to a person first."""
    kept = INVENTORY[table]
    found = {*kept.columns.values(), kept.rest}
    return [kind for kind in (SENSITIVE, IDENTITY, CONTACT, STAFF, TRACE, SECRET) if kind in found]


def gaps(tables: Mapping[str, Table]) -> list[str]:
    """Tables without an entry, columns whose entry leaves personal data unsaid, entries of none.

    Each column is also named in named_columns.py: under `rest` a new one would go unnoticed.
    """
    found = [f"{name}: no entry" for name in sorted(set(tables) - set(INVENTORY))]
    found += [f"{name}: no such table" for name in sorted(set(INVENTORY) - set(tables))]
    for name, kept in INVENTORY.items():
        if name in tables:
            there = set(tables[name].columns.keys())
            named = {*NAMED.get(name, "").split(), *COMMON}
            found += [f"{name}.{c}: no such column" for c in sorted(set(kept.columns) - there)]
            found += [f"{name}.{c}: not named" for c in sorted(there - named)]
    return found
