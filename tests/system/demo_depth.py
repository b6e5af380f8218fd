"""What the demo must show of products, papers, lots, hand-overs and recalls, read from its rows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, select

from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import Base, reading
from agrimarket.lots.graph import ids_behind
from agrimarket.lots.hand_over_models import LotTransfer, Recall, RecallDrill, RecallNotice
from agrimarket.lots.models import Area, Lot, LotEvent, LotFlow, LotStep, Partner
from agrimarket.lots.waiting import waiting_breaches
from agrimarket.products.models import Certificate, Product, ProductStep, Rating
from agrimarket.products.required.missing import missing_papers
from agrimarket.products.required.rows import STAMPS
from agrimarket.products.way import in_time
from agrimarket.system.demo.names import MARK

LEAST = {
    "product_pack": 8, "product_step": 80, "certificate_file": 2, "certificate_product": 40,
    "area_certificate": 2, "expiry_notice": 1, "lot_event_photo": 2, "lot_flow": 12,
    "lot_transfer": 10, "recall_lot": 4, "recall_drill": 1,
}  # fmt: skip


def rows(query: Select[Any]) -> list[Any]:
    """What a query finds."""
    return list(reading().scalars(query))


def tables_are_filled() -> None:
    """Each new table has what its pages need."""
    for name, least in LEAST.items():
        count = reading().scalar(select(func.count()).select_from(Base.metadata.tables[name]))
        assert (count or 0) >= least, name


def approvals_wait() -> None:
    """One overdue, one that lacks something, and answers in time and late behind them."""
    today = clock.today()
    dues = [one.answer_due for one in rows(select(Product).where(Product.state == "submitted"))]
    assert any(due < today for due in dues)
    assert any(due >= today for due in dues)
    assert rows(select(Product).where(Product.supplement_due.is_not(None)))
    steps = rows(select(ProductStep).where(ProductStep.asked_at.is_not(None)))
    answered = [in_time(one.at, one.due) for one in steps]
    assert answered.count(False) == 2
    assert answered.count(True) > 30
    assert not rows(select(Product).where(Product.subgroup.is_(None)))


def stars_went_up_and_down() -> None:
    """Re-recognition, by the newest two decisions of a product."""
    by_product: dict[str, list[int]] = {}
    for rating in rows(select(Rating).order_by(Rating.decided_on)):
        by_product.setdefault(rating.product_id, []).append(rating.stars)
    ways = {(stars[0] < stars[1]) for stars in by_product.values() if len(stars) == 2}
    assert ways == {True, False}


def papers_are_of_all_kinds() -> None:
    """A group's, one that ends within a month, and goods that lack a paper the law asks for."""
    today = clock.today()
    held = rows(select(Certificate))
    assert any(one.is_group for one in held)
    soon = today + timedelta(days=30)
    assert any(one.valid_to and today <= one.valid_to <= soon for one in held)
    lacking = [
        bool(missing_papers(reading(), product=one, purpose=STAMPS, on=today))
        for one in rows(select(Product).where(Product.state == "approved"))
    ]
    assert lacking.count(True) > 10
    assert lacking.count(False) > 10


def places_and_partners() -> None:
    """Places with codes and GLN; partners marked as invented, some of them registered here."""
    assert len(rows(select(Area).where(Area.gln.is_not(None)))) >= 4
    assert len(rows(select(Area).where(Area.code.is_not(None)))) >= 5
    partners = rows(select(Partner))
    assert all(one.name.endswith(MARK) for one in partners)
    assert any(one.linked_id for one in partners)
    assert {one.kind for one in partners} == {"supplier", "buyer", "carrier", "processor"}


def lots_became_lots() -> None:
    """All three kinds of step; a basket of four producers with a way of three steps behind it."""
    assert {one.kind for one in rows(select(LotStep))} == {"split", "merge", "transform"}
    basket = reading().scalars(select(Lot).where(Lot.lot_code.startswith("GQ-"))).one()
    behind = ids_behind(reading(), basket)
    makers = select(Product.household_id).join(Lot, Lot.product_id == Product.id)
    assert len(behind) >= 7
    assert len(set(rows(makers.where(Lot.id.in_(behind))))) == 5
    assert not rows(select(Lot).where(Lot.used > Lot.quantity))
    assert not rows(select(LotFlow).where(LotFlow.quantity <= 0))


def hand_overs_and_warnings() -> None:
    """Every state; an override with its reason, a suspended lot, recalls, a drill."""
    states = {one.state for one in rows(select(LotTransfer))}
    assert states == {"proposed", "in_transit", "received", "disputed", "cancelled"}
    let_go = reading().scalars(select(Lot).where(Lot.release_override.is_not(None))).one()
    assert waiting_breaches(reading(), let_go)
    assert len(rows(select(Lot).where(Lot.suspended_at.is_not(None)))) == 1
    notices = rows(select(RecallNotice))
    assert {one.sent_at is None for one in notices} == {True, False}
    asked = reading().scalars(select(Recall).where(Recall.lift_asked_by.is_not(None))).one()
    assert (asked.lifted_at, asked.lift_asked_by == SYSTEM.person) == (None, True)
    drill = reading().scalars(select(RecallDrill)).one()
    assert drill.counts["lots"] >= 1
    typed = rows(select(LotEvent.facts).where(LotEvent.facts.is_not(None)))
    assert sum(len(facts or ()) > 1 for facts in typed) > 60
    assert not rows(select(Household.id).where(Household.is_demo.is_(False)))


CHECKS: tuple[Callable[[], None], ...] = (
    tables_are_filled, approvals_wait, stars_went_up_and_down, papers_are_of_all_kinds,
    places_and_partners, lots_became_lots, hand_overs_and_warnings,
)  # fmt: skip
