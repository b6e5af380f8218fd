"""A producer's own page: one next step at a time, what there is, what is missing, who helps."""

import io
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from agrimarket.issuing.print_states import CANCELLED, EXPIRED, READY
from agrimarket.kit import audit, clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots import diary
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.products.required.many import missing_of_many
from agrimarket.products.required.missing import missing_papers, purposes
from agrimarket.reports.workspace.rules import workspace_of
from agrimarket.reports.workspace.steps import next_step
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_certificate, a_photo, a_product, to_state
from tests.lots.transfers.test_transfers import a_partner
from tests.people import HAM_RONG, People, Person


def step_of(people: People, household_id: str) -> tuple[str, str]:
    """Where the next step leads, and its words."""
    found = workspace_of(reading(), viewer=people.phuc.viewer, household_id=household_id)
    step = next_step(found)
    reading().rollback()
    return (step.endpoint, step.title) if step else ("", "")


def watered(who: Person, lot: Lot) -> None:
    with one_commit() as session:
        row = lot_of(session, viewer=who.viewer, lot_id=lot.id)
        at = clock.now() - timedelta(hours=1)
        diary.add_event(session, viewer=who.viewer, lot=row, kind="irrigation", happened_at=at)


def home(client: FlaskClient) -> str:
    answer = client.get("/viec")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_new_producer_is_told_one_step_at_a_time(people: People) -> None:
    owner = a_household(people, consent=None)
    hoa = people.producer(owner.id)
    page = home(hoa.browser())
    assert "Bước 1/3" in page
    assert "Thêm sản phẩm đầu tiên" in page
    assert "Lô của tôi" not in page
    product = a_product(people, owner, state="draft", basis=False)
    assert step_of(people, owner.id) == ("lots.new", "Mở lô đầu tiên")
    lot = a_lot(people, product, state="open", lot_code="B1")
    assert step_of(people, owner.id) == ("lots.new_event", "Ghi nhật ký cho lô B1")
    watered(hoa, lot)
    assert step_of(people, owner.id) == ("products.show", "Gửi duyệt Bưởi Luận Văn")
    page = home(hoa.browser())
    assert "Ghi nhật ký hôm nay" in page
    assert "Hôm nay đã ghi 1 dòng" in page
    to_state(people, product, "submitted")
    assert step_of(people, owner.id)[0] == "households.show"  # the head's consent


def test_from_papers_to_stamps(people: People) -> None:
    owner = a_household(people)
    product = a_product(people, owner, basis=False)
    lot = a_lot(people, product, state="open", lot_code="B2")
    watered(people.nam, lot)
    assert step_of(people, owner.id)[0] == "products.missing"
    a_certificate(people, product)
    assert step_of(people, owner.id) == ("lots.show", "Xuất bán lô B2")
    other = a_lot(people, product, lot_code="B3")
    watered(people.nam, other)
    order = an_order(people, lot=other, count=5)
    assert step_of(people, owner.id)[1] == "Xuất bán lô B2"
    page = home(people.producer(owner.id).browser())
    assert f"/lo/{other.id}/nhat-ky/moi" in page
    assert "1 đợt tem, in 0 lần, 0 tem đang dùng" in page
    assert order.household_id == owner.id


def test_prints_stay_counted_when_their_files_are_gone(people: People) -> None:
    """16 prints became 3 as files went, and the number sank day by day."""
    owner = a_household(people)
    order = an_order(people, lot=a_lot(people, a_product(people, owner)), count=30)
    rows = [a_print(people, order, first=one, last=one) for one in (1, 2, 3)]
    stopped = a_print(people, order, first=4, last=4)
    with one_commit() as session:
        for row, state in zip((*rows, stopped), (EXPIRED, EXPIRED, READY, CANCELLED), strict=True):
            session.merge(row).state = state
    assert "1 đợt tem, in 3 lần" in home(people.producer(owner.id).browser())


def test_an_unanswered_supplement_comes_before_the_rest(people: People) -> None:
    owner = a_household(people)
    product = a_product(people, owner, state="needs_supplement", name="Trà vỏ bưởi")
    watered(people.nam, a_lot(people, product, state="open"))
    assert step_of(people, owner.id) == ("products.show", "Bổ sung Trà vỏ bưởi")


