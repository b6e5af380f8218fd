"""Pages of a diary: which work was done, its form, a line with its pictures."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import PRODUCERS, READERS, Viewer, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.fields import read_form
from agrimarket.kit.files import KeptPhoto
from agrimarket.kit.web.form_page import PageAnswer, form_page, prepared_page
from agrimarket.lots import diary, event_photos, present
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.diary_schemas import WithdrawIn
from agrimarket.lots.facts.earlier import offered
from agrimarket.lots.facts.kinds import PLACE_OWED, Need, typed_facts
from agrimarket.lots.facts.tell import unknown
from agrimarket.lots.facts.typed import boxes_of, facts_of_form
from agrimarket.lots.facts.usual import again_of, usual_boxes
from agrimarket.lots.kinds import EVENT_KINDS, STAGES
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.read import area_of, lot_of
from agrimarket.lots.recorded import recorders
from agrimarket.lots.schemas import EventIn
from agrimarket.lots.waiting import not_before

BOXES = ("kind", "day", "time", "place", "text", "corrects_id")


@blueprint.route("/lo/<id>/nhat-ky/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new_event(id: str) -> PageAnswer:
    """Choose what was done, then tell of it; `?sua=` corrects a line."""
    if _kind(_seen(id)) is None:
        return _choose_kind(id)
    return prepared_page(
        "lots/event.html", prepare=lambda: _prepared(id), context=lambda: _form(id),
        done="Đã ghi nhật ký.",
    )  # fmt: skip


@blueprint.get("/lo/<id>/nhat-ky/<event_id>")
@allow(*READERS)
def line(id: str, event_id: str) -> str:
    """One line: what it tells, its pictures, and how to mend it."""
    return render_template("lots/line.html", errors={}, **_line_page(id, event_id))


@blueprint.post("/lo/<id>/nhat-ky/<event_id>/anh")
@allow(*PRODUCERS)
def add_line_photo(id: str, event_id: str) -> PageAnswer:
    """Add a picture to a line."""

    def prepare() -> Callable[[Session], str]:
        diary.event_of(reading(), _seen(id), event_id)
        file = request.files.get("photo")
        kept = event_photos.keep_photo(file.read() if file else b"")

        def save(session: Session) -> str:
            lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
            _keep(session, lot, diary.event_of(session, lot, event_id), kept)
            return url_for("lots.line", id=id, event_id=event_id)

        return save

    return prepared_page(
        "lots/line.html", prepare=prepare, context=lambda: _line_page(id, event_id),
        done="Đã thêm ảnh.",
    )  # fmt: skip


@blueprint.post("/lo/<id>/nhat-ky/<event_id>/anh/<photo_id>/xoa")
@allow(*PRODUCERS)
def delete_line_photo(id: str, event_id: str, photo_id: str) -> PageAnswer:
    """Take a picture out of a line."""

    def save(session: Session) -> str:
        viewer = current_viewer()
        lot = lot_of(session, viewer=viewer, lot_id=id, lock=True)
        photo = event_photos.photo_of(session, diary.event_of(session, lot, event_id), photo_id)
        event_photos.delete_photo(session, viewer=viewer, lot=lot, photo=photo)
        return url_for("lots.line", id=id, event_id=event_id)

    return form_page(
        "lots/line.html", save=save, context=lambda: _line_page(id, event_id), done="Đã bỏ ảnh."
    )


@blueprint.post("/lo/<id>/nhat-ky/<event_id>/khong-co")
@allow(*PRODUCERS)
def withdraw_line(id: str, event_id: str) -> PageAnswer:
    """Say that the work of a line was never done."""

    def save(session: Session) -> str:
        viewer, told = current_viewer(), read_form(WithdrawIn, request.form)
        lot = lot_of(session, viewer=viewer, lot_id=id, lock=True)
        diary.event_of(session, lot, event_id)
        diary.withdraw_event(session, viewer=viewer, lot=lot, event_id=event_id, **told)
        return url_for("lots.show", id=id, _anchor="nhat-ky")

    return form_page(
        "lots/line.html", save=save, context=lambda: _line_page(id, event_id),
        done="Đã ghi là không có việc này.",
    )  # fmt: skip


def _seen(id: str) -> Lot:
    return lot_of(reading(), viewer=current_viewer(), lot_id=id)


def _kind(lot: Lot) -> str | None:
    """What was chosen; the corrected line's own kind until another one is."""
    asked = request.values.get("kind", "")
    if request.method == "POST":
        return asked or ""
    if asked in STAGES:
        return asked
    old = _corrected(lot)
    return old.kind if old and "doi" not in request.args else None


def _choose_kind(id: str) -> str:
    session, row = reading(), _seen(id)
    old = _corrected(row)
    return render_template(
        "lots/event_kinds.html", lot=present.listed(session, [row])[0], kinds=STAGES, old=old,
        again=[] if old else again_of(session, current_viewer(), row),
    )  # fmt: skip


