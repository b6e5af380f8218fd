"""Pages that register and change a producer and note what was agreed to."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consenting import texts
from agrimarket.households.consenting.own_texts import LANGUAGES
from agrimarket.households.forms import (
    Place,
    Typed,
    filled_with,
    named_as_in_form,
    own_communes,
    read_all,
    read_own,
    read_place_fields,
)
from agrimarket.households.models import Household, HouseholdState
from agrimarket.households.showing import pages as show_pages
from agrimarket.households.showing.labels import BANK_LABELS, FIELD_LABELS, KIND_LABELS
from agrimarket.households.showing.oracle import counting
from agrimarket.households.showing.present import Shown
from agrimarket.households.showing.views import note_view
from agrimarket.kit.access import DESCRIBERS, REGISTRARS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import InvalidFields, Refusal, StaleRevision
from agrimarket.kit.tries import LockedOut
from agrimarket.places import communes

Answer = str | Response | tuple[str, int]
HOW_AGREED = "Hãy chọn Ký bản giấy, Nói đồng ý hoặc Tự chọn trên máy."
AGREED = {"purposes": "Chủ hộ đồng ý những việc nào", "channel": "Chủ hộ đồng ý bằng cách nào"}


@blueprint.get("/ho/moi")
@allow(*REGISTRARS)
def new() -> str:
    """The form to register: who, where, what, and what they agree to."""
    return _form(MultiDict(), Place(), {})


@blueprint.post("/ho/moi")
@allow(*REGISTRARS)
def create() -> Answer:
    """Register, or show the form again with what was typed."""
    form = request.form
    place = read_place_fields(form, current_viewer())
    try:
        values = read_all(form, place)
        with counting(current_viewer(), _given(values)), one_commit() as session:
            household = rules.register(
                session, viewer=current_viewer(), consent=_agreement(form), **values
            )
    except LockedOut:
        raise
    except Refusal as refusal:
        return _form(form, place, errors_of(refusal), refusal), 422
    agreed = household.state == HouseholdState.REGISTERED
    flash(f"{'Đã đăng ký' if agreed else 'Đã lưu nháp'} {household.name}.", "good")
    return redirect(url_for("households.show", household_id=household.id), code=303)


@blueprint.get("/ho/<household_id>/sua")
@allow(*DESCRIBERS)
def edit(household_id: str) -> str:
    """The form with what is known."""
    viewer = current_viewer()
    household = rules.get(reading(), viewer=viewer, household_id=household_id)
    note_view(reading(), viewer, household)
    return _edit_form(household, filled_with(Shown(household, viewer)), Place(), {})


@blueprint.post("/ho/<household_id>/sua")
@allow(*DESCRIBERS)
def update(household_id: str) -> Answer:
    """Keep the changes, or show the form again."""
    viewer, form = current_viewer(), request.form
    own = viewer.role is Role.PRODUCER
    place = Place() if own else read_place_fields(form, viewer)
    try:
        values = read_own(form) if own else read_all(form, place)
        with counting(viewer, _given(values)), one_commit() as session:
            household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
            if form.get("revision") != str(household.revision):
                raise StaleRevision
            changes = _changes(values, form)
            rules.edit(session, viewer=viewer, household=household, changes=changes)
    except LockedOut:
        raise
    except Refusal as refusal:
        known = rules.get(reading(), viewer=viewer, household_id=household_id)
        return _edit_form(known, form, place, errors_of(refusal), refusal), 422
    flash("Đã lưu thay đổi.", "good")
    return redirect(url_for("households.show", household_id=household_id), code=303)


@blueprint.post("/ho/<household_id>/dong-y")
@allow(*DESCRIBERS)
def give_consent(household_id: str) -> Answer:
    """Note what the producer agreed to."""
    viewer, form = current_viewer(), request.form
    try:
        with one_commit() as session:
            household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
            agreement = _agreement(form, always=True)
            assert agreement is not None
            rules.give_consent(session, viewer=viewer, household=household, agreement=agreement)
    except InvalidFields as refusal:
        page = show_pages.page_of(household_id, errors=errors_of(refusal), form=form)
        return page, 422
    flash("Đã ghi đồng ý của chủ hộ.", "good")
    return redirect(url_for("households.show", household_id=household_id), code=303)


def _given(values: dict[str, Any]) -> set[str]:
    return {name for name, value in values.items() if value}


def _changes(values: dict[str, Any], form: Typed) -> dict[str, Any]:
    """What is never shown and left empty in the form stays as it was."""
    changes = {
        name: value
        for name, value in values.items()
        if value or name not in {"citizen_id", "tax_code"}
    }
    if not any((changes.get("bank") or {}).values()):
        changes.pop("bank", None)
    if form.get("bank_remove"):
        changes["bank"] = None
    return changes


def _agreement(form: MultiDict[str, str], *, always: bool = False) -> rules.Agreement | None:
    """What was ticked; nothing ticked is no consent."""
    purposes = form.getlist("purposes")
    if not purposes and not always:
        return None
    language, _, version = form.get("text", "").partition(":")
    return rules.Agreement(
        version or form.get("version", ""), form.get("channel", ""), purposes, language or "vi"
    )


def errors_of(refusal: Refusal) -> dict[str, list[str]]:
    """Errors by the names of the form's fields."""
    found = {name.removeprefix("consent."): said for name, said in refusal.fields.items()}
    if "channel" in found:
        found["channel"] = [HOW_AGREED]  # the box's own words, not the API's
    return named_as_in_form(found) or {"": [refusal.detail]}


def _form(
    form: MultiDict[str, str],
    place: Place,
    errors: dict[str, list[str]],
    refusal: Refusal | None = None,
) -> str:
    return render_template(
        "households/form.html",
        form=form,
        errors=errors,
        known=refusal.facts.get("household_id") if refusal else None,
        consent_texts=texts.wordings(reading()),
        languages=LANGUAGES,
        **_choices(place),
    )


def _edit_form(
    household: Household,
    form: Typed,
    place: Place,
    errors: dict[str, list[str]],
    refusal: Refusal | None = None,
) -> str:
    viewer = current_viewer()
    return render_template(
        "households/form.html",
        form=form,
        errors=errors,
        known=refusal.facts.get("household_id") if refusal else None,
        household=Shown(household, viewer),
        own=viewer.role is Role.PRODUCER,
        **_choices(place),
    )


def _choices(place: Place) -> dict[str, Any]:
    own = own_communes(current_viewer())
    return {
        "place": place,
        "own_communes": own,
        "all_communes": () if own else communes(),
        "kinds": [(str(kind), label) for kind, label in KIND_LABELS.items()],
        "labels": FIELD_LABELS | BANK_LABELS | AGREED | {"commune_text": "Xã, phường"},
    }
