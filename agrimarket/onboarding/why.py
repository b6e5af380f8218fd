"""Why a producer waits at its step, in one sentence, from what each room knows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.channels.models import Booth, Listing
from agrimarket.channels.register import REGISTER
from agrimarket.households.models import Household
from agrimarket.households.showing.masks import sees_phones
from agrimarket.kit.access import Viewer
from agrimarket.onboarding import store
from agrimarket.onboarding.models import OnboardingNote
from agrimarket.onboarding.steps import REASONS
from agrimarket.products.models import Product, ProductState

_CHANNELS = {entry.code: entry.short_name for entry in REGISTER}
_BOOTHS = {
    "applied": "{channel} chưa trả lời", "supplement_needed": "{channel} đòi bổ sung hồ sơ",
    "suspended": "{channel} tạm khóa gian hàng", "closed": "{channel} đã đóng gian hàng",
}  # fmt: skip
_PRODUCTS = {
    ProductState.DRAFT: "“{name}” còn là bản nháp, chưa gửi duyệt",
    ProductState.SUBMITTED: "“{name}” đang chờ duyệt",
    ProductState.NEEDS_SUPPLEMENT: "“{name}” bị trả lại để bổ sung",
    ProductState.APPROVED: "“{name}” chưa có giấy tờ an toàn còn hạn",
}


@dataclass
class Known:
    """What the rooms know of some producers, read once for a page of them."""

    products: dict[str, list[Product]] = field(default_factory=dict)
    booths: dict[str, list[Booth]] = field(default_factory=dict)
    listings: dict[str, list[Listing]] = field(default_factory=dict)
    notes: dict[str, list["NoteShown"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A note without its free words for those who do not call people: they name and number."""

    row: OnboardingNote
    words: bool

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def note(self) -> str | None:
        return self.row.note if self.words else None


def known_of(session: Session, viewer: Viewer, ids: Sequence[str]) -> Known:
    """Products, booths, listings and notes of some producers, four queries for all."""
    known = Known()
    owner: dict[str, str] = {}
    for product in store.products_of(session, viewer, ids):
        known.products.setdefault(product.household_id, []).append(product)
        owner[product.id] = product.household_id
    for booth in store.booths_of(session, viewer, ids):
        known.booths.setdefault(booth.household_id, []).append(booth)
    for listing in store.listings_of(session, viewer, list(owner)):
        known.listings.setdefault(owner[listing.product_id], []).append(listing)
    for note in store.notes_of(session, viewer, ids):
        known.notes.setdefault(note.household_id, []).append(NoteShown(note, sees_phones(viewer)))
    return known


def why(household: Household, stage: str, known: Known, day: date) -> str:
    """One sentence for the list; what a worker noted comes first while it holds."""
    noted = _noted(known.notes.get(household.id, []), day)
    return noted or _seen(household, stage, known)


def _noted(notes: list[NoteShown], day: date) -> str:
    stuck = next((one for one in notes if one.kind == "stuck"), None)
    if stuck is None or (stuck.until is not None and stuck.until < day):
        return ""
    said = REASONS.get(stuck.reason or "other", REASONS["other"])
    until = f", xem lại {stuck.until:%d/%m/%Y}" if stuck.until else ""
    return f"{said}{until}" + (f": {stuck.note}" if stuck.note else "")


def _seen(household: Household, stage: str, known: Known) -> str:
    """What the rooms themselves show."""
    return _BY_STAGE[stage](household, known) if stage in _BY_STAGE else ""


def _no_consent(household: Household, known: Known) -> str:
    return "Chưa ghi sự đồng ý, hoặc chủ hộ đã rút"


def _no_product(household: Household, known: Known) -> str:
    crops = ", ".join(household.crops[:3])
    return f"Làm {crops} nhưng chưa khai sản phẩm" if crops else "Chưa khai sản phẩm nào"


def _no_papers(household: Household, known: Known) -> str:
    products = known.products.get(household.id, [])
    said = [_PRODUCTS[ProductState(one.state)].format(name=one.name)
            for one in products if one.state in _PRODUCTS]  # fmt: skip
    return ". ".join(said[:2])


def _no_booth(household: Household, known: Known) -> str:
    gaps = [] if household.phone else ["chưa có số điện thoại"]
    gaps += [] if household.citizen_sealed or household.tax_code else ["chưa có số căn cước"]
    return "Chưa xin kênh nào" + (f": {', '.join(gaps)}" if gaps else "")


def _booth_waits(household: Household, known: Known) -> str:
    return ". ".join(_booth(one) for one in known.booths.get(household.id, []))


def _not_live(household: Household, known: Known) -> str:
    return _listings(known.listings.get(household.id, []))


def _no_order(household: Household, known: Known) -> str:
    return "Đã có hàng trên kênh, chưa ghi đơn nào"


_BY_STAGE = {
    "consent": _no_consent, "product": _no_product, "papers": _no_papers,
    "booth_applied": _no_booth, "booth_open": _booth_waits, "listing_live": _not_live,
    "first_order": _no_order,
}  # fmt: skip


def _booth(booth: Booth) -> str:
    channel = _CHANNELS.get(booth.channel_code, booth.channel_code)
    said = _BOOTHS.get(booth.state, "{channel}").format(channel=channel)
    missing = ", ".join(booth.documents_missing)
    return said + (f": {booth.reason or missing}" if booth.reason or missing else "")


def _listings(listings: list[Listing]) -> str:
    if not listings:
        return "Chưa đăng sản phẩm nào"
    said = []
    for one in listings[:3]:
        channel = _CHANNELS.get(one.channel_code, one.channel_code)
        issue = next((str(each.get("message_vi", "")) for each in one.issues
                      if isinstance(each, dict) and each.get("message_vi")), "")  # fmt: skip
        reason = one.reason or issue or _STATES.get(one.observed_state, "đang gửi")
        said.append(f"{channel}: {reason}")
    return ". ".join(said)


_STATES = {
    "pending_review": "kênh đang duyệt", "rejected": "kênh từ chối", "locked": "kênh khóa",
    "suspended": "kênh tạm ẩn", "absent": "không còn trên kênh", "unknown": "chưa thấy trên kênh",
}  # fmt: skip
