"""What a lot is: opening it, and telling more while it is open."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.lots import made, store
from agrimarket.lots.amounts import check_amounts, check_may_follow
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import (
    AreaMissing,
    DateInFuture,
    DatesOutOfOrder,
    LotCodeHasPhone,
    LotCodeInvalid,
    LotCodeTaken,
    ProductIsWithdrawn,
    ProductMissing,
)
from agrimarket.places.spelling import tidy
from agrimarket.products import shelf_life
from agrimarket.products.models import Product, ProductState
from agrimarket.products.read import product_of

LOT_CODE = re.compile(r"(?=.*[0-9A-Z])[0-9A-Z.-]{1,20}")
PHONE = re.compile(r"(?<!\d)0[35789]\d{8}(?!\d)")
CLOCK_SLACK = timedelta(days=1)  # a phone's wrong clock, and work past midnight
MADE = ("harvested_on", "produced_on")


class LotFacts(TypedDict, total=False):
    """What may be told of a lot. Vietnamese days; `quantity` in `unit`, one pack in `pack_unit`."""

    area_id: str | None
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    quantity: Decimal | None
    unit: str | None
    pack_count: int | None
    pack_amount: Decimal | None
    pack_unit: str | None


class LotChanges(LotFacts, total=False):
    """What may be changed while the lot is open."""

    lot_code: str


def create_lot(
    session: Session,
    *,
    viewer: Viewer,
    product_id: str,
    lot_code: str,
    id: str | None = None,
    is_demo: bool = False,
    **facts: Unpack[LotFacts],
) -> Lot:
    """Open a lot of a product in the viewer's scope; the product may still await approval.

    Without a `use_by` the product's own rule gives it. Raises ProductMissing, ProductIsWithdrawn,
    IdTaken, LotCodeInvalid, LotCodeTaken, AreaMissing, DateInFuture, DatesOutOfOrder,
    QuantityInvalid, PackSizeInvalid, PackUnitsDiffer, PacksAboveQuantity.
    """
    product = _product(session, viewer, product_id)
    lot = Lot(product_id=product.id, state=LotState.OPEN, is_demo=is_demo)
    if id is not None:
        lot.id = accept_id(id)
        if store.exists(session, lot.id):
            raise IdTaken
    _put(session, viewer, product, lot, {"lot_code": lot_code, **facts})
    session.add(lot)
    session.flush()
    audit.record(
        session, viewer, "lot_created", kind="lot", id=lot.id,
        after={"product": product.id, "lot_code": lot.lot_code}, person=product.household_id,
    )  # fmt: skip
    return lot


def edit_lot(session: Session, *, viewer: Viewer, lot: Lot, **changes: Unpack[LotChanges]) -> Lot:
    """Tell more or mend it while it is open; amounts left open may follow once after that.

    LotClosed, FollowsOnce, MadeFromOthers, UseByAfterSource, and the refusals of create_lot.
    """
    if lot.state != LotState.OPEN:
        check_may_follow(lot, changes)
    before = {name: getattr(lot, name) for name in changes}
    _put(session, viewer, store.product(session, lot), lot, dict(changes))
    session.flush()
    changed = [name for name in changes if before[name] != getattr(lot, name)]
    if changed:
        audit.record(
            session, viewer, "lot_edited", kind="lot", id=lot.id,
            before={name: _json(before[name]) for name in changed},
            after={name: _json(getattr(lot, name)) for name in changed},
            person=store.product(session, lot).household_id,
        )  # fmt: skip
    return lot


def _product(session: Session, viewer: Viewer, product_id: str) -> Product:
    """The product, held until the commit, so that two lots cannot take one code."""
    try:
        product = product_of(session, viewer=viewer, product_id=product_id, lock=True)
    except NotFound:
        raise ProductMissing(fields={"product_id": [ProductMissing.sentence]}) from None
    if product.state == ProductState.WITHDRAWN:
        raise ProductIsWithdrawn
    return product


def _put(
    session: Session, viewer: Viewer, product: Product, lot: Lot, told: Mapping[str, Any]
) -> None:
    """Check and set; nothing is set before everything was checked."""
    clean = {name: _tidied(value) for name, value in told.items()}
    if "lot_code" in clean:
        _check_code(session, lot, clean["lot_code"] or "")
    area_id = clean.get("area_id")
    if area_id:
        _check_area(session, viewer, product, area_id)
    check_amounts(lot, clean)
    behind = made.behind(session, lot)
    made.check(lot, clean, behind)
    if lot.state == LotState.OPEN:
        clean |= _use_by(product, lot, clean, behind.last_use)
    _check_days(lot, clean)
    for name, value in clean.items():
        setattr(lot, name, value)


def _tidied(value: Any) -> Any:
    return (tidy(value) or None) if isinstance(value, str) else value


def _check_code(session: Session, lot: Lot, code: str) -> None:
    if not LOT_CODE.fullmatch(code):
        raise LotCodeInvalid(fields={"lot_code": [LotCodeInvalid.sentence]})
    if PHONE.search(code):
        raise LotCodeHasPhone(fields={"lot_code": [LotCodeHasPhone.sentence]})
    holder = store.by_code(session, lot.product_id, code)
    if holder is not None and holder.id != lot.id:
        said = LotCodeTaken.sentence.format(lot_code=code)
        raise LotCodeTaken(fields={"lot_code": [said]}, lot_code=code)


def _check_area(session: Session, viewer: Viewer, product: Product, area_id: str) -> None:
    area = store.area(session, viewer, area_id)
    if area is None or area.household_id != product.household_id:
        raise AreaMissing(fields={"area_id": [AreaMissing.sentence]})


def _use_by(
    product: Product, lot: Lot, clean: Mapping[str, Any], latest: date | None
) -> dict[str, date | None]:
    """By hand, or by the product's rule as long as nobody set it by hand; `latest` bounds it."""
    if clean.get("use_by"):
        return {}
    was = shelf_life.use_by(product, lot.harvested_on, lot.produced_on, lot.packed_on)
    if "use_by" not in clean and lot.use_by not in (None, _bounded(was, latest)):
        return {}
    days = [clean.get(name, getattr(lot, name)) for name in (*MADE, "packed_on")]
    by_rule = _bounded(shelf_life.use_by(product, *days), latest)
    return {"use_by": by_rule} if by_rule or lot.use_by else {}


def _bounded(day: date | None, latest: date | None) -> date | None:
    return min(day, latest) if day and latest else day or latest


def _check_days(lot: Lot, clean: Mapping[str, Any]) -> None:
    """Nothing made tomorrow's tomorrow; nothing packed or used up before it was made."""
    latest = clock.today() + CLOCK_SLACK
    for name in (*MADE, "packed_on"):
        if clean.get(name) and clean[name] > latest:
            raise DateInFuture(fields={name: [DateInFuture.sentence]})
    days = {name: clean.get(name, getattr(lot, name)) for name in (*MADE, "packed_on", "use_by")}
    made_days = [days[name] for name in MADE if days[name]]
    packed, last = days["packed_on"], days["use_by"]
    if packed and made_days and packed < min(made_days):
        raise DatesOutOfOrder(fields={"packed_on": [DatesOutOfOrder.sentence]})
    if last and any(last < day for day in (*made_days, *([packed] if packed else []))):
        raise DatesOutOfOrder(fields={"use_by": [DatesOutOfOrder.sentence]})


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)
