"""The same verbs for programs: operations, changes, files and conflicts under /api/v1/sync."""

from typing import Any

from flask import Response, request

from agrimarket.fieldwork import (
    batch,
    conflict_list,
    feed,
    hand_over,
    store_conflicts,
    watch,
)
from agrimarket.fieldwork.blueprints import api as blueprint
from agrimarket.fieldwork.conflicts import get, settle, unsettle
from agrimarket.fieldwork.kinds import KINDS, may
from agrimarket.fieldwork.refusals import PieceTooLarge
from agrimarket.fieldwork.schemas import (
    BatchIn,
    BatchOut,
    ChangesOut,
    ChangesQuery,
    ConflictOut,
    FileIn,
    FileOut,
    PieceQuery,
    SettleIn,
)
from agrimarket.fieldwork.uploads import LARGEST_PIECE, Told
from agrimarket.households.showing.oracle import counting
from agrimarket.kit.access import DESCRIBERS, REGISTRARS, Viewer, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.idempotency import in_pieces
from agrimarket.kit.paging import Page, PageQuery, page_schema, paged

__all__ = ["blueprint", "watch"]

JSON = "application/json"


@blueprint.route("/sync/operations", methods=["POST"])
@in_pieces
@allow(*DESCRIBERS)
@blueprint.arguments(BatchIn)
@blueprint.response(200, BatchOut)
def send(body: dict[str, Any]) -> Response:
    """Send up to 500 operations; each is done once, and answered the same when sent again."""
    return Response(batch.run(current_viewer(), body["operations"]), mimetype=JSON)


@blueprint.route("/sync/changes")
@allow(*DESCRIBERS)
@blueprint.arguments(ChangesQuery, location="query")
@blueprint.response(200, ChangesOut)
def changes(query: dict[str, Any]) -> feed.Changes:
    """What changed since the cursor, a page at a time; without one, everything."""
    return feed.changes(reading(), viewer=current_viewer(), **query)


@blueprint.route("/sync/files", methods=["POST"])
@in_pieces
@allow(*DESCRIBERS)
@blueprint.arguments(FileIn)
@blueprint.response(200, FileOut)
def begin_file(body: dict[str, Any]) -> hand_over.Progress:
    """Announce a file, or ask how much of it came."""
    return hand_over.begin(current_viewer(), Told(**body))


@blueprint.route("/sync/files/<file_id>", methods=["PUT"])
@in_pieces
@allow(*DESCRIBERS)
@blueprint.arguments(PieceQuery, location="query")
@blueprint.response(200, FileOut)
def put_piece(query: dict[str, int], file_id: str) -> hand_over.Progress:
    """Send the bytes from an offset on, at most 256 kB; the last ones complete the file."""
    return hand_over.put(current_viewer(), file_id, content=piece(), **query)


@blueprint.route("/sync/conflicts")
@allow(*REGISTRARS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema(ConflictOut))
def conflicts(query: dict[str, int]) -> Page[dict[str, Any]]:
    """What waits for a choice, both versions side by side, oldest first."""
    session, viewer = reading(), current_viewer()
    feed.may_read(viewer, feed.HOUSEHOLDS)
    page = paged(session, store_conflicts.open_ones(viewer), **query)
    shown = [conflict_list.shown(session, viewer, row) for row in page.items]
    return page.shown_as(shown)


@blueprint.route("/sync/conflicts/<conflict_id>", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(SettleIn)
@blueprint.response(200, ConflictOut)
def choose(body: dict[str, str], conflict_id: str) -> dict[str, Any]:
    """Let one of the two versions hold."""
    viewer = current_viewer()
    with counting(viewer), one_commit() as session:
        may_settle(viewer)
        row = get(session, viewer=viewer, conflict_id=conflict_id)
        settle(session, viewer=viewer, conflict=row, **body)
        return conflict_list.shown(session, viewer, row)


@blueprint.route("/sync/conflicts/<conflict_id>/undo", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.response(200, ConflictOut)
def undo_choice(conflict_id: str) -> dict[str, Any]:
    """Take a choice back while nothing was changed since."""
    viewer = current_viewer()
    with counting(viewer), one_commit() as session:
        may_settle(viewer)
        row = get(session, viewer=viewer, conflict_id=conflict_id)
        unsettle(session, viewer=viewer, conflict=row)
        return conflict_list.shown(session, viewer, row)


def may_settle(viewer: Viewer) -> None:
    """NotAllowed, NotYourAgency: whoever may not change producers does not do it by a choice."""
    may(viewer, KINDS["household.edit"])
    feed.may_read(viewer, feed.HOUSEHOLDS)


def piece() -> bytes:
    """The raw body, not read further than a piece may be; TooLarge."""
    if (request.content_length or 0) > LARGEST_PIECE:
        raise PieceTooLarge
    return request.get_data(cache=False)
