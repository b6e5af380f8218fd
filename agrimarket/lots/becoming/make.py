"""The new lots of a step: opened through the same rule as any lot, refused in its own words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.lots import describe
from agrimarket.lots.becoming.refusals import OutputAmountNeeded
from agrimarket.lots.models import Lot

Output = Mapping[str, Any]  # product_id, lot_code, quantity, unit and other facts of a lot


def make_lot(
    session: Session, viewer: Viewer, out: Output, number: int | None, sources: Sequence[Lot]
) -> Lot:
    """Open it. Refuses as create_lot does, with fields `outputs.N.name` (None: `output.name`)."""
    facts = {name: value for name, value in out.items() if value is not None}
    demo = all(lot.is_demo for lot in sources)
    try:
        return describe.create_lot(session, viewer=viewer, is_demo=demo, **facts)
    except Refusal as refusal:
        start = place(number)
        fields = refusal.fields or {"lot_code": [refusal.detail]}
        refusal.fields = {start + name: said for name, said in fields.items()}
        raise


def place(number: int | None) -> str:
    """Where a new lot stands in what was sent: one of several, or the only one."""
    return "output." if number is None else f"outputs.{number}."


def needs_amount(out: Output, number: int | None) -> None:
    """OutputAmountNeeded: nothing comes out without how much of it."""
    if out.get("quantity") is None or out["quantity"] <= Decimal(0) or not out.get("unit"):
        at_field(OutputAmountNeeded(), f"{place(number)}quantity")


def at_field(refusal: Refusal, field: str) -> NoReturn:
    """Raise it with its words at a field."""
    refusal.fields = {field: [refusal.detail]}
    raise refusal
