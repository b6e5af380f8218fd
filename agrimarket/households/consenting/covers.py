"""What consents cover: the one place that reads purposes, whoever wrote them."""

from collections.abc import Collection, Iterable

from agrimarket.households.consenting.own_texts import ALL_PURPOSES
from agrimarket.households.models import HouseholdState

PUBLICATION, CHANNELS = "publication", "channels"
_TAKEN_TO_COVER = frozenset({PUBLICATION, CHANNELS})


def covers(purposes: Collection[str], purpose: str) -> bool:
    """Whether one consent with these purposes covers `purpose`, a code of consent_texts.

    Where every name is one of ours, it covers exactly those it names (Law 91/2025/QH15: per
    purpose). A name that is not ours comes from an agency's own paper text, which we cannot
    interpret: such a consent covers what it names and is taken to cover publication and
    channels too. Decision 11 says why, and what ends it.
    """
    if purpose in purposes:
        return True
    ours = all(name in ALL_PURPOSES for name in purposes)
    return not ours and purpose in _TAKEN_TO_COVER


def covered(consents: Iterable[Collection[str]]) -> list[str]:
    """Our purposes that the consents, each given by its purposes, cover together; sorted."""
    standing = list(consents)
    return [code for code in ALL_PURPOSES if any(covers(one, code) for one in standing)]


def state_of(covered_purposes: Collection[str]) -> HouseholdState:
    """registered while publication is covered, draft without."""
    agreed = PUBLICATION in covered_purposes
    return HouseholdState.REGISTERED if agreed else HouseholdState.DRAFT
