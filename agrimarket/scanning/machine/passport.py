"""The digital passport of a lot: the minimum of Decree 37/2026/NĐ-CP, Article 32, as JSON."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.lots.graph.sources import Source, sources_of
from agrimarket.lots.kinds import EVENT_KINDS
from agrimarket.lots.models import Lot
from agrimarket.lots.read import area_of, product_of_lot
from agrimarket.products.models import Product
from agrimarket.products.read import household_of
from agrimarket.products.vouched import Vouched
from agrimarket.scanning.as_json import origin_json
from agrimarket.scanning.machine import store
from agrimarket.scanning.machine.addresses import Addresses
from agrimarket.scanning.machine.events import moment
from agrimarket.scanning.origin import LotFacts, Origin, origin_of

LAW = "Nghị định 37/2026/NĐ-CP, Điều 32"
WARNED = {
    "recalled": ("Không sử dụng. Lô hàng bị thu hồi.", "Do not use. This lot was recalled."),
    "suspended": ("Chưa dùng. Nơi sản xuất đang kiểm tra lại lô này.",
                  "Do not use yet. The producer is checking this lot."),
    "source_recalled": ("Chưa nên dùng. Hàng làm từ lô đang bị thu hồi.",
                        "Better not use it. It was made from a lot that is recalled."),
    "source_suspended": ("Chưa nên dùng. Hàng làm từ lô nơi sản xuất đang kiểm tra lại.",
                         "Better not use it yet. It was made from a lot that is being checked."),
    "expired": ("Lô hàng đã quá hạn dùng.", "This lot passed its use-by date."),
    "product_withdrawn": ("Nơi sản xuất đã ngừng bán sản phẩm này.",
                          "The producer offers this product no more."),
    "waiting_late": (
        "Nhật ký ghi thuốc chưa hết thời gian cách ly khi thu hoạch; cán bộ đang xem.",
        "The diary tells of an input whose waiting time had not passed at harvest; "
        "officers are looking into it."),
    "waiting_override": ("Cán bộ cho xuất bán khi chưa hết thời gian cách ly, có ghi lý do.",
                         "Released by an officer before its waiting time had passed."),
}  # fmt: skip
Passport = dict[str, Any]


def passport_of(session: Session, *, lot: Lot, base: str) -> Passport:
    """The passport of a lot that the viewer has seen: public facts alone, for every viewer.

    What the decree asks for and nobody told yet is null, and named in `owed`.
    """
    to, product = Addresses(base), product_of_lot(session, lot)
    owner = household_of(session, product)
    origin = origin_of(session, product=product, household=owner, lot=lot)
    uri = to.lot(store.known(session, [lot.id])[lot.id])
    facts = origin_json(origin)
    passport: Passport = {
        "law": LAW,
        "unique_identifier": uri,
        "page": to.page(lot.id),
        "product": _product(product, origin),
        "producer": _producer(owner.id, origin),
        "origin": _origin(session, lot, origin),
        "traceability": _trace(session, to, lot, origin),
        "certificates": facts["certificates"],
        "rating": facts["rating"],
        "production_date": _day(lot.produced_on or lot.harvested_on),
        "harvested_on": _day(lot.harvested_on),
        "packed_on": _day(lot.packed_on),
        "expiry_date": _day(lot.use_by),
        "warnings": [*_warnings(origin.lot), *_behind(origin), *_withdrawn(origin)],
        "national_portal": {"external_uid": Vouched(product).external_uid},
    }
    return {**passport, "owed": _owed(passport)}


def _product(product: Product, origin: Origin) -> dict[str, Any]:
    return {
        "name": origin.product,
        "gtin": origin.gtin,
        "brand": origin.brand,
        "category": origin.category,
        "lot_code": origin.lot.lot_code if origin.lot else None,
        "standards": origin.standards,
        "storage": Vouched(product).storage,
    }


def _producer(household_id: str, origin: Origin) -> dict[str, Any]:
    """Named and numbered only with consent; the address ends at the commune."""
    return {
        "name": origin.producer,
        "kind": origin.producer_kind,
        "identifier": f"urn:uuid:{household_id}" if origin.producer else None,
        "address": f"{origin.commune}, {origin.province}",
        "commune_code": origin.commune_code,
        "country": "VN",
    }


def _origin(session: Session, lot: Lot, origin: Origin) -> dict[str, Any]:
    """Where it comes from, and its last stage that holds."""
    area = area_of(session, lot)
    stages = [stage for stage in origin.events if not stage.corrected]
    last = stages[-1] if stages else None
    return {
        "place": f"{origin.commune}, {origin.province}",
        "area": origin.lot.area_name if origin.lot else None,
        "area_code": origin.lot.area_code if origin.lot else None,
        "gln": area.gln if area else None,
        "last_stage": {"kind": last.kind, "label": EVENT_KINDS[last.kind].label,
                       "at": moment(last.happened_at)} if last else None,
    }  # fmt: skip


def _trace(session: Session, to: Addresses, lot: Lot, origin: Origin) -> dict[str, Any]:
    """One step back, the stages with their codes and times, and where the events are."""
    place = (origin.lot.area_code if origin.lot else None) or origin.commune_code
    stages = [
        {"product_code": origin.gtin or origin.product_id, "place_code": place,
         "stage": stage.kind, "label": EVENT_KINDS[stage.kind].label,
         "at": moment(stage.happened_at), "corrected": stage.corrected}
        for stage in origin.events
    ]  # fmt: skip
    found = sources_of(session, lot, depth=1)
    shown = store.with_pages(session, [one.lot_id for one in found])
    sources = [_source(to, one, one.lot_id in shown) for one in found]
    return {"epcis": to.epcis(lot.id), "stages": stages, "sources": sources}


def _source(to: Addresses, source: Source, has_page: bool) -> dict[str, Any]:
    """A lot one step back; its page where it left the yard and has one."""
    return ({"page": to.page(source.lot_id)} if has_page else {}) | {
        "lot_code": source.lot_code,
        "product": source.product,
        "producer": source.producer,
        "commune": source.commune,
        "made_on": _day(source.produced_on or source.harvested_on),
        "status": source.status,
    }


def _warnings(lot: LotFacts | None) -> Iterable[dict[str, Any]]:
    """What a buyer must know first; whom to call stands on the lot's page."""
    if lot is None:
        return
    why = {"recalled": lot.recall_reason, "waiting_override": lot.waiting_override}
    codes = [lot.status] if lot.status in WARNED else []
    codes += ["waiting_late"] if lot.waiting_late else []
    for code in codes + (["waiting_override"] if lot.waiting_override else []):
        since = {"recalled": lot.recalled_on, "suspended": lot.suspended_on,
                 "expired": lot.use_by}.get(code)  # fmt: skip
        yield {
            "code": code,
            "text": WARNED[code][0],
            "text_en": WARNED[code][1],
            "since": _day(since),
            "reason": why.get(code),
        }


