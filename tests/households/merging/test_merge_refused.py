"""Who may not merge or undo, when it is too late, and what goes when a person is forgotten."""

import os
from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from agrimarket.households.details import Details
from agrimarket.households.merging import fields as merge_fields
from agrimarket.households.merging.fields import CHOICES, JOINED
from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.jobs.worker import run_due
from agrimarket.kit.keyfile import load
from agrimarket.kit.person_keys import PersonKey
from agrimarket.system.verify import faults
from tests.builders.doubles import (
    AGREED,
    a_full_record,
    a_product,
    a_record,
    differences,
    everything,
    made,
)
from tests.builders.households import a_cooperative, citizen_id
from tests.databases import workshop
from tests.people import HAM_RONG, NGA_AN, People, Person

API = "/api/v1"


def refusal(person: Person, path: str, **body: Any) -> str:
    answer = person.post(f"{API}{path}", json=body)
    assert answer.status_code >= 400, answer.text
    return str(answer.get_json()["code"])


def two(people: People) -> tuple[str, str]:
    return a_record(people, phone="0912000001"), a_record(people, "Hoa", phone="0912000002")


def test_refusals(app: Flask, people: People) -> None:
    keep, gone = two(people)
    far = a_record(people, commune_code=HAM_RONG)
    coop = a_cooperative(people).id
    merges = "/household-merges"
    assert refusal(people.huong, merges, keep=keep, merge=keep) == "same_household"
    assert refusal(people.huong, merges, keep=keep, merge=far) == "not_found"
    assert refusal(people.phuc, merges, keep=keep, merge=coop) == "merge_kinds_differ"
    for fields in ({"phone": "both"}, {"name": "keep"}, {"crops": "neither"}):
        answer = people.phuc.post(f"{API}{merges}", {"keep": keep, "merge": gone, "fields": fields})
        assert answer.status_code == 422
        assert next(iter(answer.get_json()["fields"])).startswith("fields")
    team = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(NGA_AN,))
    auditor = people.person(Role.AUDITOR, "Kiểm tra")
    for person in (people.nam, team, auditor, people.producer(keep)):
        assert refusal(person, merges, keep=keep, merge=gone) == "not_allowed"
    done = made(people.huong, merges, keep=keep, merge=gone)
    assert refusal(people.huong, merges, keep=keep, merge=gone) == "household_merged"
    undo = f"{merges}/{done['id']}/undo"
    assert refusal(people.nam, undo) == "not_allowed"
    lan = people.person(Role.COMMUNE_OFFICER, "Lân", communes=(HAM_RONG,))
    assert refusal(lan, undo) == "not_found"
    made(people.huong, undo)
    assert refusal(people.huong, undo) == "merge_undone"


def test_a_third_household_stands_in_the_way(app: Flask, people: People) -> None:
    keep = a_record(people, "Lê Lan", phone="0912000001")
    gone = a_record(people, "Lê Thị Lan", phone="0912000002")
    a_record(people, "Lê Lan", phone="0912000002")
    before = everything()
    fields = {"head_name": "keep", "phone": "merge"}
    refused = refusal(people.phuc, "/household-merges", keep=keep, merge=gone, fields=fields)
    assert refused == "merge_collides"
    assert differences(before, everything(), set()) == []


def test_undo_that_would_collide_is_refused_whole(app: Flask, people: People) -> None:
    keep = a_record(people, "Lê Lan", phone="0912000001")
    gone = a_record(people, "Lê Thị Lan", phone="0912000002")
    fields = {"head_name": "keep", "phone": "keep"}
    done = made(people.phuc, "/household-merges", keep=keep, merge=gone, fields=fields)
    etag = people.nam.get(f"{API}/households/{keep}").headers["ETag"]
    told = {"head_name": "Lê Thị Lan", "phone": "0912000002"}
    assert people.nam.patch(f"{API}/households/{keep}", told, etag).status_code == 200
    refused = refusal(people.phuc, f"/household-merges/{done['id']}/undo")
    assert refused == "merge_stuck"
    assert people.nam.get(f"{API}/households/{gone}").get_json()["code"] == "household_merged"


