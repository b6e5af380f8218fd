"""The SQL that empties what came from phones about somebody who is forgotten."""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from agrimarket.fieldwork.models import FieldConflict, FieldFile, FieldOperation, FieldPiece
from agrimarket.kit.access import SYSTEM
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

QUIET = {"synchronize_session": False}


def operations(session: Session, household_id: str, answer: str) -> int:
    """Empty what waits and what tells contents apart; ids stay, so that nothing comes twice."""
    mine = _things(session, household_id)
    about = or_(FieldOperation.household_id == household_id, FieldOperation.object_id.in_(mine))
    session.execute(
        update(FieldOperation).where(about, FieldOperation.status == "held")
        .values(status="refused", answer=answer), execution_options=QUIET,
    )  # fmt: skip
    found = session.execute(
        update(FieldOperation).where(about).values(body_sealed=None, content_hash="")
        .returning(FieldOperation.id), execution_options=QUIET,
    )  # fmt: skip
    return len(found.all())


def conflicts(session: Session, household_id: str) -> None:
    """Conflicts away; what they held was sealed under the person's key."""
    session.execute(delete(FieldConflict).where(FieldConflict.household_id == household_id))


def files(session: Session, household_id: str) -> None:
    """Files on their way to the person's things."""
    mine = _things(session, household_id)
    ids = select(FieldFile.id).where(FieldFile.object_id.in_(mine))
    session.execute(delete(FieldPiece).where(FieldPiece.file_id.in_(ids)), execution_options=QUIET)
    session.execute(delete(FieldFile).where(FieldFile.object_id.in_(mine)), execution_options=QUIET)


def _things(session: Session, household_id: str) -> list[str]:
    """The ids of the person and of their goods; as the system, whoever was allowed to forget."""
    mine = Product.household_id == household_id
    products = session.scalars(select(Product.id).where(mine, products_scope.reached(SYSTEM))).all()
    lots = session.scalars(
        select(Lot.id).where(Lot.product_id.in_(products), lots_scope.visible(SYSTEM))
    ).all()
    return [household_id, *products, *lots]
