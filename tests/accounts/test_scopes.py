"""Who sees how far: communes and their heirs, the community team, programs with named scopes."""

import io

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import rules
from agrimarket.accounts.api_scopes import BY_CODE
from agrimarket.accounts.models import Token
from agrimarket.issuing.drawing import CSV
from agrimarket.kit.access import PUBLIC, SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import enqueue, job_of
from agrimarket.places import current_codes
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_order
from tests.builders.lists import HOA, a_list
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import HAM_RONG, NGA_AN, People

API = "/api/v1"
FORMER, SPLIT = "14755", "15328"  # one went into Hàm Rồng, one into two communes


@pytest.mark.parametrize(
    ("code", "now"),
    [(NGA_AN, (NGA_AN,)), (FORMER, (HAM_RONG,)), (SPLIT, ("15271", "15286")), ("99999", ())],
)
def test_a_code_is_followed_to_what_it_is_today(code: str, now: tuple[str, ...]) -> None:
    assert current_codes(code) == now


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("xã Nga An, Nga Sơn", [NGA_AN]),
        ("Phường Hàm Rồng", [HAM_RONG]),
        (FORMER, [HAM_RONG]),
        (f" {NGA_AN} ", [NGA_AN]),
    ],
)
def test_a_place_may_be_written_as_people_write_it(
    app: Flask, typed: str, codes: list[str]
) -> None:
    with one_commit() as session:
        token, _ = rules.create_token(
            session, viewer=SYSTEM, name="x", role=Role.EXTENSION_WORKER, commune_codes=[typed]
        )
    assert token.commune_codes == codes


