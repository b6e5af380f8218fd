"""What may be told of a product and its lot: the only file that turns rows into public facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import clock
from agrimarket.kit.public_text import public_text
from agrimarket.lots import diary
from agrimarket.lots import read as lots
from agrimarket.lots.event_photos import photo_address, public_photos
from agrimarket.lots.facts.tell import public_facts
from agrimarket.lots.graph import HeldSource, Source, held_source, nearest_sources
from agrimarket.lots.late_sources import late_sources
from agrimarket.lots.models import Lot, LotEvent, LotEventPhoto
from agrimarket.lots.override import plain
from agrimarket.lots.recalls.read import public_texts
from agrimarket.lots.status import lot_status
from agrimarket.lots.waiting import late_breaches
from agrimarket.places import catalogue
from agrimarket.products import read as products
from agrimarket.products import standing, vouched
from agrimarket.products.models import Certificate, Product, ProductState, Rating
from agrimarket.scanning.shops import Shop, shops_of

PHOTO_WIDTH = 320
MOST_SOURCES = 20  # lots named on one page


@dataclass(frozen=True)
class Photo:
    """The first picture, in the width of the first view; size in pixels."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class LotFacts:
    """A lot's code, dates (Vietnamese days), and whether it is recalled, held back or too old."""

    id: str
    lot_code: str
    product_id: str
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
    suspended_on: date | None = None
    recall_texts: Mapping[str, str] = field(default_factory=dict)  # language > public text
    waiting_override: str | None = None  # why it was let go in spite of waiting days
    waiting_late: bool = False  # an input told of since harvest breaks its waiting days


@dataclass(frozen=True)
class EventFacts:
    """One stage. `corrected` lines were mended by a later one, `corrects` names the mended day.

    Facts without names of people and shops; pictures while the line holds.
    """

    kind: str
    happened_at: datetime
    place: str | None
    text: str | None
    facts: Mapping[str, Any]
    corrected: bool
    corrects: datetime | None
    photos: tuple[Photo, ...] = ()


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
    shelf_life_months: int | None
    shelf_life_from: str | None
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
    made_from: tuple[Source, ...] = ()  # the nearest lots behind the lot, nearest first
    made_from_more: int = 0  # lots behind it that are not told here
    withdrawn_on: date | None = None  # the producer offers it no more; told with consent alone
    declared: tuple[str, ...] = ()  # kinds of paper that nobody of the state saw yet
    held_source: HeldSource | None = None  # the gravest lot behind it that may not be used
    late_sources: tuple[str, ...] = ()  # codes of lots behind it with inputs told of too late

    @property
    def phone(self) -> str | None:
        """Whom to call about the recall of the lot, or of one it was made from."""
        own = self.lot.recall_phone if self.lot else None
        return own or (self.held_source.phone if self.held_source else None)


def origin_of(
    session: Session, *, product: Product, household: Household, lot: Lot | None
) -> Origin:
    """Gather the public facts; certificates and rating are those in force today."""
    consented = household.state == HouseholdState.REGISTERED
    told = vouched.Vouched(product)
    commune = catalogue.commune(household.commune_code)
    lines = diary.events_of(session, lot) if lot else []
    made_from, more = nearest_sources(session, lot, MOST_SOURCES) if lot else ([], 0)
    return Origin(
        product_id=product.id,
        product=told.name,
        brand=told.brand if consented else None,
        category=told.category,
        description=told.description,
        unit=told.unit,
        gtin=told.gtin,
        standards=told.standards,
        shelf_life_days=told.shelf_life_days,
        shelf_life_months=told.shelf_life_months,
        shelf_life_from=told.shelf_life_from,
        photo=_photo(session, product),
        producer=household.name if consented else None,
        producer_kind=household.kind,
        commune_code=commune.code,
        commune=commune.name,
        province=catalogue.province_name(),
        lot=_lot(session, lot, lines) if lot else None,
        events=_events(session, lot, lines) if lot else (),
        certificates=tuple(standing.public_certificates(session, product)),
        declared=tuple(standing.declared_kinds(session, product)),
        rating=standing.valid_rating(session, product),
        shops=shops_of(session, product.id),
        made_from=tuple(made_from),
        made_from_more=more,
        withdrawn_on=_withdrawn_on(product) if consented else None,
        held_source=held_source(session, lot) if lot and made_from else None,
        late_sources=tuple(late_sources(session, lot)) if lot and made_from else (),
    )


def _photo(session: Session, product: Product) -> Photo | None:
    found = vouched.first_photo(session, product)
    if found is None:
        return None
    first, alt = found
    url = products.photo_address(first, width=PHOTO_WIDTH)
    return Photo(url, alt or vouched.Vouched(product).name, first.width, first.height)


def _withdrawn_on(product: Product) -> date | None:
    if product.state != ProductState.WITHDRAWN or product.decided_at is None:
        return None
    return clock.vietnam_day(product.decided_at)


def _lot(session: Session, lot: Lot, lines: Sequence[LotEvent]) -> LotFacts:
    told = public_texts(session, lot)
    area = lots.area_of(session, lot)
    return LotFacts(
        id=lot.id,
        lot_code=lot.lot_code,
        product_id=lot.product_id,
        harvested_on=lot.harvested_on,
        produced_on=lot.produced_on,
        packed_on=lot.packed_on,
        use_by=lot.use_by,
        status=lot_status(lot, clock.today()),
        area_name=public_text(area.name) if area else None,
        area_code=public_text(area.code) if area and area.code else None,
        recalled_on=clock.vietnam_day(lot.recalled_at) if lot.recalled_at else None,
        recall_reason=lot.recall_reason,
        recall_phone=lot.recall_phone,
        suspended_on=clock.vietnam_day(lot.suspended_at) if lot.suspended_at else None,
        recall_texts=told._asdict() if told else {},
        waiting_override=public_text(plain(lot.release_override)) if lot.release_override else None,
        waiting_late=bool(late_breaches(lot, lines)),
    )


def _events(session: Session, lot: Lot, events: Sequence[LotEvent]) -> tuple[EventFacts, ...]:
    mended = diary.corrections(events)
    by_id = {event.id: event for event in events}
    shown = public_photos(session, lot, events)
    return tuple(
        _event(event, event.id in mended, by_id, shown.get(event.id, ()))
        for event in diary.for_buyers(events)
    )


def _event(
    event: LotEvent,
    corrected: bool,
    by_id: Mapping[str, LotEvent],
    photos: Sequence[LotEventPhoto],
) -> EventFacts:
    mends = by_id.get(event.corrects_id) if event.corrects_id else None
    return EventFacts(
        kind=event.kind,
        happened_at=_not_ahead(event),
        place=public_text(event.place) if event.place else None,
        text=public_text(event.text) if event.text else None,
        facts=public_facts(event.kind, event.facts),
        corrected=corrected,
        corrects=_not_ahead(mends) if mends else None,
        photos=tuple(Photo(photo_address(one), "", one.width, one.height) for one in photos),
    )


def _not_ahead(event: LotEvent) -> datetime:
    """When it happened; of a phone whose clock was ahead, when it was written down here."""
    return min(event.happened_at, event.recorded_at)
