"""Two records of one person made one, and parted again row by row."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.households.merging.moves import RULES, Moves
from agrimarket.households.merging.undo import undo_merge
from agrimarket.households.models import Household
from agrimarket.kit.db import Base, one_commit, reading
from tests.builders.doubles import (
    AGREED,
    a_full_record,
    a_product,
    a_record,
    differences,
    everything,
    made,
)
from tests.builders.households import citizen_id
from tests.people import HAM_RONG, People

API = "/api/v1"


def merged(people: People, keep: str, merge: str, **fields: str) -> str:
    """The id of a merge that ông Phúc made."""
    done = made(people.phuc, "/household-merges", keep=keep, merge=merge, fields=fields)
    return str(done["id"])


def test_merge_then_undo_restores_every_row(app: Flask, people: People) -> None:
    """Every table that can point to a producer holds something of the one that is merged."""
    keep = a_full_record(people, "A1", phone="0912000001", birth_date="1980-02-03")
    gone = a_full_record(
        people, "B1", phone="0912000002", citizen_id=citizen_id(born=date(1980, 2, 3)),
        booth="postmart",
        bank={"name": "Agribank", "account_number": "1500205123456", "holder": "NGUYEN THI HOA"},
        crops=["Cói"],
    )  # fmt: skip
    earlier = a_record(people, "Nguyễn Hoa", phone="0912000003")
    merged(people, gone, earlier)
    before = everything()
    id = merged(people, keep, gone, phone="merge", citizen_id="merge", bank="merge")
    middle = everything()
    for name, rule in RULES.items():
        table, _, column = name.partition(".")
        if isinstance(rule, Moves) and table in before and rule.taken is None:
            had = [row for row in before[table].values() if row[column] == gone]
            if table in {"producer_member", "producer_head"} and not had:
                continue
            assert had, f"nothing of {name} to move"
            assert not [row for row in middle[table].values() if row[column] == gone], name
    done = people.phuc.post(f"{API}/household-merges/{id}/undo")
    assert done.status_code == 200, done.text
    assert done.get_json()["kept_newer"] == []
    assert differences(before, everything(), {keep, gone}) == []


def test_the_one_that_stays_has_it_all(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001", consent=AGREED)
    number = citizen_id()
    gone = a_full_record(people, "B1", phone="0912000002", citizen_id=number, booth="postmart")
    id = merged(people, keep, gone)
    told = people.nam.get(f"{API}/households/{keep}").get_json()
    assert told["phone"] == "0912000002"  # the newest
    assert told["citizen_id_masked"].endswith(number[-3:])
    assert len(told["consents"]) == 2
    listed = people.nam.get(f"{API}/household-merges?household_id={keep}").get_json()["items"]
    assert [one["id"] for one in listed] == [id]
    assert listed[0]["moved"]["product"] == 1
    products = people.nam.get(f"{API}/products").get_json()
    assert [one["household_id"] for one in products["items"]] == [keep]
    evidence = people.phuc.get(f"{API}/households/{keep}/evidence")
    assert evidence.status_code == 200
    acts = [one["action"] for one in
            people.nam.get(f"{API}/households/{keep}/history").get_json()["items"]]  # fmt: skip
    assert acts.count("household_registered") == 2
    assert "households_merged" in acts


def test_the_merged_one_is_nowhere(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001")
    gone = a_record(people, "Nguyễn Thị Hoà", phone="0912000002")
    merged(people, keep, gone)
    answer = people.nam.get(f"{API}/households/{gone}")
    assert answer.status_code == 404
    assert answer.get_json()["code"] == "household_merged"
    assert answer.get_json()["facts"] == {"household_id": keep}
    assert people.lan.get(f"{API}/households/{gone}").get_json()["code"] == "not_found"
    page = people.nam.browser().get(f"/ho/{gone}")
    assert page.status_code == 303
    assert page.headers["Location"].endswith(f"/ho/{keep}")
    listed = people.nam.get(f"{API}/households").get_json()
    assert [one["id"] for one in listed["items"]] == [keep]
    figures = people.phuc.get(f"{API}/reports/progress").get_json()
    assert figures["figures"][0]["value"] == 1, figures["figures"][0]


def test_a_second_list_knows_both_as_the_one(app: Flask, people: People) -> None:
    """What was merged is not registered anew, and points to the one that stays."""
    keep = a_record(people, phone="0912000001")
    gone = a_record(people, "Nguyễn Thị Hoà", phone="0912000002")
    merged(people, keep, gone, phone="keep")
    body = {"head_name": "Nguyễn Thị Hoà", "commune_code": "16144", "phone": "0912000002"}
    again = people.nam.post(f"{API}/households", json=body)
    assert again.status_code == 409
    assert again.get_json()["facts"] == {"household_id": keep}
    etag = people.nam.get(f"{API}/households/{keep}").headers["ETag"]
    changed = people.nam.patch(
        f"{API}/households/{keep}", {"phone": "0912000002", "head_name": "Nguyễn Thị Hoà"}, etag
    )
    assert changed.status_code == 200, changed.text


def test_both_may_sign_in(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001")
    gone = a_record(people, phone="0912000002")
    hers, his = people.producer(keep), people.producer(gone, "Bình")
    merged(people, keep, gone)
    for one in (hers, his):
        listed = one.get(f"{API}/households").get_json()["items"]
        assert [row["id"] for row in listed] == [keep]


@pytest.mark.parametrize("later", ["withdrawn", "given"])
def test_the_last_word_on_consent_counts(app: Flask, people: People, later: str) -> None:
    agreed = {"version": "2026-01", "channel": "paper", "purposes": ["publication"]}
    keep = a_record(people, phone="0912000001", consent=agreed)
    gone = a_record(people, phone="0912000002", consent=agreed)
    made(people.nam, f"/households/{gone}/consents/withdraw")
    if later == "given":
        made(people.nam, f"/households/{keep}/consents", **agreed)
    before = everything()
    id = merged(people, keep, gone)
    state = people.nam.get(f"{API}/households/{keep}").get_json()["state"]
    assert state == ("draft" if later == "withdrawn" else "registered")
    made(people.phuc, f"/household-merges/{id}/undo")
    assert differences(before, everything(), {keep, gone}) == []


def test_what_changed_since_stays_and_is_said(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001", consent=AGREED)
    gone = a_record(people, "Hoa", phone="0912000002", consent=AGREED)
    a_product(people, gone, "Bưởi B1")
    id = merged(people, keep, gone, phone="merge", hamlet="keep")
    etag = people.nam.get(f"{API}/households/{keep}").headers["ETag"]
    people.nam.patch(f"{API}/households/{keep}", {"phone": "0912000009"}, etag)
    moved = next(one for one in people.nam.get(f"{API}/products").get_json()["items"]
                 if one["name"] == "Bưởi B1")  # fmt: skip
    ordered = made(people.phuc, "/stamp-orders", product_id=moved["id"], count=5)
    etag = people.nam.get(f"{API}/products/{moved['id']}").headers["ETag"]
    people.nam.patch(f"{API}/products/{moved['id']}", {"name": "Bưởi Luận Văn"}, etag)
    done = people.phuc.post(f"{API}/household-merges/{id}/undo").get_json()
    assert done["kept_newer"] == ["Số điện thoại giữ theo lần sửa sau khi gộp"]
    assert people.nam.get(f"{API}/households/{keep}").get_json()["phone"] == "0912000009"
    assert people.nam.get(f"{API}/households/{gone}").get_json()["phone"] == "0912000002"
    product = people.nam.get(f"{API}/products/{moved['id']}").get_json()
    assert (product["household_id"], product["name"]) == (gone, "Bưởi Luận Văn")
    order = Base.metadata.tables["stamp_order"]
    owner = select(order.c.household_id).where(order.c.id == ordered["id"])
    assert reading().scalar(owner) == gone  # stamps go with their product


def test_a_withdrawal_since_stays_on_both(app: Flask, people: People) -> None:
    agreed = {"version": "2026-01", "channel": "paper", "purposes": ["publication"]}
    keep = a_record(people, phone="0912000001", consent=agreed)
    gone = a_record(people, phone="0912000002", consent=agreed)
    id = merged(people, keep, gone)
    made(people.nam, f"/households/{keep}/consents/withdraw")
    made(people.phuc, f"/household-merges/{id}/undo")
    for one in (keep, gone):
        assert people.nam.get(f"{API}/households/{one}").get_json()["state"] == "draft"


def test_citizen_numbers_that_give_way_change_places(app: Flask, people: People) -> None:
    first, second = citizen_id(), citizen_id()
    keep = a_record(people, phone="0912000001", citizen_id=first)
    gone = a_record(people, phone="0912000002", citizen_id=second)
    before = everything()
    id = merged(people, keep, gone, citizen_id="merge")
    told = people.nam.get(f"{API}/households/{keep}").get_json()
    assert told["citizen_id_masked"].endswith(second[-3:])
    for number in (first, second):  # neither is free for somebody else
        body = {"head_name": "Lê Lan", "commune_code": HAM_RONG, "citizen_id": number}
        assert people.phuc.post(f"{API}/households", json=body).status_code == 409
    made(people.phuc, f"/household-merges/{id}/undo")
    assert differences(before, everything(), {keep, gone}) == []


def test_undo_gives_back_in_order(app: Flask, people: People) -> None:
    first, second, third = (a_record(people, phone=f"091200000{n}") for n in (1, 2, 3))
    before = everything()
    one = merged(people, second, third)
    other = merged(people, first, second)
    early = people.phuc.post(f"{API}/household-merges/{one}/undo")
    assert early.status_code == 404  # what it went into is itself merged
    into = reading().scalar(select(Household.merged_into).where(Household.id == third))
    assert into == first
    made(people.phuc, f"/household-merges/{other}/undo")
    with one_commit() as session:
        undo_merge(session, viewer=people.phuc.viewer, merge_id=one)
    assert differences(before, everything(), {first, second, third}) == []


def test_parting_brings_no_consent_back_that_was_withdrawn_since(
    app: Flask, people: People
) -> None:
    """What the merge ended stands nowhere, so the withdrawal after it had nothing to end there."""
    agreed = {"version": "2026-01", "channel": "paper", "purposes": ["publication"]}
    keep = a_record(people, phone="0912000001", consent=agreed)
    gone = a_record(people, phone="0912000002", consent=agreed)
    made(people.nam, f"/households/{gone}/consents/withdraw")
    made(people.nam, f"/households/{gone}/consents", **agreed)
    id = merged(people, keep, gone)
    assert people.nam.get(f"{API}/households/{keep}").get_json()["state"] == "registered"
    made(people.nam, f"/households/{keep}/consents/withdraw")
    made(people.phuc, f"/household-merges/{id}/undo")
    for one in (keep, gone):
        told = people.nam.get(f"{API}/households/{one}").get_json()
        assert told["state"] == "draft"
