"""Warnings at 180, 90 and 30 days: once each, the nearest alone, in the app and by message."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import rules as accounts
from agrimarket.accounts.models import Account
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import JobContext, run_due
from agrimarket.products import ocop, papers
from agrimarket.products.models import Certificate, ExpiryNotice
from agrimarket.products.papers import notices
from agrimarket.products.papers.ending import ending_soon
from agrimarket.products.papers.jobs import HANDLERS, TELL
from tests.builders.households import a_cooperative, a_household
from tests.builders.products import a_held_paper, a_product
from tests.people import HAM_RONG, NGA_AN, People

TODAY = clock.today()


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def at(days: int) -> AbstractContextManager[None]:
    """So many days from today, at noon in Viet Nam."""
    return clock.frozen_at(clock.start_of_day(day(days)) + timedelta(hours=12))


def tell() -> int:
    found = HANDLERS[TELL](JobContext(new_id(), {}, 1))
    assert found is not None
    return int(found["told"])


def given() -> list[tuple[str, int]]:
    reading().rollback()
    rows = reading().scalars(select(ExpiryNotice).order_by(ExpiryNotice.at, ExpiryNotice.days))
    return [(row.kind, row.days) for row in rows]


def messages(app: Flask) -> list[str]:
    run_due(app)
    folder: Path = app.extensions["agrimarket.settings"].data / "outbox"
    lines = [one for path in sorted(folder.glob("*.txt")) for one in path.read_text().splitlines()]
    return [line.split(" | ", 1)[1] for line in lines if " | paper_ending | " in line]


def test_each_term_once(people: People) -> None:
    household = a_household(people)
    a_held_paper(people, household, covers_all=True, valid_to=day(181))
    assert tell() == 0
    for ahead, days in ((1, 180), (90, 180), (91, 90), (150, 90), (151, 30), (181, 30)):
        with at(ahead):
            tell()
            tell()
        assert given()[-1] == ("certificate", days), ahead
    with at(182):
        assert tell() == 0
    assert given() == [("certificate", 180), ("certificate", 90), ("certificate", 30)]


def test_who_slept_through_two_terms_hears_of_the_nearest_alone(people: People) -> None:
    a_held_paper(people, a_household(people), covers_all=True, valid_to=day(200))
    with at(175):
        assert (tell(), tell()) == (1, 0)
    assert given() == [("certificate", 30)]


def test_stars_that_count_are_told_of_and_older_ones_not(people: People) -> None:
    product = a_product(people, basis=False)
    for decided in (day(-1060), day(-1050)):
        with one_commit() as session:
            ocop.add_rating(
                session, viewer=people.phuc.viewer, product=product, decision_number="1/QĐ",
                decided_on=decided, issuer="UBND tỉnh", score=75,
            )  # fmt: skip
    assert tell() == 1
    assert given() == [("rating", 90)]


def test_what_nobody_needs_to_hear(people: People) -> None:
    for case in ("removed", "renewed", "renewed without end", "no end"):
        household = a_household(people)
        end = None if case == "no end" else day(20)
        soon = a_held_paper(people, household, covers_all=True, valid_to=end)
        if case == "removed":
            _removed(people, soon)
        if case.startswith("renewed"):
            later = None if case.endswith("end") else day(700)
            a_held_paper(people, household, covers_all=True, valid_to=later)
        assert tell() == 0, case


def _removed(people: People, paper: Certificate) -> None:
    with one_commit() as session:
        row = session.get_one(Certificate, paper.id)
        viewer = people.phuc.viewer
        papers.remove_certificate(session, viewer=viewer, certificate=row, reason="Nhầm")


def test_a_new_paper_for_less_is_no_renewal(people: People) -> None:
    household = a_household(people)
    first, second = (a_product(people, household, basis=False) for _ in range(2))
    a_held_paper(people, household, product_ids=[first.id, second.id], valid_to=day(20))
    a_held_paper(people, household, product_ids=[first.id], valid_to=day(700))
    assert tell() == 1


def test_a_mended_last_day_is_a_new_end(people: People) -> None:
    paper = a_held_paper(people, a_household(people), covers_all=True, valid_to=day(20))
    assert tell() == 1
    with one_commit() as session:
        row = session.get_one(Certificate, paper.id)
        papers.edit_certificate(
            session, viewer=people.phuc.viewer, certificate=row, valid_to=day(25)
        )
    assert (tell(), tell()) == (1, 0)


def test_messages_reach_producer_and_worker_and_tell_no_secret(app: Flask, people: People) -> None:
    household = a_household(people, phone="0911222333", head_name="Nguyễn Thị Hoa Kín")
    worker = account(Role.EXTENSION_WORKER, "0933444555", commune_codes=(NGA_AN,))
    with one_commit() as session:
        session.get_one(Household, household.id).owner_id = worker
    product = a_product(people, household, basis=False, name="Bưởi đỏ")
    a_held_paper(people, household, product_ids=[product.id], number="SỐ-KÍN", valid_to=day(20))
    tell()
    found = messages(app)
    assert [line.split(" | ")[1] for line in found] == ["0911222333", "0933444555"]
    for line in found:
        assert "VietGAP (Bưởi đỏ)" in line
        assert f"{day(20):%d/%m/%Y}" in line
        assert "còn 20 ngày" in line
        assert "SỐ-KÍN" not in line
        assert "Kín" not in line
    tell()
    assert messages(app) == found


def account(role: Role, phone: str, **over: object) -> str:
    with one_commit() as session:
        row = accounts.create_account(
            session, viewer=SYSTEM, name="Ai đó", login=new_id(), password="bốn con trâu đen",
            role=role, **over,  # type: ignore[arg-type]
        )  # fmt: skip
        session.get_one(Account, row.id).phone = phone
        return row.id


def test_an_account_is_written_to_instead_of_the_yard(app: Flask, people: People) -> None:
    household = a_household(people, phone="0911222333")
    account(Role.PRODUCER, "0966777888", household_id=household.id)
    a_held_paper(people, household, covers_all=True, valid_to=day(20))
    tell()
    assert [line.split(" | ")[1] for line in messages(app)] == ["0966777888"]


def test_nobody_is_written_to_without_consent_or_account(app: Flask, people: People) -> None:
    """The notice stands in the app all the same, and is not owed again."""
    household = a_household(people, consent=None, phone="0911222333")
    a_held_paper(people, household, covers_all=True, valid_to=day(20))
    assert (tell(), tell()) == (1, 0)
    assert messages(app) == []


def test_many_are_told_in_several_commits(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MANY", 2)
    household = a_household(people)
    for kind in ("vietgap", "haccp", "iso22000", "organic", "gi"):
        a_held_paper(people, household, kind, covers_all=True, valid_to=day(10))
    assert tell() == 5
    assert len(given()) == 5


def test_the_worker_runs_it_by_itself(app: Flask, people: People) -> None:
    a_held_paper(people, a_household(people), covers_all=True, valid_to=day(20))
    run_due(app)
    assert given() == [("certificate", 30)]


def test_the_list_page_and_its_filters(people: People) -> None:
    near, far = a_household(people), a_household(people, commune_code=HAM_RONG)
    a_held_paper(people, near, "haccp", covers_all=True, valid_to=day(20))
    a_held_paper(people, near, "vietgap", covers_all=True, valid_to=day(100))
    a_held_paper(people, far, "organic", covers_all=True, valid_to=day(0))
    a_held_paper(people, far, "gi", covers_all=True, valid_to=day(-1))
    phuc = people.phuc.browser()
    path = "/viec/giay-sap-het-han"
    page = phuc.get(path).text
    for word in ("còn 20 ngày", "còn 100 ngày", "hết hôm nay", "<b>3</b> giấy"):
        assert word in page
    assert "<b>1</b> giấy" in phuc.get(f"{path}?commune={HAM_RONG}").text
    assert "<b>2</b> giấy" in phuc.get(f"{path}?within=30").text
    assert "<b>1</b> giấy" in phuc.get(f"{path}?kind=vietgap").text
    assert "Không có giấy nào như vậy" in phuc.get(f"{path}?kind=ocop").text
    nam = people.nam.browser().get(path).text
    assert "<b>2</b> giấy" in nam
    assert phuc.get(f"{path}?within=x&commune=zzzzzzz").status_code == 200


def test_pages_of_product_and_producer_say_it(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household, basis=False)
    a_held_paper(people, household, product_ids=[product.id], valid_to=day(20))
    hoa = people.producer(household.id).browser()
    assert "Còn 20 ngày" in hoa.get(f"/san-pham/{product.id}").text
    page = hoa.get(f"/ho/{household.id}").text
    assert "Giấy sắp hết hạn" in page
    assert f"{day(20):%d/%m/%Y}" in page


def test_a_member_is_told_of_its_groups_paper(people: People) -> None:
    group, hoa = a_cooperative(people), a_household(people)
    joined = people.phuc.post(
        f"/api/v1/households/{group.id}/members", {"member_household_id": hoa.id}
    )
    assert joined.status_code == 201
    pomelo = a_product(people, hoa, basis=False)
    a_held_paper(people, group, is_group=True, product_ids=[pomelo.id], valid_to=day(20))
    mine = people.producer(hoa.id).viewer
    assert ending_soon(reading(), viewer=mine).total == 1
    other = people.producer(a_household(people).id).viewer
    assert ending_soon(reading(), viewer=other).total == 0
