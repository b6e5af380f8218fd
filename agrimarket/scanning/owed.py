"""Which items of Circular 02/2024/TT-BKHCN a page still owes, so that one calm line names them."""

from agrimarket.scanning.origin import Origin

USE_BY_GROUPS = ("food", "drink", "herb")


def owed(origin: Origin) -> list[str]:
    """Keys of words.py for what nobody has told yet, in the order of the page."""
    lot = origin.lot
    told = {
        "photo": origin.photo,
        "brand": origin.brand,
        "harvested": lot is None or lot.harvested_on or lot.produced_on,
        "use_by": has_use_by(origin) or origin.category not in USE_BY_GROUPS,
        "standards": origin.standards,
        "diary": lot is None or origin.events,
        "certificates": origin.certificates or origin.rating,
    }
    return [name for name, value in told.items() if not value]


def has_use_by(origin: Origin) -> bool:
    """Whether the lot carries a day, or the product at least a number of days or months."""
    return bool(origin.lot and origin.lot.use_by) or bool(
        origin.shelf_life_months or origin.shelf_life_days
    )


def sold_on(origin: Origin) -> bool:
    """Whether to say where to buy more: never of goods that are offered no more, beside a lot that
    is held or past its day, nor beside one made from a lot that is held.
    """
    if origin.withdrawn_on is not None:
        return False
    return origin.lot is None or (origin.lot.status == "ok" and origin.held_source is None)
