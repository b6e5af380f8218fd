"""Pages of requests: the list with the overdue on top, a new one, one with its next step."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from agrimarket.households import rules as households
from agrimarket.kit.access import OFFICERS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query
from agrimarket.places import communes
from agrimarket.privacy import requests
from agrimarket.privacy.blueprints import pages as blueprint
from agrimarket.privacy.clocks import RULES
from agrimarket.privacy.models import PersonRequest
from agrimarket.privacy.present import shown, shown_all
from agrimarket.privacy.schemas import AnswerIn, CloseIn, ExtendIn, RequestIn, RequestQuery
from agrimarket.privacy.sealing import Details
from agrimarket.privacy.words import CHANNEL_LABELS, KIND_HINTS, KIND_LABELS, NEXT_STEPS

FILERS = (*OFFICERS, Role.PRODUCER)
LOOKING = (*FILERS, Role.AUDITOR)
SHOWS = (("overdue", "Quá hạn"), ("open", "Đang mở"), ("done", "Đã khép lại"))


@blueprint.get("/yeu-cau")
@allow(*LOOKING)
def list_requests() -> str:
    """Requests with filters; the overdue on top."""
    session, viewer = reading(), current_viewer()
    query = read_query(RequestQuery)
    page = requests.listed(session, viewer=viewer, **query)
    return render_template(
        "privacy/requests.html",
        page=page,
        rows=shown_all(session, viewer, list(page.items)),
        query=query,
        active=sum(bool(query[name]) for name in ("show", "kind", "household_id")),
        kinds=list(KIND_LABELS.items()),
        shows=SHOWS,
        may_file=viewer.is_one_of(FILERS),
        own=viewer.role is Role.PRODUCER,
    )


@blueprint.route("/yeu-cau/moi", methods=["GET", "POST"])
@allow(*FILERS)
def new_request() -> PageAnswer:
    """Note a request, one's own or somebody's; `?ho=` names the household."""
    made: list[PersonRequest] = []

    def save(session: Session) -> str:
        told = read_form(RequestIn, _form())
        details = Details(
            **{name: told.pop(name, "") or "" for name in ("asker", "contact", "text")}
        )
        row = requests.file_request(session, viewer=current_viewer(), details=details, **told)
        made.append(row)
        return url_for("privacy.show_request", request_id=row.id)

    return form_page(
        "privacy/request_form.html", save=save, context=_form_context, done="Đã ghi yêu cầu.",
    )  # fmt: skip


@blueprint.get("/yeu-cau/<request_id>")
@allow(*LOOKING)
def show_request(request_id: str) -> str:
    """One request: what was asked, by when what is owed, and the next step."""
    return _page(request_id)


@blueprint.post("/yeu-cau/<request_id>/tra-loi")
@allow(*OFFICERS)
def answer_request(request_id: str) -> PageAnswer:
    """The person was told what happens now."""
    return _act(request_id, requests.answer, AnswerIn, "Đã ghi câu trả lời.")


@blueprint.post("/yeu-cau/<request_id>/gia-han")
@allow(*OFFICERS)
def extend_request(request_id: str) -> PageAnswer:
    """More time, once."""
    return _act(request_id, requests.extend, ExtendIn, "Đã gia hạn. Hãy báo cho người yêu cầu.")


@blueprint.post("/yeu-cau/<request_id>/khep-lai")
@allow(*OFFICERS)
def close_request(request_id: str) -> PageAnswer:
    """Done, or refused with a reason."""
    return _act(request_id, requests.close, CloseIn, "Đã khép lại yêu cầu.")


@blueprint.post("/yeu-cau/<request_id>/rut")
@allow(Role.PRODUCER)
def take_back_request(request_id: str) -> PageAnswer:
    """The producer no longer asks, while nobody answered yet."""
    return _act(request_id, requests.take_back, None, "Đã rút yêu cầu.")


def _act(request_id: str, rule: Any, schema: Any, done: str) -> PageAnswer:
    viewer = current_viewer()
    try:
        told = read_form(schema, request.form) if schema else {}
        with one_commit() as session:
            row = requests.get(session, viewer=viewer, request_id=request_id, lock=True)
            rule(session, viewer=viewer, row=row, **told)
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT}:
            raise
        return _page(request_id, refusal.fields or {"": [refusal.detail]}), 422
    flash(done, "good")
    target: Response = redirect(url_for("privacy.show_request", request_id=request_id), code=303)
    return target


def _page(request_id: str, errors: Any = None) -> str:
    session, viewer = reading(), current_viewer()
    row = requests.get(session, viewer=viewer, request_id=request_id)
    seen = shown(session, viewer, row)
    return render_template(
        "privacy/request.html",
        one=seen,
        errors=errors or {},
        form=request.form,
        step=NEXT_STEPS[row.kind],
        step_url=_step_url(row),
        may_act=viewer.is_one_of(OFFICERS) and seen.is_open,
        own=viewer.role is Role.PRODUCER,
    )


def _step_url(row: PersonRequest) -> str:
    """Where the next step is done; nowhere while the household is not known."""
    if row.household_id is None:
        return ""
    return url_for(NEXT_STEPS[row.kind][2], household_id=row.household_id)


def _form() -> dict[str, str]:
    """Boxes as typed; producers ask on this page, officers say how it came."""
    typed = {name: value for name, value in request.form.items() if value.strip()}
    if current_viewer().role is Role.PRODUCER:
        typed["channel"] = "web"
    return typed


def _form_context() -> dict[str, Any]:
    viewer = current_viewer()
    own = viewer.role is Role.PRODUCER
    household_id = request.form.get("household_id") or request.args.get("ho") or ""
    household = (
        households.get(reading(), viewer=viewer, household_id=household_id)
        if household_id and not own
        else None
    )
    return {
        "own": own,
        "household": household,
        "kind": request.args.get("loai", ""),
        "kinds": [{"value": str(code), "label": label, "hint": KIND_HINTS[code]}
                  for code, label in KIND_LABELS.items()],
        "channels": [(code, label) for code, label in CHANNEL_LABELS.items() if code != "web"],
        "communes": sorted(
            ((one.code, one.name) for one in communes()
             if viewer.whole_province or one.code in viewer.commune_codes),
            key=lambda pair: pair[1],
        ),
        "rules": RULES,
    }  # fmt: skip
