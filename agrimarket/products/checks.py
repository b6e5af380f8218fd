"""What is told of a product is held against the tables before anything is set."""

from collections.abc import Mapping
from typing import Any

from agrimarket.products.fact_refusals import (
    ShelfLifeFromUnknown,
    ShelfLifeTwice,
    ShelfMonthsInvalid,
    SubgroupUnfit,
    SubgroupUnknown,
)
from agrimarket.products.groups import SUBGROUPS
from agrimarket.products.kinds import CATEGORIES
from agrimarket.products.models import Product
from agrimarket.products.refusals import (
    CategoryUnknown,
    NameMissing,
    PriceInvalid,
    SeasonInvalid,
    ShelfLifeInvalid,
)
from agrimarket.products.shelf_life import HARVEST, PACKING, PRODUCTION

LONGEST_SHELF_LIFE = 7_300  # days, twenty years: nước mắm and rice wine outlast most tables
LONGEST_MONTHS = 240
BEGINNINGS: Mapping[str, str] = {
    HARVEST: "ngày thu hoạch",
    PRODUCTION: "ngày sản xuất",
    PACKING: "ngày đóng gói",
}


def check_told(product: Product, clean: Mapping[str, Any]) -> None:
    """The first refusal of what is told, together with what the product has already."""
    if "name" in clean and not clean["name"]:
        raise NameMissing(fields={"name": [NameMissing.sentence]})
    _check_group(product, clean)
    check_price(clean.get("price_vnd"))
    _check_shelf_life(product, clean)
    _check_season(product, clean)


def check_price(price: int | None) -> None:
    """PriceInvalid: prices are whole đồng, from 0."""
    if price is not None and (price != int(price) or price < 0):
        raise PriceInvalid(fields={"price_vnd": [PriceInvalid.sentence]})


def _check_group(product: Product, clean: Mapping[str, Any]) -> None:
    """A sub-group stands in its own group, whichever of the two was told now."""
    category = clean.get("category", product.category)
    if category not in CATEGORIES:
        raise CategoryUnknown(fields={"category": [CategoryUnknown.sentence]})
    subgroup = clean.get("subgroup", product.subgroup)
    if subgroup is None:
        return
    found = SUBGROUPS.get(subgroup)
    if found is None:
        raise SubgroupUnknown(fields={"subgroup": [SubgroupUnknown.sentence]})
    if found.category != category:
        facts = {"subgroup": found.label, "group": CATEGORIES[found.category]}
        said = SubgroupUnfit.sentence.format_map(facts)
        raise SubgroupUnfit(fields={"subgroup": [said]}, **facts)


def _check_shelf_life(product: Product, clean: Mapping[str, Any]) -> None:
    days, months = clean.get("shelf_life_days"), clean.get("shelf_life_months")
    if days is not None and not 1 <= days <= LONGEST_SHELF_LIFE:
        raise ShelfLifeInvalid(fields={"shelf_life_days": [ShelfLifeInvalid.sentence]})
    if months is not None and not 1 <= months <= LONGEST_MONTHS:
        raise ShelfMonthsInvalid(fields={"shelf_life_months": [ShelfMonthsInvalid.sentence]})
    both = (
        clean.get("shelf_life_days", product.shelf_life_days),
        clean.get("shelf_life_months", product.shelf_life_months),
    )
    if None not in both:
        told_last = "shelf_life_months" if months is not None else "shelf_life_days"
        raise ShelfLifeTwice(fields={told_last: [ShelfLifeTwice.sentence]})
    begins = clean.get("shelf_life_from")
    if begins is not None and begins not in BEGINNINGS:
        raise ShelfLifeFromUnknown(fields={"shelf_life_from": [ShelfLifeFromUnknown.sentence]})


def _check_season(product: Product, clean: Mapping[str, Any]) -> None:
    first = clean.get("season_from", product.season_from)
    last = clean.get("season_to", product.season_to)
    months = [month for month in (first, last) if month is not None]
    if len(months) == 1 or not all(1 <= month <= 12 for month in months):
        missing = "season_to" if last is None else "season_from"
        raise SeasonInvalid(fields={missing: [SeasonInvalid.sentence]})
