"""Makes one thing over the API, for everything that the matrix asks about."""

from typing import Any

from tests.people import Person

API = "/api/v1"


def made(person: Person, path: str, **body: Any) -> str:
    """The id of what a POST made."""
    answer = person.post(f"{API}{path}", json=body)
    assert answer.status_code in {200, 201}, (path, answer.text)
    return str(answer.get_json()["id"])