def test_lots_on_the_others_area_are_not_torn(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001", consent=AGREED)
    gone = a_record(people, "Hoa", phone="0912000002", consent=AGREED)
    a_product(people, keep, "Bưởi A1")
    made(people.nam, "/areas", household_id=gone, name="Vườn")
    products = {one["name"]: one["id"] for one in
                people.nam.get(f"{API}/products").get_json()["items"]}  # fmt: skip
    areas = people.nam.get(f"{API}/areas").get_json()["items"]
    theirs = next(one["id"] for one in areas if one["household_id"] == gone)
    done = made(people.phuc, "/household-merges", keep=keep, merge=gone)
    made(people.nam, "/lots", product_id=products["Bưởi A1"], lot_code="M1", area_id=theirs,
         harvested_on="2025-11-02", pack_count=3)  # fmt: skip
    assert refusal(people.phuc, f"/household-merges/{done['id']}/undo") == "merge_entangled"


def test_after_thirty_days_it_is_too_late(app: Flask, people: People) -> None:
    keep, gone = two(people)
    done = made(people.phuc, "/household-merges", keep=keep, merge=gone)
    with clock.moved_to(clock.now() + timedelta(days=30, minutes=1)):
        assert refusal(people.phuc, f"/household-merges/{done['id']}/undo") == "merge_too_old"
        run_due(app)
    db.session.remove()
    kept = select(func.count()).where(HouseholdMerge.journal_sealed.is_not(None))
    assert reading().scalar(kept) == 0
    assert refusal(people.phuc, f"/household-merges/{done['id']}/undo") == "merge_too_old"


def test_forgetting_the_person_forgets_both_records(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001", consent=AGREED)
    gone = a_full_record(
        people, "B1", head_name="Trần Thị Nguyệt", phone="0912000777", citizen_id=citizen_id()
    )
    made(people.phuc, "/household-pairs/propose", first=keep, second=gone)
    done = made(people.phuc, "/household-merges", keep=keep, merge=gone)
    told = people.phuc.get(f"{API}/households/{keep}/everything").get_json()
    assert len(told["rooms"]["households"]["household"]) == 2
    assert len(told["rooms"]["privacy"]["person_request"]) == 1
    made(people.phuc, f"/households/{keep}/consents/withdraw")
    made(people.phuc, f"/households/{keep}/erase", reason="Người này xin xóa")
    assert refusal(people.phuc, f"/household-merges/{done['id']}/undo") == "household_erased"
    db.session.remove()
    rows = reading().scalars(select(Household)).all()
    assert all(row.erased_at and not row.phone and not row.near_key for row in rows)
    keys = reading().scalars(select(PersonKey).where(PersonKey.person_id.in_([keep, gone]))).all()
    assert [key.wrapped for key in keys] == [None, None]
    for table, kept in everything().items():
        for word in ("Thị Nguyệt", "thi nguyet", "0912000777", "0912000001"):
            assert word not in str(kept), (word, table, kept)


def test_a_request_of_the_merged_record_is_answered(app: Flask, people: People) -> None:
    keep, gone = two(people)
    asked = {"kind": "access", "channel": "paper", "text": "Cho tôi xem", "household_id": gone}
    request = made(people.huong, "/person-requests", **asked)
    made(people.phuc, "/household-merges", keep=keep, merge=gone)
    seen = people.producer(keep).get(f"{API}/person-requests").get_json()["items"]
    assert [one["id"] for one in seen] == [request["id"]]
    told = people.huong.get(f"{API}/person-requests/{request['id']}").get_json()
    assert told["text"] == "Cho tôi xem"
    made(people.huong, f"/person-requests/{request['id']}/answer", text="Đã gửi")


def test_verify_knows_merged_rows(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001", consent=AGREED)
    gone = a_record(people, "Hoa", phone="0912000002", consent=AGREED)
    made(people.phuc, "/household-merges", keep=keep, merge=gone)
    settings_ = app.extensions["agrimarket.settings"]
    keys = load(workshop() / "keys" / "keys.json")
    assert list(faults(reading(), keys, settings_.data)) == []
    with one_commit() as session:
        session.execute(update(Household).where(Household.id == keep).values(merged_into=gone))
    found = list(faults(reading(), keys, settings_.data))
    assert len(found) == 3
    assert all("gộp" in sentence for sentence in found)


sides = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(["keep", "merge", *(["both"] if name in JOINED else [])])
        for name in CHOICES
    },
)


# AGRIMARKET_HOSTILE=all tries many more.
MANY = 150 if os.environ.get("AGRIMARKET_HOSTILE") == "all" else 4


@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=sides, swapped=st.booleans())
def test_any_choice_can_be_undone(
    app: Flask, people: People, typed: dict[str, str], swapped: bool
) -> None:
    """Whatever is chosen, the record that stays has the chosen values and undo restores all."""
    with one_commit() as session:
        old = session.scalars(select(Household.id).where(Household.phone.is_not(None))).all()
    keep, gone = old if len(old) == 2 else _two_rich(people)
    if swapped:
        keep, gone = gone, keep
    before = everything()
    done = made(people.phuc, "/household-merges", keep=keep, merge=gone, fields=typed)
    assert set(done["fields"]) == set(CHOICES)
    assert done["fields"] | typed == done["fields"]
    middle = everything()["household"]
    for name in ("phone", "hamlet", "head_name", "area_ha", "note"):
        side = done["fields"][name]
        if side in {"keep", "merge"}:
            source = before["household"][f"['{keep if side == 'keep' else gone}']"]
            assert middle[f"['{keep}']"][name] == source[name]
    made(people.phuc, f"/household-merges/{done['id']}/undo")
    assert differences(before, everything(), {keep, gone}) == []


