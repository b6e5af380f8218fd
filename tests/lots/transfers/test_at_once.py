"""Twenty hand-overs of one lot at the same moment: never more than there is."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from flask import Flask
from sqlalchemy import func, select

from agrimarket.kit.db import db, reading
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot
from tests.builders.lots import a_lot
from tests.lots.transfers.test_transfers import a_partner
from tests.people import People

THREADS, EACH = 20, 90  # kg of a lot of 1,500 kg: sixteen get theirs


def test_twenty_hand_overs_reserve_no_more_than_there_is(people: People, app: Flask) -> None:
    lot = a_lot(people)
    shop = a_partner(people, lot)

    def hand(_: int) -> tuple[int, str]:
        with app.app_context():
            body = {"partner_id": shop.id, "quantity": EACH}
            answer = people.nam.post(f"/api/v1/lots/{lot.id}/transfers", body)
            db.session.remove()
        return answer.status_code, answer.json.get("code", "")

    with ThreadPoolExecutor(THREADS) as pool:
        answers = sorted(pool.map(hand, range(THREADS)))
    assert answers == [(201, "")] * 16 + [(409, "lot_not_enough")] * 4
    reserved = reading().scalar(select(func.sum(LotTransfer.quantity)))
    used = reading().scalar(select(Lot.used).where(Lot.id == lot.id))
    assert used == Decimal(str(reserved)) == 16 * EACH


def test_twenty_cancels_give_back_once(people: People, app: Flask) -> None:
    lot = a_lot(people)
    body = {"partner_id": a_partner(people, lot).id, "quantity": EACH}
    one = people.nam.post(f"/api/v1/lots/{lot.id}/transfers", body).json["id"]

    def cancel(_: int) -> int:
        with app.app_context():
            answer = people.nam.post(f"/api/v1/transfers/{one}/cancel")
            db.session.remove()
        return answer.status_code

    with ThreadPoolExecutor(THREADS) as pool:
        answers = sorted(pool.map(cancel, range(THREADS)))
    assert answers == [200] + [409] * 19
    assert reading().scalar(select(Lot.used).where(Lot.id == lot.id)) == 0
