"""JSON routes of partners."""

from typing import Any

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.told import page_told
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.models import Partner
from agrimarket.lots.partners import rules, store
from agrimarket.lots.partners.schemas import (
    OnePartnerOut,
    PartnerChange,
    PartnerIn,
    PartnerOut,
    PartnerQuery,
)
from agrimarket.lots.partners.shown import PartnerShown, show_partners

Answer = tuple[PartnerShown, int, dict[str, str]]


@blueprint.route("/partners", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(PartnerIn)
@blueprint.response(201, OnePartnerOut)
def add_partner(body: dict[str, Any]) -> Answer:
    """Name a supplier, buyer, carrier or processor; `alike` hints at who has its tax code."""
    with one_commit() as session:
        return _answer(rules.add_partner(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/partners")
@allow(*READERS)
@blueprint.arguments(PartnerQuery, location="query")
@blueprint.response(200, page_schema(PartnerOut))
def list_partners(query: dict[str, Any]) -> Page[PartnerShown]:
    """Partners of the producers this caller may see, by name."""
    return page_told(store.listed, show_partners, **query)


@blueprint.route("/partners/<partner_id>")
@allow(*READERS)
@blueprint.response(200, OnePartnerOut)
def show_partner(partner_id: str) -> Answer:
    """One partner, with its ETag."""
    viewer = current_viewer()
    return _answer(rules.partner_by_id(reading(), viewer=viewer, partner_id=partner_id))


@blueprint.route("/partners/<partner_id>", methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(PartnerChange)
@blueprint.response(200, OnePartnerOut)
def change_partner(body: dict[str, Any], partner_id: str) -> Answer:
    """Change the named fields; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        partner = rules.partner_by_id(session, viewer=viewer, partner_id=partner_id)
        require_match(partner)
        return _answer(rules.change_partner(session, viewer=viewer, partner=partner, **body))


@blueprint.route("/partners/<partner_id>/end", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, OnePartnerOut)
def end_partner(partner_id: str) -> Answer:
    """No more trade with them; what was traded stays told."""
    viewer = current_viewer()
    with one_commit() as session:
        partner = rules.partner_by_id(session, viewer=viewer, partner_id=partner_id)
        return _answer(rules.end_partner(session, viewer=viewer, partner=partner))


def _answer(partner: Partner, status: int = 200) -> Answer:
    (shown,) = show_partners(reading(), current_viewer(), [partner], hint=True)
    return shown, status, {"ETag": f'"{etag_of(partner)}"'}