def _two_rich(people: People) -> tuple[str, str]:
    keep = a_record(
        people, phone="0912000001", citizen_id=citizen_id(), area_ha=0.5, note="Có ao cá",
        latitude=19.9, longitude=105.9, consent=AGREED, bank={"name": "Agribank",
        "account_number": "1500205123456", "holder": "NGUYEN THI HOA"},
    )  # fmt: skip
    gone = a_record(
        people, "Nguyễn Thị Hoà", phone="0912000002", phone_of="con trai", hamlet="Thôn 5",
        area_ha=1, note="Nhà cuối thôn", crops=["Cói", "bưởi"], kind="household_business",
        legal_name="Cơ sở cói Hòa", consent=AGREED | {"purposes": ["support"]},
    )  # fmt: skip
    return keep, gone


def test_suggested_sides_are_sensible() -> None:
    keep = Details(head_name="Nguyen Thi Hoa", commune_code="1", phone="0912000001",
                   crops=("Bưởi",), note="a")  # fmt: skip
    merge = Details(head_name="Nguyễn Thị Hoa", commune_code="1", phone="0912000002",
                    crops=("Cói", "bưởi"), hamlet="Thôn 3", citizen_id="1")  # fmt: skip
    found = merge_fields.suggested(keep, merge, newer="merge")
    wanted = {"head_name": "merge", "phone": "merge", "crops": "both", "hamlet": "merge",
              "citizen_id": "merge", "note": "keep", "commune_code": "keep"}  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted


def test_a_commune_parts_no_record_of_another_one(app: Flask, people: People) -> None:
    keep = a_record(people, phone="0912000001")
    gone = a_record(people, "Phạm Thị Xa", phone="0912000002", commune_code=HAM_RONG)
    id = made(people.phuc, "/household-merges", keep=keep, merge=gone)["id"]
    undo = f"/household-merges/{id}/undo"
    assert refusal(people.huong, undo) == "merge_across_communes"
    assert reading().get_one(Household, gone).merged_into == keep
    page = people.huong.browser().get("/ho/gop")
    assert f"/ho/gop/{id}/hoan-tac" not in page.text
    made(people.phuc, undo)
    assert "Phạm Thị Xa" not in people.huong.browser().get("/ho/gop").text
    assert "Phạm Thị Xa" in people.phuc.browser().get("/ho/gop").text