@pytest.mark.parametrize(
    ("typed", "code", "named"),
    [
        ("Phường Đông Thọ", "commune_unclear", ("Phường Hàm Rồng", "Phường Hạc Thành")),
        (SPLIT, "commune_unclear", ("15271", "15286")),
        ("Hoàng Minh Nhật", "commune_code_unknown", ("Hoàng Minh Nhật",)),
        ("99999", "commune_code_unknown", ("99999",)),
    ],
)
def test_what_is_not_one_place_is_refused_with_its_candidates(
    app: Flask, typed: str, code: str, named: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as refused, one_commit() as session:
        rules.create_token(
            session, viewer=SYSTEM, name="x", role=Role.EXTENSION_WORKER, commune_codes=[typed]
        )
    assert refused.value.code == code
    assert all(name in refused.value.detail for name in named)


def test_a_token_of_a_commune_that_ended_sees_its_heir(app: Flask, people: People) -> None:
    lan = people.person(Role.EXTENSION_WORKER, "Lan", communes=(HAM_RONG,))
    with one_commit() as session:
        for row in session.scalars(select(Token).where(Token.id == lan.viewer.token_id)):
            row.commune_codes = [FORMER]
    assert rules.viewer_of_token(reading(), lan.secret).commune_codes == {HAM_RONG}
    a_household(people, commune_code=HAM_RONG)
    assert lan.get(f"{API}/households").json["total"] == 1


def test_a_program_whose_places_are_gone_sees_nothing_rather_than_everything(
    app: Flask, people: People
) -> None:
    erp = people.person(Role.API_CLIENT, "ERP", communes=(NGA_AN,), scopes=("households:read",))
    assert erp.get(f"{API}/households").status_code == 200
    _change_token(erp.viewer.token_id, communes=["99999"])
    assert erp.get(f"{API}/households").status_code == 401


@pytest.fixture
def team(people: People):
    """Tổ công nghệ số cộng đồng of bà Hoa's commune."""
    return people.person(Role.COMMUNITY_TEAM, "Tổ Thôn 3", communes=(NGA_AN,))


def test_a_community_team_registers_describes_and_notes_consent(people: People, team) -> None:
    body = {"head_name": "Lê Thị Mai", "commune_code": NGA_AN, "phone": "0912000111"}
    made = team.post(f"{API}/households", body)
    assert (made.status_code, made.json["state"]) == (201, "draft")
    own = f"{API}/households/{made.json['id']}"
    assert team.patch(own, {"hamlet": "Thôn 4"}, made.headers["ETag"]).status_code == 200
    product = {"household_id": made.json["id"], "name": "Nếp cái", "category": "food"}
    described = team.post(f"{API}/products", product)
    assert described.status_code == 201, described.text
    consent = {"version": "2026-01", "channel": "paper", "purposes": ["publication", "channels"]}
    agreed = team.post(f"{own}/consents", consent)
    assert (agreed.status_code, agreed.json["state"]) == (201, "registered")
    assert team.get(f"{API}/households?q=le thi mai").json["total"] == 1


def test_what_stands_in_the_book_is_no_team_s_to_change(people: People, team) -> None:
    household = a_household(people)
    product = a_product(people, household)
    etag = team.get(f"{API}/households/{household.id}").headers["ETag"]
    refused = team.patch(f"{API}/households/{household.id}", {"hamlet": "x"}, etag)
    assert (refused.status_code, refused.json["code"]) == (403, "no_longer_draft")
    etag = team.get(f"{API}/products/{product.id}").headers["ETag"]
    refused = team.patch(f"{API}/products/{product.id}", {"brand": "x"}, etag)
    assert (refused.status_code, refused.json["code"]) == (403, "product_not_a_draft")


def test_a_team_goes_no_further(people: People, team) -> None:
    order = an_order(people)
    product = f"{API}/products/{order.product_id}"
    calls = [
        ("POST", f"{product}/approve", None),
        ("POST", f"{product}/submit", None),
        ("POST", f"{API}/lots", {"product_id": order.product_id, "lot_code": "L1"}),
        ("POST", f"{API}/lots/{order.lot_id}/release", {}),
        ("POST", f"{API}/stamp-orders", {"product_id": order.product_id, "count": 1}),
        ("POST", f"{API}/stamp-orders/{order.id}/prints", {"stock": "a4-40"}),
        ("POST", f"{API}/stamp-voids", {"order_id": order.id, "first": 1, "last": 1}),
        ("POST", f"{API}/listings", {"product_id": order.product_id, "channel": "voso"}),
        ("GET", f"{API}/lots", None),
        ("GET", f"{API}/stamp-orders", None),
        ("GET", f"{API}/listings", None),
        ("GET", f"{API}/reports/progress", None),
        ("GET", f"{API}/household-imports", None),
    ]
    for method, path, body in calls:
        answer = team.call(method, path, json=body) if body is not None else team.call(method, path)
        assert answer.status_code == 403, (path, answer.status_code, answer.text)
    list_ = {"file": (io.BytesIO(a_list(HOA)), "a.xlsx")}
    assert team.call("POST", f"{API}/household-imports", data=list_).status_code == 403


def test_a_team_sees_its_commune_alone_and_its_pages_work(people: People, team) -> None:
    away = a_household(people, commune_code=HAM_RONG)
    assert team.get(f"{API}/households/{away.id}").status_code == 404
    draft = a_product(people, a_household(people), state="draft")
    browser = team.browser()
    for path in ("/viec", "/ho", "/ho/moi", "/san-pham", f"/san-pham/{draft.id}",
                 f"/san-pham/{draft.id}/anh", f"/ho/{draft.household_id}"):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert "Xin cấp tem" not in answer.text
        assert "Nhập danh sách" not in answer.text
    assert browser.get("/lo").status_code == browser.get("/tem").status_code == 403


# What each list, count, file and answer shows of another commune


@pytest.fixture
def away(people: People):
    """A whole chain in Hàm Rồng, which nobody of Nga An may notice."""
    household = a_household(people, commune_code=HAM_RONG, head_name="Vũ Văn Xa")
    lot = a_lot(people, a_product(people, household, name="Chè Xa"), pack_count=None)
    return an_order(people, lot)


LISTS = ("households", "products", "lots", "stamp-orders", "listings", "booths", "areas",
         "stamp-activations", "household-imports")  # fmt: skip


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.API_CLIENT])
def test_no_list_or_count_tells_of_the_next_commune(people: People, away, role: Role) -> None:
    scopes = tuple(BY_CODE) if role is Role.API_CLIENT else ()
    near = people.person(role, "gần", communes=(NGA_AN,), scopes=scopes)
    for path in LISTS:
        answer = near.get(f"{API}/{path}")
        assert (answer.status_code, answer.json["total"]) == (200, 0), path
    figures = near.get(f"{API}/reports/progress").json["figures"]
    assert {figure["key"]: figure["value"] for figure in figures if figure["value"]} == {}
    for key in ("households", "stamps_issued", "products_approved"):
        assert near.get(f"{API}/reports/figures/{key}/rows").json["total"] == 0
    for ending in ("csv", "xlsx"):
        file = near.get(f"{API}/reports/progress.{ending}?by=commune").data
        assert HAM_RONG.encode() not in file
        assert "Hàm Rồng".encode() not in file


