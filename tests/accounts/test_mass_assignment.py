"""Role, state and scope fields added to any JSON body or form change nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from agrimarket.accounts.models import Account
from agrimarket.households.models import Household
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product
from tests.accounts.planted import EXTRAS, found_in_database
from tests.builders.accounts import a_member
from tests.builders.households import a_household
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import NGA_AN, People, Person

API = "/api/v1"
WRITES = {"POST", "PATCH", "PUT", "DELETE"}
MISSING = "01980000-0000-7000-8000-0000000000bb"
# Ends the sweeper's own session; it takes no field at all.
LEFT_OUT = {"accounts.sign_out", "accounts.end_other_sessions"}

# A sound body for each route that makes or changes something; {names} are the world's ids.
SOUND: dict[str, dict[str, Any]] = {
    "POST households": {"head_name": "Lê Văn Tám", "commune_code": NGA_AN, "phone": "0912000333"},
    "PATCH households/{draft}": {"hamlet": "Thôn 9"},
    "POST households/{draft}/consents": {
        "version": "2026-01", "channel": "paper", "purposes": ["publication"]},
    "POST products": {"household_id": "{household}", "name": "Nếp", "category": "food"},
    "PATCH products/{product}": {"brand": "Nhãn mới"},
    "POST products/{product}/certificates": {"kind": "commitment"},
    "POST lots": {"product_id": "{product}", "lot_code": "LX1", "pack_count": 10},
    "PATCH lots/{open_lot}": {"pack_count": 20},
    "POST lots/{open_lot}/events": {"kind": "harvest", "happened_at": "2026-01-02"},
    "POST stamp-orders": {"lot_id": "{lot}", "count": 3},
    "POST stamp-voids": {"order_id": "{order}", "first": 1, "last": 1, "reason": "Rách"},
    "POST listings": {"product_id": "{product}", "channel": "voso"},
}  # fmt: skip
# Extra names that are that route's own, lawful fields.
LAWFUL = {"POST products": {"household_id"}}


class World:
    """One of everything, and the ids by the name of their place in a path."""

    def __init__(self, people: People) -> None:
        household = a_household(people)
        product = a_product(people, household)
        lot = a_lot(people, product, pack_count=None)
        self.ids = {
            "household": household.id, "draft": a_household(people, consent=None).id,
            "product": product.id, "lot": lot.id,
            "open_lot": a_lot(people, product, state="open").id,
            "order": an_order(people, lot).id,
            "member": a_member(people.app, Role.EXTENSION_WORKER, "Ở dưới", NGA_AN).id,
        }  # fmt: skip

    def filled(self, value: Any) -> Any:
        """A path or body with the ids put in."""
        if isinstance(value, dict):
            return {name: self.filled(one) for name, one in value.items()}
        return value.format(**self.ids) if isinstance(value, str) else value

    def path(self, rule: Rule) -> str:
        """A path of this rule that leads to something, where the world has it."""
        rooms = {"products": "product", "lots": "lot", "issuing": "order", "channels": "product"}
        room = rule.endpoint.split(".")[0]
        known = {
            "household_id": self.ids["household"], "product_id": self.ids["product"],
            "lot_id": self.ids["lot"], "order_id": self.ids["order"], "code": "voso",
            "account_id": self.ids["member"], "id": self.ids.get(rooms.get(room, ""), MISSING),
        }  # fmt: skip
        values = {name: known.get(name, MISSING) for name in rule.arguments}
        adapter = reading().info["app"].url_map.bind("tem.example.vn")
        return adapter.build(rule.endpoint, values, method=_method(rule))


@pytest.fixture
def world(people: People) -> World:
    reading().info["app"] = people.app
    return World(people)


def _method(rule: Rule) -> str:
    return next(iter(WRITES & (rule.methods or set())))


def write_rules(app: Flask, *, api: bool) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        inside = rule.rule.startswith("/api/")
        if inside is api and WRITES & (rule.methods or set()) and rule.endpoint not in LEFT_OUT:
            yield rule


def counts() -> tuple[int, ...]:
    """Things whose state or owner an attacker would like to set, and accounts that are open."""
    reading().rollback()
    queries = (
        select(func.count()).select_from(Account).where(Account.active),
        select(func.count()).select_from(Account).where(Account.role == Role.OPERATOR.value),
        select(func.count()).select_from(Account).where(Account.must_change_password),
        *(
            select(func.count()).select_from(table).where(table.is_demo)
            for table in (Household, Product)
        ),
        *(select(func.count()).select_from(table) for table in (Household, Lot, StampOrder)),
    )
    return tuple(reading().scalar(query) or 0 for query in queries)


def test_every_json_route_keeps_them_out(app: Flask, people: People, world: World) -> None:
    """Without the needed fields: refused; where no body is read: ignored. Never kept."""
    before = counts()
    rules = list(write_rules(app, api=True))
    assert len(rules) > 35
    for rule in rules:
        for person in (people.nam, people.phuc):
            answer = person.call(_method(rule), world.path(rule), json=EXTRAS)
            assert answer.status_code < 500, (rule, answer.text)
            if answer.status_code == 201:
                raise AssertionError(f"{rule} made something out of them: {answer.text}")
    assert found_in_database() == []
    assert counts() == before


@pytest.mark.parametrize("route", SOUND)
def test_a_sound_body_with_one_of_them_is_refused_by_name(
    people: People, world: World, route: str
) -> None:
    method, path = world.filled(route).split(" ")
    where, body = f"{API}/{path}", world.filled(SOUND[route])
    for name in set(EXTRAS) - set(SOUND[route]) - LAWFUL.get(route, set()):
        answer = _call(people.phuc, method, where, body | {name: EXTRAS[name]})
        assert answer.status_code == 422, (name, answer.text)
        assert any(field.startswith(name) for field in answer.json["fields"]), (name, answer.text)
    assert found_in_database() == []
    sound = _call(people.phuc, method, where, body)
    assert sound.status_code in {200, 201}, sound.text  # so it was the extra field


def _call(person: Person, method: str, path: str, body: dict[str, Any]) -> Any:
    if method == "POST":
        return person.post(path, body)
    return person.patch(path, body, person.get(path).headers["ETag"])


@pytest.mark.parametrize("who", ["phuc", "nam"])
def test_every_form_keeps_them_out(app: Flask, people: People, world: World, who: str) -> None:
    """As JSON's sweep: nothing of what was added is kept by any page."""
    browser = getattr(people, who).browser()
    before = counts()
    rules = list(write_rules(app, api=False))
    assert len(rules) > 45
    for rule in rules:
        if rule.endpoint in CLOSING:
            continue
        lawful = OF_THE_FORM.get(rule.endpoint, set())
        more = {name: value for name, value in EXTRAS.items() if name not in lawful}
        answer = browser.post(world.path(rule), data=more)
        assert answer.status_code < 500, (rule, answer.status_code)
    assert found_in_database() == []
    assert counts() == before


