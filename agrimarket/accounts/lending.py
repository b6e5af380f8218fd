"""Places lent to somebody for some days by a colleague, as they count for what may be seen."""

from dataclasses import dataclass

from sqlalchemy.orm import object_session

from agrimarket.accounts import store_people
from agrimarket.accounts.communes import follow
from agrimarket.accounts.models import Account
from agrimarket.accounts.ranks import RANK
from agrimarket.kit import clock
from agrimarket.kit.access import Role


@dataclass(frozen=True, slots=True)
class Lent:
    """Codes in force and the names of those who lent them."""

    commune_codes: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


NOTHING = Lent()


def lent_to(account: Account) -> Lent:
    """What stands today for this account: givers still active, and only what is still theirs."""
    session = object_session(account)
    if session is None or Role(account.role) not in RANK:
        return NOTHING
    codes: set[str] = set()
    names: list[str] = []
    for delegation, giver in store_people.standing(session, account.id, clock.today()):
        theirs = {row.commune_code for row in giver.communes} & set(delegation.commune_codes)
        if theirs:
            codes |= follow(theirs)
            names.append(giver.name)
    return Lent(frozenset(codes), tuple(names)) if codes else NOTHING