def test_a_producer_sees_its_own_chain_and_nothing_beside(people: People, away) -> None:
    mine = an_order(people)
    hoa = people.producer(mine.household_id)
    for path in LISTS[:4]:
        assert hoa.get(f"{API}/{path}").json["total"] == 1, path
    for path in (f"households/{away.household_id}", f"products/{away.product_id}",
                 f"lots/{away.lot_id}", f"stamp-orders/{away.id}"):  # fmt: skip
        assert hoa.get(f"{API}/{path}").status_code == 404, path


def test_sheets_and_codes_of_another_commune_are_missing(people: People, away) -> None:
    made = a_print(people, away, stock="none", format=CSV)
    for path in (f"prints/{made.id}", f"prints/{made.id}/sheet", "prints", "codes.csv"):
        foreign = people.nam.get(f"{API}/stamp-orders/{away.id}/{path}")
        missing = people.nam.get(f"{API}/stamp-orders/{made.id}/{path}")
        assert foreign.status_code == missing.status_code == 404, path
        assert foreign.data == missing.data


def test_a_job_is_told_to_whoever_asked_for_it(app: Flask, people: People) -> None:
    asker, nobody = people.nam.viewer.asker, PUBLIC.asker
    with one_commit() as session:
        mine = enqueue(session, "issuing.print", {}, account_id=asker)
        stray = enqueue(session, "issuing.print", {"x": 1}, account_id=nobody)
    found = reading()
    assert job_of(found, mine.id, account_id=asker)
    assert job_of(found, mine.id, account_id=people.lan.viewer.asker) is None
    assert job_of(found, stray.id, account_id=None) is None


def test_an_answer_is_repeated_to_its_caller_alone(people: People) -> None:
    key = {"Idempotency-Key": "một khóa".encode().hex()}
    body = {"head_name": "Trần Thị Mùi", "commune_code": NGA_AN, "phone": "0912000222"}
    first = people.nam.post(f"{API}/households", body, headers=key)
    again = people.nam.post(f"{API}/households", body, headers=key)
    assert again.headers["Idempotent-Replay"] == "true"
    assert again.json["id"] == first.json["id"]
    other = people.huong.post(f"{API}/households", body, headers=key)
    assert "Idempotent-Replay" not in other.headers
    assert other.status_code == 409  # her own try: the same person again


def test_an_answer_is_not_repeated_beyond_today_s_places(app: Flask, people: People) -> None:
    key = {"Idempotency-Key": "k2"}
    body = {"head_name": "Trần Thị Mùi", "commune_code": NGA_AN, "phone": "0912000222"}
    assert people.nam.post(f"{API}/households", body, headers=key).status_code == 201
    _change_token(people.nam.viewer.token_id, communes=[HAM_RONG])
    moved = people.nam.post(f"{API}/households", body, headers=key)
    assert (moved.status_code, moved.json["code"]) == (409, "answer_out_of_reach")
    assert "Mùi" not in moved.text
    _change_token(people.nam.viewer.token_id, communes=[HAM_RONG, NGA_AN])
    assert people.nam.post(f"{API}/households", body, headers=key).status_code == 201
    _change_token(people.nam.viewer.token_id, role=Role.AUDITOR)
    assert people.nam.post(f"{API}/households", body, headers=key).status_code == 403


def _change_token(token_id: str | None, *, communes=None, role: Role | None = None) -> None:
    with one_commit() as session:
        for row in session.scalars(select(Token).where(Token.id == token_id)):
            row.commune_codes = communes or row.commune_codes
            row.role = role or row.role


@pytest.mark.parametrize("path", ["households", "products", "lots", "stamp-orders", "listings"])
def test_the_operator_sees_no_producer_and_nothing_of_theirs(
    people: People, away, path: str
) -> None:
    operator = people.person(Role.OPERATOR, "Vận hành")
    assert operator.get(f"{API}/{path}").status_code == 403
    assert operator.get(f"{API}/households/{away.household_id}").status_code == 403
