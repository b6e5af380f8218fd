"""Pages of what happens to a lot: seal, open again, release; and the lot's own page."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for

from agrimarket.kit import audit
from agrimarket.kit.access import OFFICERS, PRODUCERS, PROVINCE, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer
from agrimarket.lots import diary, present, release, sealing
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.event_photos import photos_of
from agrimarket.lots.kinds import STATE_WORDS, SUSPENDED_WORDS
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.read import area_of, lot_of
from agrimarket.lots.refusals import WaitingDays
from agrimarket.lots.schemas import ReleaseIn
from agrimarket.lots.transfers import store as transfers_store
from agrimarket.lots.transfers.shown import show_transfers


def lot_page(id: str, errors: Mapping[str, list[str]]) -> str:
    """A lot's page, with what stood in the way of the last act."""
    session, viewer = reading(), current_viewer()
    row = lot_of(session, viewer=viewer, lot_id=id)
    lot = present.whole(session, row)
    missing = [check for check in lot.readiness if not check.done]
    return render_template(
        "lots/show.html",
        lot=lot,
        errors=errors,
        area=area_of(session, row),
        lines=list(reversed(present.diary(diary.events_of(session, row), photos_of(session, row)))),
        transfers=show_transfers(session, viewer, transfers_store.of_lot(session, row.id)),
        missing=missing,
        only_waiting=bool(missing) and all(isinstance(no.refusal, WaitingDays) for no in missing),
        history=audit.history(session, kind="lot", id=row.id),
        states=STATE_WORDS,
        suspended_words=SUSPENDED_WORDS,
        is_officer=viewer.is_one_of(OFFICERS),
        is_province=viewer.is_one_of(PROVINCE),
        is_worker=viewer.is_one_of(WORKERS),
        may_edit=viewer.is_one_of(PRODUCERS),
        links=_links(row),
    )


@blueprint.post("/lo/<id>/chot")
@allow(*PRODUCERS)
def seal(id: str) -> PageAnswer:
    """Close what is told of the lot."""
    try:
        with one_commit() as session:
            lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
            sealing.seal_lot(session, viewer=current_viewer(), lot=lot)
    except Refusal as refusal:
        return lot_page(id, {"": [refusal.detail]}), 422
    flash("Đã chốt lô.", "good")
    return redirect(url_for("lots.show", id=id), code=303)


@blueprint.post("/lo/<id>/mo-lai")
@allow(*PRODUCERS)
def reopen(id: str) -> PageAnswer:
    """Open a sealed lot again."""
    try:
        with one_commit() as session:
            lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
            sealing.reopen_lot(session, viewer=current_viewer(), lot=lot)
    except Refusal as refusal:
        return lot_page(id, {"": [refusal.detail]}), 422
    flash("Đã mở lại lô. Sửa xong thì chốt lại.", "good")
    return redirect(url_for("lots.edit", id=id), code=303)


@blueprint.post("/lo/<id>/xuat-ban")
@allow(*PRODUCERS)
def release_it(id: str) -> PageAnswer:
    """Let the lot leave the yard."""
    try:
        with one_commit() as session:
            lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
            told, again = read_form(ReleaseIn, request.form), lot.state == LotState.RELEASED
            release.release_lot(session, viewer=current_viewer(), lot=lot, **told)
    except Refusal as refusal:
        return lot_page(id, {"": [refusal.detail]}), 422
    said = "Đã ghi lý do." if again else "Đã xuất bán lô này. Giờ kích hoạt tem được."
    flash(said, "good")
    return redirect(url_for("lots.show", id=id), code=303)


def _links(lot: Lot) -> dict[str, str]:
    return {
        "stamps": url_for("issuing.new", lot=lot.id),
        "orders": url_for("issuing.index", lot=lot.id),
    }
