"""What a recall would reach of stamps."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from agrimarket.issuing import store_reached as store


def stamps_reached(
    session: Session, lot_ids: Collection[str], _product_ids: Collection[str]
) -> Mapping[str, int]:
    """Active stamps on packs of these lots."""
    return {"stamps": store.active(session, lot_ids)}
