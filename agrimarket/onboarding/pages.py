"""Pages of the way to a first order: steps, who waits at one and why, one producer's way."""

from datetime import date
from typing import Any

import marshmallow as ma
from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households.showing.labels import KIND_LABELS
from agrimarket.kit import clock
from agrimarket.kit.access import DESCRIBERS, LOOKERS, Viewer, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import InvalidFields, NotFound, Refusal
from agrimarket.kit.paging import LIST_PAGE
from agrimarket.onboarding import rules
from agrimarket.onboarding.schemas import OnboardingQuery
from agrimarket.onboarding.steps import BY_KEY, DONE, REASONS, STEPS, Wanted
from agrimarket.places import commune, communes

blueprint = Blueprint("onboarding", __name__, template_folder="templates")
Answer = str | Response | tuple[str, int]
NO_DAY = "Hãy ghi ngày, ví dụ 05/11/2026."


@blueprint.get("/buoc-len-san")
@allow(*LOOKERS)
def index() -> str:
    """How many wait for each step, in all and by commune."""
    viewer = current_viewer()
    code = _commune(viewer, request.args.get("commune", ""))
    by_commune = rules.counts(reading(), viewer=viewer, wanted=Wanted(commune=code))
    rows = [(commune(each), stages) for each, stages in by_commune.items()]
    rows.sort(key=lambda row: -sum(n for stage, n in row[1].items() if stage != DONE))
    return render_template(
        "onboarding/index.html", totals=rules.totals(by_commune), rows=rows, steps=STEPS[1:],
        done=DONE, commune=code, communes=_communes(viewer),
    )  # fmt: skip


@blueprint.get("/buoc-len-san/<step>")
@allow(*LOOKERS)
def waiting(step: str) -> str:
    """Who waits for a step, and why."""
    if step not in BY_KEY and step != DONE:
        raise NotFound
    viewer, query = current_viewer(), _query(step)
    page, size = query.pop("page"), query.pop("page_size")
    wanted = Wanted(**query)
    found = rules.listed(reading(), viewer=viewer, wanted=wanted, page=page, page_size=size)
    return render_template(
        "onboarding/waiting.html", page=found, step=BY_KEY.get(step), wanted=wanted,
        communes=_communes(viewer), kinds=[(str(one), said) for one, said in KIND_LABELS.items()],
        reasons=list(REASONS.items()), commune_of=lambda code: commune(code).name,
        active=sum(bool(one) for one in (wanted.commune, wanted.kind, wanted.reason)),
    )  # fmt: skip


@blueprint.get("/ho/<household_id>/buoc-len-san")
@allow(*LOOKERS)
def show(household_id: str) -> str:
    """One producer's way, with what to do next and the notes."""
    return _show(household_id, {})


@blueprint.post("/ho/<household_id>/buoc-len-san")
@allow(*DESCRIBERS)
def add_note(household_id: str) -> Answer:
    """Note a first order, or why nothing moves."""
    form = request.form
    try:
        with one_commit() as session:
            rules.note(
                session, viewer=current_viewer(), household_id=household_id,
                kind="first_order" if form.get("kind") == "first_order" else "stuck",
                reason=form.get("reason") or None,
                channel_code=form.get("channel_code") or None,
                happened_on=_day("happened_on") or clock.today(), until=_day("until"),
                note=form.get("note", "").strip()[:500] or None,
            )  # fmt: skip
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return _show(household_id, refusal.fields or {"": [refusal.detail]}), 422
    flash("Đã ghi.", "good")
    return redirect(url_for("onboarding.show", household_id=household_id), code=303)


@blueprint.post("/ho/<household_id>/buoc-len-san/<note_id>/bo")
@allow(*DESCRIBERS)
def remove_note(household_id: str, note_id: str) -> Response:
    """Take back a note made by mistake."""
    with one_commit() as session:
        row = rules.take_back(session, viewer=current_viewer(), note_id=note_id)
        if row.household_id != household_id:
            raise NotFound
    flash("Đã bỏ ghi chú.", "good")
    return redirect(url_for("onboarding.show", household_id=household_id), code=303)


def _show(household_id: str, errors: dict[str, list[str]]) -> str:
    viewer = current_viewer()
    found, reached, notes = rules.of_household(reading(), viewer=viewer, household_id=household_id)
    return render_template(
        "onboarding/show.html", found=found, reached=reached, notes=notes, steps=STEPS,
        step=BY_KEY.get(found.stage), reasons=list(REASONS.items()), reason_words=REASONS,
        channels=list(rules.CHANNELS.items()), channel_words=rules.CHANNELS, errors=errors,
        form=request.form, may_note=viewer.is_one_of(DESCRIBERS), today=clock.today(),
    )  # fmt: skip


def _day(name: str) -> date | None:
    """A day of the form, ISO or d/m/yyyy; InvalidFields."""
    text = request.form.get(name, "").strip()
    if not text:
        return None
    parts = text.split("/")
    try:
        return date.fromisoformat("-".join(reversed([part.zfill(2) for part in parts])))
    except ValueError:
        raise InvalidFields(fields={name: [NO_DAY]}) from None


def _query(step: str) -> dict[str, Any]:
    """The filters; an address that somebody changed by hand is read as no filter."""
    asked: dict[str, Any] = {"page_size": LIST_PAGE, "step": step}
    try:
        loaded: dict[str, Any] = OnboardingQuery().load(request.args.to_dict() | asked)
    except ma.ValidationError:
        loaded = OnboardingQuery().load(asked)
    return loaded


def _commune(viewer: Viewer, code: str) -> str:
    return code if code in {one for one, _ in _communes(viewer)} else ""


def _communes(viewer: Viewer) -> list[tuple[str, str]]:
    """The communes a viewer may filter by; none where there is only one."""
    found = [(one.code, one.name) for one in communes()
             if viewer.whole_province or one.code in viewer.commune_codes]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1]) if len(found) > 1 else []
