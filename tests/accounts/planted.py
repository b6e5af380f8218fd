"""Fields an attacker adds to a form or a body, and a look whether any of them was kept."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select

from agrimarket.kit.db import Base, reading
from agrimarket.places import communes

FAR = communes()[-1].code  # where nobody of the story works
WORD, MOMENT, NUMBER = "planted", "2001-02-03T04:05:06+07:00", 987_654
SOMEBODY = "01980000-0000-7000-8000-0000000000aa"
EXTRAS: dict[str, Any] = {
    "role": WORD, "state": WORD, "agency": WORD, "is_admin": WORD, "session_stamp": WORD,
    "offer": WORD, "login": WORD, "password_hash": WORD, "token_hash": WORD, "who": WORD,
    "commune_codes": [FAR], "communes": [FAR], "former_commune": FAR, "scopes": ["planted:write"],
    "household_id": SOMEBODY, "account_id": SOMEBODY, "made_by": SOMEBODY, "decided_by": SOMEBODY,
    "approved_at": MOMENT, "created_at": MOMENT, "disabled_at": MOMENT, "released_at": MOMENT,
    "active": False, "is_demo": True, "must_change_password": True, "revision": NUMBER,
    "number": NUMBER, "first_serial": NUMBER,
}  # fmt: skip
_PLANTED = {WORD, FAR, SOMEBODY, "planted:write"}
_KEPT_AS_SENT = {"commune", "former_commune", "commune_succession", "audit_row", "job"}


def found_in_database() -> list[str]:
    """Every column that holds a planted value, as table.column: value."""
    session = reading()
    session.rollback()
    found = []
    for table in Base.metadata.sorted_tables:
        if table.name in _KEPT_AS_SENT or not inspect(session.get_bind()).has_table(table.name):
            continue
        for row in session.execute(select(table)).mappings():
            for column, value in row.items():
                if any(_is_planted(leaf) for leaf in _leaves(value)):
                    found.append(f"{table.name}.{column}: {value}")
    return found


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for below in value.values():
            yield from _leaves(below)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below)
    else:
        yield value


def _is_planted(leaf: Any) -> bool:
    if isinstance(leaf, datetime | date):
        return leaf.year == 2001
    return leaf == NUMBER if isinstance(leaf, int) else str(leaf) in _PLANTED
