"""Pages of lots; release is in act_pages.py, the diary in diary_pages.py."""

from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import PRODUCERS, READERS, Viewer, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.fields import read_form
from agrimarket.kit.ids import is_id
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.lots import (
    act_pages,
    area_pages,
    area_papers_pages,
    areas,
    describe,
    diary_pages,
    harvested,
    picture_pages,
    present,
    store,
    suggest,
)
from agrimarket.lots.act_pages import lot_page
from agrimarket.lots.amounts import AMOUNTS, may_follow
from agrimarket.lots.becoming import pages as becoming_pages
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.graph import pages as graph_pages
from agrimarket.lots.harvest_day import held_day
from agrimarket.lots.kinds import STATE_WORDS, SUSPENDED, SUSPENDED_WORDS
from agrimarket.lots.models import Lot
from agrimarket.lots.partners import pages as partner_pages
from agrimarket.lots.read import lot_of, product_of_lot
from agrimarket.lots.recalls import pages as recall_pages
from agrimarket.lots.schemas import LotChange, LotIn, LotQuery
from agrimarket.lots.transfers import pages as transfer_pages
from agrimarket.places import commune, communes
from agrimarket.products.models import Product, ProductState
from agrimarket.products.read import household_of, leading_photos, photo_address, product_of
from agrimarket.products.units import PACK_UNITS

__all__ = [
    "act_pages", "area_pages", "area_papers_pages", "becoming_pages", "blueprint", "diary_pages",
    "graph_pages", "partner_pages", "picture_pages", "recall_pages", "transfer_pages",
]  # fmt: skip

FILTERS = ("q", "state", "commune", "product_id", "household_id")


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
        states={**STATE_WORDS, SUSPENDED: SUSPENDED_WORDS},
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
        form = _typed(session, product_of_lot(session, lot)) if lot.state == "open" else _late(lot)
        told = read_form(LotChange, form)
        with held_day(session, viewer=current_viewer(), lot=lot):
            describe.edit_lot(session, viewer=current_viewer(), lot=lot, **told)
        return url_for("lots.show", id=id)

    def context() -> dict[str, Any]:
        lot = lot_of(reading(), viewer=current_viewer(), lot_id=id)
        return _describing(product_of_lot(reading(), lot), lot)

    return form_page("lots/form.html", save=save, context=context, done="Đã lưu thay đổi.")


def _late(lot: Lot) -> dict[str, str]:
    """The boxes of amounts that nobody told before the lot was sealed."""
    return {
        name: request.form.get(name, "")
        for name in AMOUNTS
        if getattr(lot, name) is None and request.form.get(name, "").strip()
    }


def _typed(session: Session, product: Product) -> dict[str, str]:
    """The form with the code in capitals, and a new area made where one was named."""
    form = dict(request.form.items())
    form["lot_code"] = form.get("lot_code", "").strip().upper()
    if form.get("not_yet"):
        form |= {"harvested_on": "", "produced_on": ""}
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
    values = typed(LotChange, lot)
    offered = harvested.offered_harvest(reading(), lot) if lot and lot.state == "open" else None
    if lot is None and request.method == "GET":
        values |= suggest.ready_values(reading(), product)
    if offered and request.method == "GET":
        values["harvested_on"] = offered
    return {
        "product": product,
        "household": owner,
        "commune_name": commune(owner.commune_code).name,
        "lot": lot,
        "values": values,
        "made_by": suggest.made_by(product, lot or store.last_of_product(reading(), product.id))
        if offered is None
        else "harvested_on",
        "offered": offered,
        "not_yet": bool(request.form.get("not_yet")),
        "today": clock.today(),
        "new_area": request.form.get("new_area", ""),
        "areas": [(area.id, area.name) for area in known.items],
        "closed": lot is not None and lot.state != "open" and not may_follow(lot),
        "late": lot is not None and lot.state != "open",
        "pack_units": list(PACK_UNITS.items()),
        "withdrawn": product.state == ProductState.WITHDRAWN,
    }


def _choose_product() -> PageAnswer:
    """Of which product? Where a producer has one alone, there is nothing to ask."""
    session, viewer = reading(), current_viewer()
    q, household_id = (request.args.get(name, "")[:100] for name in ("q", "household"))
    own = household_id or viewer.household_id or ""
    page = store.products_to_choose(session, viewer, q, own if is_id(own) else "")
    if own and not q and page.total == 1:
        return redirect(url_for("lots.new", product=page.items[0].id), code=303)
    return render_template(
        "lots/choose_product.html", page=page, q=q, household_id=household_id,
        owners=store.households(session, page.items), few=own and page.total <= page.page_size,
        pictures={id: photo_address(one, 320) for id, one in
                  leading_photos(session, page.items).items()},
    )  # fmt: skip


def _my_communes(viewer: Viewer) -> list[tuple[str, str]]:
    """Communes worth filtering by: the viewer's, or all of the province's."""
    if viewer.whole_province:
        return sorted(((one.code, one.name) for one in communes()), key=lambda one: one[1])
    mine = sorted((code, commune(code).name) for code in viewer.commune_codes)
    return mine if len(mine) > 1 else []
