"""Use-by days from a product's own rule: so many days or calendar months from a day of the lot."""

import calendar
from datetime import date, timedelta

from agrimarket.products.models import Product

HARVEST, PRODUCTION, PACKING = "harvest", "production", "packing"


def use_by(
    product: Product,
    harvested_on: date | None,
    produced_on: date | None,
    packed_on: date | None,
) -> date | None:
    """The last Vietnamese day of use; None without a rule, or before the day it counts from.

    Counted from the day the rule names; a rule that names none counts from production, else from
    harvest. Months are calendar months to the day; where the month is too short, its last day.
    """
    begins = {HARVEST: harvested_on, PRODUCTION: produced_on, PACKING: packed_on}
    start = begins.get(product.shelf_life_from or "", produced_on or harvested_on)
    if start is None:
        return None
    if product.shelf_life_months:
        return months_after(start, product.shelf_life_months)
    return start + timedelta(days=product.shelf_life_days) if product.shelf_life_days else None


def months_after(start: date, months: int) -> date:
    """The same day so many calendar months later; 31 August + 6 is the last of February."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
