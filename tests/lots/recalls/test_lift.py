"""Lifting takes two people, and one person's account and tokens are one person."""

import pytest
from click.testing import CliRunner

from agrimarket.accounts import rules
from agrimarket.cli import group
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from tests.builders.lots import a_lot
from tests.lots.recalls.steps import API, another_officer, recall, state_of
from tests.people import PASSWORD, People, Person

WHY = {"reason": "Kiểm nghiệm lại đạt"}


def officer_with_keys(people: People, many: int) -> list[Person]:
    """Tokens of one account: the first made for it, the others made by it."""
    with one_commit() as session:
        account = rules.create_account(
            session, viewer=SYSTEM, name="Thảo", login=new_id(), password=PASSWORD,
            role=Role.PROVINCE_OFFICER,
        )  # fmt: skip
        maker = rules.viewer_of_account(account)
        keys = []
        for number in range(many):
            _, secret = rules.create_token(
                session, viewer=maker if number else SYSTEM, name=f"Máy {number}",
                role=Role.PROVINCE_OFFICER, account_id=None if number else account.id,
            )  # fmt: skip
            keys.append(Person(people.app, rules.viewer_of_token(session, secret), secret))
    assert {one.viewer.person for one in keys} == {account.id}
    return keys


def test_the_first_call_asks_and_another_person_lifts(people: People) -> None:
    lot = a_lot(people)
    id = recall(people, lot)
    path = f"{API}/lots/{lot.id}/recall/lift"
    asked = people.phuc.post(path, WHY)
    assert (asked.status_code, asked.json["state"]) == (200, "recalled")
    told = people.phuc.get(f"{API}/recalls/{id}").json
    assert (told["state"], told["lift_reason"]) == ("lift_asked", WHY["reason"])
    own = people.phuc.post(path, WHY)
    assert (own.status_code, own.json["code"]) == (403, "lift_needs_another")
    other = another_officer(people)
    assert other.post(path, {"reason": " "}).json["code"] == "recall_reason_missing"
    lifted = other.post(path, WHY)
    assert (lifted.json["state"], lifted.json["recall_reason"]) == ("released", None)
    assert other.post(path, WHY).json["code"] == "lot_not_recalled"
    again = other.post(f"{API}/recalls/{id}/lift", WHY)
    assert (again.status_code, again.json["code"]) == (409, "recall_lifted")


def test_one_persons_tokens_are_one_person(people: People) -> None:
    lot = a_lot(people)
    id = recall(people, lot)
    first, second, third = officer_with_keys(people, 3)
    path = f"{API}/recalls/{id}/lift"
    assert first.post(path, WHY).status_code == 200
    for one in (first, second, third):
        answer = one.post(path, WHY)
        assert (answer.status_code, answer.json["code"]) == (403, "lift_needs_another")
    assert state_of(people, lot) == "recalled"
    assert people.phuc.post(path, WHY).json["state"] == "lifted"


def test_the_command_makes_a_token_that_speaks_for_a_person(people: People) -> None:
    with one_commit() as session:
        account = rules.create_account(
            session, viewer=SYSTEM, name="Thảo", login="thao", password=PASSWORD,
            role=Role.PROVINCE_OFFICER,
        )  # fmt: skip
    words = ["token", "create", "--role", "province_officer", "--name", "Máy"]
    words += ["--account", "Thao"]
    made = CliRunner().invoke(group, words, obj=lambda: people.app)
    viewer = rules.viewer_of_token(reading(), made.output.strip())
    assert viewer.person == account.id
    stray = CliRunner().invoke(group, [*words[:-1], "nobody"], obj=lambda: people.app)
    assert isinstance(stray.exception, rules.LoginUnknown)


@pytest.mark.parametrize("who", ["huong", "nam", "lan"])
def test_only_the_province_asks(people: People, who: str) -> None:
    id = recall(people, a_lot(people))
    answer = getattr(people, who).post(f"{API}/recalls/{id}/lift", WHY)
    assert answer.status_code == 403
