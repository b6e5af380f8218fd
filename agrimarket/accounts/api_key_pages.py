"""Keys of programs: the list, a new one shown once, revoking."""

from datetime import date

import marshmallow as ma
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts import api_keys
from agrimarket.accounts.api_scopes import SCOPES, allowed, words_of
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.own_pages import Page, page, strong_session, typed
from agrimarket.accounts.people_pages import read_places
from agrimarket.kit.access import PROVINCE, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.fields import Day
from agrimarket.places import commune, is_commune


@blueprint.get("/nguoi-dung/khoa-api")
@allow(*PROVINCE)
def api_keys_list() -> Page:
    """Every key one may see, and a form for a new one."""
    return _page()


@blueprint.post("/nguoi-dung/khoa-api")
@allow(*PROVINCE)
def api_key_post() -> Page:
    """Make a key and show it this once."""
    try:
        strong_session()
        with one_commit() as session:
            token, secret = api_keys.make(
                session,
                viewer=current_viewer(),
                name=typed("name", 120),
                scopes=request.form.getlist("scopes")[:50],
                commune_codes=read_places(),
                last_day=_day(),
            )
    except Refusal as refusal:
        return _page(refusal)
    last_day = api_keys.last_day_of(token)
    return page(
        "api_key_made.html", token=token, secret=secret, last_day=last_day,
        scopes=words_of(token.scopes), where=_names(token.commune_codes),
    )  # fmt: skip


@blueprint.post("/nguoi-dung/khoa-api/<token_id>/go")
@allow(*PROVINCE)
def api_key_revoke(token_id: str) -> Response:
    """Stop a key for good."""
    with one_commit() as session:
        token = api_keys.revoke(session, viewer=current_viewer(), token_id=token_id)
        name = token.name
    flash(f"Đã thu hồi khóa {name}. Phần mềm đó không vào được nữa.", "good")
    return redirect(url_for("accounts.api_keys_list"), code=303)


def _day() -> date | None:
    """The last day of the form; None for what is no day."""
    try:
        found: date = Day().deserialize(typed("last_day", 20).strip())
    except ma.ValidationError:
        return None
    return found


def _names(codes: list[str]) -> list[str]:
    return [commune(code).name for code in codes if is_commune(code)]


def _page(refusal: Refusal | None = None) -> Page:
    viewer = current_viewer()
    rows = api_keys.listed(reading(), viewer=viewer)
    return page(
        "api_keys.html",
        refusal,
        keys=[(key, _names(key.row.commune_codes), words_of(key.row.scopes)) for key in rows],
        scopes=[
            {"value": one.code, "label": one.words, "hint": one.code}
            for one in SCOPES
            if allowed(one, viewer.writes)
        ],
        ticked=request.form.getlist("scopes"),
        typed=request.form,
        year_ahead=api_keys.year_ahead(),
    )
