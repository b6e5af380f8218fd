"""Pages where a producer, or a worker for them, holds a lot back and lets it go again."""

from collections.abc import Callable

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import PRODUCERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import read_form
from agrimarket.kit.seen import seen
from agrimarket.kit.web.form_page import PageAnswer, form_page
from agrimarket.lots import present
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls.refusals import SuspendReasonMissing
from agrimarket.lots.recalls.schemas import SuspensionIn
from agrimarket.lots.recalls.suspend import resume_lot, state_holder, suspend_lot

Act = Callable[..., Lot]


@blueprint.route("/lo/<id>/tam-dung", methods=["GET", "POST"])
@allow(*PRODUCERS)
def suspend(id: str) -> PageAnswer:
    """Hold the lot back at once."""
    return _form(id, suspend_lot, True, "Đã tạm dừng lô này. Ai quét tem cũng thấy ngay.")


@blueprint.route("/lo/<id>/dung-lai", methods=["GET", "POST"])
@allow(*PRODUCERS)
def resume(id: str) -> PageAnswer:
    """Let it go again."""
    return _form(id, resume_lot, False, "Lô đã được dùng lại.")


def _form(id: str, act: Act, stops: bool, done: str) -> PageAnswer:
    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
        if not seen(request.form.get("reason")):
            raise SuspendReasonMissing(fields={"reason": [SuspendReasonMissing.sentence]})
        act(session, viewer=current_viewer(), lot=lot, **read_form(SuspensionIn, request.form))
        return url_for("lots.show", id=id)

    def context() -> dict[str, object]:
        row = lot_of(reading(), viewer=current_viewer(), lot_id=id)
        lot = present.listed(reading(), [row])[0]
        holder = None if current_viewer().is_one_of(WORKERS) else state_holder(reading(), row)
        values = {"reason": request.form.get("reason", "")}
        return {"lot": lot, "stops": stops, "holder": holder, "values": values}

    return form_page("lots/suspend.html", save=save, context=context, done=done)
