"""What a producer has, what is missing, and what is next: the page's facts, read for one viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.models import Household, HouseholdState
from agrimarket.issuing.asked import Answer, answers
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.release import readiness
from agrimarket.lots.waiting import NotBefore, not_before_of
from agrimarket.products.models import Product
from agrimarket.products.required.many import missing_of_many
from agrimarket.products.required.missing import Missing
from agrimarket.products.required.rows import STAMPS
from agrimarket.reports.workspace import store

MOST_PRODUCTS = 12
MOST_LOTS = 4
LOOKED_AT = 3  # lots in work that are asked whether they may be sold


@dataclass(frozen=True)
class Lack:
    """What one product lacks: papers for stamps, papers for channels, a picture, a price."""

    product: Product
    for_stamps: int
    for_channels: int
    picture: bool
    price: bool

    @property
    def words(self) -> str:
        """The same as a farmer reads it; "" where nothing is missing."""
        rows = (
            (self.picture, "chưa có ảnh"),
            (self.price, "chưa có giá"),
            (self.for_stamps, f"xin tem: thiếu {self.for_stamps} giấy"),
            (self.for_channels, f"bán trên kênh: thiếu {self.for_channels} giấy"),
        )
        said = "; ".join(text for lacks, text in rows if lacks)
        return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class Workspace:
    """All that stands on the page."""

    household: Household
    products: Sequence[Product]
    product_count: int
    lot_counts: Mapping[str, int]
    lots: Sequence[store.LotRow]
    more_lots: bool
    today: int
    stamps: store.Stamps
    coming: int
    answers: Sequence[Answer]
    lacks: Sequence[Lack]
    ready: Lot | None
    unstamped: Lot | None
    not_before: Mapping[str, NotBefore]  # by lot, where waiting days still run

    @property
    def consented(self) -> bool:
        return self.household.state == HouseholdState.REGISTERED

    @property
    def lot_total(self) -> int:
        return sum(self.lot_counts.values())

    @property
    def is_new(self) -> bool:
        """Nothing written yet: the first steps are told one at a time."""
        return not any(row.lines for row in self.lots)


def workspace_of(session: Session, *, viewer: Viewer, household_id: str) -> Workspace:
    """The page of a producer this viewer sees; NotFound, also once the producer was forgotten."""
    household = households.get(session, viewer=viewer, household_id=household_id)
    if household.erased_at is not None:
        raise NotFound
    products, count = store.products(session, viewer, household.id, MOST_PRODUCTS)
    rows = store.lots_to_write(session, viewer, household.id, MOST_LOTS + 1)
    return Workspace(
        household=household,
        products=products,
        product_count=count,
        lot_counts=store.lot_states(session, viewer, household.id),
        lots=rows[:MOST_LOTS],
        more_lots=len(rows) > MOST_LOTS,
        today=store.lines_since(session, viewer, household.id, clock.start_of_day(clock.today())),
        stamps=store.stamps(session, viewer, household.id),
        coming=store.coming(session, viewer, household.id),
        answers=answers(session, viewer, household.id, clock.now()),
        lacks=lacks_of(session, products),
        ready=_ready(session, rows),
        unstamped=store.without_stamps(session, viewer, household.id),
        not_before=not_before_of(session, [row.lot for row in rows[:MOST_LOTS]]),
    )


def lacks_of(session: Session, products: Sequence[Product]) -> list[Lack]:
    """Of these products those that lack something that blocks a stamp or a sale."""
    pictured = store.pictured(session, [one.id for one in products])
    missing = missing_of_many(session, products, clock.today())
    found = [
        Lack(
            one,
            for_stamps=_blocking(missing[one.id].get(STAMPS, ())),
            for_channels=max(
                (_blocking(gaps) for purpose, gaps in missing[one.id].items() if purpose != STAMPS),
                default=0,
            ),
            picture=one.id not in pictured,
            price=one.price_vnd is None,
        )
        for one in products
    ]
    return [one for one in found if one.words]


def _blocking(gaps: Sequence[Missing]) -> int:
    return sum(gap.requirement.rule.blocks for gap in gaps)


def _ready(session: Session, rows: Sequence[store.LotRow]) -> Lot | None:
    """The first lot in work with a diary that nothing holds back from being sold."""
    worked = [row.lot for row in rows if row.lot.state != LotState.RELEASED and row.lines]
    return next(
        (lot for lot in worked[:LOOKED_AT] if all(one.done for one in readiness(session, lot))),
        None,
    )
