"""Named refusals: what a rule says when something may not happen, without HTTP numbers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar


class Kind(StrEnum):
    """Why it was refused; kit/http.py alone turns a kind into a status."""

    INVALID = "invalid"  # the content is wrong; mend it and send again
    CONFLICT = "conflict"  # the content is fine, the state of things is not
    MISSING = "missing"  # no such thing, or not for this viewer: the same answer
    FORBIDDEN = "forbidden"  # known caller, act not allowed
    SIGNED_OUT = "signed_out"  # unknown caller
    TOO_MANY = "too_many"  # later, please
    TOO_LARGE = "too_large"
    STALE = "stale"  # somebody changed it since it was read
    UNREADABLE = "unreadable"  # no parser can make sense of it
    WRONG_TYPE = "wrong_type"  # readable, but not the kind of content asked for
    UNCONDITIONAL = "unconditional"  # a change without If-Match


class Refusal(Exception):
    """Base of every refusal. Subclasses give `code`, `kind` and a Vietnamese `sentence`.

    The sentence says what to do next and may hold {names} filled from `facts`. Facts reach
    the caller, so no personal data belongs in them. `fields` maps a field's name to sentences.
    """

    code: ClassVar[str] = ""
    kind: ClassVar[Kind] = Kind.INVALID
    sentence: ClassVar[str] = ""

    def __init__(self, *, fields: Mapping[str, list[str]] | None = None, **facts: Any) -> None:
        self.facts = facts
        self.fields = dict(fields or {})
        super().__init__(self.code)

    @property
    def detail(self) -> str:
        """The sentence for people, filled in."""
        return self.sentence.format_map(self.facts)


class NotFound(Refusal):
    """Missing and not-yours are one answer, so that nobody can probe for what exists."""

    code = "not_found"
    kind = Kind.MISSING
    sentence = "Không tìm thấy mục này. Hãy quay lại danh sách và chọn lại."


class InvalidFields(Refusal):
    """Input that did not pass its schema; `fields` says where."""

    code = "invalid_fields"
    sentence = "Có ô chưa đúng. Hãy sửa các ô được nêu rồi gửi lại."


class NotAllowed(Refusal):
    """The role may not do this, whatever the object."""

    code = "not_allowed"
    kind = Kind.FORBIDDEN
    sentence = "Tài khoản của bạn không có quyền làm việc này. Hãy nhờ cán bộ cấp trên."
    of_key = "Khóa này chưa có quyền {scope}. Hãy nhờ cán bộ tỉnh cấp thêm."

    @property
    def detail(self) -> str:
        """A program is told the scope it lacks, where a scope would help."""
        return self.of_key.format_map(self.facts) if "scope" in self.facts else self.sentence


class SignedOut(Refusal):
    """No session and no valid token."""

    code = "signed_out"
    kind = Kind.SIGNED_OUT
    sentence = "Bạn chưa đăng nhập. Hãy đăng nhập rồi làm lại; điều đã gõ vẫn còn trên máy bạn."
    of_key = "Khóa kết nối không đúng, đã hết hạn hoặc đã thu hồi. Hãy dùng khóa mới."

    def __init__(self, *, by_key: bool = False) -> None:
        super().__init__()
        self._by_key = by_key  # the caller showed a key, and it opens nothing

    @property
    def detail(self) -> str:
        return self.of_key if self._by_key else self.sentence


class TooMany(Refusal):
    """A limit per address, account or the whole service was met."""

    code = "too_many"
    kind = Kind.TOO_MANY
    sentence = "Có quá nhiều lượt trong thời gian ngắn. Hãy chờ {seconds} giây rồi thử lại."


class TooLarge(Refusal):
    """The body is larger than the service takes."""

    code = "too_large"
    kind = Kind.TOO_LARGE
    sentence = "Tệp quá lớn. Hãy chọn tệp dưới {megabytes} MB rồi gửi lại."


class StaleRevision(Refusal):
    """If-Match names a revision that is no longer the newest."""

    code = "stale_revision"
    kind = Kind.STALE
    sentence = "Mục này vừa được người khác sửa. Hãy mở lại để xem bản mới rồi sửa tiếp."


class MatchNeeded(Refusal):
    """A change that does not say which revision it was made on."""

    code = "match_needed"
    kind = Kind.UNCONDITIONAL
    sentence = "Thiếu If-Match. Hãy đọc mục này trước, rồi gửi kèm ETag đã nhận."
