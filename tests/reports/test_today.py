"""Today's work: each role sees what waits for it, and where to do it."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.channels.deliver import deliver
from agrimarket.channels.staff import stand_in, tell
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Job, JobState, enqueue
from agrimarket.products import ocop
from agrimarket.reports import today
from tests.builders.channels import a_listing
from tests.builders.households import a_household
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_certificate, a_product
from tests.people import HAM_RONG, People


def waiting(person: Any) -> dict[str, int]:
    found = today.tasks(reading(), person.viewer)
    reading().rollback()
    return {task.kind.key: task.count for task in found}


def test_nothing_waits_in_an_empty_province(people: People) -> None:
    for person in (people.phuc, people.huong, people.nam):
        assert waiting(person) == {}
    page = people.nam.browser().get("/viec").text
    assert "Không có việc nào đang chờ" in page
    assert "Đăng ký hộ sản xuất" in page


def test_each_kind_of_work_is_counted_where_it_belongs(people: People) -> None:
    a_household(people, consent=None)
    a_household(people, consent=None, commune_code=HAM_RONG)
    a_product(people, state="submitted")
    a_product(people, state="draft")
    a_product(people, state="needs_supplement")
    a_lot(people, state="open")
    a_lot(people, state="sealed")
    an_order(people, count=5)
    assert waiting(people.huong) == {
        "products_to_approve": 1,
        "products_to_mend": 1,
        "lots_to_release": 1,
        "lots_open": 1,
        "stamps_to_activate": 1,
        "drafts": 1,
        "product_drafts": 1,
    }
    assert waiting(people.phuc)["drafts"] == 2
    assert "products_to_approve" not in waiting(people.nam)
    assert waiting(people.lan) == {"drafts": 1}


def test_what_is_stuck_comes_first(people: People) -> None:
    a_household(people, consent=None)
    a_listing(people)
    shop = stand_in("voso")
    shop.engine.decide(shop.shop, [1], "locked")
    tell("voso", ("VS-000001",))
    deliver()
    assert next(iter(waiting(people.nam))) == "listings_stuck"
    page = people.nam.browser().get("/viec").text
    assert "Hàng kẹt trên kênh bán: 1" in page
    assert 'href="/kenh?state=stuck"' in page


def test_papers_that_end_soon(people: People) -> None:
    day = clock.today()
    product = a_product(people, name="Nước mắm Ba Làng")
    a_certificate(people, product, "vietgap", valid_to=day + timedelta(days=20))
    a_certificate(people, product, "haccp", valid_to=day + timedelta(days=200))
    a_certificate(people, product, "iso22000", valid_to=day - timedelta(days=1))
    for decided in (day - timedelta(days=1050), day - timedelta(days=1040)):
        with one_commit() as session:
            ocop.add_rating(
                session,
                viewer=people.phuc.viewer,
                product=product,
                decision_number=f"{decided:%d%m}/QĐ",
                decided_on=decided,
                issuer="UBND tỉnh",
                score=75,
            )
    assert waiting(people.nam)["papers_ending"] == 2
    page = people.nam.browser().get("/viec/giay-sap-het-han").text
    assert page.count("Nước mắm Ba Làng") == 2
    assert "còn 20 ngày" in page
    assert "Hạng sao OCOP" in page
    assert "Nước mắm" not in people.lan.browser().get("/viec/giay-sap-het-han").text


def test_a_producer_sees_her_own(people: People) -> None:
    household = a_household(people)
    a_product(people, household, state="draft")
    a_product(people, state="draft")
    hoa = people.producer(household.id)
    assert waiting(hoa) == {"product_drafts": 1}
    page = hoa.browser().get("/viec").text
    assert "Thêm sản phẩm" in page
    assert "Đăng ký hộ" not in page


def test_the_operator_sees_jobs_and_nobodys_goods(people: People) -> None:
    a_product(people, state="draft")
    operator = people.person(Role.OPERATOR, "Vận hành")
    assert waiting(operator) == {}
    with one_commit() as session:
        job_id = enqueue(session, "planted").id
        session.get_one(Job, job_id).state = JobState.FAILED
    assert waiting(operator) == {"jobs_failed": 1}
    assert "Việc nền bị hỏng: 1" in operator.browser().get("/viec").text


@pytest.mark.parametrize("path", ["/viec", "/viec/giay-sap-het-han", "/so-lieu"])
def test_signed_out(people: People, path: str) -> None:
    assert people.app.test_client().get(path).status_code == 302
