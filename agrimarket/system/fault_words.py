"""Says a fault of the audit trail in Vietnamese: which chain, which row, what happened to it."""

from agrimarket.kit import audit, clock
from agrimarket.kit.audit import AuditFault, What

WORDS = {
    What.CHANGED: "nội dung đã bị sửa",
    What.DELETED: "đã bị xóa",
    What.SWAPPED: "đã bị đổi chỗ với dòng {until}",
    What.INSERTED: "bị chèn thêm, không do dịch vụ ghi",
    What.TRUNCATED: "đã bị cắt ở cuối chuỗi",
    What.HEAD_MISSING: "đầu chuỗi bị mất",
    What.HEAD_BACK: "đầu chuỗi bị lùi lại, phía sau vẫn còn dòng thật",
    What.HEAD_CHANGED: "đầu chuỗi đã bị sửa",
    What.ROLLED_BACK: "không còn: nhật ký đã bị quay lùi về trước đó",
    What.OTHER_PAST: "không phải dòng đã ghi: nhật ký đã bị quay lùi rồi ghi tiếp",
}
PLACES = {What.DELETED, What.TRUNCATED, What.ROLLED_BACK}  # `until` ends a stretch


def said(fault: AuditFault) -> str:
    """One sentence that names chain, position and, where it is there, the row itself."""
    stretch = fault.what in PLACES and fault.until is not None and fault.until != fault.position
    place = f"dòng {fault.position}" + (f" đến {fault.until}" if stretch else "")
    words = WORDS[fault.what].format(until=fault.until)
    return f"Nhật ký kiểm toán: chuỗi {fault.chain}, {place}{_named(fault)}: {words}."


def _named(fault: AuditFault) -> str:
    row = fault.row
    if row is None:
        return ""
    at = row.at.astimezone(clock.VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    act = audit.words_of(row.action)
    return f" (mã {row.id}, lúc {at}, “{act}”, {row.object_kind} {row.object_id})"
