"""The page of one producer: what is known, what is missing, what was done."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts.people import has_account
from agrimarket.households import rules, store
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consenting import store as store_texts
from agrimarket.households.consenting import texts
from agrimarket.households.consenting.evidence import may_open
from agrimarket.households.consenting.own_texts import LANGUAGES, OWN_VERSIONS, PURPOSE_TITLES
from agrimarket.households.depth.show import depth, not_on_land
from agrimarket.households.merging.show import doubles_of
from agrimarket.households.models import Consent, ConsentEvidence
from agrimarket.households.refusals import HouseholdMerged
from agrimarket.households.scope import may_edit, may_write_in
from agrimarket.households.showing.history import changed_words
from agrimarket.households.showing.labels import (
    CHANNEL_LABELS,
    KIND_LABELS,
    SEX_LABELS,
    STATE_LABELS,
)
from agrimarket.households.showing.masks import may_reveal
from agrimarket.households.showing.notices import EXTENSION, notices_of
from agrimarket.households.showing.present import Shown
from agrimarket.households.showing.todo import NO_VOICE, Gap
from agrimarket.households.showing.views import note_view, who_saw
from agrimarket.kit.access import LOOKERS, WORKERS, Role, allow, current_viewer
from agrimarket.kit.db import reading

MOST_SEEN = 10  # on the page; the command who-saw tells all
WORDS = {
    "changed_words": changed_words,
    "purpose_titles": PURPOSE_TITLES,
    "channel_labels": CHANNEL_LABELS,
    "kind_labels": KIND_LABELS,
    "state_labels": STATE_LABELS,
    "sex_labels": SEX_LABELS,
}


@blueprint.get("/ho/<household_id>")
@allow(*LOOKERS)
def show(household_id: str) -> str | Response:
    """One producer: what is known, what is missing, what was done; the opening is noted.

    A record that was merged leads to the one that stays.
    """
    try:
        return page_of(household_id, opened=True)
    except HouseholdMerged as merged:
        stays = merged.facts["household_id"]
        return redirect(url_for("households.show", household_id=stays), code=303)


def page_of(household_id: str, *, opened: bool = False, **given: Any) -> str:
    """The page of one producer, also when something on it was refused."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    if opened:
        note_view(session, viewer, household)
    shown = Shown(household, viewer, store.consents_of(session, household.id))
    own = viewer.role is Role.PRODUCER and viewer.household_id == household.id
    evidence = store_texts.evidence_of(session, household.id)
    deep = depth(session, viewer, household)
    values: dict[str, Any] = deep | {
        "household": shown,
        "own": own,
        "has_account": has_account(session, household.id),
        "gaps": [
            *not_on_land(rules.gaps(household), deep["parcels"]),
            *_unheard(shown.consents, evidence),
        ],
        **doubles_of(session, viewer, household),
        "who_saw": who_saw(session, household),
        "most_seen": MOST_SEEN,
        "may_reveal": may_reveal(viewer, household) and (shown.has_citizen_id or shown.has_bank),
        "history": rules.history(session, viewer=viewer, household=household),
        "notices": notices_of(current_app.extensions[EXTENSION], session, viewer, household),
        "may_agree": own or may_write_in(viewer, household.commune_code),
        "may_edit": own or may_edit(viewer, household),
        "may_invite": viewer.is_one_of(WORKERS) and may_write_in(viewer, household.commune_code),
        "consent_texts": texts.wordings(session),
        "languages": LANGUAGES,
        "known_versions": {*OWN_VERSIONS, *store_texts.known_versions(session)},
        "evidence": evidence,
        "may_open_evidence": may_open(viewer, household),
        **WORDS,
        "errors": {},
        "refused_at": None,  # the consent whose evidence was refused
        "form": {},
    }
    if household.erased_at is not None:  # forgotten: nothing is ever written there again
        values |= dict.fromkeys(("may_reveal", "may_agree", "may_edit", "may_invite"), False)
    return render_template("households/show.html", **(values | given))


def _unheard(consents: Sequence[Consent], evidence: Sequence[ConsentEvidence]) -> list[Gap]:
    """A spoken consent that stands and of which no voice is kept; nothing waits for it."""
    heard = {one.consent_id for one in evidence if one.kind == "voice"}
    spoken = [one.id for one in consents if one.channel == "voice" and one.withdrawn_at is None]
    return [NO_VOICE] if set(spoken) - heard else []
