"""A serial leads to its order and state by the shortest way, and says what the mapper would say."""

from datetime import timedelta

from sqlalchemy import select

from agrimarket.issuing import withdraw
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.find import find
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.db import one_commit, reading
from tests.builders.issuing import a_print, active_order, an_activation, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People


def test_every_stamp_is_found_as_the_mapper_reads_it(people: People) -> None:
    """Ids, moments and truths come in the same form from both drivers."""
    early = an_order(people, count=5, product_id=a_product(people).id)
    active_order(people, count=7)
    an_order(people, count=3, is_demo=True)
    session = reading()
    rows = session.execute(
        select(StampSegment, StampOrder).join(StampOrder, StampOrder.id == StampSegment.order_id)
    ).all()
    assert len(rows) == 3
    for segment, order in rows:
        for serial in range(segment.first_serial, segment.last_serial + 1):
            found = find(session, serial)
            assert found is not None
            assert {name: getattr(order, name) for name in found.order._fields} == (
                found.order._asdict()
            )
            assert found.order.label == order.label
            assert found[1:] == (
                segment.state, segment.lot_id or order.lot_id, segment.since,
                serial - order.first_serial + 1,
            )  # fmt: skip
            assert found.since.utcoffset() == timedelta(0)
            assert type(found.order.is_demo) is type(found.order.with_pin) is bool
    first = find(session, early.first_serial)
    assert first is not None
    assert first.lot_id is None
    assert first.number == f"{early.label}-00001"


def test_a_lot_bound_later_is_the_stamps_own(people: People) -> None:
    lot = a_lot(people, pack_count=None)
    order = an_order(people, count=6, product_id=lot.product_id)
    a_print(people, order)
    an_activation(people, order, 1, 4, lot_id=lot.id)
    found = [find(reading(), order.first_serial + place) for place in range(6)]
    assert [one and one.lot_id for one in found] == [lot.id] * 4 + [None] * 2


def test_serials_nobody_was_granted_are_not_found(people: People) -> None:
    order = an_order(people, count=5)
    for serial in (0, order.first_serial - 1, order.first_serial + 5, 2**32 - 1):
        assert find(reading(), serial) is None


def test_a_code_sealed_under_another_key_is_not_found(people: People) -> None:
    order = an_order(people)
    assert find(reading(), order.first_serial, version=order.key_version)
    assert find(reading(), order.first_serial, version="Z") is None


def test_a_write_sees_its_own_ranges_and_others_only_after_its_commit(people: People) -> None:
    """The driver is asked on the session's own connection, inside its transaction."""
    order = active_order(people, count=9)
    ends = Ends(order.id, 4, 6)
    with one_commit() as session:
        withdraw.void(session, viewer=people.phuc.viewer, ring=the_ring(), ends=ends, reason="Rách")
        session.flush()
        assert _states(order) == ["active"] * 3 + ["void"] * 3 + ["active"] * 3
        session.rollback()
        assert _states(order) == ["active"] * 9


def _states(order: StampOrder) -> list[str]:
    found = [find(reading(), order.first_serial + place) for place in range(9)]
    return [one.state for one in found if one]
