"""Pages of a producer's parcels, and of how it is paid and where it wishes to sell."""

from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.depth import parcels, wishes
from agrimarket.households.depth.area_words import area_text
from agrimarket.households.depth.kinds import COUNT_UNITS, PARCEL_KINDS, PAYMENT_LABELS
from agrimarket.households.depth.schemas import ParcelChange, ParcelIn
from agrimarket.households.depth.show import show_parcels
from agrimarket.households.models import Household
from agrimarket.households.showing.labels import FIELD_LABELS
from agrimarket.households.showing.masks import sees_position
from agrimarket.households.showing.present import Shown
from agrimarket.kit.access import DESCRIBERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import InvalidFields, StaleRevision
from agrimarket.kit.fields import Day, Sent, Text, read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, typed
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number

LABELS = {**FIELD_LABELS, "name": "Tên gọi", "kind": "Loại", "crop": "Trồng gì, nuôi gì",
          "count": "Số con, số cây", "count_unit": "Đếm bằng", "season_from": "Mùa từ tháng",
          "season_to": "Đến tháng", "area": "Diện tích", "since": "Dùng từ ngày",
          "until": "Thôi dùng từ ngày"}  # fmt: skip
KINDS, UNITS = list(PARCEL_KINDS.items()), list(COUNT_UNITS.items())
MONTHS = [(str(month), f"Tháng {month}") for month in range(1, 13)]
POSITION = ("latitude", "longitude")


class WishForm(Sent):
    """The boxes of the page that are no lists."""

    wish_by = Day(allow_none=True)
    wish_note = Text(1000, allow_none=True)


@blueprint.route("/ho/<household_id>/thua-dat/moi", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def new_parcel(household_id: str) -> PageAnswer:
    """Name a field, pond or barn, and what stands on it."""
    return form_page(
        "households/parcel_form.html",
        save=lambda session: _add(session, household_id),
        context=lambda: _context(household_id, None),
        done="Đã thêm thửa, khu vực.",
    )


@blueprint.route("/ho/<household_id>/thua-dat/<parcel_id>", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def edit_parcel(household_id: str, parcel_id: str) -> PageAnswer:
    """Mend a parcel, or write the day on which it was given up."""
    return form_page(
        "households/parcel_form.html",
        save=lambda session: _change(session, household_id, parcel_id),
        context=lambda: _context(household_id, parcel_id),
        done="Đã lưu thửa, khu vực.",
    )


@blueprint.route("/ho/<household_id>/nhan-tien", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def edit_wishes(household_id: str) -> PageAnswer:
    """How the producer is paid, and on which channels it wishes to sell."""
    return form_page(
        "households/wish_form.html",
        save=lambda session: _save_wishes(session, household_id),
        context=lambda: _wish_context(household_id),
        done="Đã lưu cách nhận tiền và mong muốn bán hàng.",
    )


def _add(session: Session, household_id: str) -> str:
    viewer = current_viewer()
    household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
    values = {name: value for name, value in _read(ParcelIn).items() if name != "id"}
    parcels.add_parcel(session, viewer=viewer, household=household, **values)
    return _home(household_id, "thua-dat")


def _change(session: Session, household_id: str, parcel_id: str) -> str:
    viewer = current_viewer()
    household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
    one = parcels.parcel(session, household=household, parcel_id=parcel_id)
    if request.form.get("revision") != str(one.revision):
        raise StaleRevision
    changes = _read(ParcelChange)
    if changes.get("area") == area_text(one.area_m2):
        del changes["area"]  # as it was shown
    if not sees_position(viewer, household):
        changes = {name: value for name, value in changes.items() if name not in POSITION}
    parcels.change_parcel(session, viewer=viewer, household=household, parcel=one, changes=changes)
    return _home(household_id, "thua-dat")


def _read(schema: type[Sent]) -> dict[str, Any]:
    """The form with positions as people here write them: 19,98."""
    form, faults = dict(request.form), {}
    for name in POSITION:
        if form.get(name, "").strip():
            try:
                form[name] = str(read_number(form[name].strip()))
            except NumberInvalid as refusal:
                faults[name] = [refusal.detail]
    if faults:
        raise InvalidFields(fields=faults)
    return read_form(schema, form)


def _save_wishes(session: Session, household_id: str) -> str:
    viewer, form = current_viewer(), request.form
    household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
    if form.get("revision") != str(household.revision):
        raise StaleRevision
    changes = read_form(WishForm, form)
    changes |= {name: form.getlist(name) for name in ("payment_kinds", "wish_channels")}
    rules.edit(session, viewer=viewer, household=household, changes=changes)
    return _home(household_id, "nhan-tien")


def _home(household_id: str, anchor: str) -> str:
    return url_for("households.show", household_id=household_id, _anchor=anchor)


def _household(household_id: str) -> Household:
    return rules.get(reading(), viewer=current_viewer(), household_id=household_id)


def _context(household_id: str, parcel_id: str | None) -> dict[str, Any]:
    session, viewer, household = reading(), current_viewer(), _household(household_id)
    row = shown = None
    if parcel_id is not None:
        row = parcels.parcel(session, household=household, parcel_id=parcel_id)
        shown = show_parcels(viewer, household, [row])[0]
    boxes = typed(ParcelChange if row else ParcelIn, shown)
    if request.method != "POST" and shown is not None:
        boxes["area"] = shown.area_text
        boxes |= {name: str(boxes[name]).replace(".", ",") for name in POSITION}
    return {
        "household": household, "parcel": shown, "typed": boxes, "kinds": KINDS, "units": UNITS,
        "months": MONTHS, "labels": LABELS,
        "sees_position": shown is None or sees_position(viewer, household),
    }  # fmt: skip


def _wish_context(household_id: str) -> dict[str, Any]:
    shown = Shown(_household(household_id), current_viewer())
    posted = request.method == "POST"
    picked = {
        name: request.form.getlist(name) if posted else list(getattr(shown.row, name))
        for name in ("payment_kinds", "wish_channels")
    }
    return {
        "household": shown.row, "picked": picked, "typed": typed(WishForm, shown),
        "payments": list(PAYMENT_LABELS.items()), "channels": list(wishes.offered().items()),
        "labels": LABELS,
    }  # fmt: skip
