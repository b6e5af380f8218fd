"""Hand-overs on pages: sent by a form, answered in one tap."""

from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.lots.transfers.test_transfers import a_partner
from tests.people import HAM_RONG, People


def test_handed_over_by_a_form_and_received_in_one_tap(people: People) -> None:
    lot = a_lot(people)
    binh = a_household(people, head_name="Trần Văn Bình", commune_code=HAM_RONG, by=people.phuc)
    shop = a_partner(people, lot, binh.id)
    nam, buyer = people.nam.browser(), people.producer(binh.id, "Bình").browser()
    form = nam.get(f"/lo/{lot.id}/giao")
    assert f"p:{shop.id}" in form.text
    sent = {"receiver": f"p:{shop.id}", "quantity": "1.000,5", "pack_count": "", "send": "1"}
    made = nam.post(f"/lo/{lot.id}/giao", data=sent)
    assert made.status_code == 303
    here = made.headers["Location"]
    assert "Bên nhận mở mục Hàng sắp nhận" in nam.get(here).text
    listed = buyer.get("/hang-sap-nhan").text
    assert "1.000,5 kg Bưởi Luận Văn" in listed
    assert "Đã nhận đủ" in listed
    refused = buyer.post(f"{here}/khong-nhan", data={"reason": ""})
    assert refused.status_code == 422
    assert "Chưa ghi lý do" in refused.text
    tapped = buyer.post(f"{here}/nhan", data={"back": "list"})
    assert (tapped.status_code, tapped.headers["Location"]) == (303, "/hang-sap-nhan")
    assert "Đã trả lời" in buyer.get("/hang-sap-nhan").text
    assert "Cửa hàng Hạc Thành" in nam.get(f"/lo/{lot.id}").text
    assert "Đã nhận" in nam.get("/giao-nhan?state=received").text
    assert buyer.get(f"/lo/{lot.id}").status_code == 404


def test_a_form_that_is_not_right_comes_back_as_typed(people: People) -> None:
    lot = a_lot(people)
    shop = a_partner(people, lot)
    nam = people.nam.browser()
    nobody = nam.post(f"/lo/{lot.id}/giao", data={"quantity": "5"})
    assert nobody.status_code == 422
    assert "Chưa rõ giao cho ai" in nobody.text
    much = nam.post(f"/lo/{lot.id}/giao", data={"receiver": f"p:{shop.id}", "quantity": "9000"})
    assert much.status_code == 422
    assert "chỉ còn 1.500 kg" in much.text
    assert 'value="9000"' in much.text or 'value="9.000"' in much.text
    assert people.nam.get(f"/api/v1/lots/{lot.id}/transfers").json == []


def test_agreed_on_then_sent_then_taken_back(people: People) -> None:
    lot = a_lot(people)
    nam = people.nam.browser()
    data = {"receiver": f"p:{a_partner(people, lot).id}", "quantity": "200"}
    here = nam.post(f"/lo/{lot.id}/giao", data=data).headers["Location"]
    assert "Hủy, không giao nữa" in nam.get(here).text
    assert nam.post(f"{here}/gui").status_code == 303
    stuck = nam.post(f"{here}/huy")
    assert stuck.status_code == 422
    assert "Hàng đã gửi đi" in stuck.text
    assert nam.post(f"{here}/khong-nhan", data={"reason": "Hỏng"}).status_code == 303
    assert "Đã nhận lại hàng về kho" in nam.get(here).text
    assert nam.post(f"{here}/huy").status_code == 303
    assert "Đã hủy" in nam.get(f"/lo/{lot.id}").text


def test_lots_that_cannot_go_say_why(people: People) -> None:
    sealed = people.nam.browser().get(f"/lo/{a_lot(people, state='sealed').id}/giao").text
    assert "cho lô xuất bán trước" in sealed
    alone = people.nam.browser().get(f"/lo/{a_lot(people).id}/giao").text
    assert "Giao cho ai" in alone
