"""What a product is: telling it the first time, and changing it later."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.households.field_changes import CHAIN
from agrimarket.kit import audit
from agrimarket.kit.access import PRODUCERS, Role, Viewer
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.places.spelling import fold, plain, tidy
from agrimarket.products import gtin, gtin_use, store, vouched, way
from agrimarket.products.checks import check_told
from agrimarket.products.models import Product, ProductState
from agrimarket.products.naming import tell_names
from agrimarket.products.refusals import HouseholdMissing, NotADraft

# An officer vouched for these; when somebody else changes one, an officer looks again.
MATERIAL: Mapping[str, str] = {"name": "tên", "category": "nhóm", "gtin": "mã vạch"}
TEAM_STATES = (ProductState.DRAFT, ProductState.NEEDS_SUPPLEMENT)
PARAGRAPHS = frozenset({"description", "standards", "storage"})


class ProductFacts(TypedDict, total=False):
    """What may be told besides name and category. Months 1–12, days, whole đồng.

    The shelf life is in days or in calendar months, from harvest, production or packing.
    """

    subgroup: str | None
    brand: str | None
    gtin: str | None
    price_vnd: int | None
    unit: str | None
    description: str | None
    shelf_life_days: int | None
    shelf_life_months: int | None
    shelf_life_from: str | None
    storage: str | None
    external_uid: str | None
    season_from: int | None
    season_to: int | None
    monthly_output: str | None
    standards: str | None


class ProductChanges(ProductFacts, total=False):
    """What may be changed."""

    name: str
    category: str


def create_product(
    session: Session,
    *,
    viewer: Viewer,
    household_id: str,
    name: str,
    category: str,
    id: str | None = None,
    is_demo: bool = False,
    **facts: Unpack[ProductFacts],
) -> Product:
    """A new draft of a producer in the viewer's scope.

    Raises HouseholdMissing, IdTaken, GtinInvalid, GtinTaken, and what checks.check_told does.
    """
    if store.household(session, viewer, household_id) is None:
        raise HouseholdMissing(fields={"household_id": [HouseholdMissing.sentence]})
    product = Product(household_id=household_id, state=ProductState.DRAFT, is_demo=is_demo)
    if id is not None:
        product.id = accept_id(id)
        if store.exists(session, product.id):
            raise IdTaken
    _put(session, product, {"name": name, "category": category, **facts})
    session.add(product)
    session.flush()
    tell_names(session, household_id)
    audit.record(
        session, viewer, "product_created", kind="product", id=product.id,
        after={"name": product.name, "category": product.category}, person=household_id,
    )  # fmt: skip
    return product


def edit_product(
    session: Session, *, viewer: Viewer, product: Product, **changes: Unpack[ProductChanges]
) -> Product:
    """Change what is told; refusals as create_product, and NotADraft.

    An approved product whose name, category or GTIN is changed by anybody but an officer goes
    back to `submitted`, and buyers read what was approved until it is again; price, description
    and the rest do not touch the approval.
    """
    refuse_described(viewer, product)
    told = vouched.last_vouched(session, product)
    before = {name: getattr(product, name) for name in changes}
    _put(session, product, dict(changes))
    after = {name: getattr(product, name) for name in changes}
    changed = [name for name in changes if before[name] != after[name]]
    if not changed:
        return product
    material = [MATERIAL[name] for name in MATERIAL if name in changed]
    if material and way.reopen(session, viewer, product, ", ".join(material)):
        after["state"], before["state"] = ProductState.SUBMITTED, ProductState.APPROVED
        changed.append("state")
    vouched.keep(product, told)
    session.flush()
    if "name" in changed:
        tell_names(session, product.household_id)
    audit.record(
        session, viewer, "product_edited", kind="product", id=product.id,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        person=product.household_id,
        kept={"revision": product.revision, "chain": session.info.get(CHAIN)},
    )  # fmt: skip
    return product


def may_describe(viewer: Viewer, product: Product) -> bool:
    """Producers and those who work for them always, a community team while it is a draft."""
    if viewer.role is Role.COMMUNITY_TEAM:
        return product.state in TEAM_STATES
    return viewer.is_one_of(PRODUCERS) or viewer.role is Role.API_CLIENT


def refuse_described(viewer: Viewer, product: Product) -> None:
    """NotADraft where a community team would change what it may only look at."""
    if not may_describe(viewer, product):
        raise NotADraft


def _put(session: Session, product: Product, told: Mapping[str, Any]) -> None:
    """Check and set; nothing is set before everything was checked."""
    clean = {name: _tidied(name, value) for name, value in told.items()}
    check_told(product, clean)
    if "gtin" in clean:
        clean["gtin"] = gtin.accept(clean["gtin"])
        gtin_use.check_free(session, clean["gtin"], product=product)
    for name, value in clean.items():
        setattr(product, name, value)
    product.search_text = fold(f"{product.name} {product.brand or ''} {product.gtin or ''}")


def _tidied(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kept = value.strip() if name in PARAGRAPHS else tidy(plain(value))
    return kept if kept or name in {"name", "category"} else None
