"""The list of producers; their other pages are in the *_page(s).py files beside."""

from typing import Any

import marshmallow as ma
from flask import render_template, request

from agrimarket.households import (
    consent_pages,
    form_pages,
    head_pages,
    import_pages,
    reveal_pages,
    rules,
    show_pages,
    withdraw_pages,
)
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.labels import KIND_LABELS, STATE_LABELS
from agrimarket.households.present import Shown
from agrimarket.households.schemas import HouseholdQuery
from agrimarket.kit.access import LOOKERS, REGISTRARS, WORKERS, Viewer, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.paging import LIST_PAGE
from agrimarket.places import communes

__all__ = [
    "blueprint", "consent_pages", "form_pages", "head_pages", "import_pages", "reveal_pages",
    "show_pages", "withdraw_pages",
]  # fmt: skip

FILTERS = ("q", "commune", "state", "kind")


@blueprint.get("/ho")
@allow(*LOOKERS)
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
        may_register=viewer.is_one_of(REGISTRARS),
        may_import=viewer.is_one_of(WORKERS),
    )


def _query() -> dict[str, Any]:
    """The filters; an address that somebody changed by hand is read as no filter."""
    asked: dict[str, Any] = {"page_size": LIST_PAGE}
    try:
        loaded: dict[str, Any] = HouseholdQuery().load(request.args.to_dict() | asked)
    except ma.ValidationError:
        loaded = HouseholdQuery().load(asked)
    return loaded


def _communes(viewer: Viewer) -> list[tuple[str, str]]:
    """The communes a viewer may filter by; none where there is only one."""
    found = [
        (one.code, one.name)
        for one in communes()
        if viewer.whole_province or one.code in viewer.commune_codes
    ]
    return sorted(found, key=lambda pair: pair[1]) if len(found) > 1 else []
