"""The page of a producer's card, the sheet it is printed on, and the way back from a card."""

import io
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.accounts import qr
from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.cards import ring as card_ring
from agrimarket.households.cards import rules as cards
from agrimarket.households.cards.models import HouseholdCard
from agrimarket.households.models import Household
from agrimarket.households.scope import may_write_in
from agrimarket.kit import clock
from agrimarket.kit.access import DESCRIBERS, LOOKERS, REGISTRARS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.places import commune

PDF = "application/pdf"


@blueprint.get("/ho/the")
@allow(*LOOKERS)
def open_card() -> str | AnyResponse | tuple[str, int]:
    """Open a producer by the card in hand: letters typed here, or an address that was scanned."""
    typed = request.args.get("ma", "")
    if not typed:
        return render_template("households/card_open.html", typed="", errors={}, found=None)
    try:
        found = cards.look_up(reading(), viewer=current_viewer(), text=typed)
    except Refusal as refusal:
        said = refusal.detail if isinstance(refusal, cards.CardMistyped) else UNKNOWN
        errors = {"ma": [said]}
        page = render_template(
            "households/card_open.html", typed=typed[:80], errors=errors, found=None
        )
        return page, 404
    if found.standing:
        return redirect(url_for("households.show", household_id=found.household.id), 303)
    return render_template(
        "households/card_open.html", typed="", errors={}, found=found, reasons=cards.REASONS
    )


UNKNOWN = (
    "Không có hộ nào mang thẻ này trong địa bàn của bạn. Hãy so lại từng chữ, hoặc tìm hộ theo tên."
)


@blueprint.get("/ho/<household_id>/the")
@allow(*DESCRIBERS)
def card(household_id: str) -> str:
    """The card on the screen, to be scanned from it, and printed."""
    return _page(household_id)


@blueprint.post("/ho/<household_id>/the")
@allow(*REGISTRARS)
def issue_card(household_id: str) -> AnyResponse | tuple[str, int]:
    """Give the producer a card, or another one."""
    viewer, reason = current_viewer(), request.form.get("reason") or None
    try:
        with one_commit() as session:
            household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
            cards.issue(session, viewer=viewer, household=household, reason=reason)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(household_id, errors=refusal.fields or {"": [refusal.detail]}), 422
    flash("Đã cấp thẻ. Hãy in thẻ và trao cho chủ hộ.")
    return redirect(url_for("households.card", household_id=household_id), 303)


@blueprint.get("/ho/<household_id>/the/ma-qr.svg")
@allow(*DESCRIBERS)
def card_symbol(household_id: str) -> Response:
    """The symbol alone, as large as the screen likes it."""
    _, standing = _standing(household_id)
    picture = Response(qr.svg(card_ring.modules(cards.letters(standing))), mimetype="image/svg+xml")
    picture.headers["Cache-Control"] = "private, no-store"
    return picture


@blueprint.post("/ho/<household_id>/the/in")
@allow(*DESCRIBERS)
def print_card(household_id: str) -> Response:
    """One card on an A4 sheet."""
    household, standing = _standing(household_id)
    with one_commit() as session:
        cards.note_printed(session, viewer=current_viewer(), cards=[standing])
    return sheet([(household, standing)])


def sheet(given: list[tuple[Household, HouseholdCard]], *, skip: int = 0) -> Response:
    """The cards of these producers as a PDF that no cache keeps."""
    out = io.BytesIO()
    card_ring.draw(out, [face(*one) for one in given], skip=skip)
    answer = Response(out.getvalue(), mimetype=PDF)
    answer.headers["Content-Disposition"] = 'attachment; filename="the-ho.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def face(household: Household, standing: HouseholdCard) -> card_ring.Card:
    """What stands on a card: a name and a place, no number of the person's."""
    return card_ring.Card(
        code=cards.letters(standing),
        name=household.name,
        hamlet=household.hamlet or "",
        commune=commune(household.commune_code).name,
        issued_on=standing.issued_at.astimezone(clock.VIETNAM).date(),
    )


def _standing(household_id: str) -> tuple[Household, HouseholdCard]:
    session = reading()
    household = rules.get(session, viewer=current_viewer(), household_id=household_id)
    standing = cards.carried(session, household.id)
    if standing is None:
        raise NotFound
    return household, standing


def _page(household_id: str, **given: Any) -> str:
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    every = cards.given(session, household.id)
    standing = next((one for one in every if one.ended_at is None), None)
    values: dict[str, Any] = {
        "household": household,
        "own": viewer.role is Role.PRODUCER,
        "card": standing,
        "face": face(household, standing) if standing else None,
        "earlier": [one for one in every if one.ended_at is not None],
        "reasons": cards.REASONS,
        "may_issue": may_write_in(viewer, household.commune_code)
        and viewer.is_one_of(REGISTRARS)
        and household.erased_at is None,
        "errors": {},
    }
    return render_template("households/card.html", **(values | given))
