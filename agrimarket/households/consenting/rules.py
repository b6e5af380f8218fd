"""Giving and withdrawing consent; a producer's state follows from what stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.consenting.covers import covered, covers, state_of
from agrimarket.households.consenting.own_texts import ALL_PURPOSES, LANGUAGES
from agrimarket.households.events import ConsentWithdrawn
from agrimarket.households.models import Consent, Household
from agrimarket.households.refusals import NothingToWithdraw
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import InvalidFields

CHANNELS = ("app", "paper", "voice")
MOST_PURPOSES = 20
_PURPOSE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_VERSION = re.compile(r"[\w.:/ -]{1,32}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed to: the text's version, how it was asked, and for which purposes.

    Law 91/2025/QH15: per purpose, informed, voluntary; the texts are in consent_texts.py.
    """

    version: str
    channel: str
    purposes: Sequence[str]
    language: str = "vi"


def check_agreement(agreement: Agreement, *, viewer: Viewer, prefix: str = "consent.") -> Agreement:
    """The agreement with its purposes sorted, each once; InvalidFields.

    People may bring another agency's signed paper (decision 11); a program names our purposes.
    """
    faults: dict[str, list[str]] = {}
    if not _VERSION.fullmatch(agreement.version):
        faults[f"{prefix}version"] = ["Hãy ghi phiên bản của bản đồng ý, dưới 32 chữ."]
    if agreement.channel not in CHANNELS:
        faults[f"{prefix}channel"] = [f"Hãy chọn một trong: {', '.join(CHANNELS)}."]
    if agreement.language not in LANGUAGES:
        faults[f"{prefix}language"] = [f"Hãy chọn một trong: {', '.join(LANGUAGES)}."]
    purposes = sorted(set(agreement.purposes))
    if not 1 <= len(purposes) <= MOST_PURPOSES:
        faults[f"{prefix}purposes"] = ["Hãy chọn ít nhất một mục đích mà chủ hộ đồng ý."]
    if not all(_PURPOSE.fullmatch(purpose) for purpose in purposes):
        faults[f"{prefix}purposes"] = ["Mã mục đích chỉ gồm chữ thường không dấu, số, gạch nối."]
    if viewer.role is Role.API_CLIENT and not set(purposes) <= set(ALL_PURPOSES):
        faults[f"{prefix}purposes"] = [f"Hãy chọn trong: {', '.join(ALL_PURPOSES)}."]
    if faults:
        raise InvalidFields(fields=faults)
    return Agreement(agreement.version, agreement.channel, purposes, agreement.language)


def note_consent(
    session: Session, *, viewer: Viewer, household_id: str, agreement: Agreement
) -> Consent:
    """The row of a checked agreement; state and audit row are the caller's."""
    consent = Consent(
        household_id=household_id,
        version=agreement.version,
        language=agreement.language,
        channel=agreement.channel,
        purposes=list(agreement.purposes),
        given_at=clock.now(),
        collected_by=viewer.account_id or viewer.token_id,
    )
    session.add(consent)
    session.flush()
    return consent


def give_consent(
    session: Session, *, viewer: Viewer, household: Household, agreement: Agreement
) -> Consent:
    """Note what the producer agrees to; earlier consents stand beside it. InvalidFields."""
    checked = check_agreement(agreement, viewer=viewer, prefix="")
    consent = note_consent(session, viewer=viewer, household_id=household.id, agreement=checked)
    _settle_state(session, household)
    audit.record(
        session, viewer, "consent_given", kind="household", id=household.id,
        after={
            "version": consent.version, "channel": consent.channel,
            "purposes": list(consent.purposes), "state": str(household.state),
        },
        person=household.id,
    )  # fmt: skip
    return consent


def withdraw_consent(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    reason: str | None = None,
    purposes: Sequence[str] | None = None,
) -> None:
    """Take back the named purposes of every consent that stands, or all; NothingToWithdraw.

    Publishes ConsentWithdrawn: what lost its ground ends above (names go, listings end; stamps
    still resolve). The consent's row stays, as evidence of what held until today.
    """
    ended: set[str] = set()
    for consent in store.consents_of(session, household.id):
        ended |= _end(consent, purposes)
    if not ended:
        raise NothingToWithdraw
    session.flush()
    _settle_state(session, household)
    audit.record(
        session, viewer, "consent_withdrawn", kind="household", id=household.id,
        before={"purposes": sorted(ended)}, after={"state": str(household.state)}, reason=reason,
        person=household.id,
    )  # fmt: skip
    events.publish(session, ConsentWithdrawn(household_id=household.id))


def standing(consent: Consent) -> list[str]:
    """The purposes of a consent that were not taken back."""
    if consent.withdrawn_at is not None:
        return []
    return [purpose for purpose in consent.purposes if purpose not in consent.ended]


def _end(consent: Consent, purposes: Sequence[str] | None) -> set[str]:
    """End what is asked for in one consent; the purposes that stood until now."""
    stood = standing(consent)
    now = {purpose for purpose in stood if purposes is None or purpose in purposes}
    left = [purpose for purpose in stood if purpose not in now]
    if purposes and any(covers(left, purpose) for purpose in purposes):
        # a name that is not ours was taken to cover it, and goes with it (decision 11)
        now |= {purpose for purpose in left if purpose not in ALL_PURPOSES}
    if not now:
        return now
    consent.ended = sorted({*consent.ended, *now})
    if now == set(stood):
        consent.withdrawn_at = clock.now()
    return now


def _settle_state(session: Session, household: Household) -> None:
    """Purposes and state follow from what stands; the household changes, so its ETag too."""
    household.purposes = covered(store.standing_purposes(session, household.id))
    household.state = state_of(household.purposes)
    household.updated_at = clock.now()
    session.flush()
