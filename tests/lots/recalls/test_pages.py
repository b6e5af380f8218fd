"""Pages of recalls, without a script: what is reached is told first, receivers, lifting, drills."""

from flask.testing import FlaskClient

from agrimarket.kit.access import Role
from tests.builders.issuing import active_order
from tests.builders.lots import a_lot
from tests.builders.steps import a_split
from tests.lots.recalls.test_notices import handed_to
from tests.people import People

SENT = {"reason": "Dư lượng thuốc", "phone": "0237 3852 246", "with_made": "true"}


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


def test_from_the_form_to_the_last_receiver_and_back(people: People) -> None:
    lot = a_lot(people, pack_count=None, quantity=1000)
    a_split(people, lot, 100, state="released")
    active_order(people, lot, count=1200)
    handed_to(lot, "0912345678")
    phuc = people.phuc.browser()
    form = text(phuc, f"/lo/{lot.id}/thu-hoi")
    assert "1 lô của 1 hộ, 1.200 tem đang dùng, 0 chỗ đăng bán, 1 nơi nhận" in form
    assert "2 lô của 1 hộ" in form
    looked = phuc.post(f"/lo/{lot.id}/thu-hoi", data={**SENT, "look": "1"})
    assert looked.status_code == 200
    assert "và mọi lô làm từ lô này. Lý do: Dư lượng thuốc" in looked.text
    assert people.phuc.get(f"/api/v1/lots/{lot.id}").json["state"] == "released"
    done = phuc.post(f"/lo/{lot.id}/thu-hoi", data={**SENT, "text_en": "Do not eat it."})
    assert done.status_code == 303
    page = text(phuc, done.location)
    assert "Cửa hàng Hạc Thành" in page
    assert "Do not eat it. Call 0237 3852 246." in page
    assert "2 lô" in page
    notice = page.partition("/bao/")[2].partition('"')[0]
    told = phuc.post(f"{done.location}/bao/{notice}", data={"how": "message"})
    assert told.status_code == 303
    again = phuc.post(f"{done.location}/bao/{notice}", data={"how": "phone"})
    assert (again.status_code, "đã được báo rồi" in again.text) == (422, True)
    assert "Đã báo <b>1</b>" in text(phuc, done.location)
    _lifted(people, phuc, done.location)
    assert "Đã gỡ" in text(phuc, "/thu-hoi")


def _lifted(people: People, phuc: FlaskClient, path: str) -> None:
    other = people.person(Role.PROVINCE_OFFICER, "Thảo").browser()
    assert phuc.post(f"{path}/go", data={"reason": ""}).status_code == 422
    assert phuc.post(f"{path}/go", data={"reason": "Đạt"}).status_code == 303
    assert "chờ người thứ hai" in text(phuc, f"{path}/go")
    assert "Xác nhận gỡ" in text(other, f"{path}/go")
    assert other.post(f"{path}/go", data={"reason": "Đạt"}).status_code == 303


def test_a_drill_and_a_suspension_from_their_pages(people: People) -> None:
    lot = a_lot(people)
    nam = people.nam.browser()
    done = nam.post("/dien-tap-thu-hoi")
    assert done.status_code == 303
    assert lot.lot_code in text(nam, done.location)
    assert lot.lot_code in text(nam, "/dien-tap-thu-hoi")
    assert "chưa diễn tập lần nào" in text(nam, "/dien-tap-thu-hoi?year=2020")
    empty = nam.post(f"/lo/{lot.id}/tam-dung", data={"reason": " "})
    assert (empty.status_code, "Thiếu lý do" in empty.text) == (422, True)
    assert nam.post(f"/lo/{lot.id}/tam-dung", data={"reason": "Mùi lạ"}).status_code == 303
    assert "Mùi lạ" in text(nam, f"/lo/{lot.id}")
    assert "Lô đang tạm dừng" in text(nam, "/viec")
    assert nam.post(f"/lo/{lot.id}/dung-lai", data={"reason": "Đã thử"}).status_code == 303
    refused = people.lan.browser().post("/dien-tap-thu-hoi")
    assert (refused.status_code, "Chưa có lô nào" in refused.text) == (422, True)
