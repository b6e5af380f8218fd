"""Ordering looks at the lot: what it has, what it still takes, and asks once above that."""

import re
from typing import Any

from agrimarket.issuing.need import need_of
from agrimarket.kit.db import reading
from agrimarket.lots.models import Lot
from tests.builders.issuing import a_print, an_activation, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.test_pages import newest
from tests.issuing.test_ranges import void
from tests.people import People


def told(lot: Lot) -> tuple[Any, ...]:
    need = need_of(reading(), lot)
    reading().rollback()
    return need.have, need.left, need.suggested


def test_a_lot_is_offered_what_it_lacks(people: People) -> None:
    lot = a_lot(people, pack_count=400)
    assert told(lot) == (0, 420, 400)
    order = an_order(people, lot, count=400)
    assert told(lot) == (400, 20, 20)
    a_print(people, order)
    void(people.phuc, order, 1, 30)  # spoilt ones are on no pack
    assert told(lot) == (370, 50, 50)
    an_order(people, lot, count=60)
    assert told(lot) == (430, 0, None)


def test_stamps_of_a_blank_roll_count_once_they_are_on_packs(people: People) -> None:
    product = a_product(people)
    lot = a_lot(people, product, pack_count=100)
    order = an_order(people, product_id=product.id, count=200)
    assert told(lot) == (0, 105, 100)
    a_print(people, order)
    an_activation(people, order, 1, 40, lot_id=lot.id)
    assert told(lot) == (40, 65, 65)
    assert told(a_lot(people, product, pack_count=None)) == (0, None, None)


def test_more_than_the_lot_takes_is_asked_about_once(people: People) -> None:
    """400 packs with 400 stamps were offered 400 more, and got 1,000 without a word."""
    lot, nam = a_lot(people, pack_count=400), people.nam.browser()
    first = an_order(people, lot, count=400)
    there = f"/tem/moi?lot={lot.id}"
    form = nam.get(there).text
    assert "400 tem, còn nhận 20" in form
    assert re.search(r'<input[^>]* name="count"[^>]* value="20"', form)
    assert "more_than_lot" not in form
    asked = nam.post(there, data={"count": "1.000"})
    assert asked.status_code == 422
    assert "đã có 400 tem, còn nhận 20 tem" in asked.text
    assert "đánh dấu là vẫn xin 1.000 tem" in asked.text
    assert 'name="more_than_lot"' in asked.text
    assert newest().id == first.id
    assert nam.post(there, data={"count": "20"}).status_code == 303
    again = nam.post(there, data={"count": "1.000", "more_than_lot": "1"})
    assert again.status_code == 303
    assert newest().count == 1_000


def test_an_order_of_none_is_told_so(people: People) -> None:
    refused = people.nam.browser().post(f"/tem/moi?lot={a_lot(people).id}", data={"count": "0"})
    assert "Số tem phải từ 1 trở lên. Hãy ghi số tem cần." in refused.text
    assert "chia thành nhiều đợt" not in refused.text
