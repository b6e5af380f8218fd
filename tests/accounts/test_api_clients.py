"""Programs with named scopes: each opens its own room, and none what an officer decides."""

import pytest
from flask import Flask

from agrimarket.accounts import rules
from agrimarket.accounts.api_scopes import BY_CODE, CLOSED, SCOPES
from agrimarket.app import API_ROOMS
from agrimarket.issuing.drawing import CSV
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Refusal
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot
from tests.people import NGA_AN, People

API = "/api/v1"


def test_every_room_with_an_api_has_its_scopes_or_a_reason() -> None:
    rooms = {room.blueprint.name.removesuffix("_api") for room in API_ROOMS}
    assert rooms - {scope.room for scope in SCOPES} <= set(CLOSED)
    assert {scope.room for scope in SCOPES} & set(CLOSED) == set()


def test_an_unknown_scope_is_refused_and_the_known_ones_are_named(app: Flask) -> None:
    with pytest.raises(Refusal) as refused, one_commit() as session:
        rules.create_token(
            session, viewer=SYSTEM, name="x", role=Role.API_CLIENT, scopes=["household:read"]
        )
    assert refused.value.code == "scope_unknown"
    assert "household:read" in refused.value.detail
    assert all(code in refused.value.detail for code in BY_CODE)


def test_without_scopes_nothing_opens_and_each_opens_its_own(people: People) -> None:
    paths = {
        "households": "households",
        "products": "products",
        "lots": "lots",
        "issuing": "stamp-orders",
        "channels": "listings",
        "reports": "reports/progress",
    }
    bare = people.person(Role.API_CLIENT, "không quyền")
    for room, path in paths.items():
        assert bare.get(f"{API}/{path}").status_code == 403
        one = people.person(Role.API_CLIENT, room, scopes=(f"{room}:read",))
        opened = {other for other, its in paths.items()
                  if one.get(f"{API}/{its}").status_code == 200}  # fmt: skip
        assert opened == {room}


def test_a_reading_scope_does_not_write_nor_fetch_codes(people: People) -> None:
    order = an_order(people)
    a_print(people, order, stock="none", format=CSV, drawn=False)
    reader = people.person(Role.API_CLIENT, "đọc", scopes=("issuing:read", "households:read"))
    writer = people.person(Role.API_CLIENT, "ghi", scopes=("issuing:write",))
    codes = f"{API}/stamp-orders/{order.id}/codes.csv"
    assert reader.get(f"{API}/stamp-orders/{order.id}").status_code == 200
    assert reader.get(codes).status_code == 403
    assert writer.get(codes).status_code == 200
    body = {"head_name": "A B", "commune_code": NGA_AN}
    refused = reader.post(f"{API}/households", body)
    assert (refused.status_code, refused.json["code"]) == (403, "not_allowed")
    assert "chưa có quyền households:write" in refused.json["detail"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "products/{product}/approve"),
        ("POST", "products/{product}/supplement"),
        ("POST", "lots/{lot}/recall"),
        ("POST", "lots/{lot}/recall/lift"),
        ("POST", "channels/voso/close"),
    ],
)
def test_a_program_never_does_what_an_officer_decides(
    people: People, method: str, path: str
) -> None:
    lot = a_lot(people)
    every = people.person(Role.API_CLIENT, "mọi quyền", scopes=tuple(BY_CODE))
    where = path.format(product=lot.product_id, lot=lot.id)
    answer = every.call(method, f"{API}/{where}", json={"reason": "x", "phone": "0912000111"})
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")
