"""What must hold after merges: whoever was merged stands nowhere, and nothing was left behind."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from agrimarket.households.merging import store as store_merge

_WORDS = "Hồ sơ đã gộp {id} {what}. Hãy khôi phục từ bản sao lưu, hoặc báo người quản trị."


def verify(session: Session) -> Iterator[str]:
    """One Vietnamese sentence for each thing that does not hold."""
    for table, ids in store_merge.wrong(session).items():
        what = "không dẫn tới hồ sơ nào còn dùng"
        if table != "household":
            what = f"vẫn còn giữ dòng của bảng {table}"
        yield from (_WORDS.format(id=id, what=what) for id in ids)
