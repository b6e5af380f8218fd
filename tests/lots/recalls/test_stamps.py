"""A recall reaches a hundred thousand stamps by writing as many rows as it does for a hundred."""

import random

from flask.testing import FlaskClient

from agrimarket.kit.db import db
from agrimarket.lots.models import Lot
from tests.builders.issuing import active_order, code_of
from tests.builders.lots import a_lot
from tests.lots.recalls.steps import lift, recall, rows
from tests.people import People

ORDERS = (60_000, 30_000, 9_999, 1)  # ranges of one lot: a hundred thousand stamps in all
ASKED = 6  # of each range, its ends among them


def grown(people: People, lot: Lot) -> dict[str, int]:
    """How many rows each table gets by a recall of the lot."""
    before = rows()
    recall(people, lot)
    after = rows()
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def verdicts(client: FlaskClient, codes: list[str]) -> set[str]:
    return {client.get(f"/{code}?format=json").json["verdict"] for code in codes}


def test_none_of_a_hundred_thousand_stamps_is_valid_after_the_call(
    people: People, client: FlaskClient
) -> None:
    many, few = a_lot(people, pack_count=None), a_lot(people, pack_count=None)
    orders = [active_order(people, many, count=count) for count in ORDERS]
    active_order(people, few, count=100)
    dice = random.Random(5)
    codes = [
        code_of(order, place)
        for order in orders
        for place in {1, order.count, *(dice.randint(1, order.count) for _ in range(ASKED - 2))}
    ]
    assert verdicts(client, codes) == {"valid_first"}
    assert grown(people, many) == grown(people, few)
    db.session.rollback()
    assert verdicts(client, codes) == {"recalled"}
    answer = people.phuc.get("/api/v1/recalls", query_string={"lot_id": many.id}).json
    lift(people, answer["items"][0]["id"])
    assert verdicts(client, codes) == {"valid_first"}
