"""The form in which an officer mends name, phone and e-mail of somebody below."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts import people, person_edit
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.own_pages import Page, page, strong_session, typed
from agrimarket.accounts.people import Person
from agrimarket.accounts.ranks import STEERING
from agrimarket.accounts.scope import holds_whole
from agrimarket.kit.access import allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal


@blueprint.get("/nguoi-dung/<account_id>/sua", endpoint="person_edit")
@allow(*STEERING)
def person_edit_form(account_id: str) -> Page:
    """What stands there now, to be mended."""
    return _form(account_id)


@blueprint.post("/nguoi-dung/<account_id>/sua")
@allow(*STEERING)
def person_edit_post(account_id: str) -> Page | Response:
    """Keep what was mended."""
    try:
        strong_session()
        with one_commit() as session:
            changed = person_edit.edit(
                session, viewer=current_viewer(), account_id=account_id,
                name=typed("name"), phone=typed("phone", 40), email=typed("email", 254),
            )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.MISSING:
            raise
        return _form(account_id, refusal)
    flash("Đã lưu." if changed else "Không có gì thay đổi.", "good" if changed else "info")
    return redirect(url_for("accounts.person", account_id=account_id), code=303)


def _form(account_id: str, refusal: Refusal | None = None) -> Page:
    viewer = current_viewer()
    account = people.find(reading(), viewer=viewer, account_id=account_id)
    if refusal is None and not holds_whole(viewer, account):
        raise people.NotAllYours
    stands = {"name": account.name, "phone": account.phone or "", "email": account.email or ""}
    now = request.form if refusal else stands
    return page("person_edit.html", refusal, who=Person(account, viewer), now=now)