def _prepared(id: str) -> Callable[[Session], str]:
    """The picture is shrunk before the commit; the line and its picture are kept in one."""
    _seen(id)
    file = request.files.get("photo")
    content = file.read() if file else b""
    kept = event_photos.keep_photo(content) if content else None

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
        told = read_form(EventIn, _moment())
        try:
            made = diary.add_event(
                session, viewer=current_viewer(), lot=lot, facts=_facts(session, lot), **told
            )
        except Refusal as refusal:
            refusal.fields = {_box(name): said for name, said in refusal.fields.items()}
            raise
        if kept is not None:
            _keep(session, lot, made, kept)
        return url_for("lots.show", id=id, _anchor="nhat-ky")

    return save


def _keep(session: Session, lot: Lot, made: LotEvent, kept: KeptPhoto) -> None:
    event_photos.add_photo(session, viewer=current_viewer(), lot=lot, event=made, kept=kept)


def _box(field: str) -> str:
    """The form's box of a field of the rules."""
    return {"happened_at": "day"}.get(field, field.removeprefix("facts."))


def _moment() -> dict[str, str]:
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


def _facts(session: Session, lot: Lot) -> dict[str, Any]:
    """What was typed, and of a corrected line what no box shows."""
    kind = request.form.get("kind", "")
    old = _corrected(lot, session)
    hidden = {one.name: (old.facts or {})[one.name] for one in unknown(old.kind, old.facts)
              } if old and old.kind == kind else {}  # fmt: skip
    return {**hidden, **facts_of_form(kind, request.form)}


def _corrected(lot: Lot, session: Session | None = None) -> LotEvent | None:
    """The line that is being corrected."""
    wanted = request.values.get("corrects_id") or request.args.get("sua")
    return diary.event_of(session or reading(), lot, wanted) if wanted else None


def _form(id: str) -> dict[str, Any]:
    """What the form of a kind needs: its facts, words to choose from, what the boxes hold."""
    session, lot = reading(), _seen(id)
    old, kind = _corrected(lot), request.values.get("kind", "")
    kind = kind or (old.kind if old else "")
    facts, (values, copied) = typed_facts(kind), _values(lot, kind, old)
    return {
        "lot": present.listed(session, [lot])[0],
        "old": old,
        "copied": copied,
        "kind": kind,
        "kind_label": EVENT_KINDS[kind].label if kind in EVENT_KINDS else "",
        "facts": facts,
        "units": {fact.counts: fact for fact in facts if fact.counts},
        "offered": offered(session, current_viewer(), lot, kind),
        "must": Need.MUST,
        "place_owed": kind in PLACE_OWED,
        "values": values,
        "today": clock.today(),
        "held": not_before(lot, diary.events_of(session, lot)) if kind == "harvest" else None,
        "had_photo": bool((sent := request.files.get("photo")) and sent.filename),
    }


def _values(lot: Lot, kind: str, old: LotEvent | None) -> tuple[dict[str, Any], LotEvent | None]:
    """What the boxes hold: as typed, as the corrected line has it, or today and as the last time;
    and the line whose words stand ready."""
    names = (*BOXES, *(fact.name for fact in typed_facts(kind)))
    if request.method == "POST":
        return {name: request.form.get(name, "") for name in names}, None
    empty = dict.fromkeys(names, "")
    if old is None:
        session, again = reading(), request.args.get("nhu", "")
        boxes, copied = usual_boxes(session, current_viewer(), lot, kind, again)
        area = area_of(session, lot)
        place = area.name if area else copied.place or "" if copied else ""
        usual = {"day": clock.today(), "unit": lot.unit or "", "place": place}
        return {**empty, "kind": kind, **usual, **boxes}, copied if boxes else None
    told = {
        "kind": kind,
        "day": clock.vietnam_day(old.happened_at),
        "time": f"{old.happened_at.astimezone(clock.VIETNAM):%H:%M}",
        "place": old.place or "",
        "text": old.text or "",
        "corrects_id": old.id,
    }
    return {**empty, **boxes_of(kind, old.facts), **told}, None


def _line_page(id: str, event_id: str) -> dict[str, Any]:
    """One line as its page shows it."""
    session, lot, viewer = reading(), _seen(id), current_viewer()
    line = diary.event_of(session, lot, event_id)
    photos, by = event_photos.photos_of(session, lot), recorders(session, lot)
    shown = present.diary(diary.events_of(session, lot), photos, by)
    one = next(found for found in shown if found.id == line.id)
    return {
        "lot": present.listed(session, [lot])[0],
        "line": one,
        "older": next((found for found in shown if found.id == line.corrects_id), None),
        "most": event_photos.MOST,
        "may_edit": viewer.is_one_of(PRODUCERS),
        "may_mend": _may_mend(viewer, one),
    }


def _may_mend(viewer: Viewer, line: Any) -> bool:
    writes = viewer.is_one_of(PRODUCERS) and line.kind in STAGES
    return writes and not line.corrected_by_id and not line.transfer_id
