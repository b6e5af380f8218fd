"""A recall stays to be read on the lot's page when its producer is not told any more."""

from flask.testing import FlaskClient

from agrimarket.kit.db import db
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.lots.recalls.steps import API, lift, recall
from tests.people import People

NAME = "Phạm Thị Rút Lui"


def test_the_page_stays_with_the_recall_and_without_the_name(
    people: People, client: FlaskClient
) -> None:
    owner = a_household(people, head_name=NAME)
    lot = a_lot(people, a_product(people, owner))
    path = f"/lot/{lot.id}"
    assert NAME in client.get(path).text
    gone = people.nam.post(f"{API}/households/{owner.id}/consents/withdraw", {})
    assert gone.status_code in {200, 201}
    db.session.rollback()
    assert client.get(path).status_code == 404
    id = recall(people, lot)
    db.session.rollback()
    page = client.get(path)
    assert page.status_code == 200
    assert "Dư lượng thuốc vượt mức" in page.text
    assert NAME not in page.text
    told = client.get(f"{path}?format=json").json
    assert told["producer"]["name"] is None
    assert told["lot"]["recall"]["phone"] == "02373852246"
    assert NAME not in client.get(path, headers={"Accept": "application/ld+json"}).text
    lift(people, id)
    db.session.rollback()
    assert client.get(path).status_code == 404


def test_by_the_number_on_the_pack_too(people: People, client: FlaskClient) -> None:
    owner = a_household(people, head_name=NAME)
    product = a_product(people, owner, gtin="8938505974194")
    lot, other = a_lot(people, product), a_lot(people, product)
    people.nam.post(f"{API}/households/{owner.id}/consents/withdraw", {})
    recall(people, lot)
    db.session.rollback()
    page = client.get(f"/01/08938505974194/10/{lot.lot_code}")
    assert page.status_code == 200
    assert "Dư lượng thuốc vượt mức" in page.text
    assert NAME not in page.text
    assert client.get(f"/01/08938505974194/10/{other.lot_code}").status_code == 404
