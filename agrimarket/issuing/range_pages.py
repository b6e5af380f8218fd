"""Pages that move a range of stamps: activated, delivered, samples, locked, unlocked, void."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.issuing import acts, read
from agrimarket.issuing.activate import FROM, activate
from agrimarket.issuing.acts import Act
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.form_pages import text, whole
from agrimarket.issuing.models import StampEvent, StampState
from agrimarket.issuing.preview import Preview, preview
from agrimarket.issuing.refusals import TooManyForLot
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.room import room_of
from agrimarket.issuing.words import STATE_KINDS, STATE_WORDS, dotted, span_words
from agrimarket.kit.access import OFFICERS, PRODUCERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.web.form_page import PageAnswer
from agrimarket.lots import read as lots
from agrimarket.lots.models import LotState
from agrimarket.products import read as products

Command = Callable[..., StampEvent]
ACTIVATED = "Đã kích hoạt. Người mua quét được ngay."


class _OnlyLooked(Exception):
    """Ends the commit of a preview without keeping anything."""


@blueprint.route("/tem/<id>/kich-hoat", methods=["GET", "POST"])
@allow(*PRODUCERS)
def activate_form(id: str) -> PageAnswer:
    """Stamps are on the packs of a lot."""
    return _answered(
        id,
        template="issuing/activate.html",
        command=activate,
        given=lambda: {"lot_id": text("lot_id"), "override_reason": text("override_reason")},
        context=lambda: _activation(id),
        words=("Kích hoạt tem", "Kích hoạt {} tem", "primary", ACTIVATED),
    )


def _activation(id: str) -> dict[str, Any]:
    context = _context(id, FROM)
    session, viewer, order = reading(), current_viewer(), context["order"]
    product = products.product_of(session, viewer=viewer, product_id=order.product_id)
    released = [lot for lot in lots.lots_of(session, product) if lot.state == LotState.RELEASED]
    return {
        **context,
        "own_lot": next((lot for lot in released if lot.id == order.lot_id), None),
        "released": released,
        "rooms": {lot.id: room_of(session, lot) for lot in released},
        "product": product,
        "is_officer": viewer.is_one_of(OFFICERS),
    }


@blueprint.route("/tem/<id>/nhan", methods=["GET", "POST"])
@allow(*acts.DELIVER.roles)
def deliver_form(id: str) -> PageAnswer:
    """The roll is here, both its ends in hand."""
    return _acting(id, acts.DELIVER)


@blueprint.route("/tem/<id>/lam-mau", methods=["GET", "POST"])
@allow(*acts.SAMPLE.roles)
def sample_form(id: str) -> PageAnswer:
    """Stamps for photos and fairs."""
    return _acting(id, acts.SAMPLE)


@blueprint.route("/tem/<id>/huy", methods=["GET", "POST"])
@allow(*acts.VOID.roles)
def void_form(id: str) -> PageAnswer:
    """Lost, spoiled or leaked stamps."""
    return _acting(id, acts.VOID)


@blueprint.route("/tem/<id>/tam-khoa", methods=["GET", "POST"])
@allow(*acts.SUSPEND.roles)
def suspend_form(id: str) -> PageAnswer:
    """Lock active stamps for a while."""
    return _acting(id, acts.SUSPEND)


@blueprint.route("/tem/<id>/mo-khoa", methods=["GET", "POST"])
@allow(*acts.RESUME.roles)
def resume_form(id: str) -> PageAnswer:
    """Unlock them."""
    return _acting(id, acts.RESUME)


def _acting(id: str, act: Act) -> PageAnswer:
    return _answered(
        id,
        template="issuing/take.html",
        command=act.command,
        given=lambda: {"reason": text("reason")},
        context=lambda: {**_context(id, act.states), "act": act},
        words=(act.title, act.button, act.kind, act.done),
    )


def _answered(
    id: str,
    *,
    template: str,
    command: Command,
    given: Callable[[], dict[str, Any]],
    context: Callable[[], dict[str, Any]],
    words: tuple[str, str, str, str],
) -> PageAnswer:
    """The form, what it would do (the field `look` asks for that), or the act and its order."""
    if request.method != "POST":
        return render_template(template, errors={}, typed={}, **context())
    try:
        if request.form.get("look"):
            return _previewed(_looked(command, id, given()), words)
        _commit(command, id, given())
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT} and not refusal.fields:
            raise
        errors = refusal.fields or {"": [refusal.detail]}
        over = refusal.facts if isinstance(refusal, TooManyForLot) else None
        page = render_template(template, errors=errors, typed=request.form, over=over, **context())
        return page, 422
    flash(words[3], "good")
    return redirect(url_for("issuing.show", id=id), code=303)


def _previewed(found: Preview, words: tuple[str, str, str, str]) -> str:
    title, button, kind, _ = words
    return render_template(
        "issuing/preview.html",
        found=found,
        act_title=title,
        act_button=button.format(dotted(found.span.size)),
        act_kind=kind,
        span=span_words(*found.span),
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
    )


def _looked(command: Command, id: str, given: dict[str, Any]) -> Preview:
    """The act carried out and taken back; nothing of it stays."""
    found: Preview | None = None
    try:
        with one_commit() as session:
            found = preview(
                session, viewer=current_viewer(), ring=the_ring(), ends=_ends(id),
                command=command, **given,
            )  # fmt: skip
            raise _OnlyLooked
    except _OnlyLooked:
        assert found is not None
        return found


def _commit(command: Command, id: str, given: dict[str, Any]) -> None:
    ends = _ends(id)
    with one_commit() as session:
        command(session, viewer=current_viewer(), ring=the_ring(), ends=ends, **given)


def _ends(id: str) -> Ends:
    """Codes where both are typed, else positions."""
    first_code, last_code = text("first_code", 60), text("last_code", 60)
    if first_code or last_code:
        both = bool(request.form.get("both_ends"))
        return Ends(
            order_id=id,
            first_code=first_code or (None if both else last_code),
            last_code=last_code or (None if both else first_code),
        )
    return Ends(order_id=id, first=whole("first"), last=whole("last"))


def _context(id: str, states: tuple[StampState, ...]) -> dict[str, Any]:
    """The order, and the run that fits: as asked for in the address, else the first one."""
    session: Session = reading()
    order = read.order_of(session, viewer=current_viewer(), order_id=id)
    fit = next((run for run in read.joined_runs(session, order) if run.state in states), None)
    first = request.args.get("first", fit.first if fit else 1, type=int)
    last = request.args.get("last", fit.last if fit else "", type=int)
    return {"order": order, "first": first, "last": last, "asked": "first" in request.args}
