"""Pages of hand-overs: handing over, what is on its way to me, and the answer in one tap."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import PRODUCERS, READERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query
from agrimarket.lots import present
from agrimarket.lots.amounts import amount_text, free
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.models import LotState
from agrimarket.lots.partners import store as store_partners
from agrimarket.lots.read import lot_of
from agrimarket.lots.transfers import rules, store
from agrimarket.lots.transfers.kinds import STATE_WORDS, State
from agrimarket.lots.transfers.refusals import ReceiverNeeded
from agrimarket.lots.transfers.schemas import DisputeIn, ReceivedIn, TransferIn, TransferQuery
from agrimarket.lots.transfers.shown import show_transfers

PARTNER, PRODUCER = "p:", "h:"  # what a choice of the receiver's box is
BOXES = ("receiver", "quantity", "pack_count")


@blueprint.route("/lo/<id>/giao", methods=["GET", "POST"])
@allow(*PRODUCERS)
def hand_over(id: str) -> PageAnswer:
    """Hand some of a lot over: sent at once, or only agreed on."""

    def save(session: Session) -> str:
        viewer = current_viewer()
        lot = lot_of(session, viewer=viewer, lot_id=id)
        told = read_form(TransferIn, {**request.form, **_receiver()})
        try:
            made = rules.propose(session, viewer=viewer, lot=lot, **told)
            if "send" in request.form:
                rules.send(session, viewer=viewer, transfer=made)
        except Refusal as refusal:
            refusal.fields = {_box(name): said for name, said in refusal.fields.items()}
            raise
        return url_for("lots.transfer", transfer_id=made.id)

    return form_page(
        "lots/hand_over.html", save=save, context=lambda: _handing(id), done="Đã ghi giao hàng."
    )


@blueprint.get("/hang-sap-nhan")
@allow(*READERS)
def incoming() -> str:
    """What is on its way to the viewer's producers, and what was answered lately."""
    session, viewer = reading(), current_viewer()
    asked = read_query(TransferQuery)
    page = store.listed(
        session, viewer, incoming_only=True, page=asked["page"], page_size=asked["page_size"]
    )
    found = show_transfers(session, viewer, page.items)
    return render_template(
        "lots/incoming.html", page=page, writes=viewer.is_one_of(PRODUCERS),
        waiting=[one for one in found if one.state == State.IN_TRANSIT],
        agreed=[one for one in found if one.state == State.PROPOSED],
        answered=[one for one in found if one.answered_at],
    )  # fmt: skip


@blueprint.get("/giao-nhan")
@allow(*READERS)
def transfers() -> str:
    """All hand-overs this viewer sees."""
    query = read_query(TransferQuery)
    state, shown = query["state"], query["incoming"]
    page = store.listed(
        reading(), current_viewer(), incoming_only=shown, state=state, page=query["page"],
        page_size=query["page_size"],
    )  # fmt: skip
    found = show_transfers(reading(), current_viewer(), page.items)
    return render_template(
        "lots/transfers.html", page=page, transfers=found, query=query,
        states=[(code.value, STATE_WORDS[code][0]) for code in State], active=bool(state),
    )  # fmt: skip


@blueprint.get("/giao-nhan/<transfer_id>")
@allow(*READERS)
def transfer(transfer_id: str) -> str:
    """One hand-over and what may be done with it."""
    return _page(transfer_id, {})


@blueprint.post("/giao-nhan/<transfer_id>/gui")
@allow(*PRODUCERS)
def send_transfer(transfer_id: str) -> PageAnswer:
    """The goods leave."""
    return _step(transfer_id, rules.send, "Đã ghi là hàng gửi đi.")


@blueprint.post("/giao-nhan/<transfer_id>/nhan")
@allow(*PRODUCERS)
def receive_transfer(transfer_id: str) -> PageAnswer:
    """All of it arrived, or what was counted."""
    return _step(transfer_id, rules.receive, "Đã ghi là nhận hàng.", _counted)


