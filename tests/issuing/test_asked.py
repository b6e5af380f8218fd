"""A request for more stamps reaches the officer's day, and its answer the producer's page."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.issuing import approvals, asked
from agrimarket.issuing.life_models import StampApproval
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots.models import Lot
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person
from tests.reports.test_today import waiting


def ask(by: Person, lot: Lot, count: int = 15) -> StampApproval:
    with one_commit() as session:
        return approvals.ask_for_lot(
            session, viewer=by.viewer, lot_id=lot.id, count=count, reason="Chia gói nhỏ"
        )


def answer(by: Person, rule: Any, row: StampApproval, **over: Any) -> None:
    with one_commit() as session:
        rule(session, viewer=by.viewer, approval_id=row.id, **over)


def test_who_may_answer_is_told_that_somebody_waits(people: People) -> None:
    lot = a_lot(people, pack_count=100)
    row = ask(people.nam, lot)
    for officer in (people.huong, people.phuc):
        assert waiting(officer)["stamps_asked"] == 1
        page = officer.browser().get("/viec").text
        assert "Xin thêm tem chờ duyệt: 1" in page
        assert "/tem/duyet?state=asked" in page
    assert "stamps_asked" not in waiting(people.nam)
    assert "stamps_asked" not in waiting(people.lan)
    answer(people.huong, approvals.grant, row)
    assert "stamps_asked" not in waiting(people.huong)


def test_nobody_is_told_of_their_own_request(people: People) -> None:
    ask(people.huong, a_lot(people, pack_count=100))
    assert "stamps_asked" not in waiting(people.huong)
    assert waiting(people.phuc)["stamps_asked"] == 1


def test_the_answer_stands_on_the_producers_page(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = a_household(people)
    product = a_product(people, owner)
    lot = a_lot(people, product, pack_count=100, lot_code="BLV-1")
    other = a_lot(people, product, pack_count=100, lot_code="BLV-2")
    hoa = people.producer(owner.id)
    first, second = ask(hoa, lot), ask(hoa, other)
    assert "Xin thêm tem cho lô" not in hoa.browser().get("/viec").text
    answer(people.huong, approvals.grant, first, count=8, answer="Đủ rồi nhé")
    answer(people.huong, approvals.deny, second, answer="Ghi lại số gói trước")
    page = hoa.browser().get("/viec").text
    assert "Xin thêm tem cho lô BLV-1: đã duyệt 8 tem" in page
    assert "Đủ rồi nhé" in page
    assert "Xin thêm tem cho lô BLV-2: không duyệt" in page
    assert "Ghi lại số gói trước" in page
    assert f"/tem/duyet/{first.id}" in page
    assert "Xin thêm tem cho lô BLV-1" in people.nam.browser().get(f"/ho/{owner.id}/lam-giup").text
    later = clock.now() + asked.TOLD_FOR + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "BLV-1: đã duyệt" not in people.nam.browser().get(f"/ho/{owner.id}/lam-giup").text


def test_only_the_last_word_on_a_lot_is_told(people: People) -> None:
    owner = a_household(people)
    lot = a_lot(people, a_product(people, owner), pack_count=100, lot_code="BLV-3")
    hoa = people.producer(owner.id)
    answer(people.huong, approvals.deny, ask(hoa, lot), answer="Chưa rõ")
    answer(people.huong, approvals.grant, ask(hoa, lot, 3))
    page = hoa.browser().get("/viec").text
    assert "BLV-3: đã duyệt 3 tem" in page
    assert "BLV-3: không duyệt" not in page
