"""A producer's own phone: what it is told, the day's diary with pictures, and what it may not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from agrimarket.fieldwork.kinds import KINDS
from agrimarket.fieldwork.own_phone import ELSEWHERE
from agrimarket.fieldwork.uploads import LARGEST
from agrimarket.kit import clock, files
from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot
from tests.builders.fieldwork import SYNC, a_file, all_pulled, op, result, results, sealed
from tests.builders.households import a_household, citizen_id
from tests.builders.lots import a_lot
from tests.builders.products import a_photo, a_product
from tests.fieldwork.test_files import sent
from tests.people import People, Person

LOTS = "/api/v1/lots"
SPRAYED = {"product": "Dầu khoáng", "dose": 20, "dose_unit": "ml", "waiting_days": 7}


@dataclass
class Yard:
    """Bà Hoa on her own phone, her product and open lot; and a neighbour's lot."""

    hoa: Person
    household: Any
    product: Any
    lot: Lot
    neighbour: Any
    foreign: Lot


@pytest.fixture
def yard(people: People) -> Yard:
    number = citizen_id()
    household = a_household(people, phone="0912000001", citizen_id=number)
    product = a_product(people, household)
    lot = a_lot(people, product, state="open")
    neighbour = a_household(people, head_name="Lê Văn Bảy", phone="0912000002")
    foreign = a_lot(people, a_product(people, neighbour), state="open")
    return Yard(people.producer(household.id), household, product, lot, neighbour, foreign)


def line(lot_id: str, **over: Any) -> dict[str, Any]:
    """A line of this morning, as the phone's clock says."""
    morning = clock.now() - timedelta(hours=3)
    fields = {"lot_id": lot_id, "kind": "irrigation", "happened_at": morning.isoformat()}
    sent = {name: over.pop(name) for name in ("after", "object_id") if name in over}
    return op("diary.add", **sent, fields=fields | over)


def lines(person: Person, lot: Lot | str) -> list[dict[str, Any]]:
    there = f"{LOTS}/{lot if isinstance(lot, str) else lot.id}/events"
    found: list[dict[str, Any]] = person.get(there).get_json()
    return found


def held(person: Person) -> dict[str, Any]:
    """The one producer that this phone holds."""
    items, _ = all_pulled(person)
    (found,) = [one for one in items if one["kind"] == "household" and not one["gone"]]
    told: dict[str, Any] = found["data"]
    return told


def test_a_day_on_a_producers_own_phone(people: People, yard: Yard) -> None:
    """Product, lot, line and picture made offline come in one batch, in their order."""
    product = op("product.draft", fields={
        "household_id": yard.household.id, "name": "Trà bưởi", "category": "drink"})  # fmt: skip
    lot = op("lot.open", after=product["id"], fields={
        "product_id": product["object_id"], "lot_code": "TRA-01", "quantity": 20, "unit": "kg",
    })  # fmt: skip
    made = line(lot["object_id"], kind="processing", facts={"method": "Sấy"}, after=lot["id"])
    told = [one["status"] for one in results(yard.hoa, product, lot, made)]
    assert told == ["applied"] * 3
    picture = a_photo(900, 700)
    file = a_file(picture, made["object_id"], "event_photo", after=made["id"])
    assert sent(yard.hoa, file, picture)["complete"]
    (kept,) = lines(yard.hoa, lot["object_id"])
    assert kept["happened_at"].startswith(made["fields"]["happened_at"][:19])
    assert kept["recorded_at"] > kept["happened_at"]
    assert kept["facts"] == {"method": "Sấy"}
    (photo,) = kept["photos"]
    assert photo["id"] == file["id"]
    assert files.keep_photo(picture).sha256 in photo["urls"]["320"]


def test_a_picture_waits_for_its_line_and_both_come_once(people: People, yard: Yard) -> None:
    made, picture = line(yard.lot.id), a_photo()
    file = a_file(picture, made["object_id"], "event_photo", after=made["id"])
    assert sent(yard.hoa, file, picture) == {"received": len(picture), "complete": False}
    assert result(yard.hoa, made) == result(yard.hoa, made)
    for _ in range(2):
        assert yard.hoa.post(f"{SYNC}/files", file).get_json()["complete"]
    (kept,) = lines(yard.hoa, yard.lot)
    assert len(kept["photos"]) == 1


def test_what_was_written_wrong_is_corrected_and_taken_back(people: People, yard: Yard) -> None:
    first = line(yard.lot.id, kind="pesticide", facts=SPRAYED)
    right = line(yard.lot.id, kind="pesticide", facts=SPRAYED | {"waiting_days": 14},
                 after=first["id"], corrects_id=first["object_id"])  # fmt: skip
    never = line(yard.lot.id, kind="withdrawn", after=right["id"], corrects_id=right["object_id"])
    again = line(yard.lot.id, after=first["id"], corrects_id=first["object_id"])
    told = [(one["status"], one["code"]) for one in results(yard.hoa, first, right, never, again)]
    assert told == [("applied", None)] * 3 + [("refused", "event_corrected_already")]
    by_id = {one["id"]: one for one in lines(people.nam, yard.lot)}
    assert by_id[first["object_id"]]["corrected_by_id"] == right["object_id"]
    assert by_id[right["object_id"]]["withdrawn"]


