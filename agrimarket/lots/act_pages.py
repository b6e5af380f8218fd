"""Pages of what happens to a lot: diary, seal, release, recall; and the lot's own page."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, PRODUCERS, PROVINCE, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.fields import ReasonIn, read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page
from agrimarket.lots import describe, diary, present, recalling, release
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.kinds import EVENT_KINDS, STATE_WORDS
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.read import area_of, lot_of
from agrimarket.lots.refusals import PhoneInvalid, ReasonMissing, WaitingDays
from agrimarket.lots.schemas import EventIn, RecallIn, ReleaseIn

EVENT_BOXES = ("kind", "day", "time", "place", "text", "product", "waiting_days", "corrects_id")


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
        lines=list(reversed(present.diary(diary.events_of(session, row)))),
        missing=missing,
        only_waiting=bool(missing) and all(isinstance(no.refusal, WaitingDays) for no in missing),
        breaches=diary.waiting_breaches(session, row),
        history=audit.history(session, kind="lot", id=row.id),
        states=STATE_WORDS,
        is_officer=viewer.is_one_of(OFFICERS),
        is_province=viewer.is_one_of(PROVINCE),
        may_edit=viewer.is_one_of(PRODUCERS),
        links=_links(row),
    )


@blueprint.route("/lo/<id>/nhat-ky/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new_event(id: str) -> PageAnswer:
    """Append a diary line, or correct one (`?sua=`)."""

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
        told = read_form(EventIn, _event_form())
        diary.add_event(session, viewer=current_viewer(), lot=lot, facts=_facts(), **told)
        return url_for("lots.show", id=id, _anchor="nhat-ky")

    def context() -> dict[str, Any]:
        lot = lot_of(reading(), viewer=current_viewer(), lot_id=id)
        old = _corrected(lot)
        return {
            "lot": present.whole(reading(), lot),
            "values": _event_values(old),
            "old": old,
            "kinds": [(code, kind.label) for code, kind in EVENT_KINDS.items()],
        }

    return form_page("lots/event.html", save=save, context=context, done="Đã ghi nhật ký.")


@blueprint.post("/lo/<id>/chot")
@allow(*PRODUCERS)
def seal(id: str) -> PageAnswer:
    """Close what is told of the lot."""
    try:
        with one_commit() as session:
            lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
            describe.seal_lot(session, viewer=current_viewer(), lot=lot)
    except Refusal as refusal:
        return lot_page(id, {"": [refusal.detail]}), 422
    flash("Đã chốt lô.", "good")
    return redirect(url_for("lots.show", id=id), code=303)


@blueprint.post("/lo/<id>/xuat-ban")
@allow(*PRODUCERS)
def release_it(id: str) -> PageAnswer:
    """Let the lot leave the yard."""
    try:
        with one_commit() as session:
            lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
            told = read_form(ReleaseIn, request.form)
            release.release_lot(session, viewer=current_viewer(), lot=lot, **told)
    except Refusal as refusal:
        return lot_page(id, {"": [refusal.detail]}), 422
    flash("Đã xuất bán lô này. Giờ kích hoạt tem được.", "good")
    return redirect(url_for("lots.show", id=id), code=303)


@blueprint.route("/lo/<id>/thu-hoi", methods=["GET", "POST"])
@allow(*PROVINCE)
def recall(id: str) -> PageAnswer:
    """Tell everybody not to use it."""

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
        recalling.recall_lot(
            session, viewer=current_viewer(), lot=lot, **_told(RecallIn, ("reason", "phone"))
        )
        return url_for("lots.show", id=id)

    return form_page(
        "lots/recall.html", save=save, context=lambda: _one(id), done="Đã thu hồi lô này."
    )


@blueprint.route("/lo/<id>/go-thu-hoi", methods=["GET", "POST"])
@allow(*PROVINCE)
def lift(id: str) -> PageAnswer:
    """Lift a recall, as the second person."""

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
        recalling.lift_recall(
            session, viewer=current_viewer(), lot=lot, **_told(ReasonIn, ("reason",))
        )
        return url_for("lots.show", id=id)

    return form_page(
        "lots/lift.html", save=save, context=lambda: _one(id), done="Đã gỡ lệnh thu hồi."
    )


EMPTY_BOXES = {"reason": ReasonMissing, "phone": PhoneInvalid}


def _told(schema: type[ReasonIn] | type[RecallIn], boxes: tuple[str, ...]) -> dict[str, str]:
    """The boxes as typed; each empty one in the rule's own words, all at once."""
    empty = [name for name in boxes if not request.form.get(name, "").strip()]
    if empty:
        first = EMPTY_BOXES[empty[0]]
        raise first(fields={name: [EMPTY_BOXES[name].sentence] for name in empty})
    return read_form(schema, request.form)


def _one(id: str) -> dict[str, Any]:
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=id)
    values = {name: request.form.get(name, "") for name in ("reason", "phone")}
    return {"lot": present.whole(reading(), lot), "values": values}


def _event_form() -> dict[str, str]:
    """Day and time as one moment: now for today without a time, else noon."""
    form = dict(request.form.items())
    day, time = form.get("day", "").strip(), form.get("time", "").strip()
    if time:
        form["happened_at"] = f"{day}T{time}"
    elif day == clock.today().isoformat():
        form["happened_at"] = clock.now().isoformat()
    else:
        form["happened_at"] = day
    return {name: text for name, text in form.items() if name != "facts"}


def _facts() -> dict[str, Any] | None:
    """The treatment's product and waiting days, where they were told."""
    name = request.form.get("product", "").strip()
    days = request.form.get("waiting_days", "").strip()
    facts: dict[str, Any] = {"product": name[:200]} if name else {}
    if days:
        facts["waiting_days"] = int(days) if days.isdecimal() and len(days) < 5 else days[:20]
    return facts or None


def _corrected(lot: Lot) -> LotEvent | None:
    """The line that is being corrected."""
    wanted = request.values.get("corrects_id") or request.args.get("sua")
    if not wanted:
        return None
    for line in diary.events_of(reading(), lot):
        if line.id == wanted:
            return line
    raise NotFound


def _event_values(old: LotEvent | None) -> dict[str, Any]:
    """What the boxes hold: as typed, as the corrected line has it, or today."""
    if request.method == "POST":
        return {name: request.form.get(name, "") for name in EVENT_BOXES}
    if old is None:
        empty = dict.fromkeys(EVENT_BOXES, "")
        return {**empty, "kind": request.args.get("kind", ""), "day": clock.today()}
    facts = old.facts or {}
    return {
        "kind": old.kind,
        "day": clock.vietnam_day(old.happened_at),
        "time": f"{old.happened_at.astimezone(clock.VIETNAM):%H:%M}",
        "place": old.place,
        "text": old.text,
        "product": facts.get("product", ""),
        "waiting_days": facts.get("waiting_days", ""),
        "corrects_id": old.id,
    }


def _links(lot: Lot) -> dict[str, str]:
    return {
        "stamps": url_for("issuing.new", lot=lot.id),
        "orders": url_for("issuing.index", lot=lot.id),
    }
