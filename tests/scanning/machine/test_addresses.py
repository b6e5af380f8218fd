"""The addresses of machine forms: by Accept, by name, from the linkset, and who may read them."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy.event import listen

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.ids import new_id
from agrimarket.lots import diary
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from tests.builders.households import a_household
from tests.builders.issuing import active_order
from tests.builders.lot_lives import GTIN
from tests.builders.lots import a_lot, to_state
from tests.builders.products import a_product
from tests.builders.steps import a_transform
from tests.people import People
from tests.scanning.machine.readers import Doc, events, faults, hashes

LD = {"Accept": "application/ld+json"}
VOC = "https://ref.gs1.org/voc/"


def written(people: People, lot: Lot, count: int) -> None:
    """So many lines in a lot's diary."""
    with one_commit() as session:
        row = lot_of(session, viewer=people.phuc.viewer, lot_id=lot.id)
        for number in range(count):
            at = clock.now() - timedelta(minutes=count - number)
            diary.add_event(session, viewer=people.phuc.viewer, lot=row, kind="irrigation",
                            happened_at=at)  # fmt: skip


def read(client: FlaskClient, path: str, **headers: str) -> Doc:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    found: Doc = answer.get_json(force=True)
    return found


def test_one_address_three_forms(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, a_product(people, gtin=GTIN))
    for path in (f"/lot/{lot.id}", f"/01/0{GTIN}/10/{lot.lot_code}"):
        page = client.get(path)
        assert page.content_type.startswith("text/html")
        assert f"/lot/{lot.id}/epcis" in page.text
        assert "Accept" in page.headers["Vary"]
        as_json = client.get(path, headers={"Accept": "application/json"})
        assert as_json.json["product"]["name"] == "Bưởi Luận Văn"
        as_events = client.get(path, headers=LD)
        assert as_events.content_type == "application/ld+json; charset=utf-8"
        assert as_events.data == client.get(f"/lot/{lot.id}/epcis").data
        assert as_events.headers["Access-Control-Allow-Origin"] == "*"
        linked = read(client, f"{path}?linkType=linkset")["linkset"][0]
        (target,) = linked[f"{VOC}epcis"]
        assert target["href"].endswith(f"/lot/{lot.id}/epcis")
        assert any("/passport" in one["href"] for one in linked[f"{VOC}traceability"])
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get(f"/lot/{lot.id}", headers={"Accept": browser}).content_type.startswith(
        "text/html"
    )


def test_asked_again_nothing_is_sent_until_something_happened(
    people: People, client: FlaskClient
) -> None:
    lot = a_lot(people)
    path = f"/lot/{lot.id}/epcis"
    first = client.get(path)
    assert "no-cache" in first.headers["Cache-Control"]
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=tag).status_code == 304
    to_state(people, lot, "recalled")
    after = client.get(path, headers=tag)
    assert after.status_code == 200
    last = events(after.get_json(force=True))[-1]
    assert (last["bizStep"], last["disposition"]) == ("holding", "recalled")
    assert last["persistentDisposition"] == {"set": ["recalled"]}
    passport = read(client, f"/lot/{lot.id}/passport")
    assert [one["code"] for one in passport["warnings"]] == ["recalled"]


def test_what_is_not_public_is_missing(people: People, client: FlaskClient) -> None:
    """Unknown, not released, of a draft product, and of a producer who took the name back."""
    product = a_product(people)
    quiet = a_lot(people, product)
    said = people.phuc.post(f"/api/v1/households/{product.household_id}/consents/withdraw")
    assert said.status_code == 200, said.text
    hidden = [a_lot(people, state="open"), a_lot(people, state="sealed"),
              a_lot(people, a_product(people, state="submitted"), state="open"), quiet]  # fmt: skip
    for id in (*(lot.id for lot in hidden), new_id(), "x"):
        for form in ("epcis", "passport", "completeness"):
            assert client.get(f"/lot/{id}/{form}").status_code == 404
        assert client.get(f"/lot/{id}", headers=LD).status_code == 404
    own = people.nam.get(f"/api/v1/lots/{hidden[0].id}/epcis")
    assert not faults(own.json)
    for form in ("epcis", "passport", "completeness"):
        for id in (hidden[0].id, new_id()):
            assert people.lan.get(f"/api/v1/lots/{id}/{form}").status_code == 404
    named = people.phuc.get(f"/api/v1/lots/{quiet.id}/epcis").text
    told = people.phuc.get(f"/api/v1/lots/{quiet.id}/passport").json
    assert "Nguyễn Thị Hoa" not in named
    assert told["producer"]["name"] is None
    assert told["producer"]["identifier"] is None
    assert "producer.name" in told["owed"]


