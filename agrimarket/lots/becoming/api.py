"""JSON routes of lots that become other lots."""

from typing import Any

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots.becoming import rules
from agrimarket.lots.becoming.note import Told
from agrimarket.lots.becoming.schemas import LotMergeIn, LotSplitIn, LotStepOut, LotTransformIn
from agrimarket.lots.becoming.steps import StepShown, show_steps, steps_of
from agrimarket.lots.becoming.take import Taken
from agrimarket.lots.blueprints import api as blueprint
from agrimarket.lots.read import lot_of

TOLD = ("id", "happened_at", "place", "note")


@blueprint.route("/lots/<lot_id>/splits", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(LotSplitIn)
@blueprint.response(201, LotStepOut)
def split(body: dict[str, Any], lot_id: str) -> StepShown:
    """Part a sealed or released lot into new ones, which begin open."""
    told, viewer = _told(body), current_viewer()
    with one_commit() as session:
        lot = lot_of(session, viewer=viewer, lot_id=lot_id)
        return _answer(rules.split_lot(session, viewer=viewer, lot=lot, told=told, **body))


@blueprint.route("/lot-merges", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(LotMergeIn)
@blueprint.response(201, LotStepOut)
def merge(body: dict[str, Any]) -> StepShown:
    """Mix lots of one product into a new one, which begins open."""
    told, taken = _told(body), _taken(body)
    with one_commit() as session:
        viewer = current_viewer()
        step = rules.merge_lots(session, viewer=viewer, inputs=taken, told=told, **body)
        return _answer(step)


@blueprint.route("/lot-transformations", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(LotTransformIn)
@blueprint.response(201, LotStepOut)
def transform(body: dict[str, Any]) -> StepShown:
    """Make lots of other products; inputs may be of several producers (a gift basket). More out
    than in needs a `note` on what was added."""
    told, taken = _told(body), _taken(body)
    with one_commit() as session:
        viewer = current_viewer()
        step = rules.transform_lots(session, viewer=viewer, inputs=taken, told=told, **body)
        return _answer(step)


@blueprint.route("/lots/<lot_id>/steps")
@allow(*READERS)
@blueprint.response(200, LotStepOut(many=True))
def steps(lot_id: str) -> list[StepShown]:
    """The splits, merges and transformations a lot came out of or went into, oldest first."""
    viewer = current_viewer()
    lot = lot_of(reading(), viewer=viewer, lot_id=lot_id)
    return steps_of(reading(), viewer=viewer, lot=lot)


def _told(body: dict[str, Any]) -> Told:
    """When, where and why, taken out of what was sent."""
    return Told(**{name: body.pop(name) for name in TOLD if name in body})


def _taken(body: dict[str, Any]) -> list[Taken]:
    return [Taken(**one) for one in body.pop("inputs")]


def _answer(step: rules.Step) -> StepShown:
    (shown,) = show_steps(reading(), current_viewer(), [step.row])
    return shown
