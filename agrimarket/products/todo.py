"""What a product still lacks: a to-do list that blocks only what needs it."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.products import store
from agrimarket.products.models import Product
from agrimarket.products.standing import has_safety_basis


class Gap(NamedTuple):
    """One missing thing and what it holds up; `anchor` is its place on the product's page."""

    code: str
    title: str
    why: str
    anchor: str


CONSENT = Gap("consent", "Hộ chưa đồng ý công khai", "Chưa có thì chưa duyệt được.", "ho")
BASIS = Gap(
    "safety_basis", "Chưa có giấy an toàn còn hạn", "Chưa có thì chưa đặt được tem.", "giay"
)
PHOTO = Gap("photo", "Chưa có ảnh", "Người mua và kênh bán hàng cần ảnh.", "anh")
PRICE = Gap("price_vnd", "Chưa có giá bán", "Cần có để đăng bán trên kênh.", "sua")
UNIT = Gap("unit", "Chưa có đơn vị tính", "Cần có để đăng bán trên kênh.", "sua")
SHELF_LIFE = Gap("shelf_life_days", "Chưa có hạn dùng", "Có thì hạn dùng của lô tự tính.", "sua")
EATEN = ("food", "drink", "herb")


def gaps(session: Session, product: Product) -> list[Gap]:
    """What is missing, the gravest first; empty when nothing is."""
    consented = store.owner(session, product).state == HouseholdState.REGISTERED
    rows = [
        (CONSENT, consented),
        (BASIS, has_safety_basis(session, product)),
        (PHOTO, bool(store.photos(session, product.id))),
        (PRICE, product.price_vnd is not None),
        (UNIT, product.unit is not None),
        (SHELF_LIFE, _ends(product) or product.category not in EATEN),
    ]
    return [gap for gap, done in rows if not done]


def _ends(product: Product) -> bool:
    return product.shelf_life_days is not None or product.shelf_life_months is not None
