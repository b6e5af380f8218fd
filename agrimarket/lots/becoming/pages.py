"""Pages where a lot is parted and where lots are mixed; make_pages.py makes other goods."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.web.form_page import PageAnswer, form_page
from agrimarket.lots import present
from agrimarket.lots import store as store_lots
from agrimarket.lots.amounts import amount_text, free
from agrimarket.lots.becoming import make_pages, rules, store
from agrimarket.lots.becoming.note import Told
from agrimarket.lots.becoming.schemas import LotMergeIn, LotSplitIn
from agrimarket.lots.becoming.take import Taken
from agrimarket.lots.becoming.typed import at_boxes, load, rows_of
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of

__all__ = ["make_pages"]

PARTS = 2  # rows of a new form; a button adds more
LONGEST_START = 16  # letters of a suggested code before its number


@blueprint.route("/lo/<id>/tach", methods=["GET", "POST"])
@allow(*PRODUCERS)
def split(id: str) -> PageAnswer:
    """Part a lot into new ones of the same product."""
    if "again" in request.form:
        return render_template("lots/split.html", errors={}, **_parting(id))

    def save(session: Session) -> str:
        rows = rows_of(request.form, "outputs", "quantity")
        told: dict[str, Any] = {"outputs": list(rows.values())}
        told |= {name: request.form[name] for name in ("loss", "note") if request.form.get(name)}
        try:
            body = load(LotSplitIn, told)
            lot = lot_of(session, viewer=current_viewer(), lot_id=id)
            note = Told(note=body.pop("note", None))
            rules.split_lot(session, viewer=current_viewer(), lot=lot, told=note, **body)
        except Refusal as refusal:
            raise at_boxes(refusal, "outputs", rows) from None
        return url_for("lots.ways", id=id)

    return form_page("lots/split.html", save=save, context=lambda: _parting(id), done="Đã tách lô.")


@blueprint.route("/lo/<id>/gop", methods=["GET", "POST"])
@allow(*PRODUCERS)
def merge(id: str) -> PageAnswer:
    """Mix this lot with others of the same product into a new one."""

    def save(session: Session) -> str:
        rows = rows_of(request.form, "inputs", "quantity")
        told: dict[str, Any] = {"inputs": list(rows.values())}
        told["output"] = {"lot_code": request.form.get("output.lot_code", "").strip()}
        told |= {name: request.form[name] for name in ("loss", "note") if request.form.get(name)}
        try:
            body = load(LotMergeIn, told)
            taken = [Taken(**one) for one in body.pop("inputs")]
            note = Told(note=body.pop("note", None))
            step = rules.merge_lots(
                session, viewer=current_viewer(), inputs=taken, told=note, **body
            )
        except Refusal as refusal:
            raise at_boxes(refusal, "inputs", rows) from None
        return url_for("lots.show", id=step.made[0].id)

    return form_page("lots/merge.html", save=save, context=lambda: _mixing(id), done="Đã gộp lô.")


def _parting(id: str) -> dict[str, Any]:
    """What the form of parts needs: what is left, and a row for each part."""
    session, viewer = reading(), current_viewer()
    row = lot_of(session, viewer=viewer, lot_id=id)
    typed = [int(name.split(".")[1]) for name in request.form
             if name.startswith("outputs.") and name.split(".")[1].isdecimal()]  # fmt: skip
    shown = min(max([*typed, PARTS - 1]) + 1 + 2 * ("again" in request.form), 200)
    codes = suggested(session, row, shown)
    rows = [
        {name: request.form.get(f"outputs.{n}.{name}", "") for name in ("quantity", "pack_count")}
        | {"lot_code": request.form.get(f"outputs.{n}.lot_code", codes[n])}
        for n in range(shown)
    ]
    return {
        "lot": present.listed(session, [row])[0],
        "rows": rows,
        "left": amount_text(free(row), row.unit),
        "usable": row.state in ("sealed", "released") and free(row) > 0,
        "values": {name: request.form.get(name, "") for name in ("loss", "note")},
    }


def _mixing(id: str) -> dict[str, Any]:
    """What the form of a mixture needs: the product's lots of which something is left."""
    session, viewer = reading(), current_viewer()
    row = lot_of(session, viewer=viewer, lot_id=id)
    others = [lot for lot in store.to_mix(session, viewer, row.product_id) if lot.id != row.id]
    usable = row.state in ("sealed", "released") and free(row) > 0
    return {
        "lot": present.listed(session, [row])[0],
        "rows": [_taking(n, lot, lot.id == id) for n, lot in enumerate([row, *others])],
        "usable": usable and bool(others),
        "code": request.form.get("output.lot_code", suggested(session, row, 1)[0]),
        "values": {name: request.form.get(name, "") for name in ("loss", "note")},
    }


def _taking(number: int, lot: Lot, first: bool) -> dict[str, Any]:
    left = free(lot)
    whole = amount_text(left, "") if first else ""
    typed = request.form.get(f"inputs.{number}.quantity", whole)
    return {"lot": lot, "left": amount_text(left, lot.unit), "quantity": typed}


def suggested(session: Session, lot: Lot, many: int) -> list[str]:
    """Codes nobody used for this product yet: the lot's own and a number."""
    taken = {one.lot_code for one in store_lots.of_product(session, lot.product_id)}
    found: list[str] = []
    number = 0
    while len(found) < many:
        number += 1
        code = f"{lot.lot_code[:LONGEST_START]}-{number}"
        if code not in taken:
            found.append(code)
    return found
