"""How much a lot holds: its quantity, its packs, and what may still be told of them later."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agrimarket.lots.amount_refusals import (
    FollowsOnce,
    PacksAboveQuantity,
    PackSizeInvalid,
    PackUnitsDiffer,
)
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import LotClosed, QuantityInvalid
from agrimarket.products.units import MASS, VOLUME, convert, unit_of

AMOUNTS = ("quantity", "unit", "pack_count", "pack_amount", "pack_unit")


def check_amounts(lot: Lot, clean: Mapping[str, Any]) -> None:
    """Quantity with its unit, a known size of a pack, and no more in the packs than there is.

    QuantityInvalid, PackSizeInvalid, PackUnitsDiffer (weight against volume), PacksAboveQuantity.
    Counted units (boxes of 500 g) are compared with nothing.
    """
    told = {name: clean.get(name, getattr(lot, name)) for name in AMOUNTS}
    quantity = told["quantity"]
    nothing = quantity is not None and quantity <= 0 and "quantity" in clean
    if nothing or (quantity is not None and not told["unit"]):
        field = "quantity" if nothing else "unit"
        raise QuantityInvalid(fields={field: [QuantityInvalid.sentence]})
    if told["pack_count"] is not None and told["pack_count"] < 0:
        raise QuantityInvalid(fields={"pack_count": [QuantityInvalid.sentence]})
    _check_size(told["pack_amount"], told["pack_unit"])
    if {"unit", "pack_unit"} & clean.keys():
        _check_measures(told)
    _check_sum(told)


def _check_size(amount: Decimal | None, unit: str | None) -> None:
    if amount is None and not unit:
        return
    if amount is None or amount <= 0:
        raise PackSizeInvalid(fields={"pack_amount": [PackSizeInvalid.sentence]})
    if unit_of(unit) is None:
        raise PackSizeInvalid(fields={"pack_unit": [PackSizeInvalid.sentence]})


def _check_measures(told: Mapping[str, Any]) -> None:
    goods, pack = unit_of(told["unit"]), unit_of(told["pack_unit"])
    if goods is None or pack is None or {goods.measure, pack.measure} != {MASS, VOLUME}:
        return
    facts = {"unit": told["unit"], "pack_unit": told["pack_unit"]}
    said = PackUnitsDiffer.sentence.format_map(facts)
    raise PackUnitsDiffer(fields={"pack_unit": [said]}, **facts)


def _check_sum(told: Mapping[str, Any]) -> None:
    quantity, packs, size = told["quantity"], told["pack_count"], told["pack_amount"]
    if quantity is None or packs is None or size is None:
        return
    total = convert(size * packs, told["pack_unit"], told["unit"])
    if total is None or total <= quantity:
        return
    facts = {
        "packs": amount_text(Decimal(packs), ""),
        "size": amount_text(size, told["pack_unit"]),
        "total": amount_text(total, told["unit"]),
        "quantity": amount_text(quantity, told["unit"]),
    }
    said = PacksAboveQuantity.sentence.format_map(facts)
    raise PacksAboveQuantity(fields={"pack_count": [said]}, **facts)


def check_may_follow(lot: Lot, changes: Mapping[str, Any]) -> None:
    """Of a sealed or released lot only amounts nobody told yet are told, once.

    LotClosed for anything else, FollowsOnce for what was told.
    """
    if lot.state == LotState.RECALLED or not set(changes) <= set(AMOUNTS):
        raise LotClosed
    told = [name for name, value in changes.items()
            if getattr(lot, name) is not None and getattr(lot, name) != value]  # fmt: skip
    if len(told) == len(changes):
        raise LotClosed
    if told:
        raise FollowsOnce(fields={name: [FollowsOnce.sentence] for name in told})


def may_follow(lot: Lot) -> bool:
    """Whether a sealed or released lot still lacks an amount."""
    closed = lot.state in (LotState.SEALED, LotState.RELEASED)
    return closed and (lot.quantity is None or lot.pack_count is None)


def free(lot: Lot) -> Decimal:
    """What went nowhere yet, in the lot's unit; 0 where no quantity was told."""
    return (lot.quantity or Decimal(0)) - (lot.used or Decimal(0))


def amount_text(amount: Decimal | None, unit: str | None) -> str:
    """An amount to the gram, as people write it: 1.500,125 kg; nothing for None."""
    if amount is None:
        return ""
    whole, _, part = f"{amount:,.3f}".partition(".")
    part = part.rstrip("0")
    text = whole.replace(",", ".") + (f",{part}" if part else "")
    return f"{text} {unit or ''}".strip()
