"""The only SQL of cards."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agrimarket.households.cards.models import HouseholdCard
from agrimarket.households.models import Household
from agrimarket.households.store import chunks


def in_force(session: Session, household_id: str) -> HouseholdCard | None:
    """The card that a producer carries now."""
    query = select(HouseholdCard).where(
        HouseholdCard.household_id == household_id, HouseholdCard.ended_at.is_(None)
    )
    return session.scalar(query)


def cards_of(session: Session, household_id: str) -> Sequence[HouseholdCard]:
    """Every card a producer was ever given, the newest first."""
    query = select(HouseholdCard).where(HouseholdCard.household_id == household_id)
    return session.scalars(query.order_by(HouseholdCard.serial.desc())).all()


def by_serial(session: Session, serial: int) -> HouseholdCard | None:
    """The card with this serial, whoever's it is: ask for its producer through `visible`."""
    return session.get(HouseholdCard, serial)


def all_in_force(session: Session, household_ids: Collection[str]) -> dict[str, HouseholdCard]:
    """The cards in force of many producers, by producer."""
    found: dict[str, HouseholdCard] = {}
    for chunk in chunks(sorted(set(household_ids))):
        query = select(HouseholdCard).where(
            HouseholdCard.household_id.in_(chunk), HouseholdCard.ended_at.is_(None)
        )
        found |= {card.household_id: card for card in session.scalars(query)}
    return found


def serials_of(session: Session, household_ids: Collection[str]) -> list[tuple[str, int, str]]:
    """Producer, serial and key version of the cards in force, without making rows of them."""
    found: list[tuple[str, int, str]] = []
    for chunk in chunks(sorted(set(household_ids))):
        query = select(
            HouseholdCard.household_id, HouseholdCard.serial, HouseholdCard.key_version
        ).where(HouseholdCard.household_id.in_(chunk), HouseholdCard.ended_at.is_(None))
        found += [(one[0], one[1], one[2]) for one in session.execute(query)]
    return found


def locked(session: Session, household_ids: Collection[str]) -> list[Household]:
    """These producers, locked until the commit, in one order for all writers."""
    found: list[Household] = []
    for chunk in chunks(sorted(set(household_ids))):
        query = select(Household).where(Household.id.in_(chunk)).order_by(Household.id)
        found += session.scalars(query.with_for_update())
    return found


def forget(session: Session, household_id: str) -> None:
    """Take a forgotten producer's cards away; a serial is never given again."""
    session.execute(
        delete(HouseholdCard).where(HouseholdCard.household_id == household_id),
        execution_options={"synchronize_session": False},
    )
