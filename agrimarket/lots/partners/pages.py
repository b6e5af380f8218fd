"""Pages of partners: whom a producer buys from and delivers to."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.households.choose_pages import choose_producer
from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.lots import store as store_lots
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.partners import rules, store
from agrimarket.lots.partners.kinds import PARTNER_KINDS
from agrimarket.lots.partners.schemas import PartnerFields, PartnerIn, PartnerQuery
from agrimarket.lots.partners.shown import PartnerShown, show_partners

LABELS = {"kind": "Loại", "name": "Tên", "linked_id": "Hộ đã đăng ký", "phone": "Điện thoại",
          "email": "Thư điện tử", "address": "Địa chỉ", "tax_code": "Mã số thuế",
          "gln": "Mã GLN"}  # fmt: skip


@blueprint.get("/doi-tac")
@allow(*READERS)
def partners() -> str:
    """Whom the viewer's producers trade with."""
    query = read_query(PartnerQuery)
    page = store.listed(reading(), current_viewer(), **query)
    shown = show_partners(reading(), current_viewer(), page.items)
    return render_template(
        "lots/partners.html",
        page=page,
        partners=shown,
        query=query,
        kinds=list(PARTNER_KINDS.items()),
        active=bool(query["kind"]) + bool(query["ended"]),
    )


@blueprint.route("/doi-tac/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new_partner() -> PageAnswer:
    """Name somebody a producer trades with; without one, choose whose partner it is."""
    household_id = request.args.get("household") or current_viewer().household_id
    if not household_id:
        return choose_producer("lots.new_partner", "Đối tác của hộ nào?", "lots.partners")

    def save(session: Session) -> str:
        told = read_form(PartnerIn, {**request.form, "household_id": household_id})
        made = rules.add_partner(session, viewer=current_viewer(), **told)
        return url_for("lots.partner", partner_id=made.id)

    def context() -> dict[str, Any]:
        owner = store_lots.household(reading(), current_viewer(), household_id)
        if owner is None:
            raise NotFound
        return {**_boxes(None, household_id), "household": owner}

    return form_page("lots/partner_form.html", save=save, context=context, done="Đã thêm đối tác.")


@blueprint.get("/doi-tac/<partner_id>")
@allow(*READERS)
def partner(partner_id: str) -> str:
    """One partner, with a hint where the same tax code was met before."""
    may_edit = current_viewer().is_one_of(PRODUCERS)
    shown = _shown(partner_id)
    linked = store_lots.household(reading(), current_viewer(), shown.linked_id or "")
    return render_template(
        "lots/partner.html", partner=shown, linked=linked, may_edit=may_edit, labels=LABELS
    )


@blueprint.route("/doi-tac/<partner_id>/sua", methods=["GET", "POST"])
@allow(*PRODUCERS)
def edit_partner(partner_id: str) -> PageAnswer:
    """Mend what was said of a partner."""

    def save(session: Session) -> str:
        row = rules.partner_by_id(session, viewer=current_viewer(), partner_id=partner_id)
        told = {"name": "", **read_form(PartnerFields, request.form)}
        rules.change_partner(session, viewer=current_viewer(), partner=row, **told)
        return url_for("lots.partner", partner_id=partner_id)

    def context() -> dict[str, Any]:
        shown = _shown(partner_id)
        return {**_boxes(shown, shown.household_id), "household": shown.household}

    return form_page("lots/partner_form.html", save=save, context=context, done="Đã lưu thay đổi.")


@blueprint.post("/doi-tac/<partner_id>/thoi")
@allow(*PRODUCERS)
def end_partner(partner_id: str) -> PageAnswer:
    """No more trade with them."""
    with one_commit() as session:
        row = rules.partner_by_id(session, viewer=current_viewer(), partner_id=partner_id)
        rules.end_partner(session, viewer=current_viewer(), partner=row)
    flash("Đã ghi là thôi làm ăn. Hàng đã giao vẫn truy được.", "good")
    return redirect(url_for("lots.partner", partner_id=partner_id), code=303)


def _shown(partner_id: str) -> PartnerShown:
    session, viewer = reading(), current_viewer()
    row = rules.partner_by_id(session, viewer=viewer, partner_id=partner_id)
    return show_partners(session, viewer, [row], hint=True)[0]


def _boxes(shown: PartnerShown | None, household_id: str) -> dict[str, Any]:
    known = store.choices(reading(), current_viewer(), household_id)
    return {
        "partner": shown,
        "values": typed(PartnerFields, shown),
        "kinds": list(PARTNER_KINDS.items()),
        "producers": [(one.id, one.name) for one in known],
        "labels": LABELS,
    }
