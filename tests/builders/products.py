"""Builds products for tests, through the rules, as bà Hoa and her commune's officer would."""

import io
from typing import Any

from PIL import Image

from agrimarket.households.models import Household
from agrimarket.kit import files
from agrimarket.kit.db import one_commit
from agrimarket.products import decide, describe, gallery, papers
from agrimarket.products.models import Certificate, Product, ProductPhoto
from agrimarket.products.read import product_of
from tests.builders.households import a_household
from tests.people import People, Person

APPROVED, SUBMITTED, DRAFT = "approved", "submitted", "draft"


def a_product(
    people: People,
    household: Household | str | None = None,
    *,
    state: str = APPROVED,
    basis: bool = True,
    by: Person | None = None,
    **over: Any,
) -> Product:
    """Bưởi Luận Văn of a household in Nga An, with a commitment unless `basis=False`.

    `state` is draft, submitted, needs_supplement, approved or withdrawn; `over` are fields of
    `create_product`.
    """
    owner = household if household is not None else a_household(people)
    values: dict[str, Any] = {
        "household_id": owner if isinstance(owner, str) else owner.id,
        "name": "Bưởi Luận Văn",
        "category": "food",
        "price_vnd": 45_000,
        "unit": "kg",
        "shelf_life_days": 30,
    }
    with one_commit() as session:
        viewer = (by or people.phuc).viewer
        product = describe.create_product(session, viewer=viewer, **(values | over))
    if basis:
        a_certificate(people, product)
    return to_state(people, product, state)


def to_state(people: People, product: Product, state: str) -> Product:
    """Bring a draft to a state, ông Phúc deciding."""
    viewer = people.phuc.viewer
    with one_commit() as session:
        row = product_of(session, viewer=viewer, product_id=product.id)
        if state in {"submitted", "needs_supplement"}:
            decide.submit_product(session, viewer=viewer, product=row)
        if state == "needs_supplement":
            decide.ask_supplement(session, viewer=viewer, product=row, reason="Thiếu ảnh nhãn")
        if state in {"approved", "withdrawn"}:
            decide.approve_product(session, viewer=viewer, product=row)
        if state == "withdrawn":
            decide.withdraw_product(session, viewer=viewer, product=row, reason="Hết mùa")
        return row


def a_certificate(
    people: People, product: Product, kind: str = "commitment", **over: Any
) -> Certificate:
    """A paper behind the product; the commitment by default, without end."""
    with one_commit() as session:
        return papers.add_certificate(
            session, viewer=people.phuc.viewer, product=product, kind=kind, **over
        )


def a_photo(
    width: int = 400, height: int = 300, *, colour: str = "darkgreen", kind: str = "JPEG"
) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def a_kept_photo(people: People, product: Product, **over: Any) -> ProductPhoto:
    """A picture on the product."""
    kept = files.keep_photo(over.pop("content", None) or a_photo())
    with one_commit() as session:
        return gallery.add_photo(
            session, viewer=people.phuc.viewer, product=product, kept=kept, **over
        )


def a_held_paper(
    people: People, holder: Household, kind: str = "vietgap", **over: Any
) -> Certificate:
    """A paper of a producer; `is_group`, `covers_all`, `product_ids` say what it covers."""
    with one_commit() as session:
        return papers.hold_certificate(
            session, viewer=people.phuc.viewer, household_id=holder.id, kind=kind, **over
        )


def a_pdf() -> bytes:
    """The bytes of the smallest file that calls itself a PDF."""
    return b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
