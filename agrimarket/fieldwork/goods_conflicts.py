"""Two people changed what a product is: the phone's version is put in by choice, and taken back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import store
from agrimarket.fieldwork.models import FieldConflict
from agrimarket.fieldwork.refusals import ConflictMovedOn
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.products import edits
from agrimarket.products.describe import edit_product
from agrimarket.products.models import Product
from agrimarket.products.read import product_of

PRODUCT = "product"  # kind of a conflict
LABELS = {"name": "Tên sản phẩm", "category": "Nhóm sản phẩm", "gtin": "Mã GTIN"}


def product_in(
    session: Session, viewer: Viewer, conflict: FieldConflict, *, lock: bool = False
) -> Product:
    """The product a conflict is about; NotFound where the viewer may not see it any more."""
    operation = store.by_id(session, conflict.operation_id)
    if operation is None:
        raise NotFound
    return product_of(session, viewer=viewer, product_id=operation.object_id, lock=lock)


def put(
    session: Session, viewer: Viewer, conflict: FieldConflict, mine: Mapping[str, Any]
) -> tuple[dict[str, Any], int]:
    """Let the phone's version hold: what stood there before, and the revision now."""
    product = product_in(session, viewer, conflict, lock=True)
    before = {name: getattr(product, name) for name in mine}
    edit_product(session, viewer=viewer, product=product, **dict(mine))
    return before, product.revision


def take_back(
    session: Session, viewer: Viewer, conflict: FieldConflict, before: Mapping[str, Any]
) -> None:
    """Put back what stood there; ConflictMovedOn where it was changed again since."""
    product = product_in(session, viewer, conflict, lock=True)
    if edits.changed_since(session, product, conflict.settled_revision or 0) & set(before):
        raise ConflictMovedOn
    edit_product(session, viewer=viewer, product=product, **dict(before))
