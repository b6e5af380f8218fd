"""Saved views of the list, and finding a producer by the whole citizen number."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.finding import list_view, saved_views
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.find_citizen import find_by_citizen_id
from agrimarket.households.finding.pages import asked, list_page
from agrimarket.households.finding.saved_views import SAVERS
from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal

Answer = Response | tuple[str, int]


@blueprint.get("/ho/bo-loc")
@allow(*SAVERS)
def saved_views_list() -> str:
    """This person's saved views, each with what it narrows by."""
    session, viewer = reading(), current_viewer()
    views = [
        (view, list_view.chips(session, viewer, saved_views.read(view)))
        for view in saved_views.views_of(session, viewer)
    ]
    return render_template("households/views.html", views=views)


@blueprint.post("/ho/bo-loc")
@allow(*SAVERS)
def save_view() -> Answer:
    """Keep the filters of the address under a name."""
    pinned = bool(request.form.get("pinned"))
    try:
        with one_commit() as session:
            view = saved_views.save(
                session, viewer=current_viewer(), name=request.form.get("name", ""),
                filters=Filters.of(asked()), pinned=pinned,
            )  # fmt: skip
    except Refusal as refusal:
        return list_page(refusal.fields or {"": [refusal.detail]}), 422
    flash(f"Đã lưu bộ lọc “{view.name}”.")
    return redirect(url_for("households.index", **view.filters), code=303)


@blueprint.post("/ho/bo-loc/<view_id>/ghim")
@allow(*SAVERS)
def pin_view(view_id: str) -> Response:
    """Pin a view above the list and on today's page, or take the pin out."""
    pinned, viewer = bool(request.form.get("pinned")), current_viewer()
    try:
        with one_commit() as session:
            view = saved_views.get(session, viewer=viewer, view_id=view_id)
            saved_views.change(session, viewer=viewer, view=view, changes={"pinned": pinned})
    except saved_views.TooManyPinned as refusal:
        flash(refusal.detail, "look")
    return redirect(url_for("households.saved_views_list"), code=303)


@blueprint.post("/ho/bo-loc/<view_id>/xoa")
@allow(*SAVERS)
def remove_view(view_id: str) -> Response:
    """Forget a view; no producer is touched."""
    with one_commit() as session:
        view = saved_views.get(session, viewer=current_viewer(), view_id=view_id)
        name = view.name
        saved_views.remove(session, view=view)
    flash(f"Đã xóa bộ lọc “{name}”. Các hộ vẫn còn nguyên.")
    return redirect(url_for("households.saved_views_list"), code=303)


@blueprint.post("/ho/tim-so-can-cuoc")
@allow(*WORKERS)
def find_by_number() -> Answer:
    """To the producer with this number, where this person may see it."""
    typed = request.form.get("citizen_id", "")
    try:
        found = find_by_citizen_id(reading(), viewer=current_viewer(), number=typed)
    except Refusal as refusal:
        return list_page(refusal.fields or {"": [refusal.detail]}), 422
    if found is None:
        flash("Không có hộ nào trong địa bàn của bạn mang số căn cước này.", "look")
        return redirect(url_for("households.index"), code=303)
    return redirect(url_for("households.show", household_id=found.id), code=303)
