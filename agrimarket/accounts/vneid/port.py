"""What an identity provider must do for us; the registry holds those that this service knows."""

from dataclasses import dataclass
from typing import Protocol

from agrimarket.kit.errors import Kind, Refusal


@dataclass(frozen=True)
class Subject:
    """Who somebody is by the provider: an id that never changes, and what it may tell of him."""

    id: str
    name: str
    phone: str | None = None


class OutsideRefused(Refusal):
    """The person did not agree, or the provider did not."""

    code = "outside_refused"
    kind = Kind.CONFLICT
    sentence = "Bạn chưa đồng ý chia sẻ danh tính. Hãy thử lại, hoặc đăng nhập bằng cách khác."


class OutsideExpired(Refusal):
    """A state, nonce or code that is old, used, or not of this browser."""

    code = "outside_expired"
    kind = Kind.CONFLICT
    sentence = "Lượt xác nhận danh tính đã hết hạn hoặc đã dùng. Hãy làm lại từ đầu."


class Provider(Protocol):
    """One identity provider, spoken to in the manner of OpenID Connect's code flow."""

    code: str  # at most 16 letters; identities are kept under it
    name: str  # as people call it
    trial: bool  # a stand-in: its identities vouch for nobody

    def begin(self, *, redirect: str, state: str, nonce: str) -> str:
        """Where to send the browser; it comes back to `redirect` with `state` and a code."""

    def finish(self, *, code: str, redirect: str, nonce: str) -> Subject:
        """Whose code it is; OutsideRefused, OutsideExpired. Called outside any open commit."""
