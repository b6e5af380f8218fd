"""The verbs of the phone app, by the session that its PIN opened: JSON, with the form's token."""

from typing import Any

from flask import Response, g, jsonify, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.accounts.devices import is_in_use
from agrimarket.fieldwork import batch, boot, feed, hand_over, places_pack
from agrimarket.fieldwork.api import piece
from agrimarket.fieldwork.blueprints import pages as blueprint
from agrimarket.fieldwork.kinds import loaded
from agrimarket.fieldwork.schemas import (
    BatchIn,
    ChangesQuery,
    FeedChangeOut,
    FileIn,
    PieceQuery,
)
from agrimarket.fieldwork.uploads import Told
from agrimarket.households.keys import the_keys
from agrimarket.kit.access import DESCRIBERS, SIGNED_IN, allow, current_viewer
from agrimarket.kit.api import MOST_JSON, BadJson
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import TooLarge

PACK_SECONDS = 3600


@blueprint.get("/khoi-dong")
@allow(*DESCRIBERS)
def start() -> Response:
    """Who this phone is for, its keys, the texts to read aloud; kept by no cache."""
    with one_commit() as session:
        facts = boot.start_of(
            session, viewer=current_viewer(), keys=the_keys(), device_id=_device_id()
        )
    answer = jsonify({"csrf": generate_csrf(), **facts})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/dia-danh")
@allow(*SIGNED_IN)
def places() -> AnyResponse:
    """Communes now and before, for looking places up without signal."""
    content, tag = places_pack.pack()
    answer = Response(content, mimetype="application/json")
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = f"private, max-age={PACK_SECONDS}"
    return answer.make_conditional(request)


@blueprint.post("/dong-bo")
@allow(*DESCRIBERS)
def send() -> Response:
    """Operations of this phone; each is done once, and answered the same when sent again."""
    body = loaded(BatchIn, _body())
    return Response(batch.run(current_viewer(), body["operations"]), mimetype="application/json")


@blueprint.get("/thay-doi")
@allow(*DESCRIBERS)
def changes() -> Response:
    """What changed since the cursor, a page at a time."""
    query = loaded(ChangesQuery, request.args.to_dict())
    found = feed.changes(reading(), viewer=current_viewer(), **query)
    items = FeedChangeOut(many=True).dump(found.items)
    return jsonify(items=items, cursor=found.cursor, more=found.more, reset=found.reset)


@blueprint.post("/tep")
@allow(*DESCRIBERS)
def begin_file() -> Response:
    """Announce a file, or ask how much of it came."""
    return jsonify(hand_over.begin(current_viewer(), Told(**loaded(FileIn, _body()))))


@blueprint.put("/tep/<file_id>")
@allow(*DESCRIBERS)
def put_piece(file_id: str) -> Response:
    """The bytes from an offset on, at most 256 kB."""
    offset = loaded(PieceQuery, request.args.to_dict())["offset"]
    return jsonify(hand_over.put(current_viewer(), file_id, offset=offset, content=piece()))


def _device_id() -> str | None:
    """The field phone this session is on: its person's own, and in use."""
    device: Any = g.get("field_device")
    own = device is not None and device.account_id == current_viewer().account_id
    return device.id if own and is_in_use(device) else None


def _body() -> dict[str, Any]:
    """The JSON object sent; TooLarge, BadJson."""
    if (request.content_length or 0) > MOST_JSON:
        raise TooLarge(megabytes=MOST_JSON >> 20)
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        raise BadJson from None
    if not isinstance(body, dict):
        raise BadJson
    return body
