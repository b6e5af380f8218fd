"""What stands ready in the form of a new lot, so that a producer has little left to type."""

from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.lots import store
from agrimarket.lots.describe import LOT_CODE
from agrimarket.lots.models import Lot
from agrimarket.places.spelling import fold
from agrimarket.products.groups import SUBGROUPS
from agrimarket.products.models import Product

LETTERS = 6  # of a product's name in a code
USUAL = ("unit", "pack_amount", "pack_unit", "area_id")  # likely the same as in the last lot
EATEN_FRESH = frozenset({"food", "herb", "other", "ornamental"})


def next_code(session: Session, product: Product) -> str:
    """A free code of the first letters of the name and today's day and month: BLV-2311."""
    words = fold(product.name).upper().split()
    letters = "".join(word[0] for word in words if word[0].isascii() and word[0].isalnum())
    stem = f"{letters[:LETTERS] or 'LO'}-{clock.today():%d%m}"
    codes = (stem, *(f"{stem}-{number}" for number in range(2, 100)))
    free = (code for code in codes if store.by_code(session, product.id, code) is None)
    code = next(free, stem)
    return code if LOT_CODE.fullmatch(code) else ""


def made_by(product: Product, last: Lot | None = None) -> str:
    """Which day counts: of the last lot, else by whether the goods are sold as picked."""
    if last is not None and (last.produced_on or last.harvested_on):
        return "produced_on" if last.produced_on else "harvested_on"
    group = SUBGROUPS.get(product.subgroup or "")
    fresh = group.fresh if group else product.category in EATEN_FRESH
    return "harvested_on" if fresh else "produced_on"


def ready_values(session: Session, product: Product) -> dict[str, Any]:
    """Code, today, and what the last lot of this product had."""
    last = store.last_of_product(session, product.id)
    usual = {name: getattr(last, name, None) for name in USUAL}
    return {
        "lot_code": next_code(session, product),
        made_by(product, last): clock.today(),
        **{name: value for name, value in usual.items() if value is not None},
    }
