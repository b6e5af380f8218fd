"""Two people change one producer: fields that differ merge, identity waits for a person."""

from typing import Any

import pytest
from sqlalchemy import text

from agrimarket.fieldwork import merging
from agrimarket.fieldwork.citizen import newest, public_half, sealed_for
from agrimarket.households.keys import the_keys
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.ids import new_id
from tests.builders.fieldwork import edited, op, pulled, registered, result, results
from tests.builders.households import a_household, citizen_id
from tests.builders.products import a_product
from tests.people import HAM_RONG, NGA_AN, People, Person

HOUSEHOLDS = "/api/v1/households"
CONFLICTS = "/api/v1/sync/conflicts"


def seen(person: Person, id: str) -> dict[str, Any]:
    found: dict[str, Any] = person.get(f"{HOUSEHOLDS}/{id}").get_json()
    return found


def at_the_desk(person: Person, id: str, **changes: Any) -> int:
    etag = person.get(f"{HOUSEHOLDS}/{id}").headers["ETag"]
    answer = person.patch(f"{HOUSEHOLDS}/{id}", changes, etag)
    assert answer.status_code == 200, answer.text
    return int(answer.get_json()["revision"])


def waiting(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(CONFLICTS).get_json()["items"]
    return found


def test_different_fields_merge(people: People) -> None:
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, hamlet="Thôn 7")
    told = result(people.nam, edited(household.id, base, head_name="Nguyễn Thị Hòa"))
    assert (told["status"], told["merged"]) == ("applied", True)
    now = seen(people.nam, household.id)
    assert (now["hamlet"], now["head_name"]) == ("Thôn 7", "Nguyễn Thị Hòa")
    assert told["revision"] == now["revision"]


def test_contact_fields_go_to_whoever_comes_last_and_both_are_told(people: People) -> None:
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, phone="0912000111")
    told = result(people.nam, edited(household.id, base, phone="0912000222"))
    assert (told["status"], told["merged"]) == ("applied", True)
    acts = people.nam.get(f"{HOUSEHOLDS}/{household.id}/history").get_json()["items"]
    phones = [act["after"]["phone"] for act in acts if "phone" in act["after"]]
    assert phones == ["0912000222", "0912000111"]


def test_identity_that_both_changed_waits_and_the_rest_is_done(people: People) -> None:
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Hoà An")
    told = result(
        people.nam, edited(household.id, base, head_name="Nguyễn Thị Hoan", phone="0912000222")
    )
    assert (told["status"], told["merged"]) == ("conflict", True)
    now = seen(people.nam, household.id)
    assert (now["head_name"], now["phone"]) == ("Nguyễn Thị Hoà An", "0912000222")
    (one,) = waiting(people.nam)
    (side,) = one["fields"]
    assert one["id"] == told["conflict_id"]
    assert (side["mine"], side["theirs"], side["theirs_by"]) == (
        "Nguyễn Thị Hoan", "Nguyễn Thị Hoà An", "Hương, Cán bộ xã, phường",
    )  # fmt: skip
    assert waiting(people.lan) == []


def test_the_same_change_on_both_sides_is_no_conflict(people: People) -> None:
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Hòa")
    told = result(people.nam, edited(household.id, base, head_name="nguyễn thị HÒA"))
    assert told["status"] == "applied"


def test_a_phones_own_chain_is_not_at_odds_with_itself(people: People) -> None:
    first = registered()
    second = edited(first["object_id"], None, head_name="Nguyễn Thị Hòa") | {"after": first["id"]}
    third = edited(first["object_id"], None, head_name="Nguyễn Thị Hoan") | {"after": second["id"]}
    assert [one["status"] for one in results(people.nam, first, second, third)] == ["applied"] * 3
    assert seen(people.nam, first["object_id"])["head_name"] == "Nguyễn Thị Hoan"


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_one_tap_settles_and_another_takes_it_back(people: People, choice: str) -> None:
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Hòa")
    id = result(people.nam, edited(household.id, base, head_name="Nguyễn Thị Hoan"))["conflict_id"]
    assert people.lan.post(f"{CONFLICTS}/{id}", {"choice": choice}).status_code == 404
    assert people.nam.post(f"{CONFLICTS}/{id}", {"choice": "x"}).status_code == 422
    assert people.nam.post(f"{CONFLICTS}/{id}", {"choice": choice}).status_code == 200
    wanted = {"mine": "Nguyễn Thị Hoan", "theirs": "Nguyễn Thị Hòa"}[choice]
    assert seen(people.nam, household.id)["head_name"] == wanted
    assert waiting(people.nam) == []
    other = {"mine": "theirs", "theirs": "mine"}[choice]
    assert people.nam.post(f"{CONFLICTS}/{id}", {"choice": other}).status_code == 409
    assert people.nam.post(f"{CONFLICTS}/{id}/undo").status_code == 200
    assert seen(people.nam, household.id)["head_name"] == "Nguyễn Thị Hòa"
    assert len(waiting(people.nam)) == 1


