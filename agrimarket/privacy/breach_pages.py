"""Pages of breaches: the list with running clocks, one breach, and the notice to print."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from agrimarket.kit.access import PROVINCE, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query
from agrimarket.privacy import breaches
from agrimarket.privacy.blueprints import pages as blueprint
from agrimarket.privacy.notice import notice_items
from agrimarket.privacy.present import ShownBreach
from agrimarket.privacy.schemas import (
    BreachChange,
    BreachIn,
    BreachQuery,
    MeasuresIn,
    NotifyIn,
)
from agrimarket.privacy.words import BREACH_WORDS, DATA_KINDS

REPORTERS = (*PROVINCE, Role.OPERATOR)
SEEING = (*REPORTERS, Role.AUDITOR)


@blueprint.get("/su-co")
@allow(*SEEING)
def list_breaches() -> str:
    """Breaches; those the authority has not heard of on top."""
    query = read_query(BreachQuery)
    viewer = current_viewer()
    page = breaches.listed(reading(), viewer=viewer, **query)
    return render_template(
        "privacy/breaches.html",
        page=page,
        rows=[ShownBreach(row) for row in page.items],
        query=query,
        states=[(code, words[0]) for code, words in BREACH_WORDS.items()],
        may_report=viewer.is_one_of(REPORTERS),
    )


@blueprint.route("/su-co/moi", methods=["GET", "POST"])
@allow(*REPORTERS)
def new_breach() -> PageAnswer:
    """Note a breach: what is known now is enough, the clock runs already."""

    def save(session: Session) -> str:
        row = breaches.report(session, viewer=current_viewer(), **_told(BreachIn))
        return url_for("privacy.show_breach", breach_id=row.id)

    return form_page(
        "privacy/breach_form.html", save=save, context=lambda: _form_context(None),
        done="Đã ghi sự cố. Đồng hồ 72 giờ đang chạy.",
    )  # fmt: skip


@blueprint.get("/su-co/<breach_id>")
@allow(*SEEING)
def show_breach(breach_id: str) -> str:
    """One breach with its clock and the next step."""
    return _page(breach_id)


@blueprint.route("/su-co/<breach_id>/sua", methods=["GET", "POST"])
@allow(*REPORTERS)
def change_breach(breach_id: str) -> PageAnswer:
    """Say more as more is known."""
    viewer = current_viewer()

    def save(session: Session) -> str:
        row = breaches.get(session, viewer=viewer, breach_id=breach_id, lock=True)
        breaches.change(session, viewer=viewer, row=row, **_told(BreachChange))
        return url_for("privacy.show_breach", breach_id=breach_id)

    def context() -> dict[str, Any]:
        return _form_context(breaches.get(reading(), viewer=viewer, breach_id=breach_id))

    return form_page("privacy/breach_form.html", save=save, context=context, done="Đã lưu.")


@blueprint.post("/su-co/<breach_id>/da-bao")
@allow(*PROVINCE)
def notify_breach(breach_id: str) -> PageAnswer:
    """The authority was told."""
    return _act(breach_id, breaches.notify, NotifyIn, "Đã ghi việc báo cơ quan.")


@blueprint.post("/su-co/<breach_id>/khep-lai")
@allow(*PROVINCE)
def close_breach(breach_id: str) -> PageAnswer:
    """It is over."""
    return _act(breach_id, breaches.close, MeasuresIn, "Đã khép lại sự cố.")


@blueprint.get("/su-co/<breach_id>/thong-bao")
@allow(*SEEING)
def notice(breach_id: str) -> str:
    """The notice to the authority, ready to be printed and signed."""
    row = breaches.get(reading(), viewer=current_viewer(), breach_id=breach_id)
    settings = current_app.extensions["agrimarket.settings"]
    items = notice_items(row, office=settings.office, contact=settings.office_contact)
    return render_template(
        "privacy/notice.html", one=ShownBreach(row), items=items, office=settings.office
    )


def _act(breach_id: str, rule: Any, schema: Any, done: str) -> PageAnswer:
    viewer = current_viewer()
    try:
        told = read_form(schema, request.form)
        with one_commit() as session:
            row = breaches.get(session, viewer=viewer, breach_id=breach_id, lock=True)
            rule(session, viewer=viewer, row=row, **told)
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT}:
            raise
        return _page(breach_id, refusal.fields or {"": [refusal.detail]}), 422
    flash(done, "good")
    target: Response = redirect(url_for("privacy.show_breach", breach_id=breach_id), code=303)
    return target


def _page(breach_id: str, errors: Any = None) -> str:
    viewer = current_viewer()
    row = breaches.get(reading(), viewer=viewer, breach_id=breach_id)
    return render_template(
        "privacy/breach.html",
        one=ShownBreach(row),
        errors=errors or {},
        form=request.form,
        kinds=DATA_KINDS,
        is_province=viewer.is_one_of(PROVINCE),
        may_change=viewer.is_one_of(REPORTERS) and row.state != "closed",
    )


def _told(schema: Any) -> dict[str, Any]:
    """The boxes of the form; ticked kinds are a list, which a form of texts does not know."""
    typed = {name: value for name, value in request.form.items() if name != "data_kinds"}
    told = read_form(schema, typed)
    operator = current_viewer().role is Role.OPERATOR
    return told if operator else told | {"data_kinds": request.form.getlist("data_kinds")}


def _form_context(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "kinds": list(DATA_KINDS.items()),
        "ticked": request.form.getlist("data_kinds") or (row.data_kinds if row else []),
        "technical_only": current_viewer().role is Role.OPERATOR,
    }
