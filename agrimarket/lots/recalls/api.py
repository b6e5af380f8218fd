"""JSON routes of recalls, notices, suspensions and drills; a lot's own recall is in lots/api.py."""

from typing import Any

from flask import current_app

from agrimarket.kit.access import PRODUCERS, PROVINCE, READERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.fields import ReasonIn
from agrimarket.kit.paging import Page, page_schema
from agrimarket.kit.shown import Shown
from agrimarket.kit.told import page_told
from agrimarket.lots import present
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.hand_over_models import Recall
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls import drill, notices, reach, shown, store, store_drill, suspend
from agrimarket.lots.recalls.lift import lift
from agrimarket.lots.recalls.notices import Notice
from agrimarket.lots.recalls.schemas import (
    DrillIn,
    DrillOut,
    DrillQuery,
    NoticeOut,
    OneRecallOut,
    RecallOut,
    RecallQuery,
    SentIn,
    SuspensionIn,
)
from agrimarket.lots.schemas import OneLotOut


@blueprint.route("/recalls")
@allow(*READERS)
@blueprint.arguments(RecallQuery, location="query")
@blueprint.response(200, page_schema(RecallOut))
def recalls(query: dict[str, Any]) -> Page[Shown]:
    """Recalls that hold lots this caller may see, newest first."""
    return page_told(store.listed, shown.recalls, **query)


@blueprint.route("/recalls/<recall_id>")
@allow(*READERS)
@blueprint.response(200, OneRecallOut)
def one_recall(recall_id: str) -> Shown:
    """One recall with its lots; of others' lots only what the public may know."""
    return shown.one(reading(), current_viewer(), recall_of(recall_id))


@blueprint.route("/recalls/<recall_id>/lift", methods=["POST"])
@allow(*PROVINCE)
@blueprint.arguments(ReasonIn)
@blueprint.response(200, OneRecallOut)
def lift_recall(body: dict[str, str], recall_id: str) -> Shown:
    """The first call asks for lifting; a call by another person lifts. A token is its account."""
    viewer = current_viewer()
    with one_commit() as session:
        recall = lift(session, viewer=viewer, recall_id=recall_id, **body)
        return shown.one(session, viewer, recall)


@blueprint.route("/recalls/<recall_id>/notices")
@allow(*READERS)
@blueprint.response(200, NoticeOut(many=True))
def recall_notices(recall_id: str) -> list[Notice]:
    """Receivers one step forward with what each is told; those still to be told first."""
    recall = recall_of(recall_id)
    return notices.notices_of(reading(), viewer=current_viewer(), recall=recall)


@blueprint.route("/recalls/<recall_id>/notices/<notice_id>/sent", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(SentIn)
@blueprint.response(200, NoticeOut)
def notice_sent(body: dict[str, str], recall_id: str, notice_id: str) -> Notice:
    """Send a notice as a message, or note that the receiver was told by telephone."""
    viewer = current_viewer()
    with one_commit() as session:
        recall = store.by_id(session, viewer, recall_id)
        if recall is None:
            raise NotFound
        return notices.mark_sent(session, viewer=viewer, recall=recall, notice_id=notice_id, **body)


@blueprint.route("/lots/<lot_id>/suspend", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(SuspensionIn)
@blueprint.response(200, OneLotOut)
def suspend_lot(body: dict[str, str], lot_id: str) -> Shown:
    """Hold an own lot back at once: stamps say "do not use yet", nothing new is activated."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        suspend.suspend_lot(session, viewer=viewer, lot=lot, **body)
        shown = present.whole(session, lot)
        shown.beside["stopped_by"] = suspend.holder(viewer)  # the trail is written at the commit
        return shown


@blueprint.route("/lots/<lot_id>/resume", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(SuspensionIn)
@blueprint.response(200, OneLotOut)
def resume_lot(body: dict[str, str], lot_id: str) -> Shown:
    """Let a suspended lot go again; one that the state stopped, only the state."""
    viewer = current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
        suspend.resume_lot(session, viewer=viewer, lot=lot, **body)
        return present.whole(session, lot)


@blueprint.route("/recall-drills", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(DrillIn, required=False)
@blueprint.response(201, DrillOut)
def drill_recall(body: dict[str, Any]) -> Shown:
    """Draw a released lot, trace it both ways, write the notices, measure; nothing is changed."""
    viewer = current_viewer()
    held = drill.hold(reading(), viewer=viewer, counters=current_app.extensions[reach.EXTENSION])
    with one_commit() as session:
        row = drill.keep(session, viewer=viewer, held=held, **body)
        return shown.drills(session, viewer, [row])[0]


@blueprint.route("/recall-drills")
@allow(*READERS)
@blueprint.arguments(DrillQuery, location="query")
@blueprint.response(200, page_schema(DrillOut))
def drills(query: dict[str, Any]) -> Page[Shown]:
    """Drills on lots this caller may see, newest first; `year` counts in Vietnamese days."""
    return page_told(store_drill.listed, shown.drills, **query)


@blueprint.route("/recall-drills/<drill_id>")
@allow(*READERS)
@blueprint.response(200, DrillOut)
def one_drill(drill_id: str) -> Shown:
    """The record of one drill."""
    session, viewer = reading(), current_viewer()
    row = drill.drill_of(session, viewer=viewer, drill_id=drill_id)
    return shown.drills(session, viewer, [row])[0]


def recall_of(recall_id: str) -> Recall:
    """A recall this caller may see; NotFound."""
    found = store.by_id(reading(), current_viewer(), recall_id)
    if found is None:
        raise NotFound
    return found
