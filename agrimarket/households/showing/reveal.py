"""Showing a sealed number in clear: an act of its own, with a reason, that leaves a row."""

from collections.abc import Callable
from typing import ClassVar

from sqlalchemy.orm import Session

from agrimarket.households.identity import open_bank, open_citizen_id
from agrimarket.households.models import Household
from agrimarket.households.showing.masks import may_reveal
from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, Kind, NotAllowed, Refusal
from agrimarket.kit.seen import seen

SHORTEST_REASON = 10
TRIES = "reveal"  # how many an hour: kit/tries
REASON_NEEDED = "Hãy ghi rõ lý do cần xem, ít nhất 10 chữ."


class NothingToReveal(Refusal):
    """No such number is kept of this producer."""

    code = "nothing_to_reveal"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence = "Hộ này chưa ghi số đó. Hãy hỏi chủ hộ rồi bổ sung vào thông tin hộ."


def _bank_account(session: Session, household: Household) -> str | None:
    bank = open_bank(session, household)
    return bank.account_number if bank else None


# Field > how it is opened.
REVEALED: dict[str, Callable[[Session, Household], str | None]] = {
    "citizen_id": open_citizen_id,
    "bank_account": _bank_account,
}


def reveal(
    session: Session, *, viewer: Viewer, household: Household, field: str, reason: str
) -> str:
    """The number in clear, noted with who and why in the same commit.

    For people of the producer's commune and the province. NotAllowed, InvalidFields,
    NothingToReveal.
    """
    if not may_reveal(viewer, household):
        raise NotAllowed
    why = " ".join(seen(reason).split())
    faults: dict[str, list[str]] = {}
    if field not in REVEALED:
        faults["field"] = [f"Hãy chọn một trong: {', '.join(REVEALED)}."]
    if sum(letter.isalnum() for letter in why) < SHORTEST_REASON:
        faults["reason"] = [REASON_NEEDED]
    if faults:
        raise InvalidFields(fields=faults)
    value = REVEALED[field](session, household)
    if value is None:
        raise NothingToReveal
    audit.record(
        session, viewer, "field_revealed", kind="household", id=household.id,
        kept={"field": field}, reason=why, person=household.id,
    )  # fmt: skip
    return value