def test_a_producers_phone_holds_its_own_and_nothing_else(people: People, yard: Yard) -> None:
    result(people.nam, line(yard.lot.id, kind="pesticide", facts=SPRAYED))
    result(people.nam, line(yard.foreign.id, text="Của nhà khác"))
    areas = {"household_id": yard.household.id, "name": "Vườn nhà", "kind": "growing",
             "latitude": 19.9, "longitude": 105.9}  # fmt: skip
    assert people.nam.post("/api/v1/areas", areas).status_code == 201
    items, _ = all_pulled(yard.hoa)
    assert {one["id"] for one in items} == {yard.household.id, yard.product.id, yard.lot.id}
    told = held(yard.hoa)
    assert [one["name"] for one in told["areas"]] == ["Vườn nhà"]
    ((kept,),) = [lot["lines"] for lot in told["open_lots"]]
    assert (kept["kind"], kept["facts"]) == ("pesticide", SPRAYED)
    secrets = ("citizen", "•", "Lê Văn Bảy", "0912000002", "Của nhà khác", "105.9", "latitude")
    assert [one for one in secrets if one in str(items)] == []


def test_a_phone_hears_of_a_line_and_of_its_picture(people: People, yard: Yard) -> None:
    _, cursor = all_pulled(yard.hoa)
    made, picture = line(yard.lot.id), a_photo()
    result(people.nam, made)
    items, cursor = all_pulled(yard.hoa, cursor)
    assert {one["kind"] for one in items} == {"household", "lot"}
    sent(people.nam, a_file(picture, made["object_id"], "event_photo"), picture)
    items, _ = all_pulled(yard.hoa, cursor)
    (lot,) = [one["data"] for one in items if one["kind"] == "lot"]
    (address,) = lot["lines"][0]["photos"]
    assert yard.hoa.browser().get(address).status_code == 200
    assert all_pulled(people.lan)[0] == []


def a_phone(person: Person) -> FlaskClient:
    browser = person.browser()
    named = {"name": "Máy của Hoa", "pin": "258036", "again": "258036"}
    assert browser.post("/tai-khoan/may", data=named).status_code == 303
    return browser


def test_a_producers_phone_starts_without_keys_to_others(yard: Yard) -> None:
    told = a_phone(yard.hoa).get("/thuc-dia/khoi-dong").get_json()
    assert told["account"]["household_id"] == yard.household.id
    assert (told["citizen_key"], told["texts"], told["communes"]) == (None, [], [])
    assert told["vault_key"]
    assert told["export_key"]


def test_the_same_by_cookie(yard: Yard) -> None:
    """Another producer's sign-in on the same route is told of nobody here."""
    browser = a_phone(yard.hoa)
    made = line(yard.lot.id)
    answer = browser.post("/thuc-dia/dong-bo", json={"operations": [made]})
    assert answer.get_json()["results"][0]["status"] == "applied"
    page = browser.get("/thuc-dia/thay-doi?cursor=&page_size=50").get_json()
    assert {one["kind"] for one in page["items"]} == {"household", "product", "lot"}


def test_what_a_producer_may_not_do_is_refused_in_words(yard: Yard) -> None:
    """Also with everything filled in, and a number that is sealed for them."""
    fields = {"head_name": "Nguyễn Thị Hoa", "commune_code": "16144", "reason": "Nhầm",
              "citizen_sealed": sealed(citizen_id(), yard.household.id)}  # fmt: skip
    kinds = sorted(set(ELSEWHERE) & set(KINDS))
    asked = [op(kind, yard.household.id, base=99, fields=fields) for kind in kinds]
    for told in results(yard.hoa, *asked):
        assert (told["status"], told["code"]) == ("refused", "not_for_producers")
        assert told["detail"].startswith("Trên máy của hộ không ")
        assert "hãy" in told["detail"].lower()
    assert len(kinds) == 5
    for kind in sorted(set(ELSEWHERE) & set(LARGEST)):
        answer = yard.hoa.post(f"{SYNC}/files", a_file(b"x", yard.household.id, kind))
        assert (answer.status_code, answer.get_json()["code"]) == (403, "not_for_producers")


def test_every_kind_is_a_producers_or_said_to_be_somebody_elses() -> None:
    own = {"product.draft", "lot.open", "diary.add", "product_photo", "event_photo",
           "stamps.activate", "stamps.void"}  # fmt: skip
    assert own | set(ELSEWHERE) == set(KINDS) | set(LARGEST)
    assert not own & set(ELSEWHERE)


