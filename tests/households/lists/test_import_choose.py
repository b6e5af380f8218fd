"""Choosing the commune of a row whose old commune was split."""

from datetime import timedelta

from agrimarket.kit import clock
from tests.builders.households import a_household
from tests.builders.lists import FIRST_ROW, HOA, SPLIT, a_list, imported, upload
from tests.people import HAM_RONG, NGA_AN, People

URL = "/api/v1/household-imports"
CHOICE = {"row": FIRST_ROW, "commune_code": HAM_RONG}


def test_one_choice_registers_the_household(people: People) -> None:
    body = imported(people.phuc, SPLIT | {"phone": "0912345678", "consent": "x"})
    assert HAM_RONG in body["results"][0]["commune_codes"]
    answer = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE)
    assert answer.status_code == 200
    result = answer.get_json()
    assert (result["outcome"], result["commune_codes"]) == ("created", [HAM_RONG])
    made = people.phuc.get(f"/api/v1/households/{result['household_id']}").get_json()
    assert (made["name"], made["phone"], made["state"]) == (
        "Lê Văn Bình", "0912345678", "registered",
    )  # fmt: skip
    counts = people.phuc.get(f"{URL}/{body['id']}").get_json()["counts"]
    assert counts == {"created": 1, "duplicate": 0, "choose_commune": 0, "rejected": 0}
    titles = people.phuc.get(f"/api/v1/households/{made['id']}/history").get_json()["items"]
    assert [one["action"] for one in titles] == ["household_registered"]


def test_the_same_choice_again_changes_nothing(people: People) -> None:
    body = imported(people.phuc, SPLIT)
    first = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE)
    again = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE)
    assert first.get_json() == again.get_json()
    other = body["results"][0]["commune_codes"]
    other = next(code for code in other if code != HAM_RONG)
    changed = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE | {"commune_code": other})
    assert (changed.status_code, changed.get_json()["code"]) == (409, "import_row_settled")
    assert people.phuc.get("/api/v1/households").get_json()["total"] == 1


def test_a_chosen_row_is_a_duplicate_in_the_next_import(people: People) -> None:
    body = imported(people.phuc, SPLIT | {"phone": "0912345678"})
    people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE)
    again = imported(people.phuc, SPLIT | {"phone": "0912345678"})
    assert again["results"][0]["outcome"] == "duplicate"


def test_a_household_registered_meanwhile_makes_the_row_a_duplicate(people: People) -> None:
    body = imported(people.phuc, SPLIT | {"phone": "0912345678"})
    known = a_household(people, head_name="Lê Văn Bình", phone="0912345678", commune_code=HAM_RONG)
    result = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE).get_json()
    assert (result["outcome"], result["household_id"]) == ("duplicate", known.id)


def test_what_cannot_be_chosen(people: People) -> None:
    body = imported(people.phuc, SPLIT, HOA)
    path = f"{URL}/{body['id']}/choices"
    for change, code in [
        ({"commune_code": NGA_AN}, "choice_not_offered"),
        ({"row": 99}, "import_row_unknown"),
        ({"row": FIRST_ROW + 1}, "import_row_settled"),
        ({"row": "ba"}, "invalid_fields"),
        ({"row": -1}, "invalid_fields"),
    ]:
        answer = people.phuc.post(path, CHOICE | change)
        assert answer.get_json()["code"] == code


def test_lan_chooses_in_her_own_list_and_her_own_communes(people: People) -> None:
    body = imported(people.lan, SPLIT, SPLIT | {"name": "Lê Thị Tư"})
    path = f"{URL}/{body['id']}/choices"
    other = next(code for code in body["results"][0]["commune_codes"] if code != HAM_RONG)
    outside = people.lan.post(path, CHOICE | {"commune_code": other})
    assert outside.get_json()["code"] == "commune_outside_scope"
    assert people.nam.post(path, CHOICE).status_code == 404
    assert people.lan.post(path, CHOICE).status_code == 200
    officer = people.phuc.post(path, CHOICE | {"row": FIRST_ROW + 1})
    assert officer.status_code == 200


def test_a_trial_has_nothing_to_choose(people: People) -> None:
    body = upload(people.phuc, a_list(SPLIT), dry_run=True).get_json()
    answer = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "import_is_trial")


def test_after_a_day_the_row_is_forgotten(people: People) -> None:
    body = imported(people.phuc, SPLIT)
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        answer = people.phuc.post(f"{URL}/{body['id']}/choices", CHOICE)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "import_cells_gone")
