"""Pulls: everything once, then what changed, in the order of commits and without a gap."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from agrimarket.fieldwork import store_feed, watch
from agrimarket.households.models import Household
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.person_keys import destroy
from tests import databases
from tests.builders.fieldwork import all_pulled, edited, op, pulled, registered, result
from tests.builders.households import a_household
from tests.builders.lists import imported
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import HAM_RONG, People, Person

HOUSEHOLDS = "/api/v1/households"


def ids(items: list[dict[str, Any]], kind: str = "household") -> list[str]:
    return [one["id"] for one in items if one["kind"] == kind and not one["gone"]]


def test_the_first_pull_gives_everything_and_the_next_what_changed(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household)
    lot = a_lot(people, product, state="open")
    foreign = a_household(people, commune_code=HAM_RONG)
    items, cursor = all_pulled(people.nam, page_size=1)
    assert ids(items)[-1:] == [household.id]
    assert foreign.id not in str(items)
    assert (ids(items, "product"), ids(items, "lot")) == ([product.id], [lot.id])
    data = items[[one["id"] for one in items].index(household.id)]["data"]
    assert data["products"] == [
        {"id": product.id, "name": product.name, "state": "approved", "unit": "kg"}
    ]
    assert data["open_lots"] == [{
        "id": lot.id, "lot_code": lot.lot_code, "product_id": product.id, "area_id": None,
        "unit": "kg", "state": "open", "lines": [],
    }]  # fmt: skip
    assert data["birth_year"] is None
    assert "citizen_id" not in data
    assert all_pulled(people.nam, cursor) == ([], cursor)
    told = result(people.nam, edited(household.id, household.revision, hamlet="Thôn 9"))
    (one,) = all_pulled(people.nam, cursor)[0]
    assert (one["id"], one["revision"], one["data"]["hamlet"]) == (
        household.id, told["revision"], "Thôn 9",
    )  # fmt: skip
    assert set(ids(all_pulled(people.phuc)[0])) == {household.id, foreign.id}


def test_what_leaves_comes_as_gone(people: People) -> None:
    moved, removed, erased = (a_household(people) for _ in range(3))
    draft = registered()
    result(people.nam, draft)
    _, cursor = all_pulled(people.nam)
    _, lans = all_pulled(people.lan)
    there = f"{HOUSEHOLDS}/{moved.id}"
    people.phuc.patch(there, {"commune_code": HAM_RONG}, people.phuc.get(there).headers["ETag"])
    result(people.nam, op("household.delete", draft["object_id"], base=1, fields={"reason": "x"}))
    with one_commit() as session:
        session.get_one(Household, erased.id).erased_at = removed.created_at
        destroy(session, erased.id)
    items, _ = all_pulled(people.nam, cursor)
    gone = {one["id"] for one in items if one["gone"]}
    assert gone == {moved.id, draft["object_id"], erased.id}
    assert all(one["data"] is None for one in items if one["gone"])
    assert ids(all_pulled(people.lan, lans)[0]) == [moved.id]


def test_a_list_comes_into_the_feed_and_goes_with_it(people: People) -> None:
    _, cursor = all_pulled(people.nam)
    rows = {"name": "Đỗ Thị Mai", "phone": "0912333444", "commune": "Xã Nga An"}
    done = imported(people.nam, rows)
    items, cursor = all_pulled(people.nam, cursor)
    assert ids(items) == [done["results"][0]["household_id"]]
    people.nam.post(f"/api/v1/household-imports/{done['id']}/undo")
    items, _ = all_pulled(people.nam, cursor)
    assert [(one["id"], one["gone"]) for one in items] == [(ids_of(done), True)]


def ids_of(done: dict[str, Any]) -> str:
    return str(done["results"][0]["household_id"])


def test_whoever_sees_other_places_begins_anew(people: People) -> None:
    a_household(people)
    _, cursor = all_pulled(people.nam)
    page = pulled(people.phuc, cursor)
    assert page["reset"]
    assert ids(page["items"])
    assert not pulled(people.phuc)["reset"]
    assert pulled(people.nam, "nonsense")["reset"]


def overtaken(person: Person, slow: str, fast: str) -> list[str]:
    """Two writers at once: the slow one writes first and commits last. What a reader got who
    pulled in between, and went on from there."""
    session = Session(db.engine, info={"reactions": {}})
    session.get_one(Household, slow, with_for_update=True).hamlet = "Thôn chậm"
    session.flush()
    with one_commit() as other:
        other.get_one(Household, fast, populate_existing=True).hamlet = "Thôn nhanh"
    items, cursor = all_pulled(person)
    watch._number(session)
    session.commit()
    session.close()
    more, _ = all_pulled(person, cursor)
    return [one["data"]["hamlet"] for one in [*items, *more]]


@pytest.fixture
def together(tmp_path: Path) -> Iterator[People]:
    """On PostgreSQL alone: SQLite has one writer, and nobody overtakes."""
    with databases.fresh("postgres", tmp_path) as url:
        app = databases.an_app(url, tmp_path)
        with app.app_context():
            yield People(app)
            db.session.remove()
            db.engine.dispose()


def test_a_slow_transaction_is_not_skipped(together: People) -> None:
    two = a_household(together).id, a_household(together).id
    assert "Thôn chậm" in overtaken(together.nam, *two)


def test_numbers_taken_when_written_would_skip_it(
    together: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted: a number from a sequence as soon as a row is written."""
    two = a_household(together).id, a_household(together).id
    db.session.execute(text("CREATE SEQUENCE early START 1000"))
    db.session.commit()
    taken: dict[int, int] = {}

    def early(session: Session) -> int:
        return taken.get(id(session)) or int(session.scalar(text("SELECT nextval('early')")) or 0)

    touch = watch._touch

    def touched(session: Session, kind: str, ids: Any) -> None:
        taken.setdefault(id(session), early(session))
        touch(session, kind, ids)

    monkeypatch.setattr(store_feed, "next_number", early)
    monkeypatch.setattr(watch, "_touch", touched)
    assert "Thôn chậm" not in overtaken(together.nam, *two)