def test_nothing_is_written_at_another_producers(people: People, yard: Yard) -> None:
    draft = {"household_id": yard.neighbour.id, "name": "Của người", "category": "food"}
    opened = {"product_id": yard.foreign.product_id, "lot_code": "X-1"}
    told = results(
        yard.hoa, line(yard.foreign.id), op("product.draft", fields=draft),
        op("lot.open", fields=opened),
    )  # fmt: skip
    assert [one["status"] for one in told] == ["refused"] * 3
    theirs = line(yard.foreign.id)
    result(people.nam, theirs)
    picture = a_photo()
    file = a_file(picture, theirs["object_id"], "event_photo")
    yard.hoa.post(f"{SYNC}/files", file)
    path = f"{SYNC}/files/{file['id']}?offset=0"
    answer = yard.hoa.call("PUT", path, data=picture, content_type="application/octet-stream")
    assert answer.status_code == 404
    (kept,) = lines(people.nam, yard.foreign)
    assert kept["photos"] == []


# What is wrong with a line > the code and the field that are told.
WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"kind": "pesticide"}, "event_input_missing", "facts.waiting_days"),
    ({"kind": "harvest", "facts": {"quantity": -1}}, "event_fact_invalid", "facts.quantity"),
    ({"kind": "dancing"}, "event_kind_unknown", "kind"),
    ({"happened_at": "2099-01-01T00:00:00Z"}, "event_in_future", "happened_at"),
    ({"happened_at": None}, "invalid_fields", "happened_on"),
    ({"corrects_id": new_id()}, "event_not_found", "corrects_id"),
    ({"kind": "withdrawn"}, "event_withdrawal_needs_line", "corrects_id"),
)


def test_a_line_that_does_not_fit_is_refused(yard: Yard) -> None:
    told = results(yard.hoa, *(line(yard.lot.id, **over) for over, _, _ in WRONG))
    for one, (_, code, field) in zip(told, WRONG, strict=True):
        assert (one["status"], one["code"]) == ("refused", code)
        assert field in one["fields"]
    assert lines(yard.hoa, yard.lot) == []


def test_a_lot_code_that_is_taken_is_mended_with_all_that_waits_on_it(yard: Yard) -> None:
    taken = {"product_id": yard.product.id, "lot_code": yard.lot.lot_code}
    opened = op("lot.open", fields=taken)
    made = line(opened["object_id"], after=opened["id"])
    first, second = results(yard.hoa, opened, made)
    assert (first["code"], list(first["fields"])) == ("lot_code_taken", ["lot_code"])
    assert (second["status"], second["code"]) == ("refused", "after_refused")
    mended = op("lot.open", opened["object_id"], fields=taken | {"lot_code": "MOI-2"})
    again = line(opened["object_id"], after=mended["id"], object_id=made["object_id"])
    assert [one["status"] for one in results(yard.hoa, mended, again)] == ["applied"] * 2


def test_after_a_merge_the_phone_writes_on_where_its_goods_went(people: People, yard: Yard) -> None:
    """The sign-in moves along; what waits on the phone names lots, and those move too."""
    waiting = line(yard.lot.id)
    body = {"keep": yard.neighbour.id, "merge": yard.household.id}
    merged = people.phuc.post("/api/v1/household-merges", body)
    assert merged.status_code == 201, merged.text
    phone = people.producer(yard.neighbour.id)
    assert result(phone, waiting)["status"] == "applied"
    (kept,) = lines(phone, yard.lot)
    assert kept["id"] == waiting["object_id"]
    lots = {lot["id"] for lot in held(phone)["open_lots"]}
    assert lots == {yard.lot.id, yard.foreign.id}


def test_what_waits_of_a_producer_goes_with_them(people: People, yard: Yard) -> None:
    """A held line is found by the producer it names, so that an erasure reaches it."""
    lost = op("x")["id"]
    made = line(yard.lot.id, after=lost, household_id=yard.household.id)
    assert result(yard.hoa, made)["status"] == "held"
    there = f"/api/v1/households/{yard.household.id}"
    assert people.huong.post(f"{there}/consents/withdraw", {}).status_code == 200
    gone = people.huong.post(f"{there}/erase", {"reason": "Người này yêu cầu xóa"})
    assert gone.status_code == 200, gone.text
    opened = op("lot.open", lost, fields={"product_id": yard.product.id, "lot_code": "Z-1"})
    result(people.nam, opened | {"id": lost})
    assert lines(people.phuc, yard.lot) == []


def test_treatments_that_still_wait_are_held_however_many_lines_came_after(yard: Yard) -> None:
    """Only the newest twelve lines were held: a spray before them warned nobody in the yard."""
    sprayed = line(yard.lot.id, kind="pesticide", facts=SPRAYED)
    watered = [line(yard.lot.id) for _ in range(14)]
    results(yard.hoa, sprayed, *watered)
    shorter = line(yard.lot.id, kind="pesticide", corrects_id=sprayed["object_id"],
                   facts=SPRAYED | {"waiting_days": 1})  # fmt: skip
    results(yard.hoa, shorter)
    (lot,) = [one for one in held(yard.hoa)["open_lots"] if one["id"] == yard.lot.id]
    waits = {one["id"]: one["unseen"] for one in lot["lines"] if one["kind"] == "pesticide"}
    assert waits == {sprayed["object_id"]: True, shorter["object_id"]: False}
