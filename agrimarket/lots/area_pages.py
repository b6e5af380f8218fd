"""Pages of growing areas, workshops and warehouses."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.households.choose_pages import choose_producer
from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import InvalidFields, NotFound, Refusal
from agrimarket.kit.fields import Sent, read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number
from agrimarket.lots import areas, store
from agrimarket.lots.area_schemas import AreaFields, AreaIn, AreaQuery
from agrimarket.lots.area_shown import AreaShown, show_areas
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.kinds import AREA_KINDS

POSITION = ("latitude", "longitude")
LABELS = {"name": "Tên", "kind": "Loại", "code": "Mã số được cấp", "code_given_on": "Ngày cấp mã",
          "gln": "Mã GLN", "address": "Địa chỉ", "latitude": "Vĩ độ",
          "longitude": "Kinh độ"}  # fmt: skip


@blueprint.get("/noi-san-xuat")
@allow(*READERS)
def areas_list() -> str:
    """Places where lots grow, are made and are kept."""
    query = read_query(AreaQuery)
    page = store.areas(reading(), current_viewer(), **query)
    shown = show_areas(reading(), current_viewer(), page.items)
    return render_template("lots/areas.html", page=page, areas=shown, query=query)


@blueprint.route("/noi-san-xuat/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new_area() -> PageAnswer:
    """Name a place of a producer; without one, choose whose."""
    household_id = request.args.get("household") or current_viewer().household_id
    if not household_id:
        return choose_producer("lots.new_area", "Nơi sản xuất của hộ nào?", "lots.areas_list")

    def save(session: Session) -> str:
        told = _read(AreaIn, {"household_id": household_id})
        area = areas.create_area(session, viewer=current_viewer(), **told)
        return url_for("lots.area", area_id=area.id)

    def context() -> dict[str, Any]:
        owner = store.household(reading(), current_viewer(), household_id)
        if owner is None:
            raise NotFound
        return {**_boxes(None), "household": owner, "sees_place": True}

    return form_page("lots/area_form.html", save=save, context=context, done="Đã thêm nơi này.")


@blueprint.get("/noi-san-xuat/<area_id>")
@allow(*READERS)
def area(area_id: str) -> str:
    """One place; where it lies for those who go there alone."""
    return _page(area_id, {})


@blueprint.route("/noi-san-xuat/<area_id>/sua", methods=["GET", "POST"])
@allow(*PRODUCERS)
def edit_area(area_id: str) -> PageAnswer:
    """Mend what was said of it."""

    def save(session: Session) -> str:
        row = areas.area_by_id(session, viewer=current_viewer(), area_id=area_id)
        told = {"name": "", **_read(AreaFields)}
        if not _shown(area_id).sees_place:
            told = {name: told[name] for name in told if name not in areas.PRIVATE}
        areas.edit_area(session, viewer=current_viewer(), area=row, **told)
        return url_for("lots.area", area_id=area_id)

    def context() -> dict[str, Any]:
        shown = _shown(area_id)
        facts = {"household": shown.household, "sees_place": shown.sees_place}
        return {**_boxes(shown), **facts}

    return form_page("lots/area_form.html", save=save, context=context, done="Đã lưu thay đổi.")


@blueprint.post("/noi-san-xuat/<area_id>/xoa")
@allow(*PRODUCERS)
def delete_area(area_id: str) -> PageAnswer:
    """Drop one that no lot names."""
    try:
        with one_commit() as session:
            row = areas.area_by_id(session, viewer=current_viewer(), area_id=area_id)
            areas.delete_area(session, viewer=current_viewer(), area=row)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return _page(area_id, {"": [refusal.detail]}), 422
    flash("Đã bỏ nơi này.", "good")
    return redirect(url_for("lots.areas_list"), code=303)


def _page(area_id: str, errors: dict[str, list[str]]) -> str:
    shown = _shown(area_id)
    may_edit = current_viewer().is_one_of(PRODUCERS)
    return render_template("lots/area.html", area=shown, errors=errors, may_edit=may_edit)


def _shown(area_id: str) -> AreaShown:
    session, viewer = reading(), current_viewer()
    row = areas.area_by_id(session, viewer=viewer, area_id=area_id)
    return show_areas(session, viewer, [row])[0]


def _boxes(shown: AreaShown | None) -> dict[str, Any]:
    values = typed(AreaFields, shown)
    if request.method != "POST":
        values |= {name: _comma(values[name]) for name in POSITION}
    return {"area": shown, "values": values, "kinds": list(AREA_KINDS.items()), "labels": LABELS}


def _comma(value: Any) -> str:
    return "" if value in ("", None) else str(value).replace(".", ",")


def _read(schema: type[Sent], beside: dict[str, str] | None = None) -> dict[str, Any]:
    """The form with positions as people here write them: 19,98."""
    form, faults = {**request.form, **(beside or {})}, {}
    for name in POSITION:
        if form.get(name, "").strip():
            try:
                form[name] = str(read_number(form[name].strip()))
            except NumberInvalid as refusal:
                faults[name] = [refusal.detail]
    if faults:
        raise InvalidFields(fields=faults)
    return read_form(schema, form)
