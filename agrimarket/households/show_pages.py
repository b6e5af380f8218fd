"""The page of one producer: what is known, what is missing, what was done."""

from typing import Any

from flask import render_template

from agrimarket.households import rules, store
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consent_texts import NEWEST, PURPOSE_TITLES
from agrimarket.households.labels import CHANNEL_LABELS, KIND_LABELS, SEX_LABELS, STATE_LABELS
from agrimarket.households.present import Shown
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import READERS, Role, allow, current_viewer
from agrimarket.kit.db import reading


@blueprint.get("/ho/<household_id>")
@allow(*READERS)
def show(household_id: str) -> str:
    """One producer: what is known, what is missing, what was done."""
    return page_of(household_id)


def page_of(household_id: str, **given: Any) -> str:
    """The page of one producer, also when something on it was refused."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    shown = Shown(household, viewer, store.consents_of(session, household.id))
    own = viewer.role is Role.PRODUCER and viewer.household_id == household.id
    values: dict[str, Any] = {
        "household": shown,
        "gaps": rules.gaps(household),
        "history": rules.history(session, household),
        "may_edit": own or may_write_in(viewer, household.commune_code),
        "consent_text": NEWEST,
        "purpose_titles": PURPOSE_TITLES,
        "channel_labels": CHANNEL_LABELS,
        "kind_labels": KIND_LABELS,
        "state_labels": STATE_LABELS,
        "sex_labels": SEX_LABELS,
        "errors": {},
        "form": {},
    }
    return render_template("households/show.html", **(values | given))