def test_a_choice_that_was_built_on_is_not_taken_back(people: People) -> None:
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Hòa")
    id = result(people.nam, edited(household.id, base, head_name="Nguyễn Thị Hoan"))["conflict_id"]
    people.nam.post(f"{CONFLICTS}/{id}", {"choice": "mine"})
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Hoài")
    answer = people.nam.post(f"{CONFLICTS}/{id}/undo")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict_moved_on")


def test_sets_add_and_remove(people: People) -> None:
    household = a_household(people, crops=["Bưởi", "Cói"])
    base = household.revision
    at_the_desk(people.huong, household.id, crops=["Bưởi", "Cói", "Cam"])
    told = result(people.nam, edited(household.id, base, crops={"add": ["Lạc"], "remove": ["cói"]}))
    assert told["status"] == "applied"
    assert seen(people.nam, household.id)["crops"] == ["Bưởi", "Cam", "Lạc"]


def test_deleted_it_is_nowhere_and_an_edit_waits_instead_of_bringing_it_back(
    people: People,
) -> None:
    first = registered()
    result(people.nam, first)
    id = first["object_id"]
    gone = op("household.delete", id, base=1, fields={"reason": "Đăng ký nhầm"})
    assert result(people.nam, gone)["status"] == "applied"
    assert people.nam.get(f"{HOUSEHOLDS}/{id}").status_code == 404
    told = result(people.huong, edited(id, 1, phone="0912000222"))
    assert told["status"] == "conflict"
    assert people.nam.get(f"{HOUSEHOLDS}/{id}").status_code == 404
    (one,) = waiting(people.huong)
    assert one["kind"] == "deleted"
    settled = people.huong.post(f"{CONFLICTS}/{one['id']}", {"choice": "mine"})
    assert settled.status_code == 200, settled.text
    assert seen(people.nam, id)["phone"] == "0912000222"
    assert people.huong.post(f"{CONFLICTS}/{one['id']}/undo").status_code == 200
    assert people.nam.get(f"{HOUSEHOLDS}/{id}").status_code == 404
    assert result(people.nam, registered())["status"] == "applied"  # the name is free again
    again = people.huong.post(f"{CONFLICTS}/{one['id']}", {"choice": "mine"})
    assert again.get_json()["code"] == "duplicate_household"


def test_a_deletion_of_what_was_changed_meanwhile_waits(people: People) -> None:
    first = registered()
    result(people.nam, first)
    id = first["object_id"]
    at_the_desk(people.huong, id, hamlet="Thôn 7")
    gone = op("household.delete", id, base=1, fields={"reason": "Đăng ký nhầm"})
    told = result(people.nam, gone)
    assert told["status"] == "conflict"
    assert seen(people.nam, id)["hamlet"] == "Thôn 7"
    answer = people.nam.post(f"{CONFLICTS}/{told['conflict_id']}", {"choice": "mine"})
    assert answer.status_code == 200
    assert people.nam.get(f"{HOUSEHOLDS}/{id}").status_code == 404
    assert people.nam.post(f"{CONFLICTS}/{told['conflict_id']}/undo").status_code == 200
    assert seen(people.nam, id)["hamlet"] == "Thôn 7"


def test_what_something_stands_on_is_not_deleted(people: People) -> None:
    household = a_household(people)
    a_product(people, household)
    base = seen(people.nam, household.id)["revision"]
    for reason, code in (("", "removal_reason_missing"), ("Nhầm", "household_in_use")):
        gone = op("household.delete", household.id, base=base, fields={"reason": reason})
        assert result(people.nam, gone)["code"] == code


