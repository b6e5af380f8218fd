"""A spray told of after others were made from the lot stands on their pages until settled."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.lots import diary
from agrimarket.lots.models import Lot
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.builders.steps import a_split, a_transform
from tests.people import People

API = "/api/v1"
TOLD = "Hàng này làm từ lô"


def a_chain(people: People, state: str = "released") -> list[Lot]:
    """A lot harvested six days ago, a part of it, and a basket made of the part."""
    first = a_lot(people, pack_count=None, quantity=1000, harvested_on=days_ago(6))
    (part,) = a_split(people, first, 500, state=state)
    gift = a_product(people, name="Giỏ quà Tết")
    return [first, part, a_transform(people, gift, (part, 100), state="released")]


def spray(people: People, lot: Lot, days: int, waits: int) -> None:
    """Told of now, done some days ago."""
    with one_commit() as session:
        diary.add_event(
            session, viewer=people.nam.viewer, lot=lot, kind="pesticide",
            happened_at=clock.now() - timedelta(days=days),
            facts={"product": "Abamectin", "waiting_days": waits},
        )  # fmt: skip


def told(client: FlaskClient, lot: Lot) -> Any:
    db.session.rollback()
    return client.get(f"/lot/{lot.id}?format=json").json["late_sources"]


def test_it_is_told_at_any_depth_and_settled_at_its_source(
    people: People, client: FlaskClient
) -> None:
    first, part, basket = a_chain(people)
    assert told(client, basket) == []
    spray(people, first, 8, 14)
    assert told(client, basket) == told(client, part) == [first.lot_code]
    assert told(client, first) == []  # its own page has a word of its own
    page = client.get(f"/lot/{basket.id}").text
    assert f"{TOLD} {first.lot_code}." in page
    assert "waiting time had not" in client.get(f"/lot/{basket.id}?lang=en").text
    settled = people.huong.post(
        f"{API}/lots/{first.id}/release", {"override_reason": "Đã kiểm nghiệm đạt, phiếu 12."}
    )
    assert settled.status_code == 200
    assert told(client, basket) == []
    assert TOLD not in client.get(f"/lot/{basket.id}").text


def test_what_keeps_its_days_is_not_told(people: People, client: FlaskClient) -> None:
    first, _, basket = a_chain(people)
    spray(people, first, 20, 7)
    spray(people, first, 3, 30)  # after the harvest
    assert told(client, basket) == []


def test_a_sealed_source_counts_too(people: People, client: FlaskClient) -> None:
    _, part, basket = a_chain(people, state="sealed")
    spray(people, part, 7, 20)
    assert told(client, basket) == [part.lot_code]


def test_a_page_asks_no_more_however_many_lots_stand_behind(
    people: People, client: FlaskClient
) -> None:
    """Nothing told since: the same questions at any depth."""
    _, part, basket = a_chain(people)

    def asked(lot: Lot) -> int:
        db.session.rollback()
        count = 0

        def more(*_: Any) -> None:
            nonlocal count
            count += 1

        event.listen(db.engine, "before_cursor_execute", more)
        assert client.get(f"/lot/{lot.id}?format=json").status_code == 200
        event.remove(db.engine, "before_cursor_execute", more)
        return count

    asked(part)
    assert asked(basket) == asked(part)
