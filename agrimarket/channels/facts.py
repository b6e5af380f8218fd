"""What holds of products today, as channels may be told it; expired papers never get in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.channels import facts_store as store
from agrimarket.channels.content import ListingContent, Paper, Picture, Stars
from agrimarket.households.consenting.covers import CHANNELS
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit.access import Viewer
from agrimarket.places.catalogue import commune
from agrimarket.products.models import Certificate, Product, ProductPhoto, Rating
from agrimarket.products.required.ask import basis_kinds
from agrimarket.products.standing import counts, in_force


@dataclass(frozen=True)
class Facts:
    """A product, its producer, what a channel may show, and how its lots stand."""

    product: Product
    household: Household
    content: ListingContent
    recalled_lots: int
    other_lots: int
    suspended_lots: int = 0

    @property
    def consents(self) -> bool:
        """True while the producer agrees to be shown."""
        return self.household.state == HouseholdState.REGISTERED

    @property
    def sells(self) -> bool:
        """True while the producer agrees to be sold on channels."""
        return CHANNELS in self.household.purposes


def facts_of(
    session: Session, *, viewer: Viewer, product_ids: Collection[str], on: date
) -> dict[str, Facts]:
    """Facts of the products the viewer may see, by product id, in seven reads."""
    products = store.products(session, viewer, product_ids)
    ids = [product.id for product in products]
    owners = store.owners(session, products)
    photos = store.parts(session, ProductPhoto, ids)
    ratings = store.parts(session, Rating, ids)
    papers = store.papers(session, ids)
    lots = store.lots(session, viewer, ids)
    found = {}
    for product in products:
        stand = lots.get(product.id, store.NO_LOTS)
        content = _content(
            product,
            owners[product.household_id],
            photos=photos.get(product.id, []),
            papers=[one for one in papers.get(product.id, []) if in_force(one, on) and counts(one)],
            rating=valid_rating(ratings.get(product.id, []), on),
            on=on,
        )
        found[product.id] = Facts(
            product, owners[product.household_id], content, stand.recalled, stand.other,
            stand.suspended,
        )  # fmt: skip
    return found


def valid_rating(ratings: Collection[Rating], on: date) -> Rating | None:
    """The newest decision of a day, if its 36 months still run (Decision 148/QĐ-TTg 2023)."""
    decided = [row for row in ratings if row.removed_at is None and row.decided_on <= on]
    newest = max(decided, key=lambda row: (row.decided_on, row.id), default=None)
    return newest if newest is not None and on <= newest.valid_through else None


def _content(
    product: Product,
    household: Household,
    *,
    photos: list[ProductPhoto],
    papers: list[Certificate],
    rating: Rating | None,
    on: date,
) -> ListingContent:
    bases = basis_kinds(product.category, household.kind, on)
    return ListingContent(
        product_id=product.id,
        title=product.name,
        description=product.description or "",
        category=product.category,
        price_vnd=product.price_vnd,
        unit=product.unit,
        gtin=product.gtin,
        photos=tuple(Picture(row.sha256, row.width, row.height, row.alt) for row in photos),
        season_from=product.season_from,
        season_to=product.season_to,
        monthly_output=product.monthly_output,
        papers=tuple(
            Paper(row.kind, row.number, row.issuer, row.valid_to, row.kind in bases)
            for row in papers
        ),
        stars=Stars(rating.stars, rating.decision_number, rating.valid_through)
        if rating is not None
        else None,
        producer=household.name,
        commune_code=household.commune_code,
        commune=commune(household.commune_code).name,
    )
