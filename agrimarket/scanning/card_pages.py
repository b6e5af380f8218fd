"""A producer's card read by any camera: workers are led to the record, strangers learn nothing."""

from flask import Response, jsonify, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.households.cards.ring import open_card
from agrimarket.kit.access import LOOKERS, current_viewer
from agrimarket.kit.http import wants_json
from agrimarket.scanning import public_pages
from stamps import Opened

WORDS = {
    "vi": ("Đây là thẻ hộ, dành cho cán bộ.", "Đây không phải tem trên hàng hóa. Ai nhặt được thẻ, "
           "hãy gửi lại cho chủ hộ hoặc ủy ban nhân dân xã."),
    "en": ("This is a producer's card, for officers.", "It is not a stamp on goods. If you found "
           "it, please hand it to its owner or the commune's office."),
}  # fmt: skip


def is_card(text: str) -> bool:
    """Whether the letters were sealed as a card's; no database is asked, so nothing is told of
    which cards are in force."""
    return isinstance(open_card(text), Opened)


def answer(code: str) -> AnyResponse:
    """The way to the record for those who work with producers; one and the same page for others.

    404 like every code that is no stamp: nothing here speaks for goods.
    """
    if current_viewer().is_one_of(LOOKERS) and not wants_json():
        return redirect(url_for("households.open_card", ma=code), 303)
    title, text = WORDS[public_pages.language()]
    if wants_json():
        said = jsonify(verdict="household_card", panel="unknown", detail=f"{title} {text}")
    else:
        page = public_pages.page("scanning/card.html", said=title, text=text)
        said = Response(page, content_type="text/html; charset=utf-8")
    said.status_code = 404
    said.headers["X-Robots-Tag"] = "noindex, nofollow"
    said.headers["Cache-Control"] = "private, no-store"
    said.vary.update(["Accept", "Cookie"])
    return said
