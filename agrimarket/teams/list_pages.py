"""Pages of who came to a training: ticked and pasted, taken off with a reason."""

from typing import Any

from flask import flash, request, url_for
from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.forms import searched
from agrimarket.households.models import Household
from agrimarket.kit.access import REGISTRARS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.fields import read_form
from agrimarket.kit.ids import is_id
from agrimarket.kit.web.form_page import PageAnswer, form_page, typed
from agrimarket.teams import rules, store
from agrimarket.teams import store_trainings as trainings_store
from agrimarket.teams.attendance import Added
from agrimarket.teams.blueprints import pages as blueprint
from agrimarket.teams.models import Training
from agrimarket.teams.present import show_attendance, show_training
from agrimarket.teams.training_schemas import MOST_LETTERS, MOST_TICKED, RemovalIn

LABELS = {"names": "Ghi tên", "household_ids": "Hộ của xã", "team_member_ids": "Người trong tổ",
          "reason": "Vì sao"}  # fmt: skip
FOUND = 30  # households to tick at once; more words find fewer
MOST_NAMED = 5  # names in one sentence
TICKS = ("household_ids", "team_member_ids")


@blueprint.route("/tap-huan/<training_id>/diem-danh", methods=["GET", "POST"])
@allow(*REGISTRARS)
def attendance(training_id: str) -> PageAnswer:
    """Find and tick households, tick the team's people, paste a list of names."""
    return form_page(
        "teams/attendance.html",
        save=lambda session: _add(session, training_id),
        context=lambda: _context(training_id),
        done="Đã ghi người dự.",
    )


@blueprint.route("/tap-huan/<training_id>/diem-danh/<attendance_id>/bo", methods=["GET", "POST"])
@allow(*REGISTRARS)
def remove_attendance(training_id: str, attendance_id: str) -> PageAnswer:
    """Take somebody off the list who was not there, and say why."""
    return form_page(
        "teams/remove_form.html",
        save=lambda session: _remove(session, training_id, attendance_id),
        context=lambda: _removal_context(training_id, attendance_id),
        done="Đã bỏ khỏi danh sách.",
    )


def _add(session: Session, training_id: str) -> str:
    viewer, form = current_viewer(), request.form
    found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
    ticked = {name: form.getlist(name)[:MOST_TICKED] for name in TICKS}
    if not all(is_id(id) for ids in ticked.values() for id in ids):
        raise InvalidFields(fields={"names": ["Hãy tải lại trang rồi chọn lại."]})
    done = rules.add_attendance(
        session, viewer=viewer, training=found, names=form.get("names", "")[:MOST_LETTERS],
        household_ids=ticked["household_ids"], team_member_ids=ticked["team_member_ids"],
    )  # fmt: skip
    _tell(done)
    return url_for("teams.training", training_id=training_id)


def _tell(done: Added) -> None:
    """What was left aside, so that nobody thinks it was counted."""
    if done.again:
        flash(f"Đã có trong danh sách, không đếm lại: {_some(done.again)}.", "look")
    if done.unread:
        flash(f"Không đọc được tên: {_some(done.unread)}. Hãy ghi lại những dòng này.", "look")


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    said = "; ".join(names[:MOST_NAMED])
    return f"{said} và {more} dòng khác" if more > 0 else said


def _remove(session: Session, training_id: str, attendance_id: str) -> str:
    viewer = current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id, lock=True)
    row = rules.attendee(session, viewer=viewer, training=found, attendance_id=attendance_id)
    told = read_form(RemovalIn, request.form)
    rules.remove_attendance(session, viewer=viewer, training=found, row=row, **told)
    return url_for("teams.training", training_id=training_id)


def _context(training_id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id)
    rows = trainings_store.present(session, found.id)
    there = {id for row in rows for id in (row.household_id, row.team_member_id) if id}
    q = searched(request.values)
    people = store.members_of_commune(session, viewer, found.commune_code)
    return {
        "training": show_training(session, found),
        "q": q,
        "households": [one for one in _households(found, q) if one.id not in there],
        "members": [one for one in people if one.id not in there],
        "picked": {name: request.form.getlist(name) for name in TICKS},
        "names": request.form.get("names", ""),
        "labels": LABELS,
    }


def _households(training: Training, q: str) -> list[Household]:
    page = households.search(
        reading(), viewer=current_viewer(), q=q, commune=training.commune_code,
        page_size=FOUND,
    )  # fmt: skip
    return list(page.items)


def _removal_context(training_id: str, attendance_id: str) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    found = rules.training(session, viewer=viewer, training_id=training_id)
    row = rules.attendee(session, viewer=viewer, training=found, attendance_id=attendance_id)
    shown = show_training(session, found)
    person = show_attendance(session, viewer, [row])[0]
    return {"training": shown, "person": person, "typed": typed(RemovalIn), "labels": LABELS}
