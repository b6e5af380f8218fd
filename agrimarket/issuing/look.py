"""A print looked at before it is made: its first page, with codes that are no stamp's."""

from dataclasses import dataclass
from typing import BinaryIO, Final

from sqlalchemy.orm import Session

from agrimarket.issuing import read
from agrimarket.issuing.labels import facts_of
from agrimarket.issuing.paper import NO_PIN, NO_STAMP, refusal_of, trial_label
from agrimarket.issuing.print_refusals import SheetRefused
from agrimarket.issuing.prints import PrintWish
from agrimarket.kit.access import Viewer
from stamps import (
    STOCKS,
    Correction,
    Facts,
    StampRefusal,
    check_sheet,
    is_test_host,
    labels,
    write_sheet,
)

PICTURES: Final = {"svg": "image/svg+xml", "png": "image/png"}
USUAL_VERSION: Final = 3  # of a host of 22 letters or less (ISO/IEC 18004:2015, table 7)
USUAL_WITH_GTIN: Final = 4  # of a host of 21 letters or less
CUT_WORDS: Final = {
    "product": "tên sản phẩm", "producer": "tên cơ sở", "lot": "số lô", "stars": "sao OCOP",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What will stand on paper, before any code of it is shown."""

    order_label: str
    facts: Facts
    host: str
    wish: PrintWish
    shown: int
    pages: int
    module_mm: float
    phones_only: bool
    large_symbol: bool
    is_trial: bool
    with_pin: bool
    pin_in_clear: bool
    cut: tuple[str, ...]


def look_at(session: Session, *, viewer: Viewer, order_id: str, wish: PrintWish, host: str) -> Look:
    """How the print would be; NotFound, NoVouchedGtin, PinNoRoom, SheetRefused. Writes nothing."""
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    paper = STOCKS[wish.stock]
    facts = facts_of(session, viewer=viewer, order=order, with_gtin=wish.gs1)
    try:
        correction = Correction(wish.offset_mm, wish.scale_percent)
        fit = check_sheet(
            host=host, stock=wish.stock, dpi=wish.dpi, gtin=facts.gtin, format=wish.format,
            correction=correction, label=trial_label(
                facts, order_label=order.label, place=wish.last or order.count,
                with_pin=order.with_pin,
            ),
        )  # fmt: skip
    except StampRefusal as refusal:
        raise refusal_of(refusal, facts=facts, host=host) from None
    count = max(1, ((wish.last or order.count) - wish.first + 1)) * wish.copies
    skip = min(wish.skip, paper.per_page - 1)
    return Look(
        order_label=order.label,
        facts=facts,
        host=host,
        wish=wish,
        shown=min(paper.per_page - skip, count),
        pages=-(-(skip + count) // paper.per_page),
        module_mm=fit.module_mm,
        phones_only=fit.phones_only,
        large_symbol=fit.version > (USUAL_VERSION if facts.gtin is None else USUAL_WITH_GTIN),
        is_trial=is_test_host(host),
        with_pin=order.with_pin,
        pin_in_clear=fit.pin_in_clear,
        cut=tuple(CUT_WORDS[name] for name in fit.cut),
    )


def draw_look(out: BinaryIO, look: Look, picture: str) -> None:
    """The first page as svg or png, in true millimetres; SheetRefused."""
    wish = look.wish
    count = -(-look.shown // wish.copies)
    sheet = labels(
        [NO_STAMP] * count, facts=look.facts, order_no=look.order_label, first=wish.first,
        pins=[NO_PIN] * count if look.with_pin else None,
    )  # fmt: skip
    try:
        write_sheet(
            out, sheet, host=look.host, stock=wish.stock, format=picture, skip=wish.skip,
            copies=wish.copies, offset_mm=wish.offset_mm, scale_percent=wish.scale_percent,
            dpi=wish.dpi, cut_marks=wish.cut_marks,
        )  # fmt: skip
    except StampRefusal as refusal:
        raise SheetRefused(why=refusal.detail, cause=refusal.code) from None
