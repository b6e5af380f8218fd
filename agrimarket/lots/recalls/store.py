"""The SQL of recalls: lots held until the commit, who still holds them, receivers, notices."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.hand_over_models import LotTransfer, Recall, RecallLot, RecallNotice
from agrimarket.lots.models import Lot, Partner
from agrimarket.lots.scope import visible, visible_recalls
from agrimarket.products.models import Product

TOGETHER = 1_000  # ids in one question
# Goods that left: on the way, there, or there and disputed.
GONE = ("in_transit", "received", "disputed")
Told = tuple[RecallNotice, LotTransfer, Lot]


def hold(session: Session, lot_ids: Collection[str]) -> dict[str, Lot]:
    """Lots as they are now, locked in the order of their ids until the commit."""
    return {
        lot.id: lot
        for ids in _in_parts(lot_ids)
        for lot in session.scalars(
            select(Lot)
            .where(Lot.id.in_(ids))
            .order_by(Lot.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    }


def rows(session: Session, lot_ids: Collection[str]) -> dict[str, Lot]:
    """Lots by id, to be read alone."""
    return {
        lot.id: lot
        for ids in _in_parts(lot_ids)
        for lot in session.scalars(select(Lot).where(Lot.id.in_(ids)))
    }


def holding(
    session: Session, lot_ids: Collection[str]
) -> dict[str, list[tuple[RecallLot, Recall]]]:
    """The recalls that still hold these lots, by lot, oldest first."""
    found: dict[str, list[tuple[RecallLot, Recall]]] = {}
    for ids in _in_parts(lot_ids):
        query = (
            select(RecallLot, Recall)
            .join(Recall, Recall.id == RecallLot.recall_id)
            .where(RecallLot.lot_id.in_(ids), Recall.lifted_at.is_(None))
            .order_by(Recall.begun_at, Recall.id)
        )
        for held, recall in session.execute(query):
            found.setdefault(held.lot_id, []).append((held, recall))
    return found


def begun_at(session: Session, lot_id: str) -> Sequence[Recall]:
    """Recalls in force that began with this lot, newest first."""
    query = select(Recall).where(Recall.lot_id == lot_id, Recall.lifted_at.is_(None))
    return session.scalars(query.order_by(Recall.begun_at.desc(), Recall.id.desc())).all()


def by_id(session: Session, viewer: Viewer, recall_id: str, *, lock: bool = False) -> Recall | None:
    """A recall that holds a lot this viewer sees."""
    if not is_id(recall_id):
        return None
    query = select(Recall).where(Recall.id == recall_id, visible_recalls(viewer))
    if lock:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalar(query)


def listed(
    session: Session,
    viewer: Viewer,
    *,
    state: str = "",
    lot_id: str = "",
    page: int,
    page_size: int,
) -> Page[Recall]:
    """Recalls that hold lots this viewer sees, newest first; `state` open or lifted."""
    query: Select[Recall] = select(Recall).where(visible_recalls(viewer))
    if state:
        over = Recall.lifted_at.is_not(None)
        query = query.where(over if state == "lifted" else ~over)
    if lot_id:
        held = select(RecallLot.recall_id).where(RecallLot.lot_id == lot_id)
        query = query.where(Recall.id.in_(held))
    query = query.order_by(Recall.begun_at.desc(), Recall.id.desc())
    return paged(session, query, page=page, page_size=page_size)


def lots_of(session: Session, recall_id: str) -> dict[str, RecallLot]:
    """What a recall holds or held, by lot."""
    rows = session.scalars(select(RecallLot).where(RecallLot.recall_id == recall_id))
    return {row.lot_id: row for row in rows}


def counts(session: Session, recall_ids: Collection[str]) -> dict[str, tuple[int, int, int]]:
    """(lots, notices, notices sent) of each recall."""
    lots = _many(session, select(RecallLot.recall_id, func.count()), RecallLot, recall_ids)
    notices = _many(session, select(RecallNotice.recall_id, func.count()), RecallNotice, recall_ids)
    sent = _many(
        session, select(RecallNotice.recall_id, func.count(RecallNotice.sent_at)), RecallNotice,
        recall_ids,
    )  # fmt: skip
    return {id: (lots.get(id, 0), notices.get(id, 0), sent.get(id, 0)) for id in recall_ids}


def _many(
    session: Session,
    query: Select[str, int],
    table: type[RecallLot] | type[RecallNotice],
    recall_ids: Collection[str],
) -> dict[str, int]:
    mine = query.where(table.recall_id.in_(recall_ids)).group_by(table.recall_id)
    return {row[0]: int(row[1]) for row in session.execute(mine)}


def transfers(session: Session, lot_ids: Collection[str]) -> list[LotTransfer]:
    """What left of these lots, one step forward, oldest first."""
    query = select(LotTransfer).where(LotTransfer.state.in_(GONE)).order_by(LotTransfer.id)
    return [
        row
        for ids in _in_parts(lot_ids)
        for row in session.scalars(query.where(LotTransfer.lot_id.in_(ids)))
    ]


def notices(session: Session, viewer: Viewer, recall_id: str) -> list[Told]:
    """Notices of a recall to receivers of lots this viewer sees, unsent ones first."""
    query = _notices(viewer, recall_id).order_by(RecallNotice.sent_at.is_not(None), RecallNotice.id)
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def notice(session: Session, viewer: Viewer, recall_id: str, notice_id: str) -> Told | None:
    """One of them, locked until the commit."""
    if not is_id(notice_id):
        return None
    query = _notices(viewer, recall_id).where(RecallNotice.id == notice_id)
    query = query.with_for_update(of=RecallNotice).execution_options(populate_existing=True)
    row = session.execute(query).first()
    return (row[0], row[1], row[2]) if row else None


def _notices(viewer: Viewer, recall_id: str) -> Select[RecallNotice, LotTransfer, Lot]:
    return (
        select(RecallNotice, LotTransfer, Lot)
        .join(LotTransfer, LotTransfer.id == RecallNotice.transfer_id)
        .join(Lot, Lot.id == LotTransfer.lot_id)
        .where(RecallNotice.recall_id == recall_id, visible(viewer))
    )


def products(session: Session, lots: Collection[Lot]) -> dict[str, Product]:
    """The products of lots that are held, by id; a recall stops at nobody's fence."""
    return {
        row.id: row
        for ids in _in_parts({lot.product_id for lot in lots})
        for row in session.scalars(select(Product).where(Product.id.in_(ids)))
    }


