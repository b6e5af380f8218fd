"""The page on which one says which places a certificate covers."""

from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.web.form_page import PageAnswer, form_page
from agrimarket.lots import area_papers
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.papers.rules import paper_of


@blueprint.route("/giay/<certificate_id>/noi-san-xuat", methods=["GET", "POST"])
@allow(*PRODUCERS)
def paper_areas(certificate_id: str) -> PageAnswer:
    """Choose the growing areas, workshops and warehouses that the paper covers."""
    viewer = current_viewer()

    def save(session: Session) -> str:
        paper = paper_of(session, viewer=viewer, certificate_id=certificate_id, lock=True)
        ids = request.form.getlist("area_ids")
        area_papers.set_areas(session, viewer=viewer, certificate=paper, area_ids=ids)
        return url_for("products.paper", certificate_id=certificate_id)

    def context() -> dict[str, Any]:
        paper = paper_of(reading(), viewer=viewer, certificate_id=certificate_id)
        found = area_papers.choices(reading(), viewer=viewer, certificate=paper)
        named = [one.area.id for one in found if one.named]
        picked = request.form.getlist("area_ids") if request.method == "POST" else named
        label = CERTIFICATE_KINDS[paper.kind].label
        return {"paper": paper, "label": label, "choices": found, "picked": picked}

    done = "Đã ghi nơi sản xuất mà giấy bao gồm."
    return form_page("lots/paper_areas.html", save=save, context=context, done=done)
