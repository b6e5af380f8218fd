"""Products and their papers as JSON and pages tell them, with what is derived today."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.shown import Shown
from agrimarket.places import commune
from agrimarket.products import store, store_packs
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.models import Certificate, Product, ProductPhoto, Rating
from agrimarket.products.read import photo_addresses
from agrimarket.products.required.data import BASES
from agrimarket.products.standing import counts, has_safety_basis, in_force, valid_rating
from agrimarket.products.todo import gaps

SOON_DAYS, NEAR_DAYS = 180, 30  # when a page begins to say that a paper ends, and louder


def listed(session: Session, products: Sequence[Product]) -> list[Shown]:
    """A list's products with their producers and leading photos, in two reads."""
    owners = store.owners(session, products)
    firsts = store.first_photos(session, products)
    return [
        Shown(row, **_origin(owners[row.household_id]), photo=firsts.get(row.id))
        for row in products
    ]


def whole(session: Session, row: Product) -> Shown:
    """One product with photos, papers in force or not, its rating today and what it lacks."""
    rating = valid_rating(session, row)
    return Shown(
        row,
        **_origin(store.owner(session, row)),
        photos=[photo(one) for one in store.photos(session, row.id)],
        packs=store_packs.packs(session, row.id),
        rating=shown_rating(rating, rating) if rating else None,
        certificates=[
            certificate(one)
            for one in store.certificates(session, row.id)
            if one.removed_at is None
        ],
        has_safety_basis=has_safety_basis(session, row),
        todo=[gap.code for gap in gaps(session, row)],
    )


def photo(row: ProductPhoto) -> Shown:
    """A picture with the addresses of its widths."""
    return Shown(row, urls=photo_addresses(row))


def certificate(row: Certificate) -> Shown:
    """A paper with its kind's name and whether it is in force today."""
    kind, today = CERTIFICATE_KINDS[row.kind], clock.today()
    valid = in_force(row, today)
    return Shown(
        row,
        label=kind.label,
        is_safety_basis=row.kind in BASES,
        valid=valid,
        word=_paper_word(row, valid, today),
        unseen=row.checked_at is None and row.removed_at is None,
        counts=counts(row),
    )


def _paper_word(row: Certificate, valid: bool, today: date) -> tuple[str, str]:
    """Word and badge kind of a paper's validity."""
    if row.removed_at is not None:
        return "Đã gỡ", "neutral"
    if valid:
        return _good_word(row.valid_to, today)
    ended = row.valid_to is not None and row.valid_to < today
    return ("Hết hạn", "look") if ended else ("Chưa đến ngày", "wait")


def _good_word(last_day: date | None, today: date) -> tuple[str, str]:
    """In force, and how long still where it ends soon; the last day counts."""
    left = (last_day - today).days if last_day else SOON_DAYS + 1
    if left > SOON_DAYS:
        return "Còn hạn", "good"
    return (f"Còn {left} ngày" if left else "Hết hôm nay"), "look" if left <= NEAR_DAYS else "wait"


def shown_rating(row: Rating, newest: Rating | None) -> Shown:
    """A recognition; only the one that counts today is valid."""
    valid = newest is not None and row.id == newest.id
    word = _good_word(row.valid_through, clock.today()) if valid else None
    return Shown(row, valid=valid, ends=word if word and word[0] != "Còn hạn" else None)


def _origin(owner: Household) -> dict[str, Any]:
    return {
        "household": owner,
        "household_name": owner.name,
        "commune_code": owner.commune_code,
        "commune_name": commune(owner.commune_code).name,
    }
