"""JSON routes of trainings and of who came."""

from functools import partial
from typing import Any

from agrimarket.kit.access import REGISTRARS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema, paged
from agrimarket.teams import rules
from agrimarket.teams import store_trainings as store
from agrimarket.teams.attendance import Added
from agrimarket.teams.blueprints import api as blueprint
from agrimarket.teams.models import Training
from agrimarket.teams.present import (
    AttendeeShown,
    TrainingShown,
    show_attendance,
    show_training,
    show_trainings,
)
from agrimarket.teams.scope import SEERS
from agrimarket.teams.training_schemas import (
    AttendanceAddedOut,
    AttendanceIn,
    AttendanceOut,
    AttendanceQuery,
    RemovalIn,
    TrainingChange,
    TrainingIn,
    TrainingOut,
    TrainingQuery,
)

Answer = tuple[TrainingShown, int, dict[str, str]]


@blueprint.route("/trainings")
@allow(*SEERS)
@blueprint.arguments(TrainingQuery, location="query")
@blueprint.response(200, page_schema(TrainingOut))
def list_trainings(query: dict[str, Any]) -> Page[TrainingShown]:
    """Trainings this caller may see, newest first, with how many came."""
    page, size = query.pop("page"), query.pop("page_size")
    found = store.trainings(current_viewer(), **query)
    return show_trainings(reading(), paged(reading(), found, page=page, page_size=size))


@blueprint.route("/trainings", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(TrainingIn)
@blueprint.response(201, TrainingOut)
def create_training(body: dict[str, Any]) -> Answer:
    """Note a training that was held."""
    with one_commit() as session:
        return _answer(rules.create_training(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/trainings/<training_id>")
@allow(*SEERS)
@blueprint.response(200, TrainingOut)
def show_one_training(training_id: str) -> Answer:
    """One training, with its ETag; also one that was withdrawn."""
    return _answer(rules.training(reading(), viewer=current_viewer(), training_id=training_id))


@blueprint.route("/trainings/<training_id>", methods=["PATCH"])
@allow(*REGISTRARS)
@blueprint.arguments(TrainingChange)
@blueprint.response(200, TrainingOut)
def change_training(body: dict[str, Any], training_id: str) -> Answer:
    """Change the named fields; needs If-Match."""
    viewer = current_viewer()
    with one_commit() as session:
        found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
        require_match(found)
        rules.change_training(session, viewer=viewer, training=found, changes=body)
        return _answer(found)


@blueprint.route("/trainings/<training_id>/withdraw", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(RemovalIn)
@blueprint.response(200, TrainingOut)
def withdraw_training(body: dict[str, Any], training_id: str) -> Answer:
    """Take back a training that never was, or was noted twice."""
    viewer = current_viewer()
    with one_commit() as session:
        found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
        return _answer(rules.withdraw_training(session, viewer=viewer, training=found, **body))


@blueprint.route("/trainings/<training_id>/attendance")
@allow(*SEERS)
@blueprint.arguments(AttendanceQuery, location="query")
@blueprint.response(200, page_schema(AttendanceOut))
def list_attendance(query: dict[str, Any], training_id: str) -> Page[AttendeeShown]:
    """Who came, as far as this caller may be told; the training's own figures count everybody."""
    session, viewer = reading(), current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id)
    rows = store.attendance(viewer, found.id, removed=query.pop("removed"))
    page = paged(session, rows, **query)
    shown = show_attendance(session, viewer, page.items)
    return page.shown_as(shown)


@blueprint.route("/trainings/<training_id>/attendance", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(AttendanceIn)
@blueprint.response(201, AttendanceAddedOut)
def add_attendance(body: dict[str, Any], training_id: str) -> Added:
    """Put people on the list, each once."""
    viewer = current_viewer()
    with one_commit() as session:
        found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
        return rules.add_attendance(session, viewer=viewer, training=found, **body)


@blueprint.route("/trainings/<training_id>/attendance/<attendance_id>")
@allow(*SEERS)
@blueprint.response(200, AttendanceOut)
def show_attendee(training_id: str, attendance_id: str) -> AttendeeShown:
    """One of the list, also one who was taken off it."""
    session, viewer = reading(), current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id)
    row = rules.attendee(session, viewer=viewer, training=found, attendance_id=attendance_id)
    return show_attendance(session, viewer, [row])[0]


@blueprint.route("/trainings/<training_id>/attendance/<attendance_id>/remove", methods=["POST"])
@allow(*REGISTRARS)
@blueprint.arguments(RemovalIn)
@blueprint.response(200, AttendanceOut)
def remove_attendance(body: dict[str, Any], training_id: str, attendance_id: str) -> AttendeeShown:
    """Take somebody off the list who was not there; the row stays, with the reason."""
    viewer = current_viewer()
    with one_commit() as session:
        found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
        row = rules.attendee(session, viewer=viewer, training=found, attendance_id=attendance_id)
        remove = partial(rules.remove_attendance, session, viewer=viewer, training=found)
        return show_attendance(session, viewer, [remove(row=row, **body)])[0]


def _answer(training: Training, status: int = 200) -> Answer:
    shown = show_training(reading(), training)
    return shown, status, {"ETag": f'"{etag_of(training)}"'}
