"""What may be told of a product and its lot: the only file that turns rows into public facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import clock
from agrimarket.lots import diary
from agrimarket.lots import read as lots
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.status import lot_status
from agrimarket.places import catalogue
from agrimarket.products import read as products
from agrimarket.products import standing
from agrimarket.products.models import Certificate, Product, Rating
from agrimarket.scanning.shops import Shop, shops_of

PHOTO_WIDTH = 320


@dataclass(frozen=True)
class Photo:
    """The first picture, in the width of the first view; size in pixels."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class LotFacts:
    """A lot's code, dates (Vietnamese days), and whether it is recalled or past its use-by."""

    id: str
    lot_code: str
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    status: str
    area_name: str | None
    area_code: str | None
    recalled_on: date | None
    recall_reason: str | None
    recall_phone: str | None


@dataclass(frozen=True)
class EventFacts:
    """One stage. `corrected` lines were mended by a later one, `corrects` names the mended day."""

    kind: str
    happened_at: datetime
    place: str | None
    text: str | None
    facts: Mapping[str, Any]
    corrected: bool
    corrects: datetime | None


@dataclass(frozen=True)
class Origin:
    """Everything a page may show; `producer` is None where its owner does not consent.

    Never here: house, hamlet, position, phone, identity numbers, members of a group.
    """

    product_id: str
    product: str
    brand: str | None
    category: str
    description: str | None
    unit: str | None
    gtin: str | None
    standards: str | None
    shelf_life_days: int | None
    photo: Photo | None
    producer: str | None
    producer_kind: str
    commune_code: str
    commune: str
    province: str
    lot: LotFacts | None
    events: tuple[EventFacts, ...]
    certificates: tuple[Certificate, ...]
    rating: Rating | None
    shops: tuple[Shop, ...]


def origin_of(
    session: Session, *, product: Product, household: Household, lot: Lot | None
) -> Origin:
    """Gather the public facts; certificates and rating are those in force today."""
    consented = household.state == HouseholdState.REGISTERED
    commune = catalogue.commune(household.commune_code)
    return Origin(
        product_id=product.id,
        product=product.name,
        brand=product.brand if consented else None,
        category=product.category,
        description=product.description,
        unit=product.unit,
        gtin=product.gtin,
        standards=product.standards,
        shelf_life_days=product.shelf_life_days,
        photo=_photo(session, product),
        producer=household.name if consented else None,
        producer_kind=household.kind,
        commune_code=commune.code,
        commune=commune.name,
        province=catalogue.province_name(),
        lot=_lot(session, lot) if lot else None,
        events=_events(session, lot) if lot else (),
        certificates=tuple(standing.public_certificates(session, product)),
        rating=standing.valid_rating(session, product),
        shops=shops_of(session, product.id),
    )


def _photo(session: Session, product: Product) -> Photo | None:
    photos = products.photos_of(session, product)
    if not photos:
        return None
    first = photos[0]
    url = products.photo_address(first, width=PHOTO_WIDTH)
    return Photo(url, first.alt or product.name, first.width, first.height)


def _lot(session: Session, lot: Lot) -> LotFacts:
    area = lots.area_of(session, lot)
    return LotFacts(
        id=lot.id,
        lot_code=lot.lot_code,
        harvested_on=lot.harvested_on,
        produced_on=lot.produced_on,
        packed_on=lot.packed_on,
        use_by=lot.use_by,
        status=lot_status(lot, clock.today()),
        area_name=area.name if area else None,
        area_code=area.code if area else None,
        recalled_on=clock.vietnam_day(lot.recalled_at) if lot.recalled_at else None,
        recall_reason=lot.recall_reason,
        recall_phone=lot.recall_phone,
    )


def _events(session: Session, lot: Lot) -> tuple[EventFacts, ...]:
    events = diary.events_of(session, lot)
    mended = diary.corrections(events)
    by_id = {event.id: event for event in events}
    return tuple(_event(event, event.id in mended, by_id) for event in events)


def _event(event: LotEvent, corrected: bool, by_id: Mapping[str, LotEvent]) -> EventFacts:
    mends = by_id.get(event.corrects_id) if event.corrects_id else None
    return EventFacts(
        kind=event.kind,
        happened_at=event.happened_at,
        place=event.place,
        text=event.text,
        facts=event.facts or {},
        corrected=corrected,
        corrects=mends.happened_at if mends else None,
    )