# These do what they are for with no field at all: they close somebody below.
CLOSING = {"accounts.person_close"}
# A form's own field: an officer gives communes, within the own ones (test_people_pages.py).
OF_THE_FORM = {"accounts.person_communes": {"communes"}}

FORMS: dict[str, dict[str, str]] = {
    "/ho/moi": {"kind": "household", "head_name": "Mai Thị Na", "commune_text": "Nga An, Nga Sơn",
                "commune_code": NGA_AN},
    "/ho/{draft}/sua": {"head_name": "Nguyễn Thị Hoa", "commune_text": "Nga An, Nga Sơn",
                        "commune_code": NGA_AN, "revision": "1", "hamlet": "Thôn 9"},
    "/san-pham/moi?household={household}": {"name": "Gạo tám", "category": "food"},
    "/san-pham/{product}/sua": {"name": "Bưởi Luận Văn", "category": "food", "brand": "Mới"},
    "/lo/moi?product={product}": {"lot_code": "LY1", "pack_count": "10"},
    "/nguoi-dung/{member}/xa-phuong": {"places": "xã Nga An, Nga Sơn"},
}  # fmt: skip
LAWFUL_FORM = {
    "/ho/{draft}/sua": {"revision"},
    "/nguoi-dung/{member}/xa-phuong": {"communes"},
}


@pytest.mark.parametrize("route", FORMS)
def test_a_sound_form_does_what_it_says_and_no_more(
    people: People, world: World, route: str
) -> None:
    own = set(FORMS[route]) | LAWFUL_FORM.get(route, set())
    more = {name: value for name, value in EXTRAS.items() if name not in own}
    answer = people.phuc.browser().post(world.filled(route), data=FORMS[route] | more)
    assert answer.status_code == 303, answer.text
    assert found_in_database() == []


def test_a_planted_field_would_be_found(world: World) -> None:
    assert found_in_database() == []
    with one_commit() as session:
        session.get_one(Household, world.ids["household"]).former_district = EXTRAS["state"]
    # The row that lists search goes with it.
    told = ["household.former_district: planted", "household_find.former_district: planted"]
    assert found_in_database() == told
