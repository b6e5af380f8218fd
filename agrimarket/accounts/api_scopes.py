"""What an API client can be given: a reading and a writing scope for each room, by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from agrimarket.kit.errors import Refusal


class ScopeUnknown(Refusal):
    """A scope that stands in no table would open nothing, and nobody would know why."""

    code = "scope_unknown"
    sentence = "Không có quyền {wrong}. Hãy chọn trong: {known}."


class ScopeNotYours(Refusal):
    """A scope that writes what the giver's own agency may not write."""

    code = "scope_not_yours"
    sentence = "Cơ quan của bạn không giao được quyền {wrong}. Hãy bỏ quyền đó rồi tạo lại."


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope: `code` for programs, words for whoever gives it."""

    code: str
    words: str
    room: str
    writes: bool = False


_ROOMS = (
    ("households", "hộ sản xuất"),
    ("products", "sản phẩm"),
    ("lots", "lô hàng"),
    ("issuing", "tem và đợt cấp tem"),
    ("channels", "kênh bán hàng"),
    ("teams", "tổ công nghệ số và tập huấn"),
    ("onboarding", "các bước lên sàn"),
    ("fieldwork", "đồng bộ máy ngoài đồng"),
)
# Phones stay masked for programs unless this is given too (Law 91/2025/QH15, data minimisation).
CONTACTS = Scope("contacts:read", "Xem số điện thoại không che", "households")
SCOPES: tuple[Scope, ...] = (
    *(Scope(f"{room}:read", f"Xem {words}", room) for room, words in _ROOMS),
    *(Scope(f"{room}:write", f"Ghi {words}", room, writes=True) for room, words in _ROOMS),
    Scope("reports:read", "Xem số liệu", "reports"),
    CONTACTS,
)
BY_CODE = {scope.code: scope for scope in SCOPES}

# Rooms whose API no program is given, and why.
CLOSED: dict[str, str] = {
    "places": "public for everybody",
    "scanning": "public for everybody",
    "accounts": "people sign in, programs do not steer them",
    "privacy": "a person answers for a person's data",
    "trail": "who saw what is read by people",
}


def check_scopes(scopes: Iterable[str], *, writes: frozenset[str] | None = None) -> list[str]:
    """The scopes sorted, each once; ScopeUnknown, ScopeNotYours beyond the giver's `writes`."""
    found = sorted(set(scopes))
    unknown = [code for code in found if code not in BY_CODE]
    if unknown:
        known = ", ".join(BY_CODE)
        said = ScopeUnknown(wrong=", ".join(unknown), known=known)
        raise ScopeUnknown(fields={"scopes": [said.detail]}, wrong=", ".join(unknown), known=known)
    beyond = [code for code in found if not allowed(BY_CODE[code], writes)]
    if beyond:
        said_too = ScopeNotYours(wrong=", ".join(beyond))
        raise ScopeNotYours(fields={"scopes": [said_too.detail]}, wrong=", ".join(beyond))
    return found


def words_of(codes: Iterable[str]) -> str:
    """Scopes as their giver reads them; a code that stands in no table as it is."""
    return ", ".join(BY_CODE[code].words if code in BY_CODE else code for code in codes)


def allowed(scope: Scope, writes: frozenset[str] | None) -> bool:
    """Whether somebody who writes these rooms (None: all) may give the scope away."""
    if writes is None or scope.room in writes:
        return True
    return not scope.writes and scope is not CONTACTS
