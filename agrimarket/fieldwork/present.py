"""Producers, products and lots as a phone keeps them, masked as on any page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import present_lots, store_diary
from agrimarket.fieldwork import store_feed as store
from agrimarket.fieldwork.present_lots import Lots
from agrimarket.fieldwork.present_rolls import Rolls
from agrimarket.fieldwork.store_feed import HOUSEHOLD, LOT, PRODUCT
from agrimarket.households.cards import rules as cards
from agrimarket.households.depth import photos
from agrimarket.households.models import Household
from agrimarket.households.rules import gaps
from agrimarket.households.showing.present import Shown
from agrimarket.kit.access import Role, Viewer
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product

Told = dict[tuple[str, str], tuple[int, Mapping[str, Any]]]
THUMB = 320  # pixels


def households(session: Session, viewer: Viewer, ids: Sequence[str]) -> Told:
    """By kind and id: revision and what is told of each producer this viewer has."""
    rows = store.households(session, viewer, ids) if ids else []
    if not rows:
        return {}
    mine = [row.id for row in rows]
    keys = store.load_keys(session, mine)  # held while their numbers are opened
    around = _Around(session, viewer, mine)
    told = {(HOUSEHOLD, row.id): (row.revision, _household(row, viewer, around)) for row in rows}
    del keys
    return told


def products(session: Session, viewer: Viewer, ids: Sequence[str]) -> Told:
    """The same of products."""
    rows = store.products(session, viewer, Product.id.in_(ids)) if ids else []
    return {(PRODUCT, row.id): (row.revision, _product(row)) for row in rows}


def lots(session: Session, viewer: Viewer, ids: Sequence[str]) -> Told:
    """The same of lots."""
    rows = store.lots(session, viewer, ids) if ids else []
    diaries = Lots(session, viewer, [lot for lot, _ in rows])
    return {(LOT, lot.id): (lot.revision, _lot(lot, owner, diaries)) for lot, owner in rows}


class _Around:
    """What is told of producers beside their rows, a page of them at once, by producer."""

    def __init__(self, session: Session, viewer: Viewer, ids: Sequence[str]) -> None:
        self.cards = cards.code_of(session, ids)
        self.rolls = Rolls(session, viewer, ids)
        self.products: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self.lots: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self.photos: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for one in store.goods_of(session, viewer, ids):
            about = {"id": one.id, "name": one.name, "state": str(one.state), "unit": one.unit}
            self.products[one.household_id].append(about)
        going_on = store.open_lots(session, viewer, ids)
        diaries = Lots(session, viewer, [lot for lot, _ in going_on])
        for lot, owner in going_on:
            self.lots[owner].append(diaries.as_kept(lot))
        self.areas: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for area in store_diary.areas(session, viewer, ids):
            self.areas[area.household_id].append(present_lots.area(area))
        for photo in photos.photos_of(session, ids):
            url = f"/ho/{photo.household_id}/anh/{photo.id}-{THUMB}.webp"
            self.photos[photo.household_id].append(
                {"id": photo.id, "thumb_url": url, "sha256": photo.sha256}
            )


def _household(row: Household, viewer: Viewer, around: _Around) -> Mapping[str, Any]:
    shown = Shown(row, viewer)
    return {
        "name": row.name, "kind": str(row.kind), "head_name": row.head_name,
        "legal_name": row.legal_name, "commune_code": row.commune_code, "hamlet": row.hamlet,
        "phone": shown.phone, "phone_of": shown.phone_of, "crops": list(row.crops),
        "area_ha": float(row.area_ha) if row.area_ha is not None else None,
        "state": str(row.state), "purposes": list(row.purposes),
        "birth_year": shown.birth_date.year if shown.birth_date else None,
        **_number(shown, viewer),
        "gaps": [{"code": gap.code, "title": gap.title} for gap in gaps(row)],
        "card_code": around.cards.get(row.id), "products": around.products[row.id],
        "open_lots": around.lots[row.id], "areas": around.areas[row.id],
        "photos": around.photos[row.id], "rolls": around.rolls.of(row.id),
        "updated_at": row.updated_at.isoformat(),
    }  # fmt: skip


def _number(shown: Shown, viewer: Viewer) -> Mapping[str, Any]:
    """Whether there is a citizen number and its end; a producer's own phone holds neither."""
    if viewer.role is Role.PRODUCER:
        return {}
    return {"has_citizen_id": shown.has_citizen_id, "citizen_hint": shown.citizen_id_masked}


def _product(row: Product) -> Mapping[str, Any]:
    names = ("household_id", "name", "category", "unit", "price_vnd", "description")
    told = {name: getattr(row, name) for name in names}
    return told | {"state": str(row.state), "updated_at": row.updated_at.isoformat()}


def _lot(row: Lot, owner: str, diaries: Lots) -> Mapping[str, Any]:
    told = {"household_id": owner, "updated_at": row.updated_at.isoformat()}
    return diaries.as_kept(row) | told
