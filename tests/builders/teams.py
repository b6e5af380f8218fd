"""Builds teams and trainings for tests, over the API, as anh Nam would note them."""

import itertools
from typing import Any

from tests.people import NGA_AN, People

_number = itertools.count(1)


def a_team(people: People, **over: Any) -> Any:
    """A team of Nga An, as the API tells it."""
    body = {"name": f"Tổ công nghệ số {next(_number)}", "commune_code": NGA_AN}
    return _made(people, "/api/v1/teams", body | over)


def a_team_member(people: People, team: Any, **over: Any) -> Any:
    """Somebody in it, by name."""
    body = {"name": "Lê Văn Tám", "sex": "male"}
    return _made(people, f"/api/v1/teams/{team['id']}/members", body | over)


def a_training(people: People, **over: Any) -> Any:
    """A training for producers in Nga An."""
    body = {"topic": "booth", "audience": "producers", "held_on": "2025-11-20",
            "commune_code": NGA_AN}  # fmt: skip
    return _made(people, "/api/v1/trainings", body | over)


def _made(people: People, path: str, body: dict[str, Any]) -> Any:
    answer = people.phuc.post(path, body)
    assert answer.status_code == 201, answer.text
    return answer.get_json()
