"""The pages of places, partners, parting, mixing, making and a lot's way, without a script."""

import re

from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.steps import a_split, a_transform, handed_over
from tests.people import People


def test_ba_hoa_parts_and_mixes_and_sees_the_way(people: People) -> None:
    product = a_product(people)
    lot, other = a_lot(people, product), a_lot(people, product)
    hoa = people.producer(product.household_id).browser()
    form = hoa.get(f"/lo/{lot.id}/tach").text
    codes = re.findall(r'name="outputs\.\d\.lot_code"[^>]*value="([^"]+)"', form)
    assert codes == [f"{lot.lot_code}-1", f"{lot.lot_code}-2"]
    typed = {"outputs.0.quantity": "500", "outputs.0.lot_code": codes[0],
             "outputs.1.quantity": "", "outputs.1.lot_code": codes[1],
             "outputs.2.quantity": "9.000", "outputs.2.lot_code": "C"}  # fmt: skip
    more = hoa.post(f"/lo/{lot.id}/tach", data={**typed, "again": "1"})
    assert more.status_code == 200
    assert 'name="outputs.4.quantity"' in more.text
    assert 'value="9.000"' in more.text
    refused = hoa.post(f"/lo/{lot.id}/tach", data=typed)
    assert refused.status_code == 422
    assert "chỉ còn 1.500 kg" in refused.text
    done = hoa.post(f"/lo/{lot.id}/tach", data={**typed, "outputs.2.quantity": "100,5"})
    assert done.headers["Location"] == f"/lo/{lot.id}/nguon-goc"
    mixed = hoa.post(
        f"/lo/{lot.id}/gop",
        data={"inputs.0.lot_id": lot.id, "inputs.0.quantity": "899,5",
              "inputs.1.lot_id": other.id, "inputs.1.quantity": "1.600", "output.lot_code": "GOP"},
    )  # fmt: skip
    assert mixed.status_code == 422
    assert 'href="#f-inputs-1-quantity"' in mixed.text
    mixed = hoa.post(
        f"/lo/{lot.id}/gop",
        data={"inputs.0.lot_id": lot.id, "inputs.0.quantity": "899,5",
              "inputs.1.lot_id": other.id, "inputs.1.quantity": "0,5", "output.lot_code": "GOP"},
    )  # fmt: skip
    assert mixed.status_code == 303
    way = hoa.get(f"/lo/{lot.id}/nguon-goc").text
    for told in (codes[0], "Lô C", "Lô GOP", "<svg", "Tách lô", "Gộp lô", "Tách lô, được 100,5 kg"):
        assert told in way, told
    assert "Tách lô, lấy" not in way  # of a part only its own amount is told
    assert "<script" not in way.split("<main")[1].split("</main>")[0]
    assert "style=" not in way
    back = hoa.get(mixed.headers["Location"] + "/nguon-goc").text
    assert "lấy 899,5 kg" in back


def test_a_producer_makes_baskets_of_received_goods(people: People) -> None:
    lot, gift = a_lot(people), a_product(people, name="Giỏ quà")
    handed_over(people, lot, gift.household_id, 40)
    maker = people.producer(gift.household_id).browser()
    form = maker.get("/lo/lam-moi").text
    assert f"Lô {lot.lot_code}" in form
    assert "Còn 40 kg" in form
    typed = {"inputs.0.lot_id": lot.id, "inputs.0.quantity": "41",
             "outputs.0.product_id": gift.id, "outputs.0.lot_code": "GIO-1",
             "outputs.0.quantity": "10", "outputs.0.unit": "giỏ"}  # fmt: skip
    refused = maker.post("/lo/lam-moi", data=typed)
    assert refused.status_code == 422
    assert "chỉ còn 40 kg" in refused.text
    done = maker.post("/lo/lam-moi", data={**typed, "inputs.0.quantity": "40"})
    assert done.status_code == 303
    way = maker.get(done.headers["Location"] + "/nguon-goc").text
    assert lot.lot_code in way
    assert f"/lo/{lot.id}" not in way  # a stranger's lot is told, not opened


