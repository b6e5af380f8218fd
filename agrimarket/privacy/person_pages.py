"""Pages about one person: everything that is kept, to take home; and forgetting them."""

from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for

from agrimarket.households import rules as households
from agrimarket.households.showing import masks
from agrimarket.households.showing.reveal_api import count_reveal
from agrimarket.kit.access import OFFICERS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.web.form_page import PageAnswer
from agrimarket.privacy import bundle, collect, erase, requests, store
from agrimarket.privacy.blueprints import pages as blueprint
from agrimarket.privacy.models import RequestKind


@blueprint.get("/ho/<household_id>/tat-ca-du-lieu")
@allow(*OFFICERS, Role.PRODUCER)
def everything(household_id: str) -> str:
    """What the file will hold; officers say why they take it."""
    return _everything_page(household_id)


@blueprint.post("/ho/<household_id>/tat-ca-du-lieu")
@allow(*OFFICERS, Role.PRODUCER)
def take_everything(household_id: str) -> PageAnswer:
    """The file: a zip with readable pages, data and pictures."""
    reason = request.form.get("reason", "").strip()
    try:
        if reason:
            count_reveal()
        with one_commit() as session:
            about: Any = {"viewer": current_viewer(), "household_id": household_id}
            found = collect.everything(session, **about, reason=reason)
            extras = collect.evidence(session, **about)
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT, Kind.FORBIDDEN}:
            raise
        return _everything_page(household_id, refusal.fields or {"": [refusal.detail]}), 422
    response = Response(bundle.as_zip(found, extras), mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="tat-ca-du-lieu.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/ho/<household_id>/xoa-thong-tin")
@allow(*OFFICERS)
def erase_page(household_id: str) -> str:
    """What goes, what stays, and the last question."""
    return _erase_page(household_id)


@blueprint.post("/ho/<household_id>/xoa-thong-tin")
@allow(*OFFICERS)
def erase_household(household_id: str) -> PageAnswer:
    """Forget the producer for good."""
    form = request.form
    if not form.get("sure"):
        return _erase_page(household_id, {"sure": ["Hãy đánh dấu là đã hiểu việc này."]}), 422
    try:
        with one_commit() as session:
            erase.erase(
                session, viewer=current_viewer(), household_id=household_id,
                reason=form.get("reason", ""), request_id=form.get("request_id") or None,
                data=current_app.extensions["agrimarket.settings"].data,
            )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT, Kind.FORBIDDEN}:
            raise
        return _erase_page(household_id, refusal.fields or {"": [refusal.detail]}), 422
    flash("Đã xóa thông tin của người này. Tem đã dán vẫn tra được lô và xã.", "good")
    return redirect(url_for("privacy.index"), code=303)


def _everything_page(household_id: str, errors: Any = None) -> str:
    viewer = current_viewer()
    household = households.get(reading(), viewer=viewer, household_id=household_id)
    return render_template(
        "privacy/everything.html",
        household=household,
        own=masks.is_own(viewer, household),
        rooms=collect.ROOM_LABELS,
        errors=errors or {},
        form=request.form,
    )


def _erase_page(household_id: str, errors: Any = None) -> str:
    session, viewer = reading(), current_viewer()
    household = households.get(session, viewer=viewer, household_id=household_id)
    page = requests.listed(
        session, viewer=viewer, show="open", kind=RequestKind.ERASE, household_id=household.id
    )
    return render_template(
        "privacy/erase.html",
        household=household,
        standing=bool(household.purposes) or household.state == "registered",
        wishes=page.items,
        others=len(store.open_others(session, viewer, household.id)),
        errors=errors or {},
        form=request.form,
    )
