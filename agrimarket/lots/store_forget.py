"""The SQL that finds the lots, areas and diaries of a producer who is forgotten."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select, union_all
from sqlalchemy.orm import Session

from agrimarket.kit.access import SYSTEM
from agrimarket.lots.hand_over_models import LotTransfer, Recall, RecallLot, RecallNotice
from agrimarket.lots.models import (
    Area,
    Lot,
    LotEvent,
    LotEventPhoto,
    LotFlow,
    LotStep,
    Partner,
)
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductPhoto


def areas(session: Session, household_id: str) -> Sequence[Area]:
    """The producer's areas, oldest first."""
    query = select(Area).where(Area.household_id == household_id).order_by(Area.id)
    return session.scalars(query).all()


def lots(session: Session, household_id: str) -> Sequence[Lot]:
    """The producer's lots; as the system, whoever asks."""
    mine = select(Product.id).where(
        Product.household_id == household_id, products_scope.reached(SYSTEM)
    )
    return session.scalars(select(Lot).where(Lot.product_id.in_(mine)).order_by(Lot.id)).all()


def partners(session: Session, household_id: str) -> Sequence[Partner]:
    """Those the producer traded with, and the producer where others traded with them."""
    query = select(Partner).where(
        or_(Partner.household_id == household_id, Partner.linked_id == household_id)
    )
    return session.scalars(query.order_by(Partner.id)).all()


def transfers(session: Session, lot_ids: Sequence[str]) -> Sequence[LotTransfer]:
    """What of their lots was handed over."""
    return session.scalars(select(LotTransfer).where(LotTransfer.lot_id.in_(lot_ids))).all()


def steps(session: Session, lot_ids: Sequence[str]) -> Sequence[LotStep]:
    """What their lots became, or were made from."""
    mine = select(LotFlow.step_id).where(LotFlow.lot_id.in_(lot_ids))
    return session.scalars(select(LotStep).where(LotStep.id.in_(mine))).all()


def recalls(session: Session, lot_ids: Sequence[str]) -> Sequence[Recall]:
    """Recalls that began with one of their lots."""
    return session.scalars(select(Recall).where(Recall.lot_id.in_(lot_ids))).all()


def notices(session: Session, lot_ids: Sequence[str]) -> Sequence[RecallNotice]:
    """What receivers of their lots were to be told, and what others were by their recalls."""
    theirs = select(LotTransfer.id).where(LotTransfer.lot_id.in_(lot_ids))
    begun = select(Recall.id).where(Recall.lot_id.in_(lot_ids))
    told = or_(RecallNotice.transfer_id.in_(theirs), RecallNotice.recall_id.in_(begun))
    return session.scalars(select(RecallNotice).where(told)).all()


def held_with(session: Session, lot_ids: Sequence[str]) -> Sequence[Lot]:
    """Lots of others that recalls of theirs hold or held: the reason stands there too."""
    begun = select(Recall.id).where(Recall.lot_id.in_(lot_ids))
    held = select(RecallLot.lot_id).where(RecallLot.recall_id.in_(begun))
    query = select(Lot).where(Lot.id.in_(held), Lot.id.not_in(lot_ids))
    return session.scalars(query.order_by(Lot.id)).all()


def drop_event_photos(session: Session, lot_ids: Sequence[str]) -> list[LotEventPhoto]:
    """Pictures of their diaries: the rows go; what they were is given back for the files."""
    lines = select(LotEvent.id).where(LotEvent.lot_id.in_(lot_ids))
    gone = list(session.scalars(select(LotEventPhoto).where(LotEventPhoto.event_id.in_(lines))))
    session.execute(delete(LotEventPhoto).where(LotEventPhoto.event_id.in_(lines)))
    return gone


def pictured_elsewhere(session: Session, sha256: str) -> bool:
    """Whether another diary line or product still shows the same picture."""
    line = select(LotEventPhoto.id).where(LotEventPhoto.sha256 == sha256)
    product = select(ProductPhoto.id).where(ProductPhoto.sha256 == sha256)
    return session.scalar(union_all(line, product).limit(1)) is not None


def events(session: Session, lot_ids: Sequence[str]) -> Sequence[LotEvent]:
    """Every line of their diaries."""
    return session.scalars(select(LotEvent).where(LotEvent.lot_id.in_(lot_ids))).all()
