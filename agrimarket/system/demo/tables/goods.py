"""What one row of the goods tables says; the rows stand in goods_food.py and goods_other.py."""

from typing import Any, NamedTuple

from agrimarket.system.demo.pictures.paint import Subject


class Goods(NamedTuple):
    """A product. `papers` are "kind" or "kind:when", `stars` (3–5, when) with when one of
    valid, ending, expired; `picture` is (thing, colour, colour, label words)."""

    key: str
    owner: str
    name: str
    category: str
    price: int | None
    unit: str
    shelf_days: int | None
    output: str
    description: str
    picture: tuple[str, str, str, tuple[str, ...]] | None = None
    papers: tuple[str, ...] = ("commitment",)
    stars: tuple[int, str] | None = None
    season: tuple[int, int] = (1, 12)
    more: dict[str, Any] = {}  # noqa: RUF012  (never changed; a default of a tuple's field)
    state: str = "approved"


def subject_of(goods: Goods, land: str) -> Subject | None:
    """What to paint for it."""
    if goods.picture is None:
        return None
    thing, main, second, words = goods.picture
    return Subject(thing, main, second, words, land)
