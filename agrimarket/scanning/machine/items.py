"""The ten items of Circular 02/2024/TT-BKHCN for one lot: what is told, what is owed, what next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.kit.public_text import public_text
from agrimarket.kit.web.filters import vn_date
from agrimarket.lots import diary
from agrimarket.lots import read as lots
from agrimarket.lots.facts.tell import owed
from agrimarket.lots.kinds import EVENT_KINDS
from agrimarket.lots.models import Lot, LotEvent, LotState
from agrimarket.products.models import Product
from agrimarket.products.read import household_of
from agrimarket.products.vouched import Vouched
from agrimarket.scanning.machine import store
from agrimarket.scanning.machine.next_steps import CLOSED, LABELS, NEXT, TOO_LATE, WHERE
from agrimarket.scanning.origin import Origin, origin_of
from agrimarket.scanning.owed import USE_BY_GROUPS, has_use_by

MOST_LINES = 3  # lines named in one sentence


class Part(NamedTuple):
    """One thing an item asks for. `value`: what is told; else `next_step`, done at `where`.

    `where` is empty where it is too late for this lot.
    """

    name: str
    label: str
    value: str
    next_step: str
    where: str


@dataclass(frozen=True)
class Item:
    """One of the ten; what the circular asks for "if any" does not apply where there is none."""

    number: int
    code: str
    label: str
    parts: tuple[Part, ...]
    applies: bool = True

    @property
    def done(self) -> bool:
        return not self.owed

    @property
    def owed(self) -> list[Part]:
        return [part for part in self.parts if not part.value] if self.applies else []

    @property
    def told(self) -> list[Part]:
        return [part for part in self.parts if part.value]


@dataclass(frozen=True)
class Completeness:
    """The ten items with a score from 0 to 100; an item half told counts half."""

    lot: Lot
    product: Product
    origin: Origin
    items: tuple[Item, ...]

    @property
    def score(self) -> int:
        """100 only where nothing at all is owed."""
        shares = [len(item.told) / len(item.parts) for item in self.items if item.applies]
        return int(100 * sum(shares) / len(shares) + 1e-9)

    @property
    def owed(self) -> list[Part]:
        return [part for item in self.items for part in item.owed]

    @property
    def next(self) -> Part | None:
        """The first thing that can be done for this very lot."""
        return next((part for part in self.owed if part.where), None)


def completeness_of(session: Session, *, viewer: Viewer, lot: Lot) -> Completeness:
    """What a lot that the viewer has seen tells of the ten items today."""
    product = lots.product_of_lot(session, lot)
    owner = household_of(session, product)
    origin = origin_of(session, product=product, household=owner, lot=lot)
    told = _Told(session, viewer, lot, product, origin)
    return Completeness(lot, product, origin, tuple(_items(told)))


class _Told:
    """What the items are read from."""

    def __init__(
        self, session: Session, viewer: Viewer, lot: Lot, product: Product, origin: Origin
    ) -> None:
        self.lot, self.product, self.origin = lot, product, origin
        self.lines = diary.holding(diary.events_of(session, lot))
        self.steps = len(store.steps(session, viewer, lot.id))
        self.stamps = store.active_stamps(session, lot.id)
        self.area = lots.area_of(session, lot)

    def part(self, name: str, value: str | None, **facts: str) -> Part:
        """A part with its words; what only an open lot may still be told is owed by the next."""
        closed = name in CLOSED and self.lot.state != LotState.OPEN
        words = CLOSED[name] if closed else NEXT[name]
        where = "" if closed and name in TOO_LATE else WHERE[name]
        return Part(name, LABELS[name], value or "", words.format_map(facts), where)


def _items(told: _Told) -> Iterable[Item]:
    origin, lot, part = told.origin, told.lot, told.part
    made = lot.produced_on or lot.harvested_on
    shelf = has_use_by(origin)
    code = origin.gtin or ""
    for number, (name, label, parts, applies) in enumerate((
        ("product_name", "Tên sản phẩm", [part("name", origin.product)], True),
        ("image", "Hình ảnh sản phẩm",
         [part("photo", "Có ảnh" if origin.photo else "")], True),
        ("producer", "Tên nơi sản xuất", [part("producer", origin.producer)], True),
        ("address", "Địa chỉ nơi sản xuất",
         [part("address", f"{origin.commune}, {origin.province}")], True),
        ("stages", "Các công đoạn", _stages(told), True),
        ("production_time", "Thời gian sản xuất", [part("made", vn_date(made, ""))], True),
        ("trace_code", "Mã truy xuất nguồn gốc",
         [part("code", f"GTIN {code}, lô {lot.lot_code}" if code else "Địa chỉ trang của lô"),
          part("stamps", f"{told.stamps} tem đang dùng" if told.stamps else "")], True),
        ("brand_lot", "Nhãn hiệu, số lô, số sê-ri",
         [part("lot_code", lot.lot_code), part("brand", Vouched(told.product).brand)], True),
        ("shelf_life", "Hạn sử dụng", [part("use_by", _use_by(told) if shelf else "")],
         shelf or origin.category in USE_BY_GROUPS),
        ("standards", "Tiêu chuẩn, quy chuẩn áp dụng", [part("standards", origin.standards)], True),
    ), 1):  # fmt: skip
        yield Item(number, name, label, tuple(parts), applies)


def _use_by(told: _Told) -> str:
    days = told.origin.shelf_life_days
    return vn_date(told.lot.use_by, "") or f"{days} ngày kể từ ngày sản xuất"


def _stages(told: _Told) -> list[Part]:
    """Stage, time, product code and place code; and each line whole."""
    count = len(told.lines) + told.steps
    lacking = [(line, owed(line.kind, line.facts, line.place)) for line in told.lines]
    lacking = [(line, names) for line, names in lacking if names]
    area = told.area
    named = (area.name, area.code or area.gln) if area else ()
    place = public_text(" ".join(word for word in named if word))
    parts = [
        told.part("stages", f"{count} công đoạn có ngày giờ" if count else ""),
        told.part("area", place),
    ]
    if told.lines:
        whole = "" if lacking else "Các dòng nhật ký đủ mục"
        parts.append(told.part("facts", whole, lines=_named(lacking)))
    return parts


def _named(lacking: Sequence[tuple[LotEvent, list[str]]]) -> str:
    """The first lines that lack something, and what."""
    named = [
        f"{EVENT_KINDS[line.kind].label} {vn_date(line.happened_at)} ({', '.join(names).lower()})"
        for line, names in lacking[:MOST_LINES]
    ]
    more = len(lacking) - MOST_LINES
    return "; ".join(named) + (f" và {more} dòng khác" if more > 0 else "")
