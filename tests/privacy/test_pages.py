"""The pages of personal data: complete without script, in scope, each way through by hand."""

from datetime import timedelta

import pytest
from flask import Flask

from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from tests.builders.households import a_household
from tests.people import HAM_RONG, NGA_AN, People

ALL = ("/du-lieu-ca-nhan", "/yeu-cau", "/yeu-cau/moi", "/su-co", "/su-co/moi", "/thoi-han-luu",
       "/danh-muc-du-lieu")  # fmt: skip


@pytest.mark.parametrize("path", ALL)
def test_the_province_opens_every_page(people: People, path: str) -> None:
    answer = people.phuc.browser().get(path)
    assert answer.status_code == 200
    assert "Dữ liệu cá nhân" in answer.text  # the way there stands in the navigation


def test_who_may_not(people: People) -> None:
    worker = people.nam.browser()
    assert {path: worker.get(path).status_code for path in ALL} == dict.fromkeys(ALL, 403)
    officer = people.huong.browser()
    assert [officer.get(path).status_code for path in ("/su-co", "/su-co/moi")] == [403, 403]
    assert officer.get("/yeu-cau").status_code == 200
    operator = people.person(Role.OPERATOR, "Vận hành").browser()
    assert operator.get("/yeu-cau").status_code == 403
    assert operator.get("/su-co/moi").status_code == 200


def test_a_producer_asks_and_reads_the_answer(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id).browser()
    page = hoa.get(f"/ho/{household.id}").text
    assert "Tất cả dữ liệu của tôi" in page
    assert "Xóa thông tin theo yêu cầu" not in page
    sent = hoa.post("/yeu-cau/moi", data={"kind": "erase", "text": "xin xóa"})
    assert sent.status_code == 303
    path = sent.location
    officer = people.huong.browser()
    assert "xin xóa" in officer.get(path).text
    assert officer.post(f"{path}/tra-loi", data={"text": ""}).status_code == 422
    assert officer.post(f"{path}/tra-loi", data={"text": "Sẽ xóa"}).status_code == 303
    assert "Mở trang xóa thông tin" in officer.get(path).text
    assert "Sẽ xóa" in hoa.get(path).text
    assert hoa.post(f"{path}/khep-lai", data={}).status_code == 403


def test_a_producer_takes_an_own_request_back(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id).browser()
    form = hoa.get("/yeu-cau/moi").text
    assert "Ghi bằng lời của bạn" in form
    assert "Tạm ngừng dùng, chưa xóa." in form
    path = hoa.post("/yeu-cau/moi", data={"kind": "restrict"}).location
    officer = people.huong.browser()
    assert officer.post(f"{path}/rut").status_code == 403
    assert "Yêu cầu về dữ liệu cá nhân chờ trả lời: 1, hạn gần nhất" in officer.get("/viec").text
    assert f'href="/ho/{household.id}"' in officer.get(path).text
    assert "Rút yêu cầu" in hoa.get(path).text
    assert hoa.post(f"{path}/rut").status_code == 303
    page = hoa.get(path).text
    assert "Đã rút lại" in page
    assert "Hộ của tôi" in page
    assert hoa.post(f"{path}/rut").status_code == 422
    assert "chờ trả lời" not in officer.get("/viec").text


def test_what_is_late_stands_in_red_on_the_first_page(people: People) -> None:
    old = (clock.today() - timedelta(days=30)).isoformat()
    sent = {"kind": "correct", "asker": "Ông Tám", "commune_code": NGA_AN, "received_at": old}
    people.huong.browser().post("/yeu-cau/moi", data=sent)
    assert people.phuc.browser().post("/su-co/moi", data={"happened": "Mất máy"}).status_code == 303
    said = people.phuc.browser().get("/viec").text
    assert "chờ trả lời: 1, quá hạn từ" in said
    assert "Sự cố dữ liệu chưa báo cơ quan: còn 71 giờ" in said
    assert "Sự cố dữ liệu" not in people.huong.browser().get("/viec").text
    assert "Lời đọc cho bà con" in people.phuc.browser().get("/du-lieu-ca-nhan").text


