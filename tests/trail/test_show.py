"""The page of one thing: who did what, when, before and after; seen by whoever sees the thing."""

import html
import re

import pytest
from flask import Flask

from agrimarket.households import rules as households
from agrimarket.households.finding import find
from agrimarket.kit import audit, person_keys
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots import areas
from agrimarket.trail import rules
from agrimarket.trail.kinds import KINDS
from tests.builders.channels import a_listing, a_sellable
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_activation, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person


def words(person: Person, kind: str, id: str, status: int = 200, **query: str) -> str:
    answer = person.browser().get(f"/nhat-ky/{kind}/{id}", query_string=query)
    assert answer.status_code == status, answer.text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def edited(people: People, by: Person | None = None) -> str:
    household = a_household(people, phone="0912000111", head_name="Nguyễn Thị Hoa")
    with one_commit() as session:
        found = find.get_to_change(
            session, viewer=(by or people.nam).viewer, household_id=household.id
        )
        households.edit(
            session, viewer=(by or people.nam).viewer, household=found,
            changes={"phone": "0912000222", "hamlet": "Thôn 5", "note": "chị cả ở xa",
                     "latitude": 19.9, "longitude": 105.9, "citizen_id": None},
        )  # fmt: skip
    return household.id


def test_an_edit_is_told_with_before_and_after(people: People) -> None:
    said = words(people.nam, "household", edited(people))
    assert "Sửa thông tin hộ" in said
    assert "Nam, Cán bộ khuyến nông" in said
    assert re.search(r"Thôn, bản, tổ dân phố trước: Thôn 3 → sau: Thôn 5", said)
    assert re.search(r"Số điện thoại trước: 0912000111 → sau: 0912000222", said)
    assert "Vĩ độ đã đổi" in said
    assert "19.9" not in said
    assert said.index("Sửa thông tin hộ") < said.index("Đăng ký hộ")
    assert re.search(r"Trạng thái Đã đăng ký", said)


def test_an_auditor_reads_it_masked(people: People) -> None:
    id = edited(people)
    auditor = people.person(Role.AUDITOR, "Tâm")
    said = words(auditor, "household", id)
    assert re.search(r"Số điện thoại trước: •••••••111 → sau: •••••••222", said)
    assert "chị cả" not in said
    assert re.search(r"Ghi chú trước: chưa có → sau: đã đổi", said)


def test_the_producer_reads_it_whole(people: People) -> None:
    id = edited(people)
    said = words(people.producer(id), "household", id)
    assert "0912000222" in said
    assert "chị cả ở xa" in said


def test_the_api_of_a_households_history_masks_the_same(people: People) -> None:
    id = edited(people)
    auditor = people.person(Role.AUDITOR, "Tâm")
    told = auditor.get(f"/api/v1/households/{id}/history").json["items"][0]
    assert told["after"]["phone"] == "•••••••222"
    assert told["after"]["note"] == "đã đổi"
    assert told["who"] == "Nam, Cán bộ khuyến nông"


def test_foreign_and_missing_answer_alike(people: People) -> None:
    id = edited(people)
    missing = "0193b1de-7a4e-7c3e-9d2f-5b1c9a2e4f60"
    lan = people.lan.browser()
    foreign, nobody = (lan.get(f"/nhat-ky/household/{one}") for one in (id, missing))
    assert foreign.status_code == nobody.status_code == 404
    assert foreign.text.replace(id, "") == nobody.text.replace(missing, "")
    for kind in ("nothing", "token", "audit", "household_import"):
        assert people.phuc.browser().get(f"/nhat-ky/{kind}/{missing}").status_code == 404
    assert people.phuc.browser().get("/nhat-ky/household/no-id").status_code == 404


def test_the_operator_and_the_public_see_nobodys_trail(people: People) -> None:
    id = edited(people)
    operator = people.person(Role.OPERATOR, "Máy")
    assert operator.browser().get(f"/nhat-ky/household/{id}").status_code == 404
    assert people.minh.get(f"/nhat-ky/household/{id}").status_code == 302