def test_a_foreign_producer_is_named_only_while_agreeing(
    people: People, client: FlaskClient
) -> None:
    """Bà Hoa's basket holds fruit of ông Bình, who takes his name back: no event changes."""
    binh = a_household(people, head_name="Trần Văn Bình", phone="0912345678")
    fruit, basket = a_lot(people, a_product(people, binh)), a_product(people, name="Giỏ quà")
    lot = a_transform(people, basket, (fruit, 10), state="released")
    before = client.get(f"/lot/{lot.id}/epcis")
    assert "Trần Văn Bình" in before.text
    people.phuc.post(f"/api/v1/households/{binh.id}/consents/withdraw")
    after = client.get(f"/lot/{lot.id}/epcis")
    assert events(after.get_json(force=True)) == events(before.get_json(force=True))
    passport = client.get(f"/lot/{lot.id}/passport")
    (source,) = passport.get_json(force=True)["traceability"]["sources"]
    assert (source["producer"], source["commune"]) == (None, "Xã Nga An")
    for text in (after.text, passport.text):
        assert "Bình" not in text
        assert "0912345678" not in text


def test_a_step_into_hidden_goods_is_not_told(people: People, client: FlaskClient) -> None:
    """What others make of a lot is theirs to publish; its own people read it before."""
    lot = a_lot(people)
    a_transform(people, a_product(people, name="Giỏ quà"), (lot, 10), state="open")
    public = events(read(client, f"/lot/{lot.id}/epcis"))
    inside = events(people.phuc.get(f"/api/v1/lots/{lot.id}/epcis").json)
    assert "TransformationEvent" not in {one["type"] for one in public}
    assert [one for one in inside if one["type"] != "TransformationEvent"] == public
    assert len(inside) == len(public) + 1


def test_a_long_life_comes_in_pages(people: People, client: FlaskClient) -> None:
    lot = a_lot(people)
    written(people, lot, 300)
    path, ids, sizes = f"/lot/{lot.id}/epcis", [], []
    asked: list[str] = []
    listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    while path:
        answer = client.get(path)
        document = answer.get_json(force=True)
        assert not faults(document)
        sizes.append(len(events(document)))
        ids += [event["eventID"] for event in events(document)]
        following = document.get("nong:next", "")
        assert (f'<{following}>; rel="next"' in answer.headers.getlist("Link")) is bool(following)
        path = following.partition("example.vn")[2]
    assert len(asked) <= 4 * 12, len(asked)  # questions to the database: none a line
    assert sizes == [100, 100, 100, 2]
    assert len(set(ids)) == document["nong:total"] == 302
    assert events(read(client, f"/lot/{lot.id}/epcis?page=99")) == []
    for bad in ("page=0", "page_size=201", "page=x"):
        assert client.get(f"/lot/{lot.id}/epcis?{bad}").status_code == 422
        assert people.phuc.get(f"/api/v1/lots/{lot.id}/epcis?{bad}").status_code == 422


def test_a_hundred_thousand_stamps_are_one_event(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, pack_count=None)
    order = active_order(people, lot, count=100_000, override_reason="Mùa vụ lớn")
    document = read(client, f"/lot/{lot.id}/epcis")
    (put,) = [one for one in events(document) if one["type"] == "AggregationEvent"]
    assert put["childQuantityList"][0]["quantity"] == 100_000
    assert put["nong:stamps"] == {
        "nong:order": order.label, "nong:first": 1, "nong:last": 100_000, "nong:count": 100_000,
    }  # fmt: skip
    assert not faults(document)
    assert len(set(hashes(document))) == len(events(document))
    assert len(str(document)) < 8_000