def test_an_officer_notes_a_paper(people: People) -> None:
    officer = people.huong.browser()
    form = {"kind": "correct", "asker": "Ông Tám", "commune_code": NGA_AN, "channel": "paper",
            "received_at": (clock.today() - timedelta(days=30)).isoformat()}  # fmt: skip
    sent = officer.post("/yeu-cau/moi", data=form)
    assert sent.status_code == 303, sent.text
    assert "Quá hạn" in officer.get("/yeu-cau").text
    front = officer.get("/du-lieu-ca-nhan").text
    assert "Có yêu cầu quá hạn" in front
    wrong = officer.post("/yeu-cau/moi", data=form | {"kind": "", "asker": "Ông Tám"})
    assert wrong.status_code == 422
    assert "Ông Tám" in wrong.text


def test_extended_and_refused_on_the_page(people: People) -> None:
    officer = people.huong.browser()
    path = officer.post("/yeu-cau/moi", data={
        "kind": "object", "asker": "Ông Tám", "commune_code": NGA_AN,
    }).location  # fmt: skip
    assert officer.post(f"{path}/gia-han", data={"reason": "chờ kênh"}).status_code == 303
    assert officer.post(f"{path}/gia-han", data={"reason": "nữa"}).status_code == 422
    assert officer.post(f"{path}/khep-lai", data={"refusal_reason": "Điều 5"}).status_code == 303
    assert "Điều 5" in officer.get(path).text


def test_erased_by_hand(app: Flask, people: People) -> None:
    household = a_household(people)
    officer, path = people.huong.browser(), f"/ho/{household.id}/xoa-thong-tin"
    assert "Còn lời đồng ý" in officer.get(path).text
    people.huong.post(f"/api/v1/households/{household.id}/consents/withdraw", {})
    assert "Mất hẳn" in officer.get(path).text
    assert officer.post(path, data={"reason": "đơn"}).status_code == 422
    assert officer.post(path, data={"sure": "1", "reason": ""}).status_code == 422
    done = officer.post(path, data={"sure": "1", "reason": "theo đơn"})
    assert done.status_code == 303
    db.session.remove()
    assert db.session.get_one(Household, household.id).erased_at is not None
    page = officer.get(f"/ho/{household.id}").text
    assert "Đã xóa thông tin" in page
    assert "Nguyễn Thị Hoa" not in page


def test_foreign_pages_are_missing(people: People) -> None:
    household = a_household(people)
    made = people.huong.post("/api/v1/person-requests",
                             {"kind": "access", "household_id": household.id}).json  # fmt: skip
    sibling = people.person(Role.COMMUNE_OFFICER, "Lan", communes=(HAM_RONG,)).browser()
    for path in (f"/yeu-cau/{made['id']}", f"/ho/{household.id}/tat-ca-du-lieu",
                 f"/ho/{household.id}/xoa-thong-tin", f"/yeu-cau/{new_id()}"):  # fmt: skip
        assert sibling.get(path).status_code == 404


def test_a_breach_from_noticing_to_the_notice(people: People) -> None:
    browser = people.phuc.browser()
    sent = browser.post("/su-co/moi", data={
        "happened": "Gửi nhầm tệp", "data_kinds": ["contact", "identity"], "people": "1.200",
    })  # fmt: skip
    assert sent.status_code == 303, sent.text
    path = sent.location
    assert "giờ để báo cơ quan" in browser.get(path).text
    assert "Sự cố chưa báo cơ quan" in browser.get("/du-lieu-ca-nhan").text
    notice = browser.get(f"{path}/thong-bao").text
    assert "1.200 người" in notice
    assert "Số căn cước" in notice
    assert browser.post(f"{path}/sua", data={"measures": "đã đổi mật khẩu"}).status_code == 303
    assert "Gửi nhầm tệp" in browser.get(path).text
    assert browser.post(f"{path}/da-bao", data={"number": "12/BC"}).status_code == 303
    assert browser.post(f"{path}/khep-lai", data={"measures": ""}).status_code == 422
    assert browser.post(f"{path}/khep-lai", data={"measures": "xong"}).status_code == 303


def test_a_late_breach_is_loud(people: People) -> None:
    people.phuc.post("/api/v1/breaches", {
        "happened": "Mất máy", "noticed_at": (clock.now() - timedelta(hours=100)).isoformat(),
    })  # fmt: skip
    page = people.phuc.browser().get("/su-co").text
    assert "Quá hạn báo" in page
