"""Products and diaries from phones, through their rooms' own rules."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import conflicts, store
from agrimarket.fieldwork.answers import CONFLICT, Outcome
from agrimarket.fieldwork.goods_conflicts import PRODUCT
from agrimarket.fieldwork.models import FieldOperation
from agrimarket.fieldwork.people import standing
from agrimarket.fieldwork.sent import Operation
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields
from agrimarket.lots.describe import CLOCK_SLACK, create_lot
from agrimarket.lots.diary import add_event
from agrimarket.lots.read import lot_of
from agrimarket.products import edits
from agrimarket.products.describe import create_product, edit_product
from agrimarket.products.read import household_of, product_of

DAY_NEEDED = "Chưa ghi ngày làm. Hãy chọn ngày."


def draft(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """A new product under the id the phone gave it; refusals as products.create_product."""
    household = standing(session, viewer, fields["household_id"])
    product = create_product(session, viewer=viewer, id=operation.object_id, **fields)
    return Outcome(revision=product.revision, household_id=household.id)


def edit(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """Merge field by field with what others wrote meanwhile.

    What a product is (name, category, GTIN) waits for a person where both changed it; everything
    else goes to whoever comes last. An officer looks again where it matters.
    """
    product = product_of(session, viewer=viewer, product_id=operation.object_id, lock=True)
    others = edits.changed_since(session, product, operation.base, besides=row.chain)
    odds = edits.at_odds(product, fields, others)
    safe = {name: value for name, value in fields.items() if name not in odds}
    if safe:
        edit_product(session, viewer=viewer, product=product, **safe)
    told = Outcome(
        revision=product.revision, merged=bool(others) and bool(safe),
        household_id=product.household_id,
    )  # fmt: skip
    if not odds:
        return told
    found = conflicts.open_or_follow(
        session, viewer=viewer, operation=operation, household=household_of(session, product),
        kind=PRODUCT, chain=row.chain, mine={name: fields[name] for name in odds}, now={},
    )  # fmt: skip
    return replace(told, status=CONFLICT, conflict_id=found.id)


def open_lot(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """A new lot under the id the phone gave it; refusals as lots.create_lot."""
    told = {name: value for name, value in fields.items() if name != "household_id"}
    lot = create_lot(session, viewer=viewer, id=operation.object_id, **told)
    owner = store.owner_of_lot(session, viewer, lot.id)
    return Outcome(revision=lot.revision, household_id=owner)


def diary(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """A line of a lot's diary, as the phone's clock says; a mere day counts from its first moment
    in Vietnam. Nothing is ever overwritten, so two phones never contradict each other here."""
    lot = lot_of(session, viewer=viewer, lot_id=fields["lot_id"], lock=True)
    day, at = fields.get("happened_on"), fields.get("happened_at")
    if at is None:
        if day is None:
            raise InvalidFields(fields={"happened_on": [DAY_NEEDED]})
        at = clock.start_of_day(day)
    add_event(
        session, viewer=viewer, lot=lot, kind=fields["kind"], id=operation.object_id,
        happened_at=at, place=fields.get("place"),
        text=fields.get("note") or fields.get("text"), facts=fields.get("facts"),
        corrects_id=fields.get("corrects_id"), slack=CLOCK_SLACK,
    )  # fmt: skip
    owner = store.owner_of_lot(session, viewer, lot.id)
    return Outcome(revision=lot.revision, household_id=owner)
