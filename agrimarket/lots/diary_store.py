"""The SQL of diaries beyond one lot's lines: pictures, inputs used before, lots with inputs."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from agrimarket.households import scope as households_scope
from agrimarket.kit import clock
from agrimarket.kit.access import PUBLIC, SYSTEM, Role, Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.kinds import WITHDRAWN
from agrimarket.lots.models import Lot, LotEvent, LotEventPhoto
from agrimarket.lots.scope import owes_a_look, visible
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

TOGETHER = 1_000  # ids in one question
LAST_LINES = 60  # of one kind, where earlier words are looked for
NOT_REPEATED = (WITHDRAWN, "transfer")


def with_inputs(session: Session, lot_ids: Collection[str], kinds: Collection[str]) -> list[Lot]:
    """Those of the lots whose diary has a line of these kinds, by code."""
    every = sorted(lot_ids)
    found: list[Lot] = []
    for first in range(0, len(every), TOGETHER):
        with_line = select(LotEvent.lot_id).where(
            LotEvent.lot_id.in_(every[first : first + TOGETHER]), LotEvent.kind.in_(kinds)
        )
        found += session.scalars(select(Lot).where(Lot.id.in_(with_line)))
    return sorted(found, key=lambda lot: (lot.lot_code, lot.id))


def same_ground(
    session: Session, lot: Lot, owner: str, *, first: date, last: date, kinds: Collection[str]
) -> list[Lot]:
    """Other lots of the same producer and ground with a line of these kinds in this time, by code.

    Whoever decides on the lot: a spray counts whether or not this person sees the other lot.
    """
    query = (
        select(Lot)
        .join(Product, Product.id == Lot.product_id)
        .where(
            Lot.id != lot.id,
            visible(SYSTEM),
            households_scope.of_person(Product.household_id, owner),
        )
    )
    if lot.area_id:
        query = query.where(Lot.area_id == lot.area_id)
    else:
        query = query.where(Lot.area_id.is_(None), Lot.product_id == lot.product_id)
    used = select(LotEvent.lot_id).where(
        LotEvent.kind.in_(kinds),
        LotEvent.happened_at >= clock.start_of_day(first),
        LotEvent.happened_at < clock.start_of_day(last + timedelta(days=1)),
    )
    return list(session.scalars(query.where(Lot.id.in_(used)).order_by(Lot.lot_code, Lot.id)))


def lines_of(session: Session, lot_ids: Collection[str]) -> dict[str, list[LotEvent]]:
    """The whole diaries of a few lots, by lot, in the order things happened."""
    query = select(LotEvent).where(LotEvent.lot_id.in_(lot_ids))
    found: dict[str, list[LotEvent]] = {}
    for line in session.scalars(query.order_by(LotEvent.happened_at, LotEvent.id)):
        found.setdefault(line.lot_id, []).append(line)
    return found


def late_lots(session: Session, viewer: Viewer, *, page: int, page_size: int) -> Page[Lot]:
    """Lots this viewer sees with an input told after release, theirs or of what they are made of,
    the last released first."""
    query = select(Lot).where(visible(viewer), owes_a_look())
    query = query.order_by(Lot.released_at.desc(), Lot.id.desc())
    return paged(session, query, page=page, page_size=page_size)


def earlier_facts(
    session: Session, viewer: Viewer, household_id: str, kind: str
) -> list[dict[str, Any]]:
    """Facts of a producer's last lines of a kind, newest first."""
    mine = select(Lot.id).join(Product, Product.id == Lot.product_id)
    mine = mine.where(Product.household_id == household_id, products_scope.visible(viewer))
    query = (
        select(LotEvent.facts)
        .where(LotEvent.lot_id.in_(mine), LotEvent.kind == kind)
        .order_by(LotEvent.recorded_at.desc())
        .limit(LAST_LINES)
    )
    return [facts for facts in session.scalars(query) if facts]


def last_lines(
    session: Session, viewer: Viewer, household_id: str, *, kind: str = "", product_id: str = ""
) -> Sequence[LotEvent]:
    """A producer's last lines that hold, written down last first: of one kind or product, or all.

    Hand-overs, which have a page of their own, are left out of all.
    """
    newer = aliased(LotEvent)
    query = (
        select(LotEvent)
        .join(Lot, Lot.id == LotEvent.lot_id)
        .join(Product, Product.id == Lot.product_id)
        .where(
            Product.household_id == household_id,
            visible(viewer),
            LotEvent.kind == kind if kind else LotEvent.kind.not_in(NOT_REPEATED),
            ~exists().where(newer.corrects_id == LotEvent.id),
        )
    )
    if product_id:
        query = query.where(Product.id == product_id)
    query = query.order_by(LotEvent.recorded_at.desc(), LotEvent.id.desc()).limit(LAST_LINES)
    return session.scalars(query).all()


def photos_of_lines(session: Session, event_ids: Collection[str]) -> Sequence[LotEventPhoto]:
    """The pictures of these lines, each line's in order."""
    query = select(LotEventPhoto).where(LotEventPhoto.event_id.in_(event_ids))
    return session.scalars(query.order_by(LotEventPhoto.position, LotEventPhoto.id)).all()


def photos_of_lot(session: Session, lot_id: str) -> Sequence[LotEventPhoto]:
    """The pictures of all lines of a lot, each line's in order."""
    lines = select(LotEvent.id).where(LotEvent.lot_id == lot_id)
    query = select(LotEventPhoto).where(LotEventPhoto.event_id.in_(lines))
    return session.scalars(query.order_by(LotEventPhoto.position, LotEventPhoto.id)).all()


def photo(session: Session, photo_id: str) -> LotEventPhoto | None:
    """One picture by id, of whatever line."""
    return session.get(LotEventPhoto, photo_id) if is_id(photo_id) else None


def last_position(session: Session, event_id: str) -> int:
    """The place of a line's last picture; 0 without any."""
    query = select(func.max(LotEventPhoto.position)).where(LotEventPhoto.event_id == event_id)
    return int(session.scalar(query) or 0)


def count_photos(session: Session, event_id: str) -> int:
    """How many pictures a line has."""
    query = select(func.count()).where(LotEventPhoto.event_id == event_id)
    return int(session.scalar(query) or 0)


def seen_widths(session: Session, viewer: Viewer, sha256: str) -> list[int]:
    """The widths kept of a picture, if this viewer sees its lot or the public may see it."""
    seen = published() if viewer.role is Role.PUBLIC else visible(viewer) | published()
    query = (
        select(LotEventPhoto.widths)
        .join(LotEvent, LotEvent.id == LotEventPhoto.event_id)
        .join(Lot, Lot.id == LotEvent.lot_id)
        .where(LotEventPhoto.sha256 == sha256, seen)
    )
    return session.scalar(query.limit(1)) or []


def published() -> ColumnElement[bool]:
    """Lines that hold, of lots the public sees: released, of approved products and consenting
    producers."""
    newer = aliased(LotEvent)
    corrected = exists().where(newer.corrects_id == LotEvent.id)
    return visible(PUBLIC) & ~corrected & (LotEvent.kind != WITHDRAWN)


def line_of(session: Session, viewer: Viewer, event_id: str) -> LotEvent | None:
    """A line by id, of a lot this viewer sees."""
    if not is_id(event_id):
        return None
    query = select(LotEvent).join(Lot, Lot.id == LotEvent.lot_id)
    return session.scalar(query.where(LotEvent.id == event_id, visible(viewer)))
