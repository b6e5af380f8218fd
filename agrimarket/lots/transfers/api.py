"""JSON routes of hand-overs."""

from typing import Any

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.told import page_told
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.read import lot_of
from agrimarket.lots.transfers import rules, store
from agrimarket.lots.transfers.schemas import (
    DisputeIn,
    ReceivedIn,
    TransferIn,
    TransferOut,
    TransferQuery,
)
from agrimarket.lots.transfers.shown import TransferShown, show_transfers

Answer = tuple[TransferShown, int, dict[str, str]]
ONE = "/transfers/<transfer_id>"


@blueprint.route("/lots/<lot_id>/transfers", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(TransferIn)
@blueprint.response(201, TransferOut)
def propose_transfer(body: dict[str, Any], lot_id: str) -> Answer:
    """Reserve some of a released lot for a partner or a registered producer."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id)
        return _answer(rules.propose(session, viewer=viewer, lot=lot, **body), 201)


@blueprint.route("/lots/<lot_id>/transfers")
@allow(*READERS)
@blueprint.response(200, TransferOut(many=True))
def transfers_of(lot_id: str) -> list[TransferShown]:
    """The hand-overs of a lot, newest first."""
    lot = lot_of(reading(), viewer=current_viewer(), lot_id=lot_id)
    return show_transfers(reading(), current_viewer(), store.of_lot(reading(), lot.id))


@blueprint.route("/transfers")
@allow(*READERS)
@blueprint.arguments(TransferQuery, location="query")
@blueprint.response(200, page_schema(TransferOut))
def list_transfers(query: dict[str, Any]) -> Page[TransferShown]:
    """Hand-overs this caller sees, newest first; `incoming=true` those meant for them."""
    incoming_only = query.pop("incoming")
    return page_told(store.listed, show_transfers, incoming_only=incoming_only, **query)


@blueprint.route(ONE)
@allow(*READERS)
@blueprint.response(200, TransferOut)
def show_transfer(transfer_id: str) -> Answer:
    """One hand-over, with its ETag."""
    viewer = current_viewer()
    return _answer(rules.transfer_of(reading(), viewer=viewer, transfer_id=transfer_id))


@blueprint.route(f"{ONE}/send", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, TransferOut)
def send_transfer(transfer_id: str) -> Answer:
    """The goods leave."""
    viewer = current_viewer()
    with one_commit() as session:
        row = rules.transfer_of(session, viewer=viewer, transfer_id=transfer_id)
        return _answer(rules.send(session, viewer=viewer, transfer=row))


@blueprint.route(f"{ONE}/receive", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ReceivedIn, required=False)
@blueprint.response(200, TransferOut)
def receive_transfer(body: dict[str, Any], transfer_id: str) -> Answer:
    """The goods arrived: all of them, or `quantity` of them."""
    viewer = current_viewer()
    with one_commit() as session:
        row = rules.transfer_of(session, viewer=viewer, transfer_id=transfer_id)
        return _answer(rules.receive(session, viewer=viewer, transfer=row, **body))


@blueprint.route(f"{ONE}/dispute", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(DisputeIn)
@blueprint.response(200, TransferOut)
def dispute_transfer(body: dict[str, Any], transfer_id: str) -> Answer:
    """The receiver says no, and why."""
    viewer = current_viewer()
    with one_commit() as session:
        row = rules.transfer_of(session, viewer=viewer, transfer_id=transfer_id)
        return _answer(rules.dispute(session, viewer=viewer, transfer=row, **body))


@blueprint.route(f"{ONE}/cancel", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, TransferOut)
def cancel_transfer(transfer_id: str) -> Answer:
    """Not sent after all, or a disputed delivery taken back."""
    viewer = current_viewer()
    with one_commit() as session:
        row = rules.transfer_of(session, viewer=viewer, transfer_id=transfer_id)
        return _answer(rules.cancel(session, viewer=viewer, transfer=row))


def _answer(row: LotTransfer, status: int = 200) -> Answer:
    (shown,) = show_transfers(reading(), current_viewer(), [row])
    return shown, status, {"ETag": f'"{etag_of(row)}"'}
