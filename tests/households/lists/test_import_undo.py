"""Taking back a whole import leaves the table as it was, or nothing happens at all."""

import io

from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import rules as accounts
from agrimarket.households.field_models import HouseholdFieldChange
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.products.models import Product
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import FIRST_ROW, HOA, SPLIT, WRONG, a_list, imported, table_of, upload
from tests.people import HAM_RONG, People

URL = "/api/v1/household-imports"


def test_the_table_stands_as_before(app: Flask, people: People) -> None:
    a_household(people, citizen_id=citizen_id())
    before = table_of(app, reading())
    body = imported(people.phuc, HOA, SPLIT, WRONG, HOA)
    choice = {"row": FIRST_ROW + 1, "commune_code": HAM_RONG}
    assert people.phuc.post(f"{URL}/{body['id']}/choices", choice).status_code == 200
    assert len(table_of(app, reading())) > len(before)
    answer = people.phuc.post(f"{URL}/{body['id']}/undo")
    assert answer.status_code == 200
    assert answer.get_json()["undone_at"]
    assert table_of(app, reading()) == before
    results = people.phuc.get(f"{URL}/{body['id']}").get_json()["results"]
    assert [one["household_id"] for one in results] == [None] * 4


def test_the_same_list_can_be_imported_again(people: People) -> None:
    body = imported(people.nam, HOA)
    people.nam.post(f"{URL}/{body['id']}/undo")
    assert imported(people.nam, HOA)["counts"]["created"] == 1


def test_undone_is_undone(people: People) -> None:
    body = imported(people.phuc, HOA, SPLIT)
    path = f"{URL}/{body['id']}"
    people.phuc.post(f"{path}/undo")
    for call in ("undo", "choices"):
        sent = {"row": FIRST_ROW + 1, "commune_code": HAM_RONG} if call == "choices" else None
        answer = people.phuc.post(f"{path}/{call}", sent)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "import_undone")
    assert people.phuc.get(f"{path}/errors.xlsx").get_json()["code"] == "import_cells_gone"


def refused(app: Flask, people: People, import_id: str, household_id: str) -> None:
    before = table_of(app, reading())
    answer = people.nam.post(f"{URL}/{import_id}/undo")
    assert answer.status_code == 409
    body = answer.get_json()
    assert body["code"] == "import_in_use"
    assert body["facts"] == {"count": 1, "household_ids": [household_id]}
    assert table_of(app, reading()) == before


def test_an_edited_household_stands_in_the_way(app: Flask, people: People) -> None:
    body = imported(people.nam, HOA, HOA | {"name": "Lê Thị Mơ"})
    made = body["results"][0]["household_id"]
    tag = people.nam.get(f"/api/v1/households/{made}").headers["ETag"]
    people.nam.patch(f"/api/v1/households/{made}", {"hamlet": "Thôn 9"}, tag)
    refused(app, people, body["id"], made)


def test_a_withdrawn_consent_stands_in_the_way(app: Flask, people: People) -> None:
    body = imported(people.nam, HOA)
    made = body["results"][0]["household_id"]
    people.nam.post(f"/api/v1/households/{made}/consents/withdraw", {})
    refused(app, people, body["id"], made)


def test_a_product_stands_in_the_way(app: Flask, people: People) -> None:
    body = imported(people.nam, HOA, HOA | {"name": "Lê Thị Mơ"})
    made = body["results"][1]["household_id"]
    with one_commit() as session:
        session.add(Product(household_id=made, name="Bưởi", search_text="buoi", category="food"))
    refused(app, people, body["id"], made)


def test_a_sign_in_stands_in_the_way(app: Flask, people: People) -> None:
    body = imported(people.nam, HOA)
    made = body["results"][0]["household_id"]
    with one_commit() as session:
        accounts.create_token(
            session, viewer=SYSTEM, name="Hoa", role=Role.PRODUCER, household_id=made
        )
    refused(app, people, body["id"], made)


def test_who_may_undo(people: People) -> None:
    body = imported(people.nam, HOA)
    assert people.lan.post(f"{URL}/{body['id']}/undo").status_code == 404
    assert people.huong.post(f"{URL}/{body['id']}/undo").status_code == 404
    assert people.phuc.post(f"{URL}/{body['id']}/undo").status_code == 200


def test_a_trial_has_nothing_to_undo(people: People) -> None:
    body = upload(people.nam, a_list(HOA), dry_run=True).get_json()
    answer = people.nam.post(f"{URL}/{body['id']}/undo")
    assert answer.get_json()["code"] == "import_is_trial"


def test_an_update_that_was_itself_undone_stands_in_no_way(app: Flask, people: People) -> None:
    before = table_of(app, db.session())
    row = HOA | {"citizen_id": citizen_id()}
    made = imported(people.phuc, row)["id"]
    changes = {"file": (io.BytesIO(a_list(row | {"hamlet": "Thôn 9"})), "a.xlsx")}
    updated = people.phuc.post(
        f"{URL}?mode=update", data=changes, content_type="multipart/form-data"
    ).json["id"]
    assert people.phuc.post(f"{URL}/{made}/undo").status_code == 409
    assert people.phuc.post(f"{URL}/{updated}/undo").status_code == 200
    done = people.phuc.post(f"{URL}/{made}/undo")
    assert done.status_code == 200, done.json
    assert table_of(app, db.session()) == before
    left = select(HouseholdFieldChange)
    assert db.session.scalars(left).all() == []


def test_an_edit_beside_an_undone_update_still_stands_in_the_way(people: People) -> None:
    row = HOA | {"citizen_id": citizen_id()}
    made = imported(people.phuc, row)
    household = made["results"][0]["household_id"]
    changes = {"file": (io.BytesIO(a_list(row | {"hamlet": "Thôn 9"})), "a.xlsx")}
    updated = people.phuc.post(
        f"{URL}?mode=update", data=changes, content_type="multipart/form-data"
    ).json["id"]
    etag = people.phuc.get(f"/api/v1/households/{household}").headers["ETag"]
    assert people.phuc.patch(f"/api/v1/households/{household}", {"hamlet": "Thôn 1"}, etag).json
    kept = people.phuc.post(f"{URL}/{updated}/undo?keep_used=true")
    assert kept.status_code == 200, kept.json
    assert people.phuc.post(f"{URL}/{made['id']}/undo").status_code == 409
