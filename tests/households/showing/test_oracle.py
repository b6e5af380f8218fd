"""Whether a number is registered somewhere is not for asking by the thousand."""

import pytest

from agrimarket.kit import tries
from agrimarket.kit.access import Role
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import HOA, a_list, upload
from tests.people import HAM_RONG, NGA_AN, People

URL = "/api/v1/households"


def test_refusals_that_speak_of_elsewhere_are_counted(people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number, commune_code=HAM_RONG)
    body = {"head_name": "Phạm Văn Dò", "commune_code": NGA_AN, "citizen_id": number}
    most = tries.TRIES["elsewhere"].most
    said = [people.nam.post(URL, body).status_code for _ in range(most + 1)]
    assert said == [409] * most + [429]
    assert people.lan.post(URL, body | {"commune_code": HAM_RONG}).status_code == 409


def test_a_duplicate_of_ones_own_is_not_counted(people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number)
    body = {"head_name": "Phạm Văn Dò", "commune_code": NGA_AN, "citizen_id": number}
    most = tries.TRIES["elsewhere"].most
    assert {people.nam.post(URL, body).status_code for _ in range(most + 2)} == {409}


def test_trial_lists_have_a_day_of_rows(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tries.TRIES, "trial_rows", tries.Limit(2, tries.TRIES["elsewhere"].within))
    assert upload(people.nam, a_list(HOA), dry_run=True).status_code == 201
    assert upload(people.nam, a_list(HOA), dry_run=True).status_code == 201
    assert upload(people.nam, a_list(HOA), dry_run=True).status_code == 429
    assert upload(people.phuc, a_list(HOA), dry_run=True).status_code == 201


def test_lists_that_are_no_trial_are_counted_too(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tries.TRIES, "trial_rows", tries.Limit(2, tries.TRIES["elsewhere"].within))
    said = [upload(people.nam, a_list(HOA), dry_run=False).status_code for _ in range(3)]
    assert said == [201, 201, 429]
    assert upload(people.phuc, a_list(HOA), dry_run=False).status_code == 201


def test_a_program_names_purposes_that_exist(people: People) -> None:
    program = people.person(Role.API_CLIENT, "Sở", scopes=("households:write", "households:read"))
    hoa = a_household(people, consent=None)
    paper = {"version": "giấy 9", "channel": "paper", "purposes": ["statistics"]}
    refused = program.post(f"{URL}/{hoa.id}/consents", paper)
    assert refused.status_code == 422
    assert "purposes" in refused.json["fields"]
    ours = program.post(f"{URL}/{hoa.id}/consents", paper | {"purposes": ["publication"]})
    assert ours.status_code == 201
