"""Pages of lots; release, recall and diary are in act_pages.py."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit.access import PRODUCERS, READERS, Viewer, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.lots import act_pages, areas, describe, present, store
from agrimarket.lots.act_pages import lot_page
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.kinds import STATE_WORDS
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of, product_of_lot
from agrimarket.lots.schemas import LotChange, LotIn, LotQuery
from agrimarket.places import commune, communes
from agrimarket.products.models import Product, ProductState
from agrimarket.products.read import household_of, product_of

__all__ = ["act_pages", "blueprint"]

FILTERS = ("q", "state", "commune", "product_id")


@blueprint.get("/lo")
@allow(*READERS)
def index() -> str:
    """The list with its filters."""
    viewer, query = current_viewer(), read_query(LotQuery)
    page = store.search(reading(), viewer, **query)
    return render_template(
        "lots/index.html",
        page=page,
        lots=present.listed(reading(), page.items),
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        communes=_my_communes(viewer),
        states=STATE_WORDS,
    )


@blueprint.route("/lo/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new() -> PageAnswer:
    """Open a lot of a product; without one, choose which."""
    product_id = request.args.get("product", "")
    if not product_id:
        return _choose_product()

    def save(session: Session) -> str:
        product = product_of(session, viewer=current_viewer(), product_id=product_id)
        told = read_form(LotIn, {**_typed(session, product), "product_id": product_id})
        lot = describe.create_lot(session, viewer=current_viewer(), **told)
        return url_for("lots.show", id=lot.id)

    def context() -> dict[str, Any]:
        row = product_of(reading(), viewer=current_viewer(), product_id=product_id)
        return _describing(row)

    return form_page("lots/form.html", save=save, context=context, done="Đã mở lô.")


@blueprint.get("/lo/<id>")
@allow(*READERS)
def show(id: str) -> str:
    """One lot: what it is, its diary, what its release still needs."""
    return lot_page(id, {})


@blueprint.route("/lo/<id>/sua", methods=["GET", "POST"])
@allow(*PRODUCERS)
def edit(id: str) -> PageAnswer:
    """Tell more of an open lot."""

    def save(session: Session) -> str:
        lot = lot_of(session, viewer=current_viewer(), lot_id=id, lock=True)
        told = read_form(LotChange, _typed(session, product_of_lot(session, lot)))
        describe.edit_lot(session, viewer=current_viewer(), lot=lot, **told)
        return url_for("lots.show", id=id)

    def context() -> dict[str, Any]:
        lot = lot_of(reading(), viewer=current_viewer(), lot_id=id)
        return _describing(product_of_lot(reading(), lot), lot)

    return form_page("lots/form.html", save=save, context=context, done="Đã lưu thay đổi.")


def _typed(session: Session, product: Product) -> dict[str, str]:
    """The form with the code in capitals, and a new area made where one was named."""
    form = dict(request.form.items())
    form["lot_code"] = form.get("lot_code", "").strip().upper()
    name = form.get("new_area", "").strip()
    if name:
        area = areas.create_area(
            session, viewer=current_viewer(), household_id=product.household_id, name=name[:120]
        )
        form["area_id"] = area.id
    return form


def _describing(product: Product, lot: Lot | None = None) -> dict[str, Any]:
    """What the describing form needs, for a new lot or for one that is changed."""
    owner = household_of(reading(), product)
    known = store.areas(reading(), current_viewer(), household_id=product.household_id)
    return {
        "product": product,
        "household": owner,
        "commune_name": commune(owner.commune_code).name,
        "lot": lot,
        "values": typed(LotChange, lot),
        "new_area": request.form.get("new_area", ""),
        "areas": [(area.id, area.name) for area in known.items],
        "closed": lot is not None and lot.state != "open",
        "withdrawn": product.state == ProductState.WITHDRAWN,
    }


def _choose_product() -> str:
    """Of which product? A search among what the viewer's producers make."""
    q = request.args.get("q", "")[:100]
    page = store.products_to_choose(reading(), current_viewer(), q)
    owners = store.households(reading(), page.items)
    return render_template("lots/choose_product.html", page=page, q=q, owners=owners)


def _my_communes(viewer: Viewer) -> list[tuple[str, str]]:
    """Communes worth filtering by: the viewer's, or all of the province's."""
    if viewer.whole_province:
        return sorted(((one.code, one.name) for one in communes()), key=lambda one: one[1])
    mine = sorted((code, commune(code).name) for code in viewer.commune_codes)
    return mine if len(mine) > 1 else []