def households(session: Session, ids: Collection[str]) -> dict[str, Household]:
    """Producers of held lots, and registered receivers, by id."""
    return {
        row.id: row
        for part in _in_parts(ids)
        for row in session.scalars(select(Household).where(Household.id.in_(part)))
    }


def partners(session: Session, ids: Collection[str]) -> dict[str, Partner]:
    """Receivers by id."""
    return {
        row.id: row
        for part in _in_parts(ids)
        for row in session.scalars(select(Partner).where(Partner.id.in_(part)))
    }


def owners(session: Session, lot_ids: Collection[str]) -> set[str]:
    """Whose these lots are."""
    query = select(Product.household_id).join(Lot, Lot.product_id == Product.id).distinct()
    return {
        id for ids in _in_parts(lot_ids) for id in session.scalars(query.where(Lot.id.in_(ids)))
    }


def seen(session: Session, viewer: Viewer, household_ids: Collection[str]) -> set[str]:
    """Which of these producers this viewer sees."""
    query = select(Household.id).where(households_scope.visible(viewer))
    return {
        id
        for ids in _in_parts(household_ids)
        for id in session.scalars(query.where(Household.id.in_(ids)))
    }


def all_product_ids(session: Session, lot_ids: Collection[str]) -> set[str]:
    """The products of lots that are held."""
    query = select(Lot.product_id).distinct()
    return {
        id for ids in _in_parts(lot_ids) for id in session.scalars(query.where(Lot.id.in_(ids)))
    }


def _in_parts(ids: Collection[str]) -> Iterator[Sequence[str]]:
    every = sorted(ids)
    for first in range(0, len(every), TOGETHER):
        yield every[first : first + TOGETHER]
