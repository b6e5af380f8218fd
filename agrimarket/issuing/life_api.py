"""JSON routes of approvals, packs said opened, leaked keys and what stamps cost."""

from typing import Any

from agrimarket.issuing import approvals, consume, costs, leaks, read, store_leaks, store_marks
from agrimarket.issuing import store_approvals as store
from agrimarket.issuing.blueprints import api as blueprint
from agrimarket.issuing.life_models import StampApproval, StampMark
from agrimarket.issuing.life_schemas import (
    ApprovalDenialIn,
    ApprovalGrantIn,
    KeyLeakIn,
    KeyLeakOut,
    KeyLeakPage,
    StampApprovalIn,
    StampApprovalOut,
    StampApprovalPage,
    StampApprovalQuery,
    StampCostOut,
    StampCostQuery,
    StampMarkOut,
    StampMarkPage,
)
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.refusals import OrderNeedsProduct
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import (
    OFFICERS,
    PRODUCERS,
    PROVINCE,
    READERS,
    Role,
    allow,
    current_viewer,
)
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.paging import Page, PageQuery, paged
from agrimarket.kit.shown import Shown

Sent = dict[str, Any]
COUNTERS = (*OFFICERS, Role.AUDITOR)  # who adds up money


@blueprint.route("/stamp-approvals", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(StampApprovalIn)
@blueprint.response(201, StampApprovalOut)
def ask_approval(sent: Sent) -> StampApproval:
    """Ask an officer for more stamps than a lot's packs or a year's quota give."""
    viewer = current_viewer()
    product_id, lot_id = sent.pop("product_id", None), sent.get("lot_id")
    if lot_id is None and product_id is None:
        said = [OrderNeedsProduct.sentence]
        raise OrderNeedsProduct(fields={"lot_id": said, "product_id": said})
    with one_commit() as session:
        if lot_id is not None:
            return approvals.ask_for_lot(session, viewer=viewer, **sent)
        year = {name: sent.get(name) for name in ("id", "reason")}
        return approvals.ask_for_year(
            session, viewer=viewer, product_id=product_id, count=sent.get("count") or 1, **year
        )


@blueprint.route("/stamp-approvals")
@allow(*READERS)
@blueprint.arguments(StampApprovalQuery, location="query")
@blueprint.response(200, StampApprovalPage)
def list_approvals(query: Sent) -> Any:
    """Requests the caller may see; those that wait first."""
    page = {name: query.pop(name) for name in ("page", "page_size")}
    return paged(reading(), store.approvals(current_viewer(), **query), **page)


@blueprint.route("/stamp-approvals/<approval_id>")
@allow(*READERS)
@blueprint.response(200, StampApprovalOut)
def show_approval(approval_id: str) -> StampApproval:
    """One request."""
    return approvals.approval_of(reading(), viewer=current_viewer(), approval_id=approval_id)


@blueprint.route("/stamp-approvals/<approval_id>/grant", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(ApprovalGrantIn)
@blueprint.response(200, StampApprovalOut)
def grant_approval(sent: Sent, approval_id: str) -> StampApproval:
    """Say yes: the limit is raised at once."""
    with one_commit() as session:
        return approvals.grant(session, viewer=current_viewer(), approval_id=approval_id, **sent)


@blueprint.route("/stamp-approvals/<approval_id>/deny", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(ApprovalDenialIn)
@blueprint.response(200, StampApprovalOut)
def deny_approval(sent: Sent, approval_id: str) -> StampApproval:
    """Say no, with why."""
    with one_commit() as session:
        return approvals.deny(session, viewer=current_viewer(), approval_id=approval_id, **sent)


@blueprint.route("/stamp-approvals/<approval_id>/withdraw", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, StampApprovalOut)
def withdraw_approval(approval_id: str) -> StampApproval:
    """Take a request back while nobody answered."""
    with one_commit() as session:
        return approvals.take_back(session, viewer=current_viewer(), approval_id=approval_id)


@blueprint.route("/stamp-orders/<order_id>/marks")
@allow(*READERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, StampMarkPage)
def list_marks(query: Sent, order_id: str) -> Any:
    """Stamps of an order whose PIN was tried: opened, locked, or a wrong try."""
    session = reading()
    order = read.order_of(session, viewer=current_viewer(), order_id=order_id)
    found = paged(session, store_marks.of_order(order.id), **query)
    shown = [mark_shown(order, mark) for mark in found.items]
    return Page(shown, found.total, found.page, found.page_size)


@blueprint.route("/stamp-orders/<order_id>/marks/<position>/undo", methods=["POST"])
@allow(*OFFICERS)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, StampMarkOut)
def undo_mark(sent: Sent, order_id: str, position: str) -> Shown:
    """Take back that a pack was opened, or let its PIN be tried anew."""
    viewer = current_viewer()
    with one_commit() as session:
        mark = consume.undo(
            session, viewer=viewer, order_id=order_id, position=place_of(position), **sent
        )
        return mark_shown(read.order_of(session, viewer=viewer, order_id=order_id), mark)


def place_of(text: str) -> int:
    """A position in an address; NotFound for what is no number. Pages use it too."""
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise NotFound
    return int(text)


def mark_shown(order: StampOrder, mark: StampMark) -> Shown:
    """A tried stamp with its place in the order; pages use it too."""
    return Shown(mark, position=mark.serial - order.first_serial + 1)


@blueprint.route("/stamp-key-leaks", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(KeyLeakIn)
@blueprint.response(201, KeyLeakOut)
def tell_leak(sent: Sent) -> Any:
    """All stamps of a key version ask to be looked at closer, and none are issued under it."""
    with one_commit() as session:
        return leaks.tell_leak(session, viewer=current_viewer(), ring=the_ring(), **sent)


@blueprint.route("/stamp-key-leaks")
@allow(*COUNTERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, KeyLeakPage)
def list_leaks(query: Sent) -> Any:
    """Every leak, those that stand first."""
    return paged(reading(), store_leaks.leaks(), **query)


@blueprint.route("/stamp-key-leaks/<leak_id>")
@allow(*COUNTERS)
@blueprint.response(200, KeyLeakOut)
def show_leak(leak_id: str) -> Any:
    """One leak."""
    return leaks.leak_of(reading(), leak_id=leak_id)


@blueprint.route("/stamp-key-leaks/<leak_id>/lift", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, KeyLeakOut)
def lift_leak(sent: Sent, leak_id: str) -> Any:
    """The first call asks for lifting; a call by another person lifts. A token is its account."""
    with one_commit() as session:
        return leaks.lift_leak(session, viewer=current_viewer(), leak_id=leak_id, **sent)


@blueprint.route("/stamp-costs")
@allow(*COUNTERS)
@blueprint.arguments(StampCostQuery, location="query")
@blueprint.response(200, StampCostOut(many=True))
def list_costs(query: Sent) -> Any:
    """What stamps cost, by commune, year and payer."""
    return costs.sums(reading(), viewer=current_viewer(), **query)
