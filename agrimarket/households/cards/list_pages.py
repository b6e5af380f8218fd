"""Printing the cards of a whole list: those who carry none are given one on the way."""

from typing import Any

import marshmallow as ma
from flask import Response, render_template, request

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.cards import rules as cards
from agrimarket.households.cards.pages import sheet
from agrimarket.households.models import Household
from agrimarket.households.schemas import HouseholdQuery
from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import InvalidFields, Refusal
from agrimarket.places import fold

MOST = 500  # cards in one file: fifty sheets, what a printer's tray holds
A_PAGE = 10
UNREADABLE = "Bộ lọc trong địa chỉ không đọc được. Hãy quay lại danh sách và lọc lại."


@blueprint.get("/ho/the/in")
@allow(*WORKERS)
def print_list() -> str:
    """How many cards and sheets a list makes, before anything is given or printed."""
    return _page()


@blueprint.post("/ho/the/in")
@allow(*WORKERS)
def print_cards() -> Response | tuple[str, int]:
    """Give cards to those of the list who have none, and print all of them."""
    viewer = current_viewer()
    try:
        skip = _skip()
        with one_commit() as session:
            households = listed()
            cards.issue_missing(session, viewer=viewer, households=households)
            standing = cards.carried_by(session, [one.id for one in households])
            printed = [(one, standing[one.id]) for one in households if one.id in standing]
            cards.note_printed(session, viewer=viewer, cards=[card for _, card in printed])
            if not printed:
                raise InvalidFields(fields={"": ["Không có hộ nào để in. Hãy đổi bộ lọc."]})
            return sheet(printed, skip=skip)
    except Refusal as refusal:
        return _page(errors=refusal.fields or {"": [refusal.detail]}), 422


def listed() -> list[Household]:
    """The producers of the filters in the address, by commune, hamlet and name: piles to carry."""
    page = rules.search(reading(), viewer=current_viewer(), **_query())
    return sorted(
        page.items, key=lambda one: (one.commune_code, fold(one.hamlet or ""), fold(one.name))
    )


def _query() -> dict[str, Any]:
    """The filters, all of the list on one page. Unlike the list itself a filter that cannot be
    read is refused: printing everybody instead of a few would be costly."""
    asked = {k: v for k, v in request.args.items() if k not in {"page", "page_size"}}
    try:
        loaded: dict[str, Any] = HouseholdQuery(unknown=ma.EXCLUDE).load(asked)
    except ma.ValidationError:
        raise InvalidFields(fields={"": [UNREADABLE]}) from None
    return loaded | {"page": 1, "page_size": MOST}


def _skip() -> int:
    typed = request.form.get("skip", "").strip() or "0"
    if not typed.isascii() or not typed.isdigit() or int(typed) >= A_PAGE:
        raise InvalidFields(fields={"skip": ["Hãy ghi số từ 0 đến 9."]})
    return int(typed)


def _page(**given: Any) -> str:
    session, viewer = reading(), current_viewer()
    page = rules.search(session, viewer=viewer, **_query())
    have = cards.carried_by(session, [one.id for one in page.items])
    values: dict[str, Any] = {
        "total": page.total,
        "count": len(page.items),
        "most": MOST,
        "missing": len(page.items) - len(have),
        "sheets": -(-len(page.items) // A_PAGE),
        "errors": {},
        "form": request.form,
    }
    return render_template("households/card_list.html", **(values | given))
