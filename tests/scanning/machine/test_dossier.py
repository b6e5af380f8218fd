"""The ten items, the passport and the page that says what is still owed."""

from datetime import date

from flask.testing import FlaskClient

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots import diary
from agrimarket.lots.models import Area, Lot
from agrimarket.lots.read import lot_of
from agrimarket.products.models import Product
from agrimarket.products.read import product_of
from tests.builders.issuing import active_order
from tests.builders.lots import a_lot
from tests.builders.products import a_kept_photo, a_product
from tests.builders.steps import a_transform
from tests.people import People


def items(people: People, lot: Lot) -> dict[str, list[str]]:
    """What is owed, by item."""
    answer = people.phuc.get(f"/api/v1/lots/{lot.id}/completeness").json
    assert [one["number"] for one in answer["items"]] == list(range(1, 11))
    assert all(part["next_step"].startswith(("Hãy", "Hộ", "Lô")) for one in answer["items"]
               for part in one["owed"])  # fmt: skip
    return {one["code"]: [part["name"] for part in one["owed"]] for one in answer["items"]}


def score(people: People, lot: Lot) -> int:
    told: int = people.phuc.get(f"/api/v1/lots/{lot.id}/completeness").json["score"]
    return told


def test_a_new_lot_owes_much_and_a_whole_one_nothing(people: People) -> None:
    product = a_product(people)
    lot = a_lot(people, product, state="open", pack_count=None)
    assert {code: owed for code, owed in items(people, lot).items() if owed} == {
        "image": ["photo"], "stages": ["stages", "area"], "trace_code": ["stamps"],
        "brand_lot": ["brand"], "standards": ["standards"],
    }  # fmt: skip
    assert score(people, lot) == 60
    whole(people, product)
    lot = a_lot(people, product, pack_count=None, area_id=an_area(people, product))
    with one_commit() as session:
        row = lot_of(session, viewer=people.phuc.viewer, lot_id=lot.id)
        diary.add_event(session, viewer=people.phuc.viewer, lot=row, kind="harvest",
                        happened_at=clock.now(), facts={"quantity": 900})  # fmt: skip
    assert score(people, lot) == 95
    active_order(people, lot)
    assert not any(items(people, lot).values())
    assert score(people, lot) == 100


def whole(people: People, product: Product) -> None:
    """A picture, a brand and a standard."""
    a_kept_photo(people, product)
    with one_commit() as session:
        row = product_of(session, viewer=people.phuc.viewer, product_id=product.id)
        row.brand, row.standards = "Luận Văn", "VietGAP"


def an_area(people: People, product: Product) -> str:
    with one_commit() as session:
        area = Area(household_id=product.household_id, name="Vườn đồi", code="VT-38-001",
                    latitude=19.9, longitude=105.4, address="Số 5, thôn 3")  # fmt: skip
        session.add(area)
        session.flush()
        return area.id


def test_a_line_that_lacks_something_is_named(people: People) -> None:
    lot = a_lot(people)
    with one_commit() as session:
        row = lot_of(session, viewer=people.phuc.viewer, lot_id=lot.id)
        diary.add_event(session, viewer=people.phuc.viewer, lot=row, kind="storage",
                        happened_at=clock.now())  # fmt: skip
    answer = people.phuc.get(f"/api/v1/lots/{lot.id}/completeness").json
    (stages,) = [one for one in answer["items"] if one["code"] == "stages"]
    said = {part["name"]: part["next_step"] for part in stages["owed"]}
    assert f"Lưu kho {clock.today():%d/%m/%Y} (nhiệt độ, ở đâu)" in said["facts"]
    assert said["area"].startswith("Lô này đã chốt")  # a released lot is not edited any more


def test_what_has_no_shelf_life_owes_none(people: People) -> None:
    basket = a_lot(people, a_product(people, category="handicraft", shelf_life_days=None))
    food = a_lot(people, a_product(people, shelf_life_days=None))
    assert items(people, basket)["shelf_life"] == []
    assert items(people, food)["shelf_life"] == ["use_by"]


def test_the_passport_has_the_minimum_of_the_decree(people: People, client: FlaskClient) -> None:
    source = a_lot(people, a_product(people), harvested_on=clock.today())
    jam = a_product(people, name="Mứt bưởi", external_uid="VN-38-1")
    lot = a_transform(people, jam, (source, 10), state="released",
                      area_id=an_area(people, jam))  # fmt: skip
    answer = client.get(f"/lot/{lot.id}/passport")
    told = answer.get_json(force=True)
    assert told["product"] | {"name": "Mứt bưởi", "gtin": None} == told["product"]
    assert told["producer"]["name"] == "Nguyễn Thị Hoa"
    assert told["producer"]["address"] == "Xã Nga An, Tỉnh Thanh Hóa"
    assert told["unique_identifier"].endswith(f"/lot/{lot.id}")
    assert told["origin"]["area_code"] == "VT-38-001"
    assert told["production_date"] == date.today().isoformat() or told["production_date"]
    assert told["expiry_date"]
    assert [one["lot_code"] for one in told["traceability"]["sources"]] == [source.lot_code]
    assert [one["kind"] for one in told["certificates"]] == ["commitment"]
    assert told["national_portal"] == {"external_uid": "VN-38-1"}
    assert told["warnings"] == told["owed"] == []
    for secret in ("Thôn 3", "thôn 3", "19.9", "105.4", "Số 5"):
        assert secret not in answer.text


def test_the_page_says_what_to_do_next(people: People) -> None:
    lot = a_lot(people, state="open")
    owner = people.phuc.get(f"/api/v1/lots/{lot.id}").json["household_id"]
    page = people.producer(owner).browser().get(f"/lo/{lot.id}/ho-so")
    assert page.status_code == 200
    assert "Đầy đủ 60/100" in page.text
    assert "Hãy thêm ít nhất một ảnh của sản phẩm." in page.text
    assert f'href="/lo/{lot.id}/sua"' in page.text
    assert "Lô này chưa công khai." in page.text
    assert people.lan.browser().get(f"/lo/{lot.id}/ho-so").status_code == 404
    released = people.phuc.browser().get(f"/lo/{a_lot(people).id}/ho-so")
    assert "/epcis" in released.text


def test_a_source_that_never_left_the_yard_has_no_page(people: People, client: FlaskClient) -> None:
    kept, left = a_lot(people, state="sealed"), a_lot(people)
    lot = a_transform(people, a_product(people), (kept, 1), (left, 1), state="released")
    told = client.get(f"/lot/{lot.id}/passport").get_json(force=True)["traceability"]["sources"]
    pages = {one["lot_code"]: one.get("page") for one in told}
    assert pages[kept.lot_code] is None
    assert client.get(f"/lot/{kept.id}").status_code == 404
    assert pages[left.lot_code].endswith(f"/lot/{left.id}")
    assert client.get(f"/lot/{left.id}").status_code == 200
