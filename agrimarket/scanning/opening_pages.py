"""A buyer says a pack opened: the hidden digits go to the stamp's own address, in the body."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.issuing.consume import Consumption, Tried, consume
from agrimarket.issuing.life_refusals import PinMalformed, StampNotInUse, StampWithoutPin
from agrimarket.issuing.refusals import CodeNotOurs, CodeTypo
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.limits import limiter
from agrimarket.scanning import public_pages
from agrimarket.scanning.blueprints import pages as blueprint
from agrimarket.scanning.opening import takes_digits
from agrimarket.scanning.rules import Answer, look_up

# Five tries a stamp are counted in the database (issuing/consume.py); these hold back whoever
# tries many stamps. A pack that opened is never counted.
TRIES_AN_ADDRESS = "60 per minute"
TRIES_IN_ALL = "600 per minute"
OPENED, MALFORMED, REFUSED = 200, 422, 409


def _not_opened(response: Response) -> bool:
    return response.status_code != OPENED


@blueprint.get("/<code>/mo-goi")
@public
def opening(code: str) -> AnyResponse:
    """Nothing stands here to be read: an answer that is loaded again leads to the stamp."""
    return _to_stamp(code)


@blueprint.post("/<code>/mo-goi")
@public
@limiter.limit(TRIES_AN_ADDRESS, deduct_when=_not_opened)
@limiter.shared_limit(
    TRIES_IN_ALL, scope="stamp-digits", key_func=lambda: "all", deduct_when=_not_opened
)
def opening_post(code: str) -> AnyResponse:
    """Try the digits: opened, opened before, wrong, locked. Any other stamp leads to its page."""
    answer = look_up(reading(), ring=the_ring(), text=code, device=None)
    if answer is None or not takes_digits(answer):
        return _to_stamp(code)
    try:
        return _told(answer, _tried(answer.code, request.form.get("pin", "")))
    except PinMalformed:
        return _told(answer, None)
    except (StampNotInUse, StampWithoutPin, CodeNotOurs, CodeTypo):
        return _to_stamp(code)  # it changed in this moment


def _tried(code: str, pin: str) -> Consumption:
    """Committed whatever came of it, so that a wrong try counts."""
    with one_commit() as session:
        return consume(session, ring=the_ring(), code=code, pin=pin)


def _told(answer: Answer, tried: Consumption | None) -> Response:
    response = Response(
        public_pages.opening_page(answer, tried), content_type="text/html; charset=utf-8"
    )
    if tried is None:
        response.status_code = MALFORMED
    elif tried.tried is not Tried.OPENED:
        response.status_code = REFUSED
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _to_stamp(code: str) -> AnyResponse:
    lang = "en" if public_pages.language() == "en" else None
    return redirect(url_for("scanning.stamp", code=code, lang=lang), code=303)
