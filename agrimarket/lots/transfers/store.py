"""The SQL of hand-overs."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import PUBLIC, Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, Partner
from agrimarket.lots.transfers.kinds import WAITING
from agrimarket.lots.transfers.scope import incoming, outgoing, visible
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def by_id(session: Session, viewer: Viewer, transfer_id: str) -> LotTransfer | None:
    """A hand-over this viewer may see."""
    if not is_id(transfer_id):
        return None
    query = select(LotTransfer).where(LotTransfer.id == transfer_id, visible(viewer))
    return session.scalar(query)


def is_incoming(session: Session, viewer: Viewer, transfer_id: str) -> bool:
    """Whether the viewer stands on the receiver's side."""
    query = select(LotTransfer.id).where(LotTransfer.id == transfer_id, incoming(viewer))
    return session.scalar(query) is not None


def is_outgoing(session: Session, viewer: Viewer, transfer_id: str) -> bool:
    """Whether the viewer stands on the sender's side."""
    query = select(LotTransfer.id).where(LotTransfer.id == transfer_id, outgoing(viewer))
    return session.scalar(query) is not None


def hold_lot(session: Session, lot_id: str) -> Lot:
    """The lot of a hand-over that was seen, freshly read, locked until the commit."""
    query = select(Lot).where(Lot.id == lot_id).with_for_update(key_share=True)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def hold(session: Session, transfer_id: str) -> LotTransfer:
    """The hand-over itself, freshly read under its lot's lock."""
    query = select(LotTransfer).where(LotTransfer.id == transfer_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def partner_of(session: Session, household_id: str, partner_id: str) -> Partner | None:
    """A partner of this very producer, whom the viewer sees."""
    found = session.get(Partner, partner_id) if is_id(partner_id) else None
    return found if found and found.household_id == household_id else None


def receiver(
    session: Session, viewer: Viewer, household_id: str, receiver_id: str
) -> Household | None:
    """A registered producer whom the viewer sees, or whom the sender has as a partner."""
    linked = exists().where(
        Partner.household_id == household_id,
        Partner.linked_id == Household.id,
        Partner.ended_at.is_(None),
    )
    query = select(Household).where(
        Household.id == receiver_id,
        or_(households_scope.visible(viewer), linked & households_scope.standing()),
        Household.erased_at.is_(None),
    )
    return session.scalar(query) if is_id(receiver_id) else None


def of_lot(session: Session, lot_id: str) -> Sequence[LotTransfer]:
    """The hand-overs of a lot that was seen already, newest first."""
    query = select(LotTransfer).where(LotTransfer.lot_id == lot_id)
    return session.scalars(query.order_by(LotTransfer.id.desc())).all()


def listed(
    session: Session,
    viewer: Viewer,
    *,
    incoming_only: bool | None = None,
    state: str = "",
    page: int = 1,
    page_size: int = 50,
) -> Page[LotTransfer]:
    """Hand-overs this viewer sees, newest first: those to them, those of theirs, or both."""
    wanted = {True: incoming, False: outgoing, None: visible}[incoming_only]
    query: Select[LotTransfer] = select(LotTransfer).where(wanted(viewer))
    if state:
        query = query.where(LotTransfer.state == state)
    query = query.order_by(LotTransfer.proposed_at.desc(), LotTransfer.id.desc())
    return paged(session, query, page=page, page_size=page_size)


def waiting_for(session: Session, viewer: Viewer) -> int:
    """How many hand-overs on their way wait for an answer of the viewer's side."""
    query = select(func.count(LotTransfer.id)).where(
        incoming(viewer), LotTransfer.state == WAITING[0].value
    )
    return int(session.scalar(query) or 0)


def mine_of(session: Session, viewer: Viewer, ids: Collection[str]) -> set[str]:
    """Of these hand-overs those on whose sender's side the viewer stands."""
    query = select(LotTransfer.id).where(LotTransfer.id.in_(ids), outgoing(viewer))
    return set(session.scalars(query))


def meant_for(session: Session, viewer: Viewer, ids: Collection[str]) -> set[str]:
    """Of these hand-overs those on whose receiver's side the viewer stands."""
    query = select(LotTransfer.id).where(LotTransfer.id.in_(ids), incoming(viewer))
    return set(session.scalars(query))


def partners(session: Session, ids: Collection[str]) -> dict[str, Partner]:
    """The partners of hand-overs that were seen, by id."""
    rows = session.scalars(select(Partner).where(Partner.id.in_(ids)))
    return {row.id: row for row in rows}


def choices(session: Session, household_id: str) -> Sequence[Partner]:
    """The partners that a producer, seen already, trades with, by name."""
    query = select(Partner).where(Partner.household_id == household_id, Partner.ended_at.is_(None))
    return session.scalars(query.order_by(Partner.name, Partner.id)).all()


class Handed(NamedTuple):
    """A lot with its product and producer; `own`: this viewer sees it, `named`: the public may."""

    lot: Lot
    product_name: str
    household_name: str
    commune_code: str
    own: bool
    named: bool


def lots(session: Session, viewer: Viewer, lot_ids: Collection[str]) -> dict[str, Handed]:
    """The lots of hand-overs that were seen: others' lots too, with what decides what is told."""
    query = (
        select(
            Lot, products_scope.vouched_as("name"), Household.name, Household.commune_code,
            products_scope.visible(viewer), households_scope.visible(PUBLIC),
        )
        .join(Product, Product.id == Lot.product_id)
        .join(Household, Household.id == Product.household_id)
        .where(Lot.id.in_(lot_ids))
    )  # fmt: skip
    rows = session.execute(query)
    return {
        lot.id: Handed(lot, product, household, commune, bool(own), bool(named))
        for lot, product, household, commune, own, named in rows
    }