def test_a_worker_does_it_for_a_producer_and_the_record_says_so(people: People) -> None:
    lot = a_lot(people, state="open", product=a_product(people, a_household(people)))
    owner = next(iter(people.nam.get("/api/v1/lots").json["items"]))["household_id"]
    nam = people.nam.browser()
    page = nam.get(f"/ho/{owner}/lam-giup")
    assert page.status_code == 200
    assert "Bạn ghi thay cho hộ" in page.text
    assert f"/ho/{owner}/lam-giup" in nam.get(f"/ho/{owner}").text
    form = {"kind": "irrigation", "day": clock.today().isoformat(), "method": "hand"}
    assert nam.post(f"/lo/{lot.id}/nhat-ky/moi", data=form).status_code == 303
    (line,) = diary.events_of(reading(), lot)
    (noted,) = [
        one for one in audit.history(reading(), kind="lot", id=lot.id)
        if one.action == "lot_event_added"
    ]  # fmt: skip
    assert noted.row is not None
    assert (noted.who_name, noted.row.person_id) == ("Nam", owner)
    shown = nam.get(f"/lo/{lot.id}/nhat-ky/{line.id}").text
    assert "Nam, Cán bộ khuyến nông, ghi giúp Nguyễn Thị Hoa" in shown
    told = people.nam.get(f"/api/v1/lots/{lot.id}/events").json
    assert [one["recorded_by"] for one in told] == ["Nam, Cán bộ khuyến nông"]
    own = people.producer(owner).post(
        f"/api/v1/lots/{lot.id}/events",
        json={"kind": "irrigation", "happened_at": clock.now().isoformat()},
    )
    assert own.json["recorded_by"] == "Người sản xuất"


def test_a_page_of_work_is_its_own_peoples(people: People) -> None:
    owner = a_household(people)
    path = f"/ho/{owner.id}/lam-giup"
    stranger = people.producer(a_household(people).id)
    assert people.producer(owner.id).browser().get(path).status_code == 200
    assert people.lan.browser().get(path).status_code == 404
    assert stranger.browser().get(path).status_code == 404
    assert people.minh.get(path).status_code == 302


def test_goods_on_their_way_are_announced(people: People) -> None:
    lot = a_lot(people)
    binh = a_household(people, head_name="Trần Văn Bình", commune_code=HAM_RONG)
    buyer = people.producer(binh.id, "Bình").browser()
    assert "Hàng sắp nhận: 1" not in home(buyer)
    sent = {"receiver": f"p:{a_partner(people, lot, binh.id).id}", "quantity": "5", "send": "1"}
    assert people.nam.browser().post(f"/lo/{lot.id}/giao", data=sent).status_code == 303
    assert "Hàng sắp nhận: 1" in home(buyer)
    assert "Hàng sắp nhận: 1" in home(people.lan.browser())  # Hàm Rồng's own worker
    assert "Hàng sắp nhận: 1" not in home(people.nam.browser())


def test_what_is_missing_is_said_as_its_own_page_says_it(people: People) -> None:
    owner = a_household(people)
    rows = [
        a_product(people, owner, basis=False, category="food", subgroup="from_plants"),
        a_product(people, owner, name="Chiếu cói", category="handicraft", price_vnd=None),
    ]
    on = clock.today()
    together = missing_of_many(reading(), rows, on)
    for row in rows:
        for purpose in purposes():
            alone = missing_papers(reading(), product=row, purpose=purpose, on=on)
            assert list(together[row.id][purpose]) == alone
    found = workspace_of(reading(), viewer=people.nam.viewer, household_id=owner.id)
    words = {one.product.name: one.words for one in found.lacks}
    assert "xin tem: thiếu" in words["Bưởi Luận Văn"]
    assert words["Chiếu cói"].startswith("Chưa có ảnh; chưa có giá")


def test_a_product_and_its_picture_are_told_in_one_page(people: People) -> None:
    owner = a_household(people)
    hoa = people.producer(owner.id).browser()
    form: dict[str, Any] = {"name": "Mật ong", "category": "raw_other"}
    spoilt = hoa.post("/san-pham/moi", data={**form, "photo": (a_file(b"no picture"), "a.jpg")})
    assert spoilt.status_code == 422
    assert 'value="Mật ong"' in spoilt.text
    assert "không phải ảnh" in spoilt.text
    made = hoa.post("/san-pham/moi", data={**form, "photo": (a_file(a_photo()), "a.jpg")})
    page = hoa.get(made.headers["Location"]).text
    assert "Bản nháp" in page
    assert 'src="/anh/' in page
    assert "Chưa có giá bán" in page
    assert people.nam.get(f"/api/v1/products?household_id={owner.id}").json["total"] == 1


def a_file(content: bytes) -> Any:
    return io.BytesIO(content)
