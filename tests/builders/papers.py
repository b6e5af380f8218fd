"""Groups with members and what their certificates cover, through the API."""

from typing import Any

from agrimarket.households.models import Household
from tests.people import People, Person

API = "/api/v1/certificates"


def member(people: People, group: Household, other: Household) -> dict[str, Any]:
    """A household becomes a member today; where to mend that, with its ETag."""
    path = f"/api/v1/households/{group.id}/members"
    answer = people.phuc.post(path, {"member_household_id": other.id})
    assert answer.status_code == 201, answer.text
    return {"path": f"{path}/{answer.json['id']}", "etag": answer.headers["ETag"]}


def put(person: Person, path: str, body: dict[str, Any]) -> Any:
    """A PUT below a certificate, on the revision it has now."""
    etag = person.get(path.rsplit("/", 1)[0]).headers.get("ETag", "*")
    return person.call("PUT", path, json=body, headers={"If-Match": etag})
