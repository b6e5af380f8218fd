"""Pasting a message or a list from Zalo: read into forms, each looked at before it is saved."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.form_pages import errors_of
from agrimarket.households.forms import own_communes, read_all, read_place_fields
from agrimarket.households.models import Household
from agrimarket.households.paste.forms import Card, cards_of, cards_sent
from agrimarket.households.paste.limits import refuse_more
from agrimarket.households.refusals import DuplicateHousehold
from agrimarket.households.showing.labels import FIELD_LABELS, KIND_LABELS
from agrimarket.households.showing.oracle import counting
from agrimarket.kit.access import REGISTRARS, allow, current_viewer
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Refusal
from agrimarket.kit.ids import IdTaken
from agrimarket.places import communes

Answer = str | Response | tuple[str, int]
NOTHING = "Chưa đọc được hộ nào. Hãy dán tin nhắn có tên người, mỗi hộ một dòng."
EMPTY = "Hãy dán tin nhắn hoặc danh sách vào ô này."


@blueprint.get("/ho/dan")
@allow(*REGISTRARS)
def paste() -> str:
    """An empty box for a message."""
    return render_template("households/paste.html", text="", errors={})


@blueprint.post("/ho/dan")
@allow(*REGISTRARS)
def read_paste() -> Answer:
    """What the message was read into, form by form; nothing is saved."""
    text = request.form.get("text", "")
    fault = EMPTY if not text.strip() else _too_much(text)
    cards = [] if fault else cards_of(text, current_viewer())
    if not cards:
        errors = {"text": [fault or NOTHING]}
        return render_template("households/paste.html", text=text, errors=errors), 422
    return _show(cards)


def _too_much(text: str) -> str | None:
    try:
        refuse_more(text)
    except Refusal as refusal:
        return refusal.detail
    return None


@blueprint.post("/ho/dan/luu")
@allow(*REGISTRARS)
def save_paste() -> Answer:
    """Register the ticked ones; those that cannot be stay on the page with their reason."""
    cards = cards_sent(request.form)
    left = [card for card in cards if not (card.ticked and _save(card))]
    saved = len(cards) - len(left)
    if saved:
        flash(f"Đã lưu nháp {saved} hộ. Hãy ghi sự đồng ý khi gặp chủ hộ.", "good")
    if not left:
        return redirect(url_for("households.index"), code=303)
    return _show(left), 422 if any(card.errors for card in left) else 200


def _save(card: Card) -> Household | None:
    """The new producer, or None with the errors on the card."""
    viewer = current_viewer()
    card.place = read_place_fields(card.form, viewer)
    try:
        values = read_all(card.form, card.place)
        named = {name for name, value in values.items() if value}
        with counting(viewer, named), one_commit() as session:
            return rules.register(session, viewer=viewer, id=card.id, **values)
    except IdTaken:
        card.errors = {"": ["Hộ này đã lưu rồi. Hãy bỏ dấu chọn, hoặc tìm trong danh sách hộ."]}
    except Refusal as refusal:
        card.errors = errors_of(refusal)
        if isinstance(refusal, DuplicateHousehold):
            card.known = refusal.facts.get("household_id")
    return None


def _show(cards: list[Card]) -> str:
    own = own_communes(current_viewer())
    shown: dict[str, Any] = {
        "own_communes": own,
        "all_communes": () if own else communes(),
        "kinds": [(str(kind), label) for kind, label in KIND_LABELS.items()],
        "labels": FIELD_LABELS | {"commune_text": "Xã, phường", "commune_code": "Xã, phường"},
    }
    return render_template("households/pasted.html", cards=cards, **shown)
