"""What a lot is: opening it, telling more while it is open, sealing it."""

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
from agrimarket.lots import store
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import (
    AreaMissing,
    DateInFuture,
    DatesOutOfOrder,
    LotClosed,
    LotCodeHasPhone,
    LotCodeInvalid,
    LotCodeTaken,
    ProductIsWithdrawn,
    ProductMissing,
    QuantityInvalid,
)
from agrimarket.places.spelling import tidy
from agrimarket.products.models import Product, ProductState
from agrimarket.products.read import product_of

LOT_CODE = re.compile(r"[0-9A-Z.-]{1,20}")
PHONE = re.compile(r"(?<!\d)0[35789]\d{8}(?!\d)")
CLOCK_SLACK = timedelta(days=1)  # a phone's wrong clock, and work past midnight
MADE = ("harvested_on", "produced_on")


class LotFacts(TypedDict, total=False):
    """What may be told of a lot. Vietnamese days; `quantity` in `unit`."""

    area_id: str | None
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    quantity: Decimal | None
    unit: str | None
    pack_count: int | None


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

    Without a `use_by` it is the day made plus the product's shelf life. Raises ProductMissing,
    ProductIsWithdrawn, IdTaken, LotCodeInvalid, LotCodeTaken, AreaMissing, DateInFuture,
    DatesOutOfOrder, QuantityInvalid.
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
    """Tell more or mend it while it is open. LotClosed, and the refusals of create_lot."""
    if lot.state != LotState.OPEN:
        raise LotClosed
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


def seal_lot(session: Session, *, viewer: Viewer, lot: Lot) -> Lot:
    """Close what is told, before release; a sealed lot is not edited any more. LotClosed."""
    if lot.state == LotState.SEALED:
        return lot
    if lot.state != LotState.OPEN:
        raise LotClosed
    lot.state = LotState.SEALED
    session.flush()
    audit.record(
        session, viewer, "lot_sealed", kind="lot", id=lot.id,
        before={"state": LotState.OPEN.value}, after={"state": LotState.SEALED.value},
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
    _check_amounts(lot, clean)
    clean |= _use_by(product, lot, clean)
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


def _check_amounts(lot: Lot, clean: Mapping[str, Any]) -> None:
    quantity = clean.get("quantity", lot.quantity)
    packs = clean.get("pack_count")
    if quantity is not None and (quantity < 0 or not clean.get("unit", lot.unit)):
        field = "quantity" if quantity < 0 else "unit"
        raise QuantityInvalid(fields={field: [QuantityInvalid.sentence]})
    if packs is not None and packs < 0:
        raise QuantityInvalid(fields={"pack_count": [QuantityInvalid.sentence]})


def made_on(lot: Lot) -> date | None:
    """The day a lot was made: produced, or harvested where nothing was processed."""
    return lot.produced_on or lot.harvested_on


def _use_by(product: Product, lot: Lot, clean: Mapping[str, Any]) -> dict[str, date]:
    """By hand, or by shelf life as long as nobody set it by hand."""
    if clean.get("use_by") or not product.shelf_life_days:
        return {}
    shelf_life = timedelta(days=product.shelf_life_days)
    was = made_on(lot)
    by_rule = was + shelf_life if was else None
    if "use_by" not in clean and lot.use_by != by_rule:
        return {}
    day = clean.get("produced_on", lot.produced_on) or clean.get("harvested_on", lot.harvested_on)
    return {"use_by": day + shelf_life} if day else {}


def _check_days(lot: Lot, clean: Mapping[str, Any]) -> None:
    """Nothing made tomorrow's tomorrow; nothing packed or used up before it was made."""
    latest = clock.today() + CLOCK_SLACK
    for name in (*MADE, "packed_on"):
        if clean.get(name) and clean[name] > latest:
            raise DateInFuture(fields={name: [DateInFuture.sentence]})
    days = {name: clean.get(name, getattr(lot, name)) for name in (*MADE, "packed_on", "use_by")}
    begun = min((days[name] for name in MADE if days[name]), default=None)
    for name in ("packed_on", "use_by"):
        if begun and days[name] and days[name] < begun:
            raise DatesOutOfOrder(fields={name: [DatesOutOfOrder.sentence]})


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)
