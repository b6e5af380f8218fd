"""What a phone is told of one operation: a text that is kept and told again byte for byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agrimarket.kit.errors import Refusal

APPLIED, CONFLICT, HELD, REFUSED, FAILED = "applied", "conflict", "held", "refused", "failed"
BUG = "Hệ thống gặp lỗi ở việc này và đã ghi lại. Việc vẫn còn trên máy; hãy thử lại sau ít phút."


@dataclass(frozen=True)
class Outcome:
    """What became of an operation; `household_id` and `made_id` are for us alone."""

    status: str = APPLIED
    revision: int | None = None
    merged: bool = False
    conflict_id: str | None = None
    household_id: str | None = None
    made_id: str | None = None
    refusal: Refusal | None = None


def refused(refusal: Refusal, household_id: str | None = None) -> Outcome:
    """An operation that a rule turned down; it can be mended under a new id."""
    return Outcome(REFUSED, refusal=refusal, household_id=household_id)


def text_of(id: str | None, object_id: str | None, outcome: Outcome) -> str:
    """The result as JSON, always with the same names in the same order."""
    refusal = outcome.refusal
    told: dict[str, Any] = {
        "id": id,
        "status": outcome.status,
        "object_id": object_id,
        "revision": outcome.revision,
        "code": refusal.code if refusal else None,
        "detail": refusal.detail if refusal else None,
        "fields": refusal.fields if refusal else {},
        "conflict_id": outcome.conflict_id,
        "merged": outcome.merged,
    }
    known = refusal.facts.get("household_id") if refusal else None
    return _dumped(told | ({"known_id": known} if known else {}))


def failed(id: str, object_id: str) -> str:
    """Something broke, which is not kept: the same operation may be sent again."""
    told: dict[str, Any] = {
        "id": id, "status": FAILED, "object_id": object_id, "revision": None, "code": "internal",
        "detail": BUG, "fields": {}, "conflict_id": None, "merged": False,
    }  # fmt: skip
    return _dumped(told)


def later(id: str, object_id: str, refusal: Refusal) -> str:
    """Not now: nothing is kept, and the same operation may be sent again."""
    return text_of(id, object_id, Outcome(FAILED, refusal=refusal))


def batch(texts: list[str]) -> str:
    """The answer to a whole batch."""
    return f'{{"results":[{",".join(texts)}]}}'


def _dumped(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
