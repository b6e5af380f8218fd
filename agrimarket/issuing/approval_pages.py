"""Pages where a producer asks for more stamps than a limit gives, and an officer answers."""

from typing import Any

from flask import render_template, request, url_for

from agrimarket.issuing import approvals, read
from agrimarket.issuing import store_approvals as store
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.form_pages import text, whole
from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.room import room_of
from agrimarket.issuing.rules import quota_left
from agrimarket.issuing.words import APPROVAL_KINDS, APPROVAL_STATES
from agrimarket.kit.access import OFFICERS, PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.paging import LIST_PAGE, paged
from agrimarket.kit.web.form_page import PageAnswer, answered
from agrimarket.lots import read as lots
from agrimarket.products import read as products

WORDS = {"kinds": APPROVAL_KINDS, "states": APPROVAL_STATES}


@blueprint.route("/tem/xin-duyet", methods=["GET", "POST"])
@allow(*PRODUCERS)
def ask_form() -> PageAnswer:
    """Ask for stamps beyond a lot's packs (?lot=) or beyond the year's quota (?product=)."""
    lot_id, product_id = request.args.get("lot"), request.args.get("product", "")

    def act() -> str:
        viewer = current_viewer()
        said: dict[str, Any] = {"viewer": viewer, "count": whole("count"), "reason": text("reason")}
        with one_commit() as session:
            if lot_id:
                said |= {name: request.args.get(name, type=int) for name in ("first", "last")}
                order_id = request.args.get("order")
                row = approvals.ask_for_lot(session, lot_id=lot_id, order_id=order_id, **said)
            else:
                row = approvals.ask_for_year(session, product_id=product_id, **said)
        return url_for("issuing.approval", approval_id=row.id)

    return answered(
        "issuing/ask.html",
        act=act,
        context=lambda: _subject(lot_id, product_id),
        done="Đã gửi. Cán bộ xã trả lời rồi bạn làm tiếp được.",
    )


def _subject(lot_id: str | None, product_id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    wanted = request.args.get("count", type=int)
    if lot_id:
        lot = lots.lot_of(session, viewer=viewer, lot_id=lot_id)
        return {"lot": lot, "room": room_of(session, lot), "quota": None, "wanted": wanted}
    product = products.product_of(session, viewer=viewer, product_id=product_id)
    left = quota_left(session, product.household_id)
    return {"lot": None, "room": None, "quota": left, "product": product, "wanted": wanted}


@blueprint.get("/tem/duyet")
@allow(*READERS)
def approvals_list() -> str:
    """Requests, those that wait first; officers answer them."""
    session, viewer = reading(), current_viewer()
    state = request.args.get("state", "")
    page = max(1, request.args.get("page", 1, type=int))
    query = store.approvals(viewer, state=state if state in APPROVAL_STATES else "")
    found = paged(session, query, page=page, page_size=LIST_PAGE)
    return render_template(
        "issuing/approvals.html",
        page=found,
        state=state,
        counts=store.counts(session, viewer),
        **_names(found.items),
        **WORDS,
    )


def _names(rows: Any) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    return {
        "lot_codes": store.lot_codes(session, viewer, {row.lot_id for row in rows if row.lot_id}),
        "owners": store.owners(session, viewer, {row.household_id for row in rows}),
    }


@blueprint.get("/tem/duyet/<approval_id>")
@allow(*READERS)
def approval(approval_id: str) -> str:
    """One request, with what the limit is now."""
    return render_template("issuing/approval.html", errors={}, typed={}, **_one(approval_id))


def _one(approval_id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    row = approvals.approval_of(session, viewer=viewer, approval_id=approval_id)
    lot = lots.lot_of(session, viewer=viewer, lot_id=row.lot_id) if row.lot_id else None
    order = read.order_of(session, viewer=viewer, order_id=row.order_id) if row.order_id else None
    return {
        "row": row,
        "lot": lot,
        "order": order,
        "room": room_of(session, lot) if lot else None,
        "quota": None if lot else quota_left(session, row.household_id),
        "may_decide": viewer.is_one_of(OFFICERS) and row.asked_by != viewer.person,
        "may_withdraw": viewer.is_one_of(PRODUCERS),
        **_names([row]),
        **WORDS,
    }


@blueprint.post("/tem/duyet/<approval_id>/dong-y")
@allow(*OFFICERS)
def grant_form(approval_id: str) -> PageAnswer:
    """Yes."""

    def act() -> str:
        with one_commit() as session:
            row = approvals.grant(
                session, viewer=current_viewer(), approval_id=approval_id, count=whole("count"),
                answer=text("answer"),
            )  # fmt: skip
            return _after(row)

    return _decision(approval_id, act, "Đã duyệt. Người sản xuất làm tiếp được ngay.")


@blueprint.post("/tem/duyet/<approval_id>/khong-duyet")
@allow(*OFFICERS)
def deny_form(approval_id: str) -> PageAnswer:
    """No, with why."""

    def act() -> str:
        with one_commit() as session:
            row = approvals.deny(
                session, viewer=current_viewer(), approval_id=approval_id, answer=text("denial")
            )
            return _after(row)

    return _decision(approval_id, act, "Đã trả lời là không duyệt.")


@blueprint.post("/tem/duyet/<approval_id>/rut-lai")
@allow(*PRODUCERS)
def withdraw_form(approval_id: str) -> PageAnswer:
    """Not needed any more."""

    def act() -> str:
        with one_commit() as session:
            row = approvals.take_back(session, viewer=current_viewer(), approval_id=approval_id)
            return _after(row)

    return _decision(approval_id, act, "Đã rút đề nghị lại.")


def _after(row: StampApproval) -> str:
    return url_for("issuing.approval", approval_id=row.id)


def _decision(approval_id: str, act: Any, done: str) -> PageAnswer:
    return answered("issuing/approval.html", act=act, context=lambda: _one(approval_id), done=done)
