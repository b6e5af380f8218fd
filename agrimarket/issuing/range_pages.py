"""Pages that put a range of stamps into use or take it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from agrimarket.issuing import read, withdraw
from agrimarket.issuing.activate import FROM, activate
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.form_pages import text, whole
from agrimarket.issuing.models import StampEvent, StampState
from agrimarket.issuing.range_api import KEEPERS
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import OFFICERS, PRODUCERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.web.form_page import PageAnswer, answered
from agrimarket.lots import read as lots
from agrimarket.lots.models import LotState
from agrimarket.products import read as products

Command = Callable[..., StampEvent]


@dataclass(frozen=True)
class Taking:
    """One way of taking stamps out of use, or back: its words, its rule, where it applies."""

    title: str
    lead: str
    button: str
    done: str
    kind: str
    command: Command
    states: tuple[StampState, ...]


VOID = Taking(
    "Hủy tem",
    "Cho tem mất, rách, lộ mã. Hủy rồi không dùng lại được.",
    "Hủy các tem này",
    "Đã hủy.",
    "danger",
    withdraw.void,
    withdraw.NOT_VOID,
)
SUSPEND = Taking(
    "Tạm khóa tem",
    "Người mua quét sẽ thấy “chưa nên dùng”. Mở khóa lại được.",
    "Tạm khóa",
    "Đã tạm khóa.",
    "primary",
    withdraw.suspend,
    (StampState.ACTIVE,),
)
RESUME = Taking(
    "Mở khóa tem",
    "Tem dùng lại được với đúng lô cũ.",
    "Mở khóa",
    "Đã mở khóa.",
    "primary",
    withdraw.resume,
    (StampState.SUSPENDED,),
)


@blueprint.route("/tem/<id>/kich-hoat", methods=["GET", "POST"])
@allow(*PRODUCERS)
def activate_form(id: str) -> PageAnswer:
    """Stamps are on the packs of a lot."""

    def act() -> str:
        given = {"lot_id": text("lot_id"), "override_reason": text("override_reason")}
        _command(activate, id, **given)
        return url_for("issuing.show", id=id)

    return answered(
        "issuing/activate.html",
        act=act,
        context=lambda: _activation(id),
        done="Đã kích hoạt. Người mua quét được ngay.",
    )


def _activation(id: str) -> dict[str, Any]:
    context = _context(id, FROM)
    session, viewer, order = reading(), current_viewer(), context["order"]
    product = products.product_of(session, viewer=viewer, product_id=order.product_id)
    released = [lot for lot in lots.lots_of(session, product) if lot.state == LotState.RELEASED]
    return {
        **context,
        "own_lot": next((lot for lot in released if lot.id == order.lot_id), None),
        "released": released,
        "product": product,
        "is_officer": viewer.is_one_of(OFFICERS),
    }


@blueprint.route("/tem/<id>/huy", methods=["GET", "POST"])
@allow(*PRODUCERS)
def void_form(id: str) -> PageAnswer:
    """Lost, spoiled or leaked stamps."""
    return _taking(id, VOID)


@blueprint.route("/tem/<id>/tam-khoa", methods=["GET", "POST"])
@allow(*KEEPERS)
def suspend_form(id: str) -> PageAnswer:
    """Lock active stamps for a while."""
    return _taking(id, SUSPEND)


@blueprint.route("/tem/<id>/mo-khoa", methods=["GET", "POST"])
@allow(*KEEPERS)
def resume_form(id: str) -> PageAnswer:
    """Unlock them."""
    return _taking(id, RESUME)


def _taking(id: str, taking: Taking) -> PageAnswer:
    def act() -> str:
        _command(taking.command, id, reason=text("reason"))
        return url_for("issuing.show", id=id)

    return answered(
        "issuing/take.html",
        act=act,
        context=lambda: {**_context(id, taking.states), "taking": taking},
        done=taking.done,
    )


def _command(command: Command, id: str, **given: Any) -> None:
    ends = _ends(id)
    with one_commit() as session:
        command(session, viewer=current_viewer(), ring=the_ring(), ends=ends, **given)


def _ends(id: str) -> Ends:
    """Codes where both are typed, else positions."""
    first_code, last_code = text("first_code", 60), text("last_code", 60)
    if first_code or last_code:
        return Ends(
            order_id=id, first_code=first_code or last_code, last_code=last_code or first_code
        )
    return Ends(order_id=id, first=whole("first"), last=whole("last"))


def _context(id: str, states: tuple[StampState, ...]) -> dict[str, Any]:
    session: Session = reading()
    order = read.order_of(session, viewer=current_viewer(), order_id=id)
    fit = next((run for run in read.runs_of(session, order) if run.state in states), None)
    return {"order": order, "first": fit.first if fit else 1, "last": fit.last if fit else ""}
