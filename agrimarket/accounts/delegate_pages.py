"""Letting a colleague stand in for some days, and ending it."""

from datetime import date
from typing import Any

import marshmallow as ma
from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts import delegate
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.own_pages import Page, page, strong_session, typed
from agrimarket.kit import clock
from agrimarket.kit.access import ROLE_LABELS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.fields import Day
from agrimarket.places import commune, is_commune

LENDERS = (Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER)  # who has communes to give


@blueprint.get("/tai-khoan/uy-quyen")
@allow(*LENDERS)
def delegations() -> Page:
    """What I gave and got, and a form to give."""
    return _page()


@blueprint.post("/tai-khoan/uy-quyen")
@allow(*LENDERS)
def delegate_post() -> Page | Response:
    """Give communes to a colleague until a day."""
    try:
        strong_session()
        with one_commit() as session:
            delegate.delegate(
                session,
                viewer=current_viewer(),
                to_account_id=typed("to", 36),
                commune_codes=request.form.getlist("communes")[:166],
                starts_on=_day("starts_on"),
                ends_on=_day("ends_on"),
                reason=typed("reason"),
            )
    except Refusal as refusal:
        return _page(refusal)
    flash("Đã ủy quyền. Bạn kết thúc sớm lúc nào cũng được.", "good")
    return redirect(url_for("accounts.delegations"), code=303)


@blueprint.post("/tai-khoan/uy-quyen/<delegation_id>/thoi")
@allow(*LENDERS)
def delegation_end(delegation_id: str) -> Response:
    """End it now, by either of the two."""
    with one_commit() as session:
        delegate.end(session, viewer=current_viewer(), delegation_id=delegation_id)
    flash("Đã kết thúc ủy quyền.", "good")
    return redirect(url_for("accounts.delegations"), code=303)


def _day(name: str) -> date:
    """A day of the form; DelegationDays for none or for what is no day."""
    try:
        found: date = Day().deserialize(typed(name, 20).strip() or None)
    except ma.ValidationError:
        raise delegate.DelegationDays(fields={name: [delegate.DelegationDays.sentence]}) from None
    return found


def _page(refusal: Refusal | None = None) -> Page:
    session, viewer = reading(), current_viewer()
    own = delegate.own_communes(session, viewer)
    choices = [
        (one.id, f"{one.name}, {ROLE_LABELS[Role(one.role)].lower()}, {_where(one)}")
        for one in delegate.colleagues(session, viewer)
    ]
    today = clock.today()
    return page(
        "delegations.html",
        refusal,
        own=[(one.code, one.name) for one in own],
        colleagues=choices,
        rows=[
            {"row": row, "giver": giver, "taker": taker, "mine": row.from_account_id == me(),
             "places": ", ".join(commune(code).name for code in row.commune_codes),
             "waits": row.starts_on > today}
            for row, giver, taker in delegate.named(session, viewer)
        ],
        typed=request.form,
        ticked=request.form.getlist("communes") or ([own[0].code] if len(own) == 1 else []),
        today=today,
    )  # fmt: skip


def me() -> str:
    """The account that is signed in."""
    return current_viewer().account_id or ""


def _where(account: Any) -> str:
    return ", ".join(
        commune(row.commune_code).name for row in account.communes if is_commune(row.commune_code)
    )
