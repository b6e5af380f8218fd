"""Builds lots that become other lots for tests, through the rules."""

import itertools
from decimal import Decimal
from typing import Any

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots.becoming import rules
from agrimarket.lots.becoming.take import Taken
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.products.models import Product
from tests.builders.lots import to_state
from tests.people import People

_number = itertools.count(1)


def a_split(people: People, lot: Lot, *amounts: Any, state: str = "open", **over: Any) -> list[Lot]:
    """Parts of a lot by these amounts in its unit, ông Phúc parting it; `state` of the parts."""
    outputs = [{"lot_code": a_code("T"), "quantity": Decimal(str(one))} for one in amounts]
    with one_commit() as session:
        viewer = people.phuc.viewer
        row = lot_of(session, viewer=viewer, lot_id=lot.id)
        step = rules.split_lot(session, viewer=viewer, lot=row, outputs=outputs, **over)
    return [to_state(people, one, state) for one in step.made]


def a_merge(people: People, *taken: tuple[Lot, Any], state: str = "open", **over: Any) -> Lot:
    """One lot of several, by (lot, amount)."""
    with one_commit() as session:
        step = rules.merge_lots(
            session,
            viewer=people.phuc.viewer,
            inputs=[Taken(lot.id, Decimal(str(amount))) for lot, amount in taken],
            output={"lot_code": a_code("G")},
            **over,
        )
    return to_state(people, step.made[0], state)


def a_transform(
    people: People, product: Product, *taken: tuple[Lot, Any], state: str = "open", **over: Any
) -> Lot:
    """Ten baskets of another product, made of (lot, amount)."""
    made = {"product_id": product.id, "lot_code": a_code("M"), "quantity": Decimal(10),
            "unit": "giỏ", **over}  # fmt: skip
    with one_commit() as session:
        step = rules.transform_lots(
            session,
            viewer=people.phuc.viewer,
            inputs=[Taken(lot.id, Decimal(str(amount))) for lot, amount in taken],
            outputs=[made],
        )
    return to_state(people, step.made[0], state)


def a_code(letter: str) -> str:
    """A lot code that no other lot of the test has."""
    return f"{letter}{next(_number):05d}"


def handed_over(
    people: People, lot: Lot, household_id: str, quantity: Any, state: str = "received"
) -> LotTransfer:
    """Some of a lot handed to another producer, taken from what is left of it."""
    amount = Decimal(str(quantity))
    with one_commit() as session:
        row = lot_of(session, viewer=people.phuc.viewer, lot_id=lot.id)
        row.used += amount
        transfer = LotTransfer(
            lot_id=row.id, to_household_id=household_id, quantity=amount, state=state,
            proposed_at=clock.now(),
        )  # fmt: skip
        session.add(transfer)
        return transfer
