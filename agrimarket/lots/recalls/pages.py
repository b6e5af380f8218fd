"""Pages of recalls: the form with what it would reach, the recall itself, notices, lifting."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.kit.access import PROVINCE, READERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.fields import ReasonIn, read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query
from agrimarket.lots import present
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.hand_over_models import Recall
from agrimarket.lots.kinds import STATE_WORDS
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of, product_of_lot
from agrimarket.lots.recalls import drill_pages, notices, reach, shown, store, suspend_pages, texts
from agrimarket.lots.recalls import lift as lifting
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.lots.recalls.schemas import RecallIn, RecallQuery, SentIn
from agrimarket.lots.refusals import PhoneInvalid, ReasonMissing

__all__ = ["drill_pages", "suspend_pages"]

BOXES = ("reason", "phone", "with_made", "text_vi", "text_en")
EMPTY_BOXES = {"reason": ReasonMissing, "phone": PhoneInvalid}


@blueprint.route("/lo/<id>/thu-hoi", methods=["GET", "POST"])
@allow(*PROVINCE)
def recall(id: str) -> PageAnswer:
    """Tell everybody not to use it; before that, what would be reached and said."""
    if "look" in request.form:
        return render_template("lots/recall.html", errors={}, **_asking(id, written=True))

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id)
        told = _told(RecallIn, ("reason", "phone"))
        row = recall_lot(session, viewer=current_viewer(), lot=lot, **told)
        return url_for("lots.recall_page", recall_id=row.id)

    return form_page(
        "lots/recall.html", save=save, context=lambda: _asking(id), done="Đã thu hồi lô này."
    )


@blueprint.route("/lo/<id>/go-thu-hoi", methods=["GET", "POST"])
@allow(*PROVINCE)
def lift(id: str) -> PageAnswer:
    """Ask for lifting the recall that began at this lot, or confirm as the second person."""

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id)
        told = _told(ReasonIn, ("reason",))
        row = lifting.lift_lot(session, viewer=current_viewer(), lot=lot, **told)
        return url_for("lots.recall_page", recall_id=row.id)

    def context() -> dict[str, Any]:
        lot = lot_of(reading(), viewer=current_viewer(), lot_id=id)
        begun = store.begun_at(reading(), lot.id)
        return _lifting(begun[0] if begun else None, lot)

    return form_page("lots/lift.html", save=save, context=context, done="Đã ghi.")


@blueprint.get("/thu-hoi")
@allow(*READERS)
def recalls_list() -> str:
    """Recalls that hold lots this viewer sees."""
    session, viewer, query = reading(), current_viewer(), read_query(RecallQuery)
    page = store.listed(session, viewer, **query)
    return render_template(
        "lots/recalls.html",
        page=page,
        rows=shown.recalls(session, viewer, page.items),
        query=query,
        active=sum(bool(query[name]) for name in ("state", "lot_id")),
        states=shown.STATES,
    )


@blueprint.get("/thu-hoi/<recall_id>")
@allow(*READERS)
def recall_page(recall_id: str) -> str:
    """One recall: lots, receivers, what the public reads, how far its lifting is."""
    return _recall_page(recall_id, {})


@blueprint.route("/thu-hoi/<recall_id>/go", methods=["GET", "POST"])
@allow(*PROVINCE)
def lift_recall(recall_id: str) -> PageAnswer:
    """The first asks, another one lifts."""

    def save(session: Session) -> str:
        told = _told(ReasonIn, ("reason",))
        lifting.lift(session, viewer=current_viewer(), recall_id=recall_id, **told)
        return url_for("lots.recall_page", recall_id=recall_id)

    def context() -> dict[str, Any]:
        row = recall_of(reading(), recall_id)
        return _lifting(row, reading().get_one(Lot, row.lot_id))

    return form_page("lots/lift.html", save=save, context=context, done="Đã ghi.")


@blueprint.post("/thu-hoi/<recall_id>/bao/<notice_id>")
@allow(*WORKERS)
def notice_sent(recall_id: str, notice_id: str) -> PageAnswer:
    """Send a notice, or note that the receiver was called."""
    viewer = current_viewer()
    try:
        with one_commit() as session:
            row = recall_of(session, recall_id)
            notices.notice_of(session, viewer=viewer, recall=row, notice_id=notice_id)
            told = read_form(SentIn, request.form)
            notices.mark_sent(session, viewer=viewer, recall=row, notice_id=notice_id, **told)
    except NotFound:
        raise
    except Refusal as refusal:
        return _recall_page(recall_id, {"": [refusal.detail]}), 422
    flash("Đã ghi là đã báo nơi nhận này.", "good")
    return redirect(url_for("lots.recall_page", recall_id=recall_id, _anchor="noi-nhan"), code=303)


def recall_of(session: Session, recall_id: str) -> Recall:
    """A recall this viewer may see; NotFound."""
    found = store.by_id(session, current_viewer(), recall_id)
    if found is None:
        raise NotFound
    return found


def _recall_page(recall_id: str, errors: dict[str, list[str]]) -> str:
    session, viewer = reading(), current_viewer()
    row = recall_of(session, recall_id)
    return render_template(
        "lots/recall_page.html",
        recall=shown.one(session, viewer, row),
        errors=errors,
        notices=notices.notices_of(session, viewer=viewer, recall=row),
        history=audit.history(session, kind="recall", id=row.id),
        states=shown.STATES,
        lot_states=STATE_WORDS,
        is_province=viewer.is_one_of(PROVINCE),
        may_tell=viewer.is_one_of(WORKERS),
        own_ask=row.lift_asked_by == viewer.person,
    )


def _asking(id: str, *, written: bool = False) -> dict[str, Any]:
    """What the form needs: how far both choices reach, and the texts where they were asked for."""
    session = reading()
    row = lot_of(session, viewer=current_viewer(), lot_id=id)
    values = {name: request.form.get(name, "") for name in BOXES}
    counters = current_app.extensions[reach.EXTENSION]
    reached = [
        reach.reach_of(session, lot=row, with_made=made, counters=counters)
        for made in (False, True)
    ]
    if written:
        words = texts.public(
            product_of_lot(session, row), row, reason=values["reason"] or "…",
            phone=values["phone"] or "…", with_made=bool(values["with_made"]),
        )  # fmt: skip
        values |= {"text_vi": words.vi, "text_en": words.en}
    return {
        "lot": present.listed(session, [row])[0],
        "values": values,
        "alone": reached[0].counts,
        "made": reached[1].counts,
    }


def _lifting(recall: Recall | None, lot: Lot) -> dict[str, Any]:
    """What the form of lifting needs; no row where the lot was recalled before there were any."""
    session, viewer = reading(), current_viewer()
    return {
        "lot": present.listed(session, [lot])[0],
        "recall": recall,
        "asked": recall is not None and recall.lift_asked_at is not None,
        "own_ask": recall is not None and recall.lift_asked_by == viewer.person,
        "values": {"reason": request.form.get("reason", "")},
    }


def _told(schema: type[ReasonIn] | type[RecallIn], boxes: tuple[str, ...]) -> dict[str, Any]:
    """The boxes as typed; each empty one in the rule's own words, all at once."""
    empty = [name for name in boxes if not request.form.get(name, "").strip()]
    if empty:
        first = EMPTY_BOXES[empty[0]]
        raise first(fields={name: [EMPTY_BOXES[name].sentence] for name in empty})
    return read_form(schema, request.form)