def _behind(origin: Origin) -> Iterable[dict[str, Any]]:
    """The gravest lot behind it that is recalled or held back."""
    held = origin.held_source
    if held is not None:
        vi, en = WARNED[f"source_{held.status}"]
        yield {"code": f"source_{held.status}", "text": vi, "text_en": en,
               "since": _day(held.since), "reason": held.reason}  # fmt: skip


def _withdrawn(origin: Origin) -> Iterable[dict[str, Any]]:
    """That the product is offered no more; what was sold before stays as it is."""
    if origin.withdrawn_on is not None:
        vi, en = WARNED["product_withdrawn"]
        yield {"code": "product_withdrawn", "text": vi, "text_en": en,
               "since": _day(origin.withdrawn_on), "reason": None}  # fmt: skip


def _owed(passport: Passport) -> list[str]:
    """Fields of the minimum that are empty; a product without a GTIN owes none (TCVN 13274)."""
    asked = {
        "producer.name": passport["producer"]["name"],
        "producer.identifier": passport["producer"]["identifier"],
        "traceability.stages": passport["traceability"]["stages"]
        or passport["traceability"]["sources"],
        "certificates": passport["certificates"],
        "production_date": passport["production_date"],
        "expiry_date": passport["expiry_date"],
    }
    return [name for name, value in asked.items() if not value]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
