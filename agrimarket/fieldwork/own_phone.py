"""What a producer's own phone may send, and where everything else of theirs is done."""

from collections.abc import Mapping

from agrimarket.fieldwork.refusals import NotForProducers
from agrimarket.kit.access import Role, Viewer

_AT_THE_OFFICE = "Hãy nhờ cán bộ xã, hoặc cán bộ khuyến nông."
_WITH_SIGNAL = "Khi có mạng, hãy mở trang Hộ của tôi."
# Kinds of operations and of files > what it is in words, and what to do instead.
ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "household.register": ("đăng ký hộ mới", _AT_THE_OFFICE),
    "household.edit": ("sửa thông tin hộ", _AT_THE_OFFICE),
    "household.delete": ("xóa hộ", _AT_THE_OFFICE),
    "consent.give": ("ghi lời đồng ý", _WITH_SIGNAL),
    "product.edit": ("sửa sản phẩm đã gửi", "Khi có mạng, hãy sửa ở trang Sản phẩm."),
    "household_photo": ("gửi ảnh hộ", _AT_THE_OFFICE),
    "consent_voice": ("gửi bản ghi âm đồng ý", _WITH_SIGNAL),
    "consent_paper": ("gửi bản đồng ý đã ký", _WITH_SIGNAL),
}


def refuse_others_work(viewer: Viewer, kind: str) -> None:
    """NotForProducers where a producer sends what is not theirs to do on a phone."""
    if viewer.role is Role.PRODUCER and kind in ELSEWHERE:
        what, next_step = ELSEWHERE[kind]
        raise NotForProducers(what=what, next_step=next_step)