@blueprint.post("/giao-nhan/<transfer_id>/khong-nhan")
@allow(*PRODUCERS)
def dispute_transfer(transfer_id: str) -> PageAnswer:
    """The receiver says no."""
    return _step(transfer_id, rules.dispute, "Đã báo là không nhận.", _why)


@blueprint.post("/giao-nhan/<transfer_id>/huy")
@allow(*PRODUCERS)
def cancel_transfer(transfer_id: str) -> PageAnswer:
    """Not sent after all, or taken back."""
    return _step(transfer_id, rules.cancel, "Đã hủy. Số lượng trở lại lô.")


def _nothing() -> dict[str, Any]:
    return {}


def _counted() -> dict[str, Any]:
    return read_form(ReceivedIn, request.form)


def _why() -> dict[str, Any]:
    """An empty box in the rule's own words."""
    return read_form(DisputeIn, request.form) if request.form.get("reason") else {"reason": ""}


def _step(
    transfer_id: str, rule: Any, done: str, told: Callable[[], dict[str, Any]] = _nothing
) -> PageAnswer:
    """One step in one commit; a refusal stands on the hand-over's own page."""
    try:
        with one_commit() as session:
            viewer = current_viewer()
            row = rules.transfer_of(session, viewer=viewer, transfer_id=transfer_id)
            rule(session, viewer=viewer, transfer=row, **told())
    except Refusal as refusal:
        if refusal.kind in {Kind.MISSING, Kind.SIGNED_OUT}:
            raise
        return _page(transfer_id, refusal.fields or {"": [refusal.detail]}), 422
    flash(done, "good")
    if request.form.get("back") == "list":
        return redirect(url_for("lots.incoming"), code=303)
    return redirect(url_for("lots.transfer", transfer_id=transfer_id), code=303)


def _page(transfer_id: str, errors: dict[str, list[str]]) -> str:
    session, viewer = reading(), current_viewer()
    row = rules.transfer_of(session, viewer=viewer, transfer_id=transfer_id)
    (shown,) = show_transfers(session, viewer, [row])
    return render_template(
        "lots/transfer.html", one=shown, errors=errors, writes=viewer.is_one_of(PRODUCERS),
        values={name: request.form.get(name, "") for name in ("quantity", "reason")},
    )  # fmt: skip


def _receiver() -> dict[str, str]:
    """The one box of the form as the two fields of the API."""
    chosen = request.form.get("receiver", "")
    if chosen.startswith(PARTNER):
        return {"partner_id": chosen.removeprefix(PARTNER)}
    if chosen.startswith(PRODUCER):
        return {"to_household_id": chosen.removeprefix(PRODUCER)}
    raise ReceiverNeeded(fields={"receiver": [ReceiverNeeded.sentence]})


def _box(field: str) -> str:
    return "receiver" if field in ("partner_id", "to_household_id") else field


def _handing(id: str) -> dict[str, Any]:
    """What the form needs: who may receive, and how much is left."""
    session, viewer = reading(), current_viewer()
    row = lot_of(session, viewer=viewer, lot_id=id)
    lot = present.listed(session, [row])[0]
    partners = store.choices(session, lot.household_id)
    linked = {one.linked_id for one in partners}
    near = store_partners.choices(session, viewer, lot.household_id)
    producers = near if viewer.is_one_of(WORKERS) else ()
    groups = [
        ("Đối tác của hộ", [(f"{PARTNER}{one.id}", one.name) for one in partners]),
        ("Hộ đã đăng ký", [(f"{PRODUCER}{one.id}", one.name) for one in producers
                           if one.id not in linked]),
    ]  # fmt: skip
    return {
        "lot": lot,
        "left": amount_text(free(row), row.unit),
        "usable": row.state == LotState.RELEASED and free(row) > Decimal(0),
        "receivers": [group for group in groups if group[1]],
        "values": {name: request.form.get(name, "") for name in BOXES},
    }
