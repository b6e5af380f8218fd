"""Stamps are granted as one range: who may, for what, and how many rows it costs."""

import pytest
from flask import Flask
from sqlalchemy import MetaData, func, select

from agrimarket.issuing import rules
from agrimarket.issuing.models import SerialCounter, StampOrder
from agrimarket.issuing.refusals import (
    CountOutOfRange,
    LotFixed,
    LotOfOtherProduct,
    OrderNeedsProduct,
    OverrideProvinceOnly,
    QuotaExceeded,
    SerialsUsedUp,
)
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.lots.refusals import LotRecalledNow
from agrimarket.products.refusals import ProductNotApproved, SafetyBasisMissing
from stamps import MAX_SERIAL
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People


def rows_everywhere() -> dict[str, int]:
    """The number of rows of each table."""
    tables: MetaData = db.metadata
    return {
        name: reading().scalar(select(func.count()).select_from(table)) or 0
        for name, table in tables.tables.items()
    }


def test_orders_take_ranges_side_by_side(people: People) -> None:
    lot = a_lot(people)
    first, second = an_order(people, lot, count=5_000), an_order(people, lot, count=7)
    assert (first.label, second.label) == ("A0001", "A0002")
    assert second.first_serial == first.last_serial + 1
    assert second.last_serial - second.first_serial == 6
    assert first.product_id == lot.product_id
    assert verify(reading()) == []


@pytest.mark.parametrize("counts", [(1, 1_000_000, 10_000_000)])
def test_rows_do_not_depend_on_the_number_of_stamps(
    people: People, counts: tuple[int, ...]
) -> None:
    lot = a_lot(people)
    an_order(people, lot)  # the counter's own row is made once
    added = []
    for count in counts:
        before = rows_everywhere()
        an_order(people, lot, count=count)
        after = rows_everywhere()
        reading().rollback()
        grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
        grown.pop("audit_head", None)  # one a chain, made once
        added.append(grown)
    assert added == [
        {"stamp_order": 1, "stamp_segment": 1, "stamp_event": 1, "stamp_log": 1, "audit_row": 1}
        for _ in counts
    ]


def test_an_order_may_precede_its_lot(people: People) -> None:
    product = a_product(people)
    order = an_order(people, product_id=product.id)
    assert order.lot_id is None
    lot = a_lot(people, product, state="open")
    with one_commit() as session:
        changed = rules.fix_lot(session, viewer=people.phuc.viewer, order=order, lot_id=lot.id)
    assert changed.lot_id == lot.id


def test_a_printed_order_keeps_its_lot(people: People) -> None:
    order = an_order(people)
    a_print(people, order, first=1, last=2)
    lot = a_lot(people, order.product_id)
    with pytest.raises(LotFixed), one_commit() as session:
        rules.fix_lot(session, viewer=people.phuc.viewer, order=order, lot_id=lot.id)


def test_what_is_not_eligible_is_refused_in_words(people: People) -> None:
    draft = a_product(people, state="draft")
    with pytest.raises(ProductNotApproved) as no:
        an_order(people, product_id=draft.id)
    assert "duyệt" in no.value.detail
    with pytest.raises(SafetyBasisMissing):
        an_order(people, product_id=a_product(people, basis=False).id)
    with pytest.raises(LotRecalledNow):
        an_order(people, a_lot(people, state="recalled"))
    with pytest.raises(OrderNeedsProduct):
        an_order(people, product_id=None)


def test_the_province_may_go_beyond_and_says_why(people: People, app: Flask) -> None:
    product = a_product(people, basis=False)
    order = an_order(people, product_id=product.id, override_reason="Hội chợ của tỉnh")
    assert order.override_reason == "Hội chợ của tỉnh"
    with pytest.raises(OverrideProvinceOnly):
        an_order(people, product_id=product.id, override_reason="gấp", by=people.huong)


def test_a_producer_stays_within_the_quota(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household)
    hoa = people.producer(household.id)
    an_order(people, product_id=product.id, count=rules.PRODUCER_QUOTA - 1, by=hoa)
    with pytest.raises(QuotaExceeded):
        an_order(people, product_id=product.id, count=2, by=hoa)
    an_order(people, product_id=product.id, count=2, by=people.huong)


def test_nobody_orders_for_a_producer_out_of_sight(people: People) -> None:
    product = a_product(people)
    with pytest.raises(NotFound):
        an_order(people, product_id=product.id, by=people.lan)
    with pytest.raises(NotFound):
        an_order(people, a_lot(people, product), by=people.lan)


def test_the_lot_must_be_of_the_product(people: People) -> None:
    with pytest.raises(LotOfOtherProduct):
        an_order(people, product_id=a_product(people).id, lot_id=a_lot(people).id)


def test_serials_end_at_32_bits(people: People) -> None:
    product = a_product(people)
    an_order(people, product_id=product.id)
    with one_commit() as session:
        session.get_one(SerialCounter, 1).next_serial = MAX_SERIAL - 2
    last = an_order(people, product_id=product.id, count=3)
    assert last.last_serial == MAX_SERIAL
    with pytest.raises(SerialsUsedUp) as no:
        an_order(people, product_id=product.id, count=1)
    assert "Chỉ còn 0" in no.value.detail


@pytest.mark.parametrize("count", [0, -5, 100_000_001])
def test_counts_out_of_bounds(people: People, count: int) -> None:
    with pytest.raises(CountOutOfRange):
        an_order(people, product_id=a_product(people).id, count=count)


def test_a_taken_id_is_not_given_twice(people: People) -> None:
    order = an_order(people)
    with pytest.raises(Exception, match="id_taken"):
        an_order(people, id=order.id)
    assert reading().scalar(select(func.count()).select_from(StampOrder)) == 1
