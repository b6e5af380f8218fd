"""A product's shelf-life rule as people read it."""

from agrimarket.products.checks import BEGINNINGS
from agrimarket.products.models import Product

EITHER = "ngày sản xuất hoặc thu hoạch"


def shelf_life_words(product: Product) -> str:
    """12 tháng kể từ ngày đóng gói; "" without a rule."""
    if product.shelf_life_months:
        length = f"{product.shelf_life_months} tháng"
    elif product.shelf_life_days:
        length = f"{product.shelf_life_days:,} ngày".replace(",", ".")
    else:
        return ""
    return f"{length} kể từ {BEGINNINGS.get(product.shelf_life_from or '', EITHER)}"
