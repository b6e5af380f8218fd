"""Pages of recall drills: start one, its record to print, and the drills of a year."""

from flask import current_app, flash, redirect, render_template, url_for

from agrimarket.kit import audit, clock
from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.web.form_page import PageAnswer, read_query
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.recalls import drill, reach, shown, store_drill
from agrimarket.lots.recalls.schemas import DrillQuery

YEARS_SHOWN = 5


@blueprint.get("/dien-tap-thu-hoi")
@allow(*READERS)
def drills_list() -> str:
    """The drills of a year, and the button that holds one."""
    return _list({})


@blueprint.post("/dien-tap-thu-hoi")
@allow(*PRODUCERS)
def drill_begin() -> PageAnswer:
    """Hold a drill now; nothing but its record is written."""
    viewer = current_viewer()
    try:
        counters = current_app.extensions[reach.EXTENSION]
        held = drill.hold(reading(), viewer=viewer, counters=counters)
        with one_commit() as session:
            row = drill.keep(session, viewer=viewer, held=held)
    except Refusal as refusal:
        return _list({"": [refusal.detail]}), 422
    flash("Đã diễn tập xong. Không có gì thay đổi ngoài biên bản này.", "good")
    return redirect(url_for("lots.drill_page", drill_id=row.id), code=303)


@blueprint.get("/dien-tap-thu-hoi/<drill_id>")
@allow(*READERS)
def drill_page(drill_id: str) -> str:
    """The record of a drill, made to be printed and signed."""
    session, viewer = reading(), current_viewer()
    row = drill.drill_of(session, viewer=viewer, drill_id=drill_id)
    return render_template(
        "lots/drill.html",
        drill=shown.drills(session, viewer, [row])[0],
        history=audit.history(session, kind="recall_drill", id=row.id),
    )


def _list(errors: dict[str, list[str]]) -> str:
    session, viewer, query = reading(), current_viewer(), read_query(DrillQuery)
    year = query["year"] = query["year"] or clock.today().year
    page = store_drill.listed(session, viewer, **query)
    return render_template(
        "lots/drills.html",
        page=page,
        rows=shown.drills(session, viewer, page.items),
        year=year,
        years=[clock.today().year - ago for ago in range(YEARS_SHOWN)],
        errors=errors,
        may_hold=viewer.is_one_of(PRODUCERS),
    )
