"""Sizes of a product: added in order, changed, moved, taken out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.places.spelling import fold, tidy
from agrimarket.products import gtin, gtin_use, store_packs, way
from agrimarket.products.checks import check_price
from agrimarket.products.describe import refuse_described
from agrimarket.products.fact_refusals import (
    PackAmountInvalid,
    PacksFull,
    PackTwice,
    PackUnitUnknown,
)
from agrimarket.products.models import Product, ProductPack
from agrimarket.products.units import unit_of

MOST_PACKS = 20
LARGEST_AMOUNT = Decimal(10**9)
SMALLEST_PART = Decimal("0.001")
NUMBERS = "mã vạch của cỡ gói"


class PackFacts(TypedDict, total=False):
    """What is told of a size: `amount` in `unit` (products/units.py), price in whole đồng."""

    label: str | None
    amount: Decimal
    unit: str
    price_vnd: int | None
    gtin: str | None


def pack_of(session: Session, product: Product, pack_id: str) -> ProductPack:
    """One size of this product; NotFound."""
    found = store_packs.pack(session, pack_id)
    if found is None or found.product_id != product.id:
        raise NotFound
    return found


def add_pack(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    id: str | None = None,
    **facts: Unpack[PackFacts],
) -> ProductPack:
    """A size, last in order; without a label it is called by its amount, such as 500 g.

    Raises NotADraft, IdTaken, PacksFull, PackAmountInvalid, PackUnitUnknown, PackTwice,
    PriceInvalid, GtinInvalid, GtinTaken.
    """
    refuse_described(viewer, product)
    if len(store_packs.packs(session, product.id)) >= MOST_PACKS:
        raise PacksFull(most=MOST_PACKS)
    position = store_packs.last_position(session, product.id) + 1
    pack = ProductPack(product_id=product.id, position=position)
    if id is not None:
        pack.id = accept_id(id)
        if store_packs.pack(session, pack.id) is not None:
            raise IdTaken
    _put(session, product, pack, {"label": None, **facts})
    session.add(pack)
    state = _reopened(session, viewer, product, pack.gtin is not None)
    session.flush()
    after = {**_told(pack), **state.get("after", {})}
    _note(session, viewer, product, "pack_added", pack, after=after, before=state.get("before"))
    return pack


def edit_pack(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    pack: ProductPack,
    position: int | None = None,
    **changes: Unpack[PackFacts],
) -> ProductPack:
    """Change what is told, or move it to a place counted from 1; refusals as add_pack.

    A changed number of an approved product asks for approval anew, as the product's own does.
    """
    refuse_described(viewer, product)
    before = _told(pack)
    _put(session, product, pack, changes)
    if position is not None:
        _move(session, product, pack, position)
    after = _told(pack)
    changed = {name for name in after if before.get(name) != after[name]}
    if not changed:
        return pack
    state = _reopened(session, viewer, product, "gtin" in changed)
    session.flush()
    _note(
        session, viewer, product, "pack_edited", pack,
        before={name: before[name] for name in changed} | state.get("before", {}),
        after={name: after[name] for name in changed} | state.get("after", {}),
    )  # fmt: skip
    return pack


def remove_pack(session: Session, *, viewer: Viewer, product: Product, pack: ProductPack) -> None:
    """Take a size out; lots packed in it keep their own amounts. NotADraft."""
    refuse_described(viewer, product)
    _note(session, viewer, product, "pack_removed", pack, before=_told(pack))
    session.delete(pack)
    session.flush()


def amount_words(amount: Decimal, unit: str = "") -> str:
    """500 g, 1,5 kg, 0,125 kg: all decimals, as people here write them."""
    whole, _, part = f"{amount:,f}".partition(".")
    part = part.rstrip("0")
    return f"{whole.replace(',', '.')}{f',{part}' if part else ''} {unit}".strip()


def _put(session: Session, product: Product, pack: ProductPack, told: Mapping[str, Any]) -> None:
    """Check and set; nothing is set before everything was checked."""
    clean = dict(told)
    amount = clean.get("amount", pack.amount)
    if amount is None or not _fits(amount):
        raise PackAmountInvalid(fields={"amount": [PackAmountInvalid.sentence]})
    unit = unit_of(clean.get("unit", pack.unit))
    if unit is None:
        raise PackUnitUnknown(fields={"unit": [PackUnitUnknown.sentence]})
    clean |= {"amount": amount, "unit": unit.label}
    if "label" in clean:
        clean["label"] = tidy(clean["label"] or "") or amount_words(amount, unit.label)
        _refuse_same(session, product, pack, clean["label"])
    check_price(clean.get("price_vnd"))
    if "gtin" in clean:
        clean["gtin"] = gtin.accept(clean["gtin"])
        gtin_use.check_free(session, clean["gtin"], product=product, pack=pack)
    for name, value in clean.items():
        setattr(pack, name, value)


def _fits(amount: Decimal) -> bool:
    return 0 < amount < LARGEST_AMOUNT and amount % SMALLEST_PART == 0


def _refuse_same(session: Session, product: Product, pack: ProductPack, label: str) -> None:
    with session.no_autoflush:
        others = [one for one in store_packs.packs(session, product.id) if one.id != pack.id]
    if fold(label) in {fold(one.label) for one in others}:
        raise PackTwice(fields={"label": [PackTwice.sentence]})


def _move(session: Session, product: Product, pack: ProductPack, position: int) -> None:
    rest = [one for one in store_packs.packs(session, product.id) if one.id != pack.id]
    rest.insert(max(0, position - 1), pack)
    for place, one in enumerate(rest, start=1):
        one.position = place


def _reopened(
    session: Session, viewer: Viewer, product: Product, renumbered: bool
) -> dict[str, dict[str, Any]]:
    """The product's move back to `submitted` as the trail tells it; empty where it stays."""
    was = product.state
    if not (renumbered and way.reopen(session, viewer, product, NUMBERS)):
        return {}
    return {"before": {"state": was}, "after": {"state": product.state}}


def _told(pack: ProductPack) -> dict[str, Any]:
    """A size as the trail tells it."""
    return {
        "pack_name": pack.label,
        "pack_amount": amount_words(pack.amount),
        "pack_unit": pack.unit,
        "price_vnd": pack.price_vnd,
        "gtin": pack.gtin,
        "position": pack.position,
    }


def _note(
    session: Session,
    viewer: Viewer,
    product: Product,
    action: str,
    pack: ProductPack,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    audit.record(
        session, viewer, action, kind="product", id=product.id,
        before=dict(before or {}), after={**(after or {}), "pack": pack.id},
        person=product.household_id,
    )  # fmt: skip
