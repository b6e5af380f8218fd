"""Which facts of a product were changed since a revision: its trail has them all."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.places.spelling import plain, tidy
from agrimarket.products import gtin
from agrimarket.products.describe import MATERIAL
from agrimarket.products.models import Product

# In the trail: the act, the revision that it made, and the chain of a phone's acts it was one of.
EDITED, REVISION, BY = "product_edited", "revision", "chain"


def changed_since(
    session: Session, product: Product, base: int, *, besides: str | None = None
) -> set[str]:
    """Names of facts changed after the revision `base`, by others than this chain of a phone's."""
    acts = audit.history(session, kind="product", id=product.id)
    return {
        name
        for act in acts
        if act.action == EDITED and act.after.get(REVISION, 0) > base
        and (besides is None or act.after.get(BY) != besides)
        for name in act.after
    } - {REVISION, BY}  # fmt: skip


def at_odds(product: Product, fields: Mapping[str, Any], changed: Collection[str]) -> list[str]:
    """What the product is (name, category, GTIN) where both sides changed it to something else.

    GtinInvalid.
    """
    both = [name for name in MATERIAL if name in fields and name in changed]
    return sorted(name for name in both if _read(name, fields[name]) != getattr(product, name))


def _read(name: str, value: Any) -> Any:
    return gtin.accept(value) if name == "gtin" else tidy(plain(str(value or "")))
