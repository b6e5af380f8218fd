"""Cards of producers: given, replaced, found again by the 16 letters on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from agrimarket.households.cards import store as store_cards
from agrimarket.households.cards.models import HouseholdCard
from agrimarket.households.cards.ring import NotOpened, card_ring, has_ring, open_card
from agrimarket.households.finding import find
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope, HouseholdMerged
from agrimarket.households.scope import may_write_in
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, Kind, NotFound, Refusal

REASONS: Final = {"lost": "Mất thẻ", "changed": "Đổi thông tin trên thẻ"}


class CardMistyped(Refusal):
    """The check letter says that a letter is wrong, or one is missing."""

    code = "card_mistyped"
    kind = Kind.MISSING
    sentence = "Mã thẻ sai một chữ. Hãy so lại đủ 16 chữ in dưới mã vuông rồi gõ lại."


class CardInForce(Refusal):
    """A producer carries one card; another one needs to say why."""

    code = "card_in_force"
    kind = Kind.CONFLICT
    sentence = (
        "Hộ này đang có thẻ. Hãy in lại thẻ đó, hoặc chọn lý do mất thẻ, đổi thông tin "
        "để cấp thẻ mới."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A card somebody showed, and its producer; `standing` is false for one that was replaced."""

    card: HouseholdCard
    household: Household

    @property
    def standing(self) -> bool:
        return self.card.ended_at is None


def letters(card: HouseholdCard) -> str:
    """The 16 letters of a card; CardsNotSetUp."""
    return card_ring().seal(card.serial, version=card.key_version)


def code_of(session: Session, household_ids: Collection[str]) -> dict[str, str]:
    """Household id > the letters of its card in force; who has no card is left out.

    One query for 500 ids and some 13 µs a card; the caller has read the ids through their scope.
    """
    if not household_ids or not has_ring():
        return {}
    ring = card_ring()
    return {
        household_id: ring.seal(serial, version=version)
        for household_id, serial, version in store_cards.serials_of(session, household_ids)
        if version in ring.keys
    }


def issue(
    session: Session, *, viewer: Viewer, household: Household, reason: str | None = None
) -> HouseholdCard:
    """Give a producer (read with `get_to_change`) a card; `reason` ends the one it carries.

    CommuneOutsideScope, CardInForce, InvalidFields, CardsNotSetUp.
    """
    if not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    if reason is not None and reason not in REASONS:
        raise InvalidFields(fields={"reason": ["Hãy chọn mất thẻ hoặc đổi thông tin."]})
    before = store_cards.in_force(session, household.id)
    if before is not None:
        if reason is None:
            raise CardInForce
        before.ended_at, before.end_reason = clock.now(), reason
        session.flush()  # the database lets one be in force
    return _give(session, viewer, [household], replaced=before)[0]


def issue_missing(
    session: Session, *, viewer: Viewer, households: Sequence[Household]
) -> list[HouseholdCard]:
    """Cards for those of a list who carry none; those outside the viewer's communes are left out.

    In bulk: rows are written a few hundred at a time. CardsNotSetUp.
    """
    mine = [one.id for one in households if may_write_in(viewer, one.commune_code)]
    waiting = store_cards.locked(session, mine)
    carried = store_cards.all_in_force(session, mine)
    new = [one for one in waiting if one.id not in carried and one.erased_at is None]
    return _give(session, viewer, new)


def _give(
    session: Session,
    viewer: Viewer,
    households: Sequence[Household],
    replaced: HouseholdCard | None = None,
) -> list[HouseholdCard]:
    now, version = clock.now(), card_ring().active
    cards = [
        HouseholdCard(household_id=one.id, key_version=version, issued_at=now, who=viewer.asker)
        for one in households
    ]
    session.add_all(cards)
    session.flush()
    for card in cards:
        before = None if replaced is None else {"card": replaced.serial}
        reason = None if replaced is None else REASONS[replaced.end_reason or "changed"]
        audit.record(
            session, viewer, "card_issued", kind="household", id=card.household_id,
            before=before, reason=reason, kept={"card": card.serial}, person=card.household_id,
        )  # fmt: skip
    return cards


def note_printed(session: Session, *, viewer: Viewer, cards: Sequence[HouseholdCard]) -> None:
    """Each producer's trail says who printed the card: it carries a name out of the house."""
    for card in cards:
        audit.record(
            session, viewer, "card_printed", kind="household", id=card.household_id,
            kept={"card": card.serial}, person=card.household_id,
        )  # fmt: skip


def look_up(session: Session, *, viewer: Viewer, text: str) -> Found:
    """The producer behind a card, typed or scanned; an address before the letters is taken off.

    A foreign producer's card answers as one that never was: NotFound. CardMistyped, which needs
    no database. An ended card is found and says so.
    """
    opened = open_card(text.rstrip("/").rsplit("/", 1)[-1])
    if isinstance(opened, NotOpened):
        raise CardMistyped if opened.reason == "typo" else NotFound
    card = store_cards.by_serial(session, opened.serial)
    if card is None or card.key_version != opened.version:
        raise NotFound
    return Found(card, _whose(session, viewer, card.household_id))


def _whose(session: Session, viewer: Viewer, household_id: str) -> Household:
    """The producer of a card; a card of a record that was merged opens the one that stays."""
    try:
        return find.get(session, viewer=viewer, household_id=household_id)
    except HouseholdMerged as merged:
        stays = merged.facts["household_id"]
        return find.get(session, viewer=viewer, household_id=stays)


def carried(session: Session, household_id: str) -> HouseholdCard | None:
    """The card that a producer carries now."""
    return store_cards.in_force(session, household_id)


def given(session: Session, household_id: str) -> Sequence[HouseholdCard]:
    """Every card of a producer, the newest first."""
    return store_cards.cards_of(session, household_id)


def carried_by(session: Session, household_ids: Collection[str]) -> dict[str, HouseholdCard]:
    """The cards in force of many producers, read through their scope by the caller."""
    return store_cards.all_in_force(session, household_ids)
