"""What the tests of recalls do over the API, and every row of every table."""

from typing import Any

from sqlalchemy import func, select

from agrimarket.kit.access import Role
from agrimarket.kit.db import Base, reading
from agrimarket.lots.models import Lot
from tests.people import People, Person

API = "/api/v1"
WHY: dict[str, Any] = {"reason": "Dư lượng thuốc vượt mức", "phone": "02373852246"}


def recall(people: People, lot: Lot, **over: Any) -> str:
    """ông Phúc recalls; the id of the recall."""
    answer = people.phuc.post(f"{API}/lots/{lot.id}/recall", {**WHY, **over})
    assert answer.status_code == 200, answer.text
    found = people.phuc.get(f"{API}/recalls", query_string={"state": "open", "lot_id": lot.id})
    return str(found.json["items"][0]["id"])


def another_officer(people: People, name: str = "Thảo") -> Person:
    """The second pair of eyes."""
    return people.person(Role.PROVINCE_OFFICER, name)


def lift(people: People, recall_id: str, other: Person | None = None) -> None:
    """ông Phúc asks, another one confirms."""
    for one in (people.phuc, other or another_officer(people)):
        answer = one.post(f"{API}/recalls/{recall_id}/lift", {"reason": "Kiểm nghiệm lại đạt"})
        assert answer.status_code == 200, answer.text


def state_of(people: People, lot: Lot) -> str:
    """The state of a lot now."""
    return str(people.phuc.get(f"{API}/lots/{lot.id}").json["state"])


def rows() -> dict[str, int]:
    """How many rows each table has."""
    session = reading()
    session.rollback()
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as text, in one order."""
    session = reading()
    session.rollback()
    return {
        name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
        for name, table in Base.metadata.tables.items()
    }
