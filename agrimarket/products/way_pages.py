"""The page of products that wait for an officer's answer."""

from flask import render_template

from agrimarket.kit.access import allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.web.form_page import read_query
from agrimarket.products import terms, waiting
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.papers.held_pages import my_communes
from agrimarket.products.way_api import STEERING
from agrimarket.products.way_schemas import ApprovalQuery


@blueprint.get("/san-pham/cho-duyet")
@allow(*STEERING)
def approvals() -> str:
    """Whoever waits longest stands first; what is over its last day is marked."""
    viewer, query = current_viewer(), read_query(ApprovalQuery)
    return render_template(
        "products/approvals.html",
        page=waiting.waiting(reading(), viewer=viewer, **query),
        late=waiting.overdue_count(reading(), viewer),
        query=query,
        active=sum(bool(query[name]) for name in ("commune", "overdue")),
        communes=my_communes(),
        terms=terms.TERMS,
    )
