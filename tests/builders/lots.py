"""Builds lots for tests, through the rules."""

import itertools
from datetime import date, timedelta
from typing import Any

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots import describe, release, sealing
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.products.models import Product
from tests.builders.products import a_product
from tests.people import People, Person

_number = itertools.count(1)


def days_ago(days: int) -> date:
    """A Vietnamese day before today."""
    return clock.today() - timedelta(days=days)


def a_lot(
    people: People,
    product: Product | str | None = None,
    *,
    state: str = "released",
    by: Person | None = None,
    **over: Any,
) -> Lot:
    """300 packs of bưởi harvested three days ago; `state` open, sealed, released or recalled.

    `over` are fields of `create_lot`.
    """
    source = product if product is not None else a_product(people)
    values: dict[str, Any] = {
        "product_id": source if isinstance(source, str) else source.id,
        "lot_code": f"L{next(_number):04d}",
        "harvested_on": days_ago(3),
        "quantity": 1500,
        "unit": "kg",
        "pack_count": 300,
    }
    with one_commit() as session:
        viewer = (by or people.phuc).viewer
        lot = describe.create_lot(session, viewer=viewer, **(values | over))
    return to_state(people, lot, state)


def to_state(people: People, lot: Lot, state: str) -> Lot:
    """Bring an open lot to a state, ông Phúc deciding."""
    viewer = people.phuc.viewer
    with one_commit() as session:
        row = lot_of(session, viewer=viewer, lot_id=lot.id)
        if state == "sealed":
            sealing.seal_lot(session, viewer=viewer, lot=row)
        if state in {"released", "recalled"}:
            release.release_lot(session, viewer=viewer, lot=row)
        if state == "recalled":
            recall_lot(
                session,
                viewer=viewer,
                lot=row,
                reason="Dư lượng thuốc vượt mức",
                phone="02373852246",
            )
        return row
