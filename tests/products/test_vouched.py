"""A name changed after approval: buyers read what was approved until it is approved again."""

import pytest
from flask.testing import FlaskClient

from agrimarket.households.events import PersonErased
from agrimarket.issuing.labels import facts_of
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots.models import Lot
from agrimarket.products import gallery
from agrimarket.products.models import Product
from agrimarket.products.reactions import forget_person
from agrimarket.products.read import product_of
from stamps import gs1
from tests.builders.issuing import active_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_kept_photo, a_photo, a_product, to_state
from tests.people import People

NAME, WORTH = "Bưởi Luận Văn", "Sâm Ngọc Linh 100 tuổi"
GTIN = "893123456789" + gs1.check_digit("893123456789")
OTHER = "893123456781" + gs1.check_digit("893123456781")


def told(client: FlaskClient, lot: Lot, code: str) -> list[str]:
    """Everything that anybody may read of a lot, as text."""
    paths = (f"/{code}", f"/{code}?format=json", f"/lot/{lot.id}", f"/lot/{lot.id}/passport",
             f"/lot/{lot.id}/epcis", f"/lot/{lot.id}/completeness",
             f"/lot/{lot.id}?linkType=linkset")  # fmt: skip
    answers = [client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return [answer.json["product"]["name"] if "format=json" in path else answer.text
            for path, answer in zip(paths, answers, strict=True)]  # fmt: skip


def renamed(people: People, product: Product, **over: str) -> None:
    hoa = people.producer(product.household_id)
    etag = hoa.get(f"/api/v1/products/{product.id}").headers["ETag"]
    changed = hoa.patch(f"/api/v1/products/{product.id}", {"name": WORTH, **over}, etag)
    assert (changed.status_code, changed.json["state"]) == (200, "submitted")


def test_a_new_name_waits_for_the_officer(people: People, client: FlaskClient) -> None:
    product = a_product(people)
    lot = a_lot(people, product)
    order = active_order(people, lot)
    renamed(people, product, description="Chữa bách bệnh", brand="Thần dược")
    for text in told(client, lot, code_of(order, 1)):
        assert not [word for word in (WORTH, "bách bệnh", "Thần dược") if word in text]
    assert told(client, lot, code_of(order, 1))[1] == NAME
    assert facts_of(reading(), viewer=people.phuc.viewer, order=order).product == NAME
    page = people.producer(product.household_id).browser().get(f"/san-pham/{product.id}").text
    assert WORTH in page
    assert "đã duyệt lần trước" in page
    to_state(people, product, "approved")
    assert told(client, lot, code_of(order, 1))[1] == WORTH
    assert (
        product_of(reading(), viewer=people.phuc.viewer, product_id=product.id).approved_facts
        is None
    )


def test_what_is_mended_after_an_officer_asked_waits_too(
    people: People, client: FlaskClient
) -> None:
    product = a_product(people)
    lot = a_lot(people, product)
    asked = people.phuc.post(f"/api/v1/products/{product.id}/supplement", {"reason": "Thiếu ảnh"})
    assert asked.status_code == 200
    hoa = people.producer(product.household_id)
    hoa.patch(f"/api/v1/products/{product.id}", {"name": WORTH}, asked.headers["ETag"])
    assert NAME in client.get(f"/lot/{lot.id}").text
    assert WORTH not in client.get(f"/lot/{lot.id}").text


def test_a_picture_put_in_meanwhile_waits(people: People, client: FlaskClient) -> None:
    product = a_product(people)
    lot = a_lot(people, product)
    first = a_kept_photo(people, product)
    renamed(people, product)
    later = a_kept_photo(people, product, content=a_photo(colour="red"))
    with one_commit() as session:
        row = product_of(session, viewer=people.phuc.viewer, product_id=product.id)
        mine = session.get_one(type(later), later.id)
        gallery.edit_photo(
            session, viewer=people.phuc.viewer, product=row, photo=mine, alt=WORTH, position=1
        )
    page = client.get(f"/lot/{lot.id}").text
    assert first.sha256 in page
    assert later.sha256 not in page
    assert WORTH not in page
    address = f"/anh/{later.sha256}-{later.widths[0]}.webp"
    assert client.get(address).status_code == 404
    assert people.phuc.browser().get(address).status_code == 200
    assert client.get(f"/anh/{first.sha256}-{first.widths[0]}.webp").status_code == 200


def test_a_number_changed_meanwhile_leads_nowhere_and_the_old_one_still_does(
    people: People, client: FlaskClient
) -> None:
    product = a_product(people, gtin=GTIN)
    lot = a_lot(people, product)
    renamed(people, product, gtin=OTHER)
    for path in (f"/01/0{GTIN}", f"/01/0{GTIN}/10/{lot.lot_code}"):
        page = client.get(path)
        assert page.status_code == 200
        assert NAME in page.text
    assert client.get(f"/01/0{OTHER}").status_code == 404


@pytest.mark.parametrize("state", ["released", "recalled"])
def test_a_withdrawn_product_is_told_and_its_lots_stay(
    people: People, client: FlaskClient, state: str
) -> None:
    product = a_product(people, gtin=GTIN)
    lot = a_lot(people, product)
    order = active_order(people, lot)
    if state == "recalled":
        body = {"reason": "Dư lượng thuốc vượt mức", "phone": "0373850123"}
        assert people.phuc.post(f"/api/v1/lots/{lot.id}/recall", body).status_code == 200
    hoa = people.producer(product.household_id)
    gone = hoa.post(f"/api/v1/products/{product.id}/withdraw", {"reason": "Thôi bán"})
    assert gone.status_code == 200
    told(client, lot, code_of(order, 1))
    for path in (f"/lot/{lot.id}", f"/01/0{GTIN}/10/{lot.lot_code}", f"/{code_of(order, 1)}"):
        page = client.get(path)
        assert page.status_code == 200
        assert "đã ngừng bán sản phẩm này" in page.text
        assert ("Không sử dụng." in page.text) is (state == "recalled")
        assert "no more" in client.get(f"{path}?lang=en").text
    codes = [one["code"] for one in client.get(f"/lot/{lot.id}/passport").json["warnings"]]
    assert codes[-1] == "product_withdrawn"
    assert ("recalled" in codes) is (state == "recalled")


@pytest.mark.parametrize("state", ["draft", "submitted", "needs_supplement"])
def test_what_was_never_approved_stays_hidden(
    people: People, client: FlaskClient, state: str
) -> None:
    product = a_product(people, gtin=GTIN, state=state)
    lot = a_lot(people, product, state="open")
    hoa = people.producer(product.household_id)
    assert (
        hoa.post(f"/api/v1/products/{product.id}/withdraw", {"reason": "Thôi"}).status_code == 200
    )
    for path in (f"/lot/{lot.id}", f"/lot/{lot.id}/passport", f"/01/0{GTIN}"):
        assert client.get(path).status_code == 404


def test_a_forgotten_producer_leaves_no_approved_words(people: People) -> None:
    product = a_product(people, description="Vườn của bà Hoa")
    renamed(people, product)
    with one_commit() as session:
        row = product_of(session, viewer=people.phuc.viewer, product_id=product.id)
        session.refresh(row)
        assert row.approved_facts is not None
        forget_person(session, PersonErased(household_id=row.household_id, words=("hoa",)))
        assert row.approved_facts is None