def test_an_edit_on_a_merged_one_goes_to_the_one_that_stays(people: People) -> None:
    stays, merged = a_household(people), a_household(people, head_name="Nguyễn T Hoa")
    db.session.execute(
        text("UPDATE household SET merged_into = :stays WHERE id = :id"),
        {"stays": stays.id.replace("-", "") if db.engine.name == "sqlite" else stays.id,
         "id": merged.id.replace("-", "") if db.engine.name == "sqlite" else merged.id},
    )  # fmt: skip
    db.session.commit()
    told = result(people.nam, edited(merged.id, merged.revision, phone="0912000222"))
    (one,) = waiting(people.nam)
    assert (told["status"], one["kind"], one["stays_id"]) == ("conflict", "merged", stays.id)
    assert people.nam.post(f"{CONFLICTS}/{one['id']}", {"choice": "mine"}).status_code == 200
    assert seen(people.nam, stays.id)["phone"] == "0912000222"
    agreed = {"version": "2026-11", "channel": "voice", "purposes": ["publication"]}
    assert result(people.nam, op("consent.give", merged.id, fields=agreed))["code"] == (
        "field_household_merged"
    )


def test_a_citizen_number_comes_sealed_and_is_kept_sealed(people: People) -> None:
    number, sent = citizen_id(), registered()
    with one_commit() as session:
        key = public_half(newest(session, the_keys()))
    seal = sealed_for(key["jwk"], key["kid"], number, sent["object_id"])
    sent["fields"] = sent["fields"] | {"citizen_sealed": seal}
    assert result(people.nam, sent)["status"] == "applied"
    page = pulled(people.nam)["items"][0]["data"]
    assert page["has_citizen_id"]
    assert page["citizen_hint"] == "•" * 9 + number[-3:]
    moved = registered(head_name="Lê Văn An", citizen_sealed=seal)
    assert result(people.nam, moved)["code"] == "citizen_seal_broken"


def test_moved_out_of_reach_it_is_refused_like_a_missing_one(people: People) -> None:
    household = a_household(people)
    at_the_desk(people.phuc, household.id, commune_code=HAM_RONG)
    told = result(people.nam, edited(household.id, household.revision, hamlet="Thôn 9"))
    missing = result(people.nam, edited(new_id(), household.revision, hamlet="Thôn 9"))
    drop = {"id", "object_id"}
    assert {k: v for k, v in told.items() if k not in drop} == {
        k: v for k, v in missing.items() if k not in drop
    }
    assert NGA_AN != HAM_RONG


def test_a_guard_that_forgets_identity_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = {"head_name": "A", "phone": "1"}, {"head_name": "B", "phone": "2"}
    assert merging.at_odds(mine, theirs, {"head_name", "phone"}) == ["head_name"]
    monkeypatch.setattr(merging, "IDENTITY", frozenset())
    assert merging.at_odds(mine, theirs, {"head_name", "phone"}) == []


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_of_what_one_chain_wrote_on_a_field_the_last_is_meant(people: People, choice: str) -> None:
    household = a_household(people)
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Kia")
    first = edited(household.id, household.revision, head_name="Nguyễn Thị Trước", sex="female")
    then = edited(household.id, household.revision, head_name="Nguyễn Thị Sau")
    told = results(people.nam, first, then | {"after": first["id"]})
    assert {one["status"] for one in told} == {"conflict"}
    (one,) = waiting(people.nam)
    assert {side["field"]: side["mine"] for side in one["fields"]} == {
        "head_name": "Nguyễn Thị Sau"
    }
    answer = people.nam.post(f"{CONFLICTS}/{one['id']}", {"choice": choice})
    assert answer.status_code == 200, answer.text
    stands = {"mine": "Nguyễn Thị Sau", "theirs": "Nguyễn Thị Kia"}[choice]
    assert seen(people.nam, household.id)["head_name"] == stands
    assert waiting(people.nam) == []


def test_two_chains_are_two_questions(people: People) -> None:
    household = a_household(people)
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Kia")
    names = ("Nguyễn Thị Một", "Nguyễn Thị Hai")
    results(people.nam, *(edited(household.id, household.revision, head_name=one) for one in names))
    assert len(waiting(people.nam)) == 2


def test_a_deletion_without_a_reason_is_refused_whatever_others_did(people: People) -> None:
    household = a_household(people, consent=None)
    base = household.revision
    at_the_desk(people.huong, household.id, hamlet="Thôn 7")
    gone = op("household.delete", household.id, base=base, fields={"reason": " "})
    told = result(people.nam, gone)
    assert (told["status"], told["code"]) == ("refused", "removal_reason_missing")
    assert waiting(people.nam) == []
