"""Pages of what stamps cost: recorded on an order, added up by commune and year."""

from typing import Any

from flask import Response, render_template, request, url_for

from agrimarket.issuing import costs, read
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.form_pages import money, one_of, text
from agrimarket.issuing.words import PAYERS
from agrimarket.kit.access import OFFICERS, PRODUCERS, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.spreadsheets import csv_bytes
from agrimarket.kit.web.form_page import PageAnswer, answered

COLUMNS = ("Năm", "Mã xã", "Xã, phường", "Ai trả", "Đợt tem", "Số tem", "Tem chưa ghi giá",
           "Tiền tem (đồng)")  # fmt: skip


@blueprint.route("/tem/<id>/chi-phi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def cost_form(id: str) -> PageAnswer:
    """What one stamp of the order costs, and who pays."""

    def act() -> str:
        given = {
            "unit_cost_vnd": money("unit_cost_vnd"),
            "paid_by": one_of("paid_by", PAYERS),
            "cost_note": text("cost_note"),
        }
        viewer = current_viewer()
        with one_commit() as session:
            order = read.order_of(session, viewer=viewer, order_id=id)
            costs.record_cost(session, viewer=viewer, order=order, given=given)
        return url_for("issuing.show", id=id)

    return answered(
        "issuing/cost.html", act=act, context=lambda: _order(id), done="Đã ghi giá tem."
    )


def _order(id: str) -> dict[str, Any]:
    order = read.order_of(reading(), viewer=current_viewer(), order_id=id)
    return {"order": order, "payers": list(PAYERS.items())}


@blueprint.get("/tem/chi-phi")
@allow(*OFFICERS, Role.AUDITOR)
def costs_page() -> str:
    """Stamps and money by commune, year and payer."""
    year = request.args.get("year", type=int)
    lines = costs.sums(reading(), viewer=current_viewer())
    shown = [line for line in lines if year in (None, line.year)]
    return render_template(
        "issuing/costs.html",
        lines=shown,
        year=year,
        years=sorted({line.year for line in lines}, reverse=True),
        stamps=sum(line.stamps for line in shown),
        unpriced=sum(line.unpriced for line in shown),
        total=sum(line.cost_vnd for line in shown),
    )


@blueprint.get("/tem/chi-phi.csv")
@allow(*OFFICERS, Role.AUDITOR)
def costs_csv() -> Response:
    """The same as a file."""
    year = request.args.get("year", type=int)
    lines = costs.sums(reading(), viewer=current_viewer(), year=year)
    rows = (
        (line.year, line.commune_code, line.commune, line.payer, line.orders, line.stamps,
         line.unpriced, line.cost_vnd)
        for line in lines
    )  # fmt: skip
    answer = Response(csv_bytes(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="chi-phi-tem.csv"'
    return answer
