"""Pages of lots: opening, diary, release with what is missing, recall."""

import re

from flask.testing import FlaskClient

from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.lots import diary, store
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.people import People


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.get_data(as_text=True)


def test_from_opening_to_release(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id).browser()
    assert "Chưa có lô nào" in page(hoa, "/lo")
    alone = hoa.get("/lo/moi")  # the one product there is needs no asking
    assert (alone.status_code, alone.headers["Location"]) == (303, f"/lo/moi?product={product.id}")
    assert f"product={product.id}" in page(people.nam.browser(), "/lo/moi")
    form = {
        "lot_code": "blv-1", "harvested_on": "", "quantity": "1.500", "unit": "kg",
        "pack_count": "300", "new_area": "Vườn đồi", "area_id": "",
    }  # fmt: skip
    made = hoa.post(f"/lo/moi?product={product.id}", data=form)
    assert made.status_code == 303
    path = made.headers["Location"]
    shown = page(hoa, path)
    assert "Lô BLV-1" in shown
    assert "Vườn đồi" in shown
    assert "Còn 1 việc trước khi xuất bán" in shown
    early = hoa.post(f"{path}/xuat-ban")
    assert early.status_code == 422
    assert "Lô chưa có ngày thu hoạch" in early.get_data(as_text=True)
    sent = {**form, "lot_code": "BLV-1", "new_area": "", "harvested_on": days_ago(1).isoformat()}
    assert hoa.post(f"{path}/sua", data=sent).status_code == 303
    assert "Lô đã sẵn sàng xuất bán" in page(hoa, path)
    assert hoa.post(f"{path}/xuat-ban").status_code == 303
    assert "Xem tem của lô" in page(hoa, path)


def test_a_lot_form_comes_back_as_typed_and_makes_no_area(people: People) -> None:
    product = a_product(people)
    a_lot(people, product, lot_code="A1")
    hoa = people.producer(product.household_id).browser()
    sent = {"lot_code": "A1", "new_area": "Vườn mới", "quantity": "2", "unit": "tấn"}
    answer = hoa.post(f"/lo/moi?product={product.id}", data=sent)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "đã có lô A1" in text
    assert 'value="Vườn mới"' in text
    found = store.areas(reading(), people.nam.viewer, household_id=product.household_id)
    assert found.total == 0


def test_the_diary_is_written_and_corrected(people: People) -> None:
    lot = a_lot(people, state="open")
    nam = people.nam.browser()
    path = f"/lo/{lot.id}/nhat-ky/moi"
    bare = nam.post(path, data={"kind": "pesticide", "day": days_ago(9).isoformat(), "time": ""})
    assert bare.status_code == 422
    assert "số ngày cách ly" in bare.get_data(as_text=True)
    sent = {
        "kind": "pesticide", "day": days_ago(9).isoformat(), "time": "06:30", "place": "Vườn",
        "text": "Phun một lần", "product": "Abamectin", "waiting_days": "14",
    }  # fmt: skip
    assert nam.post(path, data=sent).status_code == 303
    (old,) = diary.events_of(reading(), lot)
    local = old.happened_at.astimezone(clock.VIETNAM)
    assert (local.date(), f"{local:%H:%M}") == (days_ago(9), "06:30")
    shown = page(nam, f"/lo/{lot.id}")
    assert "Tên thuốc: Abamectin; Số ngày cách ly: 14 ngày" in shown
    link = re.search(r"nhat-ky/moi\?sua=([0-9a-f-]+)", shown)
    assert link is not None
    assert 'value="Abamectin"' in page(nam, f"{path}?sua={link[1]}")
    mended = {**sent, "waiting_days": "3", "corrects_id": old.id}
    assert nam.post(path, data=mended).status_code == 303
    assert "Đã sửa bằng dòng khác" in page(nam, f"/lo/{lot.id}")
    page(nam, f"{path}?sua={lot.id}", 404)


def test_waiting_days_are_shown_and_an_officer_may_decide(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    nam, huong = people.nam.browser(), people.huong.browser()
    sent = {
        "kind": "vet_drug", "day": days_ago(5).isoformat(), "time": "", "product": "Oxytetra",
        "waiting_days": "21",
    }  # fmt: skip
    nam.post(f"/lo/{lot.id}/nhat-ky/moi", data=sent)
    assert "Lý do của cán bộ" not in page(nam, f"/lo/{lot.id}")
    assert "Lý do của cán bộ" in page(huong, f"/lo/{lot.id}")
    decided = huong.post(f"/lo/{lot.id}/xuat-ban", data={"override_reason": "Kiểm nghiệm đạt"})
    assert decided.status_code == 303
    shown = page(nam, f"/lo/{lot.id}")
    assert "Kiểm nghiệm đạt" in shown
    assert "chưa hết thời gian cách ly" in shown


def test_recall_and_lift_by_two_people(people: People) -> None:
    lot = a_lot(people)
    phuc = people.phuc.browser()
    other = people.person(Role.PROVINCE_OFFICER, "Thảo").browser()
    assert "Thu hồi lô này" in page(phuc, f"/lo/{lot.id}")
    empty = phuc.post(f"/lo/{lot.id}/thu-hoi", data={"reason": "", "phone": ""})
    text = empty.get_data(as_text=True)
    assert empty.status_code == 422
    assert "Thiếu lý do" in text
    assert "Thiếu số điện thoại" in text
    sent = {"reason": "Dư lượng thuốc", "phone": "0237 385 2246"}
    assert phuc.post(f"/lo/{lot.id}/thu-hoi", data=sent).status_code == 303
    assert "Dư lượng thuốc" in page(people.nam.browser(), f"/lo/{lot.id}")
    assert phuc.post(f"/lo/{lot.id}/go-thu-hoi", data={"reason": "Nhầm"}).status_code == 303
    own = phuc.post(f"/lo/{lot.id}/go-thu-hoi", data={"reason": "Nhầm"})
    assert own.status_code == 422
    assert "không tự gỡ được" in own.get_data(as_text=True)
    assert "Bị thu hồi" in page(phuc, f"/lo/{lot.id}")
    assert other.post(f"/lo/{lot.id}/go-thu-hoi", data={"reason": "Đạt"}).status_code == 303
    assert "Bị thu hồi" not in page(phuc, f"/lo/{lot.id}")


def test_only_the_province_sees_the_recall_button(people: People) -> None:
    lot = a_lot(people)
    for person in (people.huong, people.nam):
        client = person.browser()
        assert "Thu hồi lô này" not in page(client, f"/lo/{lot.id}")
        assert client.get(f"/lo/{lot.id}/thu-hoi").status_code == 403


def test_sealing(people: People) -> None:
    lot = a_lot(people, state="open")
    nam = people.nam.browser()
    assert nam.post(f"/lo/{lot.id}/chot").status_code == 303
    assert "Đã chốt" in page(nam, f"/lo/{lot.id}")
    assert "không sửa được" in page(nam, f"/lo/{lot.id}/sua")


def test_lists_and_scope(people: People) -> None:
    lot = a_lot(people, lot_code="BLV-9")
    nam, lan = people.nam.browser(), people.lan.browser()
    assert "BLV-9" in page(nam, "/lo?q=blv&state=released&page=x")
    assert "Không có lô nào như vậy" in page(nam, "/lo?state=open")
    assert "BLV-9" not in page(lan, "/lo")
    for path in ("", "/sua", "/nhat-ky/moi"):
        page(lan, f"/lo/{lot.id}{path}", 404)
    page(lan, f"/lo/moi?product={lot.product_id}", 404)
