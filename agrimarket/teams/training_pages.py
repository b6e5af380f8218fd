"""Pages of trainings: listed, noted, mended, withdrawn."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.households.forms import Place, read_place_fields
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import REGISTRARS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import StaleRevision
from agrimarket.kit.fields import read_form
from agrimarket.kit.paging import paged
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.teams import rules
from agrimarket.teams import store_trainings as store
from agrimarket.teams.blueprints import pages as blueprint
from agrimarket.teams.kinds import AUDIENCES, TOPICS
from agrimarket.teams.present import show_attendance, show_training, show_trainings
from agrimarket.teams.scope import SEERS
from agrimarket.teams.shared_pages import commune_filter, own_place, place_context
from agrimarket.teams.training_schemas import (
    RemovalIn,
    TrainingChange,
    TrainingIn,
    TrainingQuery,
)

LABELS = {"topic": "Nội dung", "title": "Tên buổi", "audience": "Cho ai", "held_on": "Ngày",
          "commune_code": "Xã, phường", "commune_text": "Xã, phường", "place": "Nơi học",
          "hours": "Số giờ", "held_by": "Ai tổ chức", "reason": "Vì sao"}  # fmt: skip
FILTERS = ("commune", "topic", "audience", "since", "until")
MOST_SHOWN = 300  # of a list on its page; the API pages through all


@blueprint.get("/tap-huan")
@allow(*SEERS)
def trainings() -> str:
    """Trainings with filters and how many came."""
    session, viewer = reading(), current_viewer()
    query = read_query(TrainingQuery)
    found = store.trainings(viewer, **{name: query[name] for name in FILTERS})
    page = paged(session, found, page=query["page"], page_size=query["page_size"])
    return render_template(
        "teams/trainings.html",
        page=show_trainings(session, page),
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        communes=commune_filter(viewer),
        topics=list(TOPICS.items()),
        audiences=list(AUDIENCES.items()),
        may_write=viewer.is_one_of(REGISTRARS),
    )


@blueprint.get("/tap-huan/<training_id>")
@allow(*SEERS)
def training(training_id: str) -> str:
    """One training and who came, also who was taken off the list and why."""
    session, viewer = reading(), current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id)
    there = paged(session, store.attendance(viewer, found.id), page=1, page_size=MOST_SHOWN)
    gone = store.attendance(viewer, found.id, removed=True).limit(MOST_SHOWN)
    shown = show_training(session, found)
    return render_template(
        "teams/training.html",
        training=shown,
        people=show_attendance(session, viewer, there.items),
        hidden=max(shown.people - len(there.items), 0),
        removed=show_attendance(session, viewer, session.scalars(gone).all()),
        may_write=found.removed_at is None
        and viewer.is_one_of(REGISTRARS)
        and may_write_in(viewer, found.commune_code),
    )


@blueprint.route("/tap-huan/moi", methods=["GET", "POST"])
@allow(*REGISTRARS)
def new_training() -> PageAnswer:
    """Note a training that was held; who came is asked next."""
    return form_page(
        "teams/training_form.html",
        save=_create,
        context=lambda: _context(None),
        done="Đã ghi buổi tập huấn. Bây giờ ghi những người đã dự.",
    )


@blueprint.route("/tap-huan/<training_id>/sua", methods=["GET", "POST"])
@allow(*REGISTRARS)
def edit_training(training_id: str) -> PageAnswer:
    """Mend what was noted."""
    return form_page(
        "teams/training_form.html",
        save=lambda session: _change(session, training_id),
        context=lambda: _context(training_id),
        done="Đã lưu buổi tập huấn.",
    )


@blueprint.route("/tap-huan/<training_id>/bo", methods=["GET", "POST"])
@allow(*REGISTRARS)
def withdraw_training(training_id: str) -> PageAnswer:
    """Take back what never was, or was noted twice, and say why."""
    return form_page(
        "teams/remove_form.html",
        save=lambda session: _withdraw(session, training_id),
        context=lambda: _removal_context(training_id),
        done="Đã bỏ buổi tập huấn. Buổi này không còn được đếm.",
    )


def _create(session: Session) -> str:
    values = own_place(TrainingIn)
    made = rules.create_training(session, viewer=current_viewer(), **values)
    return url_for("teams.attendance", training_id=made.id)


def _change(session: Session, training_id: str) -> str:
    viewer = current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
    if request.form.get("revision") != str(found.revision):
        raise StaleRevision
    changes = read_form(TrainingChange, request.form)
    changes.pop("commune_code", None)  # it was held where it was held
    rules.change_training(session, viewer=viewer, training=found, changes=changes)
    return url_for("teams.training", training_id=training_id)


def _withdraw(session: Session, training_id: str) -> str:
    viewer = current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
    told = read_form(RemovalIn, request.form)
    rules.withdraw_training(session, viewer=viewer, training=found, **told)
    return url_for("teams.training", training_id=training_id)


def _context(training_id: str | None) -> dict[str, Any]:
    viewer, found = current_viewer(), None
    if training_id is not None:
        found = rules.training(reading(), viewer=viewer, training_id=training_id)
    posted = request.method == "POST" and found is None
    place = read_place_fields(request.form, viewer) if posted else Place()
    boxes = typed(TrainingChange, found)
    if request.method != "POST":
        boxes["hours"] = str(boxes["hours"]).removesuffix(".0").replace(".", ",")
    return {
        "training": found, "typed": boxes, "labels": LABELS, "topics": list(TOPICS.items()),
        "audiences": list(AUDIENCES.items()), **place_context(place),
    }  # fmt: skip


def _removal_context(training_id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id)
    shown = show_training(session, found)
    return {"training": shown, "person": None, "typed": typed(RemovalIn), "labels": LABELS}
