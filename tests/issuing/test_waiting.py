"""How much may wait to be drawn: one producer, or one account, does not fill the queue or disk."""

from typing import Any

import pytest

from agrimarket.issuing import waiting
from agrimarket.issuing.make import make_again, make_print
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import PrintsKept, PrintsWaiting
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.redraw import cancel
from agrimarket.kit.db import one_commit, reading
from tests.builders.households import a_household
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person


def an_order_of(people: People, count: int = 500_000) -> StampOrder:
    return an_order(people, a_lot(people, a_product(people, a_household(people))), count=count)


def queued(person: Person, order: StampOrder, **wish: Any) -> StampPrint:
    """A print that a job will draw."""
    asked = {"reason": "Thử"} | wish
    return make_print(viewer=person.viewer, order_id=order.id, wish=PrintWish(**asked), at_once=0)


def test_a_producers_prints_wait_up_to_a_number(people: People) -> None:
    """Hurt: one account had 60 prints of a million labels in the queue."""
    order = an_order_of(people)
    rows = [queued(people.phuc, order, last=10) for _ in range(waiting.MOST_OF_PRODUCER)]
    with pytest.raises(PrintsWaiting) as no:
        queued(people.huong, order, last=10)
    assert "Đã có 10 lần in" in no.value.detail
    queued(people.huong, an_order_of(people), last=10)  # another producer's do not wait for it
    viewer = people.phuc.viewer
    with one_commit() as session:
        cancel(session, viewer=viewer, order_id=order.id, print_id=rows[0].id)
    assert queued(people.huong, order, last=10).state == "queued"


def test_what_is_drawn_at_once_waits_for_nobody(people: People) -> None:
    order = an_order_of(people)
    for _ in range(waiting.MOST_OF_PRODUCER):
        queued(people.phuc, order, last=10)
    wish = PrintWish(last=10, reason="Thử")
    assert make_print(viewer=people.phuc.viewer, order_id=order.id, wish=wish).state == "ready"


def test_labels_that_wait_are_counted_with_their_copies(people: People) -> None:
    order = an_order_of(people)
    assert 3 * 2 * order.count == waiting.MOST_LABELS
    queued(people.phuc, order, copies=2)
    queued(people.phuc, order, copies=2)
    queued(people.phuc, order, copies=2, last=order.count - 1)
    with pytest.raises(PrintsWaiting) as no:
        queued(people.phuc, order, last=3)
    assert "2.999.998 tem" in no.value.detail
    assert queued(people.phuc, order, last=2)


def test_an_account_waits_for_its_own_over_all_producers(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_OF_ACCOUNT", 3)
    for _ in range(3):
        queued(people.phuc, an_order_of(people), last=10)
    with pytest.raises(PrintsWaiting):
        queued(people.phuc, an_order_of(people), last=10)
    assert queued(people.huong, an_order_of(people), last=10)


def test_files_that_are_kept_are_counted_too(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = an_order_of(people)
    wish = PrintWish(last=40)
    first = make_print(viewer=people.phuc.viewer, order_id=order.id, wish=wish)
    monkeypatch.setattr(waiting, "MOST_KEPT", first.bytes)
    with pytest.raises(PrintsKept) as no:
        queued(people.phuc, order, first=41, last=50)
    assert f"hết hạn ngày {no.value.facts['day']}" in no.value.detail
    monkeypatch.setattr(waiting, "MOST_KEPT", (first.bytes or 0) + 1)
    assert queued(people.phuc, order, first=41, last=50)


def test_a_file_made_again_waits_like_any_other(people: People) -> None:
    order = an_order_of(people)
    wish = PrintWish(last=40)
    row = make_print(viewer=people.phuc.viewer, order_id=order.id, wish=wish)
    with one_commit() as session:
        session.get_one(StampPrint, row.id).state = "expired"
    for _ in range(waiting.MOST_OF_PRODUCER):
        queued(people.phuc, order, last=10)
    with pytest.raises(PrintsWaiting):
        make_again(viewer=people.phuc.viewer, order_id=order.id, print_id=row.id, at_once=0)
    assert reading().get_one(StampPrint, row.id).state == "expired"


def test_the_api_says_when_to_come_again(people: People) -> None:
    order = an_order_of(people, 20_000)
    asked = {"format": "pdf", "reason": "Thử"}
    path = f"/api/v1/stamp-orders/{order.id}/prints"
    for _ in range(waiting.MOST_OF_PRODUCER):
        assert people.huong.post(path, json=asked).status_code == 201
    answer = people.huong.post(path, json=asked)
    assert (answer.status_code, answer.get_json()["code"]) == (429, "prints_waiting")
    assert int(answer.headers["Retry-After"]) > 0