def test_a_worker_seeks_lots_of_other_producers(people: People) -> None:
    lot, gift = a_lot(people), a_product(people, name="Giỏ quà")
    nam = people.nam.browser()
    url = f"/lo/lam-moi?household={gift.household_id}"
    assert lot.lot_code not in nam.get(url).text
    found = nam.post(url, data={"again": "1", "q": lot.lot_code}).text
    assert f"Lô {lot.lot_code}" in found
    assert nam.get("/lo/lam-moi").status_code == 200
    lan = people.lan.browser()
    assert lan.get(url).status_code == 404


def test_a_long_way_is_drawn_and_told(people: People) -> None:
    product, gift = a_product(people), a_product(people, name="Mứt bưởi")
    lots = [a_lot(people, product)]
    for amount in (1000, 800, 600, 400):
        lots += a_split(people, lots[-1], 50, amount, state="sealed")
    a_transform(people, gift, (lots[-1], 5), (lots[1], 5))
    page = people.nam.browser().get(f"/lo/{lots[-1].id}/nguon-goc").text
    assert page.count("<rect") == 6  # four lots behind it, itself and the jam
    assert "Đã kể ở chỗ khác" not in page
    alone = people.nam.browser().get(f"/lo/{a_lot(people).id}/nguon-goc").text
    assert "chưa tách, chưa gộp" in alone


def test_places_and_partners_on_pages(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id).browser()
    assert "Chưa có nơi sản xuất" in hoa.get("/noi-san-xuat").text
    wrong = hoa.post("/noi-san-xuat/moi", data={"name": "Vườn", "gln": "123"})
    assert wrong.status_code == 422
    made = hoa.post(
        "/noi-san-xuat/moi",
        data={"name": "Vườn đồi", "kind": "growing", "code": "TH-1", "code_given_on": "2025-03-20",
              "address": "Thôn Đông", "latitude": "19,98", "longitude": "105,97"},
    )  # fmt: skip
    where = made.headers["Location"]
    assert "19,98" in hoa.get(where).text
    phuc = people.phuc.browser()
    assert "Thôn Đông" not in phuc.get(where).text
    assert 'name="address"' not in phuc.get(where + "/sua").text
    phuc.post(where + "/sua", data={"name": "Vườn đồi", "kind": "growing", "address": ""})
    assert "Thôn Đông" in hoa.get(where).text
    assert hoa.post(where + "/xoa").status_code == 303
    partner = hoa.post("/doi-tac/moi", data={"name": "Hạc Thành", "kind": "buyer"})
    assert partner.status_code == 303
    assert "Hạc Thành" in hoa.get("/doi-tac").text
    assert hoa.post(partner.headers["Location"] + "/sua", data={"name": ""}).status_code == 422
    assert hoa.post(partner.headers["Location"] + "/thoi").status_code == 303
    assert "Hạc Thành" not in hoa.get("/doi-tac").text
    assert "Hạc Thành" in hoa.get("/doi-tac?ended=1").text
    assert people.nam.browser().get("/doi-tac/moi").status_code == 200


def test_amounts_follow_on_the_page(people: People) -> None:
    lot = a_lot(people, state="sealed", quantity=None, pack_count=None)
    nam = people.nam.browser()
    form = nam.get(f"/lo/{lot.id}/sua").text
    assert 'name="quantity"' in form
    assert 'name="lot_code"' not in form
    typed = {"quantity": "1.200", "unit": "kg", "pack_count": "", "lot_code": "HACK"}
    assert nam.post(f"/lo/{lot.id}/sua", data=typed).status_code == 303
    told = people.nam.get(f"/api/v1/lots/{lot.id}").json
    assert (told["quantity"], told["lot_code"]) == (1200, lot.lot_code)
