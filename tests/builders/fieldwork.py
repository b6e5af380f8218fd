"""Builds what a phone sends, and sends it as anh Nam's program would."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.test import TestResponse

from agrimarket.fieldwork import citizen
from agrimarket.households.keys import the_keys
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.kit.ids import new_id
from tests.people import NGA_AN, Person

SYNC = "/api/v1/sync"
HOA: dict[str, Any] = {"head_name": "Nguyễn Thị Hoa", "commune_code": NGA_AN, "hamlet": "Thôn 3"}


def op(kind: str, object_id: str | None = None, **over: Any) -> dict[str, Any]:
    """One operation; `fields` and the rest by name, `off` moves the phone's clock."""
    at = clock.now() + over.pop("off", timedelta())
    sent = {
        "id": new_id(at), "after": None, "kind": kind, "object_id": object_id or new_id(at),
        "base": None, "at": at.astimezone(UTC).isoformat(), "fields": {},
    }  # fmt: skip
    return sent | over


def registered(**fields: Any) -> dict[str, Any]:
    """Bà Hoa registered in her yard."""
    return op("household.register", fields=HOA | fields)


def edited(object_id: str, base: int | None, **fields: Any) -> dict[str, Any]:
    """A patch made on a revision."""
    return op("household.edit", object_id, base=base, fields=fields)


def sealed(number: str, object_id: str) -> dict[str, Any]:
    """A citizen number as a phone seals it for one record."""
    with one_commit() as session:
        key = citizen.public_half(citizen.newest(session, the_keys()))
    return citizen.sealed_for(key["jwk"], key["kid"], number, object_id)


def answered(person: Person, *operations: Any) -> TestResponse:
    """The answer to a batch."""
    return person.post(f"{SYNC}/operations", {"operations": list(operations)})


def results(person: Person, *operations: Any) -> list[dict[str, Any]]:
    """The results of a batch that was taken."""
    answer = answered(person, *operations)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = json.loads(answer.text)["results"]
    return found


def result(person: Person, operation: Any) -> dict[str, Any]:
    """The result of one operation."""
    (found,) = results(person, operation)
    return found


def pulled(person: Person, cursor: str = "", page_size: int = 500) -> dict[str, Any]:
    """One page of changes."""
    there = f"{SYNC}/changes?cursor={cursor}&page_size={page_size}"
    found: dict[str, Any] = person.get(there).get_json()
    return found


def all_pulled(
    person: Person, cursor: str = "", page_size: int = 500
) -> tuple[list[dict[str, Any]], str]:
    """Everything since a cursor, and where it ends."""
    items: list[dict[str, Any]] = []
    while True:
        page = pulled(person, cursor, page_size)
        items, cursor = [*items, *page["items"]], page["cursor"]
        if not page["more"]:
            return items, cursor


def a_file(
    content: bytes, object_id: str, kind: str = "household_photo", **over: Any
) -> dict[str, Any]:
    """A file as it is announced."""
    told = {
        "id": new_id(), "object_id": object_id, "kind": kind, "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(), "media_type": "image/jpeg",
    }  # fmt: skip
    return told | over


def put(person: Person, file_id: str, offset: int, content: bytes) -> TestResponse:
    """One piece of a file."""
    there = f"{SYNC}/files/{file_id}?offset={offset}"
    return person.call("PUT", there, data=content, content_type="application/octet-stream")


def moment(text: str) -> datetime:
    """An aware moment from ISO 8601."""
    return datetime.fromisoformat(text)
