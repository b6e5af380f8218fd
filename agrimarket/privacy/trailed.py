"""This room's things that have a trail page (trail/kinds.py has those of the rooms below)."""

from agrimarket.privacy import scope
from agrimarket.privacy.models import Breach, PersonRequest
from agrimarket.privacy.requests import ACTION_KIND
from agrimarket.privacy.words import BREACH_WORDS, DATA_KINDS, KIND_LABELS, STATE_WORDS
from agrimarket.trail.kinds import Kind, day_of

KINDS: dict[str, Kind] = {
    ACTION_KIND: Kind(
        "Yêu cầu về dữ liệu", PersonRequest, "id", scope.visible,
        lambda row: f"{KIND_LABELS[row.kind]}, ngày {day_of(row)}",
        ("privacy.show_request", "request_id"),
        related=lambda row: [("household", row.household_id)],
        words={"kind": KIND_LABELS, "state": STATE_WORDS},
    ),
    "breach": Kind(
        "Sự cố dữ liệu", Breach, "id", scope.visible_breaches,
        lambda row: f"Sự cố ngày {day_of(row)}", ("privacy.show_breach", "breach_id"),
        words={"state": BREACH_WORDS, "data_kinds": DATA_KINDS},
    ),
}  # fmt: skip
