"""Splitting a lot, mixing lots, and making something else of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.lots import made
from agrimarket.lots.amounts import amount_text
from agrimarket.lots.becoming import store
from agrimarket.lots.becoming.grown import check_grown
from agrimarket.lots.becoming.make import Output, at_field, make_lot, needs_amount, place
from agrimarket.lots.becoming.note import Told, begin, note
from agrimarket.lots.becoming.refusals import (
    InputMissing,
    MakersDiffer,
    MergeOfProducts,
    MergeTooFew,
    SameProduct,
    SumsDiffer,
)
from agrimarket.lots.becoming.take import Taken, draw, hold, in_unit_of, whole_grains
from agrimarket.lots.models import Lot, LotStep
from agrimarket.lots.refusals import ProductMissing

NONE = Decimal(0)


class Step(NamedTuple):
    """A step with the lots that came out of it."""

    row: LotStep
    made: list[Lot]


def split_lot(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    outputs: Sequence[Output],
    loss: Decimal = NONE,
    told: Told | None = None,
) -> Step:
    """Part a sealed or released lot; what the parts and the loss need is taken from it.

    Each output has lot_code, quantity and perhaps unit (the lot's where left out), packs,
    packed_on, use_by (not after the lot's). `loss` is in the lot's unit. Refuses as `hold`, `draw`,
    `in_unit_of`, and `create_lot` with the field `outputs.N.name`.
    """
    told = told or Told()
    at = begin(session, told)
    store.hold_products(session, [lot.product_id])
    (source,) = hold(session, viewer, [lot.id], None, at)
    outs = [{"unit": source.unit, **out, "product_id": source.product_id} for out in outputs]
    for number, out in enumerate(outs):
        needs_amount(out, number)
    parts = [
        in_unit_of(out["quantity"], out["unit"], source.unit, f"outputs.{number}.unit")
        for number, out in enumerate(outs)
    ]
    wanted = whole_grains(sum(parts, NONE) + loss, source.unit, "outputs.0.quantity")
    draw(session, source, wanted, None, "outputs.0.quantity")
    new = [_same(session, viewer, [source], out, number) for number, out in enumerate(outs)]
    return Step(note(session, viewer, "split", told, at, [(source, wanted)], new, loss), new)


def merge_lots(
    session: Session,
    *,
    viewer: Viewer,
    inputs: Sequence[Taken],
    output: Output,
    loss: Decimal = NONE,
    told: Told | None = None,
) -> Step:
    """Mix lots of one product into a new one; what goes in is what comes out and the loss.

    `loss` and the new lot's quantity are in its unit, the first lot's where left out; a quantity
    left out is the rest. MergeTooFew, MergeOfProducts, SumsDiffer, and refuses as split_lot.
    """
    told = told or Told()
    at = begin(session, told)
    ids = [one.lot_id for one in inputs]
    seen = store.inputs(session, viewer, ids, None, lock=False)
    store.hold_products(session, {lot.product_id for lot in seen.values()})
    lots = hold(session, viewer, ids, None, at)
    if len(lots) < 2:
        raise MergeTooFew(fields={"inputs": [MergeTooFew.sentence]})
    if len({lot.product_id for lot in lots}) > 1:
        raise MergeOfProducts(fields={"inputs": [MergeOfProducts.sentence]})
    out = {"unit": lots[0].unit, **output, "product_id": lots[0].product_id}
    went = [
        in_unit_of(one.quantity, lot.unit, out["unit"], f"inputs.{number}.quantity")
        for number, (one, lot) in enumerate(zip(inputs, lots, strict=True))
    ]
    out.setdefault("quantity", sum(went, NONE) - loss)
    needs_amount(out, None)
    out["quantity"] = whole_grains(out["quantity"], out["unit"], "output.quantity")
    _check_sums(sum(went, NONE), out["quantity"], loss, out["unit"])
    _draw_all(session, lots, inputs, None)
    new = [_same(session, viewer, lots, out, None)]
    drawn = [(lot, one.quantity) for lot, one in zip(lots, inputs, strict=True)]
    return Step(note(session, viewer, "merge", told, at, drawn, new, loss), new)


def transform_lots(
    session: Session,
    *,
    viewer: Viewer,
    inputs: Sequence[Taken],
    outputs: Sequence[Output],
    told: Told | None = None,
) -> Step:
    """Make lots of other products, from own lots, lots of several producers whom the viewer sees
    all, or lots handed over to the maker and received.

    Each output has product_id, lot_code, quantity, unit; dates are its own, made on the day of
    the step where none is told. Weights need not add up: things dry, and water is added; more out
    than in needs a note on what was added. AddedUntold, OutOfNothing, ProductMissing,
    MakersDiffer, SameProduct, and refuses as split_lot.
    """
    told = told or Told()
    at = begin(session, told)
    maker = _maker(session, viewer, outputs)
    lots = hold(session, viewer, [one.lot_id for one in inputs], maker, at)
    if not lots:
        raise InputMissing(fields={"inputs": [InputMissing.sentence]})
    used = {lot.product_id for lot in lots}
    for number, out in enumerate(outputs):
        needs_amount(out, number)
        if out["product_id"] in used:
            at_field(SameProduct(), f"outputs.{number}.product_id")
    check_grown(lots, inputs, outputs, told.note)
    _draw_all(session, lots, inputs, maker)
    day = clock.vietnam_day(at)
    new = []
    for number, out in enumerate(outputs):
        dated = out.get("produced_on") or out.get("harvested_on")
        days = {} if dated else {"produced_on": day}
        new.append(make_lot(session, viewer, {**out, **days}, number, lots))
    drawn = [(lot, one.quantity) for lot, one in zip(lots, inputs, strict=True)]
    return Step(note(session, viewer, "transform", told, at, drawn, new, None), new)


def _draw_all(
    session: Session, lots: Sequence[Lot], inputs: Sequence[Taken], maker: str | None
) -> None:
    for number, (lot, one) in enumerate(zip(lots, inputs, strict=True)):
        draw(session, lot, one.quantity, maker, f"inputs.{number}.quantity")


def _maker(session: Session, viewer: Viewer, outputs: Sequence[Output]) -> str:
    """Whose the new lots are: one producer whom the viewer sees."""
    wanted = [out["product_id"] for out in outputs]
    owners = store.hold_products(session, wanted)
    for number, product_id in enumerate(wanted):
        seen = product_id in owners and store.maker_of(session, viewer, owners[product_id])
        if not seen:
            at_field(ProductMissing(), f"outputs.{number}.product_id")
        if owners[product_id] != owners[wanted[0]]:
            at_field(MakersDiffer(), f"outputs.{number}.product_id")
    if not wanted:
        raise ProductMissing(fields={"outputs": [ProductMissing.sentence]})
    return owners[wanted[0]]


def _check_sums(taken: Decimal, out: Decimal, loss: Decimal, unit: str | None) -> None:
    if taken == out + loss:
        return
    facts = {"taken": amount_text(taken, unit), "made": amount_text(out, unit),
             "loss": amount_text(loss, unit)}  # fmt: skip
    field = "loss" if out + loss < taken else "output.quantity"
    raise SumsDiffer(fields={field: [SumsDiffer.sentence.format_map(facts)]}, **facts)


def _same(
    session: Session, viewer: Viewer, lots: Sequence[Lot], out: Output, number: int | None
) -> Lot:
    """A new lot of the same goods: harvested when the first was, used by when the first must be."""
    last = min((lot.use_by for lot in lots if lot.use_by), default=None)
    made.check_last_use(out.get("use_by"), last, field=f"{place(number)}use_by")
    days: dict[str, Any] = {
        name: min((day for lot in lots if (day := getattr(lot, name))), default=None)
        for name in made.DAYS
    }
    areas = {lot.area_id for lot in lots}
    same = {"area_id": areas.pop() if len(areas) == 1 else None, "use_by": last, **days}
    if len(lots) == 1:
        same["packed_on"] = lots[0].packed_on
    typed = {name: value for name, value in out.items() if value is not None}
    return make_lot(session, viewer, same | typed, number, lots)
