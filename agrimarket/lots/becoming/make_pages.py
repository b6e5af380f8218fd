"""The page where something else is made of lots: own ones, received ones, several producers'."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.households.choose_pages import choose_producer
from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.ids import is_id
from agrimarket.kit.web.form_page import PageAnswer, form_page
from agrimarket.lots import store as store_lots
from agrimarket.lots.amounts import amount_text
from agrimarket.lots.becoming import rules, store
from agrimarket.lots.becoming.note import Told
from agrimarket.lots.becoming.schemas import LotTransformIn
from agrimarket.lots.becoming.take import Taken, left_of
from agrimarket.lots.becoming.typed import at_boxes, load, rows_of
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of

BOXES = ("product_id", "lot_code", "quantity", "unit", "pack_count", "use_by")


@blueprint.route("/lo/lam-moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def make_new() -> PageAnswer:
    """Make a lot of another product of ?household=, beginning with ?lot=."""
    maker = _maker()
    if not maker:
        return choose_producer("lots.make_new", "Hộ nào làm hàng mới?", "lots.index")
    if "again" in request.form:
        return render_template("lots/make.html", errors={}, **_making(maker))

    def save(session: Session) -> str:
        rows = rows_of(request.form, "inputs", "quantity")
        typed = {name: request.form.get(f"outputs.0.{name}", "").strip() for name in BOXES}
        out = {name: text for name, text in typed.items() if text}
        told: dict[str, Any] = {"inputs": list(rows.values()), "outputs": [out]}
        if request.form.get("note"):
            told["note"] = request.form["note"]
        try:
            body = load(LotTransformIn, told)
            taken = [Taken(**one) for one in body.pop("inputs")]
            note = Told(note=body.pop("note", None))
            step = rules.transform_lots(
                session, viewer=current_viewer(), inputs=taken, told=note, **body
            )
        except Refusal as refusal:
            raise at_boxes(refusal, "inputs", rows) from None
        return url_for("lots.show", id=step.made[0].id)

    return form_page(
        "lots/make.html", save=save, context=lambda: _making(maker), done="Đã lập lô hàng mới."
    )


def _maker() -> str:
    """Whose the new lot is: as asked, the viewer's own, or whose lot it begins with."""
    asked = request.args.get("household", "") or current_viewer().household_id or ""
    if asked or not request.args.get("lot"):
        return asked if is_id(asked) else ""
    first = lot_of(reading(), viewer=current_viewer(), lot_id=request.args["lot"])
    return store_lots.product(reading(), first).household_id


def _making(maker: str) -> dict[str, Any]:
    """What the form needs: what may be taken, and what may be made."""
    session, viewer = reading(), current_viewer()
    owner = store.maker_of(session, viewer, maker)
    if owner is None:
        raise NotFound
    lots = _candidates(session, maker)
    goods = store_lots.products(session, lots)
    people = store_lots.owners(session, [one.household_id for one in goods.values()])
    first = request.args.get("lot", "")
    return {
        "maker": owner,
        "first": first,
        "rows": [
            {
                "lot": lot,
                "product": goods[lot.product_id].name,
                "owner": people[goods[lot.product_id].household_id].name,
                "left": amount_text(left_of(session, lot, maker)[1], lot.unit),
                "quantity": request.form.get(f"inputs.{number}.quantity", ""),
            }
            for number, lot in enumerate(lots)
        ],
        "products": [(one.id, one.name) for one in store.products_of(session, viewer, maker)],
        "values": {name: request.form.get(f"outputs.0.{name}", "") for name in BOXES},
        "note": request.form.get("note", ""),
        "q": request.form.get("q", ""),
        "others": viewer.household_id is None,
    }


def _candidates(session: Session, maker: str) -> Sequence[Lot]:
    """The lot it begins with, those typed before, those just sought, then all that is left."""
    viewer = current_viewer()
    boxes = [name for name in request.form if name.startswith("inputs.")]
    named = [request.form[name] for name in boxes if is_id(request.form[name])]
    first = [text for text in [request.args.get("lot", "")] if is_id(text)]
    sought: list[str] = []
    if request.form.get("q", "").strip():
        page = store_lots.search(session, viewer, q=request.form["q"][:100], page_size=10)
        sought = [lot.id for lot in page.items if lot.state in ("sealed", "released")]
    wanted = [*named, *first, *sought]
    rows = {lot.id: lot for lot in store.to_make_of(session, viewer, maker, wanted)}
    order = dict.fromkeys([*wanted, *rows])
    return [rows[id] for id in order if id in rows]
