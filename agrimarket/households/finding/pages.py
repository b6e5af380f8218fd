"""The list of producers: search, filters, chips, saved views, and what to do with many at once."""

from typing import Any

import marshmallow as ma
from flask import render_template, request

from agrimarket.households import rules, store_people
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.finding import list_view, saved_views
from agrimarket.households.finding.bulk import ACTORS
from agrimarket.households.finding.export import COLUMNS, EXPORTERS, SEEN
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.saved_views import SAVERS
from agrimarket.households.schemas import HouseholdQuery
from agrimarket.households.showing.labels import KIND_LABELS
from agrimarket.households.showing.masks import sees_last_digits
from agrimarket.households.showing.present import Shown
from agrimarket.kit.access import LOOKERS, REGISTRARS, WORKERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.paging import LIST_PAGE

PAGE_SIZES = (LIST_PAGE, 50, 100)


@blueprint.get("/ho")
@allow(*LOOKERS)
def index() -> str:
    """Producers with search and filters."""
    return list_page()


def list_page(errors: dict[str, list[str]] | None = None, **given: Any) -> str:
    """The list of this address, also when something done from it was refused."""
    session, viewer, query = reading(), current_viewer(), asked()
    filters = Filters.of(query)
    page = rules.search(session, viewer=viewer, **query)
    on = list_view.chips(session, viewer, filters)
    owners = {row.owner_id for row in page.items if row.owner_id}
    views = saved_views.views_of(session, viewer) if viewer.is_one_of(SAVERS) else ()
    values: dict[str, Any] = {
        "page": page,
        "rows": [Shown(row, viewer) for row in page.items],
        "owner_names": store_people.names(session, viewer, owners),
        "query": query,
        "where": request.query_string.decode(),
        "chips": on,
        "drops": [] if page.total else list_view.what_to_drop(session, viewer, filters, on),
        "views": views,
        "here": filters.address(),
        "page_sizes_named": [(one, str(one)) for one in PAGE_SIZES],
        "columns": COLUMNS,
        "seen": SEEN,
        "kind_labels": KIND_LABELS,
        "errors": errors or {},
        "form": request.form,
        "may_register": viewer.is_one_of(REGISTRARS),
        "may_import": viewer.is_one_of(WORKERS),
        "may_act": viewer.is_one_of(ACTORS),
        "may_export": viewer.is_one_of(EXPORTERS),
        "may_save": viewer.is_one_of(SAVERS),
        "may_ask_number": sees_last_digits(viewer),
        **list_view.choices(session, viewer),
    }
    return render_template("households/index.html", **(values | given))


def asked() -> dict[str, Any]:
    """The filters; an address that somebody changed by hand is read as no filter."""
    typed = request.args.to_dict()
    size = typed.pop("page_size", "")
    sizes = {str(one): one for one in PAGE_SIZES}
    fixed = {"page_size": sizes.get(size, LIST_PAGE)}
    try:
        loaded: dict[str, Any] = HouseholdQuery().load(typed | fixed)
    except ma.ValidationError:
        loaded = HouseholdQuery().load(fixed)
    return loaded
