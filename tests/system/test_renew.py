"""A newer pair for citizen numbers typed offline, a newer key of cards: the old ones still open."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.cli import group
from agrimarket.fieldwork import citizen
from agrimarket.households.cards import rules as cards
from agrimarket.households.identity import open_citizen_id
from agrimarket.households.models import Household
from agrimarket.kit import keyfile
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.key_watch import keys_of
from agrimarket.system import renew, rotate
from stamps import KeyRing
from tests.builders.fieldwork import registered, results, sealed
from tests.builders.households import a_household, citizen_id
from tests.people import People
from tests.system.own_keys import serving

API = "/api/v1"


@pytest.fixture
def app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with a key file of its own."""
    with serving(database, tmp_path) as application:
        yield application


def file_of(app: Flask) -> Path:
    path: Path = app.extensions["agrimarket.settings"].key_file
    return path


def a_card(people: People, household: Household) -> str:
    made = people.nam.post(f"{API}/households/{household.id}/card", json={})
    assert made.status_code == 201, made.text
    return str(made.get_json()["code"])


def test_numbers_sealed_for_the_old_pair_still_open(app: Flask, people: People) -> None:
    """A phone that was away all season sends what it sealed before."""
    number, fresh = citizen_id(), citizen_id()
    old = registered()
    old["fields"]["citizen_sealed"] = sealed(number, old["object_id"])
    assert renew.renew_citizen(app) == 2
    new = registered(head_name="Lê Thị Lan")
    new["fields"]["citizen_sealed"] = sealed(fresh, new["object_id"])
    kids = [one["fields"]["citizen_sealed"]["kid"] for one in (old, new)]
    assert kids[0] != kids[1]
    assert rotate.rotate(app, lambda _name, _count: None, grace=0) == {}
    rotate.forget(app, grace=0)
    told = results(people.nam, old, new)
    assert [one["status"] for one in told] == ["applied", "applied"]
    rows = [reading().get_one(Household, one["object_id"]) for one in (old, new)]
    assert [open_citizen_id(reading(), row) for row in rows] == [number, fresh]


def test_phones_get_the_newest_pair(app: Flask) -> None:
    with one_commit() as session:
        first = citizen.newest(session, keys_of(app)).id
    renew.renew_citizen(app)
    with one_commit() as session:
        assert citizen.newest(session, keys_of(app)).id > first


def test_cards_of_the_old_key_still_read(app: Flask, people: People) -> None:
    hoa, lan = a_household(people), a_household(people)
    old = a_card(people, hoa)
    assert renew.renew_cards(app, grace=0) == "T"
    new = a_card(people, lan)
    assert (old[0], new[0]) == ("S", "T")
    for code, household in ((old, hoa), (new, lan)):
        told = people.nam.get(f"{API}/cards/{code}").get_json()
        assert (told["household_id"], told["state"]) == (household.id, "in_force")
    assert cards.code_of(reading(), [hoa.id, lan.id]) == {hoa.id: old, lan.id: new}


def test_the_newer_key_opens_before_it_seals(app: Flask, people: People) -> None:
    """Another machine may be asked for a card in the moment between."""
    assert renew.renew_cards(app, add_only=True) == "T"
    assert a_card(people, a_household(people))[0] == "S"
    kept = KeyRing.from_dict(keyfile.read(file_of(app))["cards"], kind="card")
    assert (kept.versions, kept.active) == (("S", "T"), "S")
    assert renew.renew_cards(app, grace=0) == "T"  # goes on where it was
    assert a_card(people, a_household(people))[0] == "T"


def test_eight_versions_are_all(app: Flask) -> None:
    letters = [renew.renew_cards(app, grace=0) for _ in range(7)]
    assert sorted([*letters, "S"]) == sorted("RSTVWXYZ")
    before = file_of(app).read_bytes()
    with pytest.raises(renew.CardVersionsUsedUp) as refused:
        renew.renew_cards(app, grace=0)
    assert "8 phiên bản" in refused.value.detail
    assert file_of(app).read_bytes() == before


def test_the_commands_tell_versions_and_never_keys(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renew, "sleep", lambda _seconds: None)  # no other process serves here
    runner, told = CliRunner(), ""
    for words in (["renew", "citizen"], ["renew", "cards"], ["show"]):
        said = runner.invoke(group, ["keys", *words], obj=lambda: app, catch_exceptions=False)
        assert said.exit_code == 0, said.output
        told += said.output
    assert "Khóa thẻ hộ: phiên bản S, T; đang ghi bằng T" in told
    assert "Cặp khóa số căn cước của máy: phiên bản 1; đang ghi bằng 1" in told
    kept = json.loads(file_of(app).read_text())["cards"]["keys"].values()
    assert [key for key in kept if key in told] == []
    assert runner.invoke(group, ["keys", "renew", "cookie"], obj=lambda: app).exit_code == 2
