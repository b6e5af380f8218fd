"""Pages of producers: the list and one of them; forms and lists to import are in files beside."""

from typing import Any

import marshmallow as ma
from flask import render_template, request

from agrimarket.households import form_pages, import_pages, rules, store
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consent_texts import NEWEST, PURPOSE_TITLES
from agrimarket.households.labels import CHANNEL_LABELS, KIND_LABELS, SEX_LABELS, STATE_LABELS
from agrimarket.households.present import Shown
from agrimarket.households.schemas import HouseholdQuery
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import READERS, WORKERS, Role, Viewer, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.places import communes

__all__ = ["blueprint", "form_pages", "import_pages"]

FILTERS = ("q", "commune", "state", "kind")


@blueprint.get("/ho")
@allow(*READERS)
def index() -> str:
    """Producers with search and filters."""
    viewer, query = current_viewer(), _query()
    page = rules.search(reading(), viewer=viewer, **query)
    return render_template(
        "households/index.html",
        page=page,
        rows=[Shown(row, viewer) for row in page.items],
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        communes=_communes(viewer),
        kinds=[(str(kind), label) for kind, label in KIND_LABELS.items()],
        states=[(str(state), label) for state, label in STATE_LABELS.items()],
        kind_labels=KIND_LABELS,
        may_register=viewer.is_one_of(WORKERS),
    )


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


def _query() -> dict[str, Any]:
    """The filters; an address that somebody changed by hand is read as no filter."""
    try:
        loaded: dict[str, Any] = HouseholdQuery().load(request.args.to_dict())
    except ma.ValidationError:
        loaded = HouseholdQuery().load({})
    return loaded


def _communes(viewer: Viewer) -> list[tuple[str, str]]:
    """The communes a viewer may filter by; none where there is only one."""
    found = [
        (one.code, one.name)
        for one in communes()
        if viewer.whole_province or one.code in viewer.commune_codes
    ]
    return sorted(found, key=lambda pair: pair[1]) if len(found) > 1 else []