def test_an_orders_trail_leads_to_its_lot_and_on(people: People) -> None:
    lot = a_lot(people)
    order = an_order(people, lot, count=20)
    a_print(people, order)
    an_activation(people, order, 1, 5)
    answer = people.nam.browser().get(f"/nhat-ky/stamp_order/{order.id}")
    assert f'href="/nhat-ky/lot/{lot.id}"' in answer.text
    said = words(people.nam, "stamp_order", order.id)
    assert "Kích hoạt tem" in said
    assert re.search(r"Tem số 1–5", said)
    assert f"Lô hàng: Lô {lot.lot_code}" in said
    product = people.nam.browser().get(f"/nhat-ky/lot/{lot.id}").text
    assert f'href="/nhat-ky/product/{lot.product_id}"' in product


def test_each_kind_of_thing_has_its_page(people: People) -> None:
    household = a_household(people)
    product = a_sellable(people, household)
    listing = a_listing(people, product, "postmart", live=False)
    lot = a_lot(people, product)
    order = an_order(people, lot)
    with one_commit() as session:
        area = areas.create_area(
            session, viewer=people.nam.viewer, household_id=household.id, name="Đồi bưởi"
        )
    booth = (
        reading()
        .scalars(
            audit.rows_of(kind="booth", id="")
            .order_by(None)
            .with_only_columns(audit.AuditRow.object_id)
        )
        .all()
    )
    assert booth == []
    for kind, id in (
        ("household", household.id), ("product", product.id), ("lot", lot.id),
        ("stamp_order", order.id), ("area", area.id), ("listing", listing.id),
        ("channel", "postmart"),
    ):  # fmt: skip
        assert people.nam.browser().get(f"/nhat-ky/{kind}/{id}").status_code == 200, kind
        if kind != "channel":
            assert people.lan.browser().get(f"/nhat-ky/{kind}/{id}").status_code == 404, kind


def test_every_kinds_own_page_exists(app: Flask) -> None:
    for kind in KINDS.values():
        if kind.page:
            endpoint, argument = kind.page
            rules_of = [one for one in app.url_map.iter_rules() if one.endpoint == endpoint]
            assert rules_of, endpoint
            assert argument in rules_of[0].arguments


def test_a_producer_is_named_while_the_account_lives(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id, "Hoa")
    with one_commit() as session:
        found = find.get_to_change(session, viewer=hoa.viewer, household_id=household.id)
        households.edit(session, viewer=hoa.viewer, household=found, changes={"hamlet": "Thôn 9"})
    assert "Hoa, Người sản xuất" in words(people.nam, "household", household.id)
    row = reading().scalars(audit.rows_of(kind="household", id=household.id)).first()
    assert row is not None
    assert row.who_name == ""


def test_after_an_erasure_the_acts_stay_and_their_content_is_gone(people: People) -> None:
    id = edited(people)
    with one_commit() as session:
        person_keys.destroy(session, id)
    said = words(people.phuc, "household", id)
    assert "Sửa thông tin hộ" in said
    assert "Nội dung đã xóa theo yêu cầu của người sản xuất." in said
    assert "0912000222" not in said


def test_a_long_trail_is_paged(people: People) -> None:
    lot = a_lot(people, state="open")
    with one_commit() as session:
        for number in range(45):
            audit.record(
                session, people.nam.viewer, "lot_edited", kind="lot", id=lot.id,
                before={"pack_count": number}, after={"pack_count": number + 1},
            )  # fmt: skip
    first = rules.trail_of(reading(), viewer=people.nam.viewer, kind="lot", id=lot.id)
    assert (len(first.acts.items), first.acts.total) == (20, 46)
    assert "Số gói trước: 44 → sau: 45" in words(people.nam, "lot", lot.id)
    assert "Lập lô hàng" in words(people.nam, "lot", lot.id, page="3")


@pytest.mark.parametrize("page", ["0", "x", "999999999999"])
def test_a_page_that_makes_no_sense_is_the_first(people: People, page: str) -> None:
    assert "Lập lô hàng" in words(people.nam, "lot", a_lot(people, state="open").id, page=page)


def test_what_people_typed_is_shown_as_text(people: People) -> None:
    product = a_product(people, a_household(people), name="<script>alert(1)</script> bưởi")
    text = people.nam.browser().get(f"/nhat-ky/product/{product.id}").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; bưởi" in text
