"""The landing page, a stamp's page, and the image that turns a hit into a scan."""

from flask import Response, abort, current_app, jsonify, redirect, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.issuing.find import find
from agrimarket.issuing.log.read import entry_number
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import clock
from agrimarket.kit.access import current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.http import wants_json
from agrimarket.kit.ids import is_id, new_id
from agrimarket.kit.logs import log
from agrimarket.scanning import (
    card_pages,
    hit,
    opening_pages,
    pictures,
    public_pages,
    thing_pages,
)
from agrimarket.scanning.as_json import answer_json
from agrimarket.scanning.blueprints import pages as blueprint
from agrimarket.scanning.machine import dossier_pages
from agrimarket.scanning.machine import pages as machine_pages
from agrimarket.scanning.rules import Answer, look_up
from agrimarket.scanning.scans import kind_of, record_scan
from agrimarket.scanning.wrong_codes import slow_down
from stamps import Opened

__all__ = ["blueprint", "dossier_pages", "machine_pages", "opening_pages", "thing_pages"]

DEVICE_COOKIE = "agrimarket_device"
DEVICE_KEPT = 2 * 365 * 86_400  # seconds


@blueprint.get("/")
@public
def landing() -> str | AnyResponse | tuple[str, int]:
    """What this is, in one screen, and a field for a stamp's code."""
    typed = request.args.get("ma", request.args.get("code"))
    if typed is None:
        return public_pages.page("scanning/landing.html", typed="", errors={})
    opened = the_ring().open(typed)
    if not isinstance(opened, Opened) and opened.reason == "not_a_code":
        errors = {"code": ["Mã tem có 16 chữ và số. Hãy gõ lại đủ bốn nhóm in dưới mã vuông."]}
        return public_pages.page("scanning/landing.html", typed=typed[:40], errors=errors), 422
    lang = "en" if public_pages.language() == "en" else None
    return redirect(url_for("scanning.stamp", code=opened.code, lang=lang), code=303)


@blueprint.get("/<code>")
@public
def stamp(code: str) -> AnyResponse:
    """What is known of a stamp: 200 for every stamp of ours, 404 with a page for others."""
    if card_pages.is_card(code):
        return card_pages.answer(code)
    answer = look_up(reading(), ring=the_ring(), text=code, device=_device_hash())
    if answer is None:
        abort(404)
    if not answer.known:
        slow_down()
    return _respond(answer)


def _respond(answer: Answer) -> Response:
    if wants_json():
        entry = entry_number(reading(), answer.stamp.order.id) if answer.stamp else None
        response = jsonify(answer_json(answer, log_entry=entry))
    else:
        response = Response(
            public_pages.stamp_page(answer), content_type="text/html; charset=utf-8"
        )
    response.status_code = 200 if answer.known else 404
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.vary.update(["Accept", "Cookie"])
    return response


@blueprint.get("/quet/<name>.svg")
@public
def scan_image(name: str) -> Response:
    """The page's own image: fetching it is a scan, and the picture says whether it was kept."""
    device_id = request.cookies.get(DEVICE_COOKIE, "")
    if not is_id(device_id):
        device_id = new_id()
    response = Response(
        pictures.picture(public_pages.language(), _recorded(name, device_id)),
        content_type=pictures.MEDIA_TYPE,
    )
    response.headers["Cache-Control"] = "no-store, no-cache, max-age=0"
    secure = not current_app.extensions["agrimarket.settings"].is_trial
    response.set_cookie(
        DEVICE_COOKIE, device_id, DEVICE_KEPT, secure=secure, httponly=True, samesite="Lax"
    )
    return response


def _recorded(name: str, device_id: str) -> bool:
    """Whether the scan is on disk now; a database that fails costs the scan, not the page."""
    if hit.is_no_person(request.method, lambda name: request.headers.get(name, "")):
        return False
    read = hit.read_image_name(_scan_key(), name, clock.now())
    opened = the_ring().open(read.code) if read else None
    if read is None or not isinstance(opened, Opened):
        return False
    try:
        with one_commit() as session:
            found = find(session, opened.serial, version=opened.version)
            kind = kind_of(current_viewer(), found.order.household_id if found else None)
            device = hit.device_hash(_scan_key(), device_id)
            record_scan(session, serial=opened.serial, device=device, slot=read.slot, kind=kind)
    except SQLAlchemyError as error:
        log.error("scan_not_recorded", error=error)
        return False
    return True


def _device_hash() -> str | None:
    device_id = request.cookies.get(DEVICE_COOKIE, "")
    return hit.device_hash(_scan_key(), device_id) if is_id(device_id) else None


def _scan_key() -> bytes:
    key: bytes = current_app.extensions["agrimarket.keys"].scan
    return key
