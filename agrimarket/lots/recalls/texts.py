"""The words of a recall: for the public in two languages, and for each receiver."""

from datetime import date
from typing import NamedTuple

from agrimarket.kit import clock
from agrimarket.kit.web.filters import phone as grouped
from agrimarket.kit.web.filters import vn_date
from agrimarket.lots.amounts import amount_text
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product
from agrimarket.products.vouched import Vouched

LONGEST = 3000  # letters of one text


class Texts(NamedTuple):
    """What the public reads."""

    vi: str
    en: str


# No producer's name stands in a text that is kept: who may be named is asked at each reading.
PUBLIC = Texts(
    "Thu hồi {product}, mã lô {lot_code}{days}{made}. Lý do: {reason}. "
    "Không sử dụng, không bán tiếp. Hãy giữ nguyên bao bì và gọi {phone}.",
    "Recall of {product}, lot {lot_code}{days}{made}. Reason: {reason}. "
    "Do not use or sell it. Please keep the pack and call {phone}.",
)
MADE = Texts(" và mọi lô làm từ lô này", " and every lot made from it")
DAYS = Texts(
    ", thu hoạch {harvested_on}, sản xuất {produced_on}, hạn dùng {use_by}",
    ", harvested on {harvested_on}, produced on {produced_on}, use by {use_by}",
)
CALL = Texts("Liên hệ {phone}.", "Call {phone}.")
NOTICE = (
    "Thông báo thu hồi: {product}, mã lô {lot_code}, {amount}{day}. "
    "Lý do: {reason}. Hãy để riêng số còn lại, ngừng bán và ngừng chế biến, báo cho người đã "
    "mua, rồi gọi {phone}."
)


def public(product: Product, lot: Lot, *, reason: str, phone: str, with_made: bool) -> Texts:
    """The public text by template; people may change it before the act."""
    told = []
    for words, days, made in zip(PUBLIC, DAYS, MADE, strict=True):
        facts = {
            "product": Vouched(product).name, "lot_code": lot.lot_code, "days": _days(lot, days),
            "made": made if with_made else "", "reason": reason.strip().rstrip("."),
            "phone": grouped(phone),
        }  # fmt: skip
        told.append(words.format_map(facts))
    return Texts(*told)


def as_written(words: Texts, vi: str | None, en: str | None, phone: str) -> Texts:
    """What somebody wrote instead, with the number to call where they left it out."""
    texts = Texts((vi or "").strip() or words.vi, (en or "").strip() or words.en)
    number = grouped(phone)
    return Texts(
        *(
            text if number in text else f"{text.rstrip()} {call.format(phone=number)}"
            for text, call in zip(texts, CALL, strict=True)
        )
    )


def notice(product: Product, lot: Lot, transfer: LotTransfer, *, reason: str, phone: str) -> str:
    """What one receiver is told; it names no person."""
    day = transfer.sent_at or transfer.answered_at or transfer.proposed_at
    return NOTICE.format(
        product=Vouched(product).name,
        lot_code=lot.lot_code,
        amount=_amount(transfer, lot.unit),
        day=f" ngày {vn_date(clock.vietnam_day(day))}",
        reason=reason.strip().rstrip("."),
        phone=grouped(phone),
    )


def _amount(transfer: LotTransfer, unit: str | None) -> str:
    """What was received, and what was sent where that is another amount."""
    sent, came = transfer.quantity, transfer.received_quantity
    if came is None:
        return f"{amount_text(sent, unit)} đã giao cho quý vị"
    more = f" (gửi đi {amount_text(sent, unit)})" if came != sent else ""
    return f"{amount_text(came, unit)} quý vị đã nhận{more}, giao"


def _days(lot: Lot, words: str) -> str:
    """Only those days that are known."""
    told = []
    for part in words.removeprefix(", ").split(", "):
        name = part[part.index("{") + 1 : -1]
        day: date | None = getattr(lot, name)
        if day is not None:
            told.append(", " + part.format_map({name: vn_date(day)}))
    return "".join(told)
