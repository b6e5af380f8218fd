"""Letting the head of a household sign in: an invitation bound to this producer."""

from flask import render_template, request, url_for

from agrimarket.accounts import invite
from agrimarket.accounts.invite_pages import invitation_address, made_page, send
from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import WORKERS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal

Page = str | tuple[str, int]


@blueprint.get("/ho/<household_id>/moi-chu-ho")
@allow(*WORKERS)
def head_invite(household_id: str) -> Page:
    """What it opens, and whether to send it to the household's phone."""
    return _form(household_id)


@blueprint.post("/ho/<household_id>/moi-chu-ho")
@allow(*WORKERS)
def head_invite_post(household_id: str) -> Page:
    """Make the link, show it this once, and send it if asked to."""
    viewer = current_viewer()
    try:
        with one_commit() as session:
            household = rules.get(session, viewer=viewer, household_id=household_id)
            if not may_write_in(viewer, household.commune_code):
                raise CommuneOutsideScope
            link, secret = invite.invite(
                session,
                viewer=viewer,
                role=Role.PRODUCER,
                commune_codes=[household.commune_code],
                household_id=household.id,
            )
            address, to = invitation_address(secret), _phone_to_use(household)
            if to:
                send(session, to=to, link=link, address=address)
    except Refusal as refusal:
        return _form(household_id, refusal)
    back = url_for("households.show", household_id=household_id)
    return made_page(link, address, sent_to="số của hộ" if to else None, back=back)


def _phone_to_use(household: Household) -> str | None:
    return household.phone if request.form.get("send") else None


def _form(household_id: str, refusal: Refusal | None = None) -> Page:
    household = rules.get(reading(), viewer=current_viewer(), household_id=household_id)
    errors = (refusal.fields or {"": [refusal.detail]}) if refusal else {}
    page = render_template("households/head_invite.html", household=household, errors=errors)
    return (page, 422) if refusal else page
