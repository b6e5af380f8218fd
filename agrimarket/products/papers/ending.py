"""Papers and stars that end soon: the list that producers and workers read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.papers import store_ending as store

TERMS = (30, 90, 180)  # days before the last one on which people are told
KIND_LABELS: Mapping[str, str] = {store.OCOP: "Hạng sao OCOP"} | {
    code: kind.label for code, kind in CERTIFICATE_KINDS.items()
}


@dataclass(frozen=True)
class Ending:
    """A paper or rating and how many days it still holds, today included as the last one."""

    what: str
    id: str
    label: str
    number: str | None
    last_day: date
    household_id: str
    product_id: str | None
    name: str
    commune_code: str
    days_left: int
    about: str  # the product, or those that the paper names

    @property
    def word(self) -> tuple[str, str]:
        """Word and badge kind of how near the end is."""
        left = f"còn {self.days_left} ngày" if self.days_left else "hết hôm nay"
        return left, "look" if self.days_left <= TERMS[0] else "wait"


def ending_soon(
    session: Session,
    *,
    viewer: Viewer,
    within: int = TERMS[-1],
    commune: str = "",
    kind: str = "",
    household_id: str = "",
    page: int = 1,
    page_size: int = 20,
) -> Page[Ending]:
    """What ends within so many days, the nearest first; renewed papers are left out."""
    today = clock.today()
    until = today + timedelta(days=within)
    narrowed = {"commune": commune, "kind": kind, "household_id": household_id}
    found = store.ending(viewer, today, until, **narrowed)
    rows = store.page_of(session, found, page=page, page_size=page_size)
    items = [told(session, row, today) for row in rows.items]
    return Page(items, rows.total, page, page_size)


def ending_count(viewer: Viewer, within: int) -> Select[Any]:
    """How many, as one count."""
    today = clock.today()
    return store.count_of(store.ending(viewer, today, today + timedelta(days=within)))


def told(session: Session, row: Any, today: date) -> Ending:
    """A row of the list."""
    about = row.name
    if row.what == store.CERTIFICATE:
        about = ", ".join(store.products_named(session, row.id)) or f"Hàng của {row.name}"
    return Ending(
        what=row.what, id=row.id, label=KIND_LABELS[row.kind], number=row.number,
        last_day=row.last_day, household_id=row.household_id, product_id=row.product_id,
        name=row.name, commune_code=row.commune_code, days_left=(row.last_day - today).days,
        about=about,
    )  # fmt: skip
