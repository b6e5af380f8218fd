"""JSON routes of diaries: kinds of lines, lines, corrections, pictures."""

from collections.abc import Sequence
from typing import Any

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.shown import Shown
from agrimarket.lots import diary, event_photos, present
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.diary_schemas import (
    EventKindOut,
    LinePhotoFile,
    LinePhotoOut,
    WithdrawIn,
)
from agrimarket.lots.facts.shown import kinds_shown
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.read import lot_of
from agrimarket.lots.recorded import recorders, signed
from agrimarket.lots.schemas import EventIn, EventOut

EVENTS = "/lots/<lot_id>/events"
PHOTOS = f"{EVENTS}/<event_id>/photos"


@blueprint.route("/event-kinds")
@allow(*READERS)
@blueprint.response(200, EventKindOut(many=True))
def event_kinds() -> Sequence[dict[str, Any]]:
    """The kinds of diary lines with the facts each of them tells."""
    return kinds_shown()


@blueprint.route(EVENTS, methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(EventIn)
@blueprint.response(201, EventOut)
def add_event(body: dict[str, Any], lot_id: str) -> Shown:
    """Append a diary line; `corrects_id` names the line it mends."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        made = diary.add_event(session, viewer=viewer, lot=lot, **body)
        return present.diary([made], by={made.id: signed(viewer)})[0]


@blueprint.route(EVENTS)
@allow(*READERS)
@blueprint.response(200, EventOut(many=True))
def events(lot_id: str) -> list[Shown]:
    """The whole diary as it happened, corrected lines too."""
    return _lines(lot_of(reading(), viewer=current_viewer(), lot_id=lot_id))


@blueprint.route(f"{EVENTS}/<event_id>")
@allow(*READERS)
@blueprint.response(200, EventOut)
def event(lot_id: str, event_id: str) -> Shown:
    """One diary line; lines are never changed, a correction is a new line."""
    lot, line = _line(lot_id, event_id)
    return next(one for one in _lines(lot) if one.id == line.id)


@blueprint.route(f"{EVENTS}/<event_id>/withdraw", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(WithdrawIn, required=False)
@blueprint.response(201, EventOut)
def withdraw_event(body: dict[str, Any], lot_id: str, event_id: str) -> Shown:
    """Say that a line's work was never done; answers the new line that says so."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        diary.event_of(session, lot, event_id)
        made = diary.withdraw_event(session, viewer=viewer, lot=lot, event_id=event_id, **body)
        return present.diary([made], by={made.id: signed(viewer)})[0]


@blueprint.route(PHOTOS, methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(LinePhotoFile, location="files")
@blueprint.response(201, LinePhotoOut)
def add_event_photo(sent: dict[str, Any], lot_id: str, event_id: str) -> Shown:
    """Add a picture (JPEG, PNG, WebP) to a line; where it was taken is left behind."""
    file, viewer = sent.get("photo") or sent.get("file"), current_viewer()
    _line(lot_id, event_id)
    kept = event_photos.keep_photo(file.read() if file else b"")
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        line = diary.event_of(session, lot, event_id)
        row = event_photos.add_photo(session, viewer=viewer, lot=lot, event=line, kept=kept)
        return present.photo_shown(row)


@blueprint.route(PHOTOS)
@allow(*READERS)
@blueprint.response(200, LinePhotoOut(many=True))
def event_photos_of(lot_id: str, event_id: str) -> list[Shown]:
    """The pictures of a line, in order."""
    lot, line = _line(lot_id, event_id)
    found = event_photos.photos_of(reading(), lot).get(line.id, [])
    return [present.photo_shown(photo) for photo in found]


@blueprint.route(f"{PHOTOS}/<photo_id>")
@allow(*READERS)
@blueprint.response(200, LinePhotoOut)
def event_photo(lot_id: str, event_id: str, photo_id: str) -> Shown:
    """One picture of a line."""
    _, line = _line(lot_id, event_id)
    return present.photo_shown(event_photos.photo_of(reading(), line, photo_id))


@blueprint.route(f"{PHOTOS}/<photo_id>", methods=["DELETE"])
@allow(*PRODUCERS)
@blueprint.response(204)
def delete_event_photo(lot_id: str, event_id: str, photo_id: str) -> None:
    """Take a picture out of a line, while the lot is open."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        line = diary.event_of(session, lot, event_id)
        photo = event_photos.photo_of(session, line, photo_id)
        event_photos.delete_photo(session, viewer=viewer, lot=lot, photo=photo)


def _lines(lot: Lot) -> list[Shown]:
    found = event_photos.photos_of(reading(), lot)
    by = recorders(reading(), lot)
    return present.diary(diary.events_of(reading(), lot), found, by)


def _line(lot_id: str, event_id: str) -> tuple[Lot, LotEvent]:
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    return lot, diary.event_of(reading(), lot, event_id)
