"""Pages of products: the list, one product, its way. Forms are in describe_pages.py."""

from collections.abc import Callable, Mapping

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from agrimarket.kit import audit, files
from agrimarket.kit.access import (
    LOOKERS,
    OFFICERS,
    PRODUCERS,
    Role,
    Viewer,
    allow,
    current_viewer,
    public,
)
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.web.form_page import PageAnswer, read_query
from agrimarket.places import commune, communes
from agrimarket.products import (
    decide,
    describe,
    describe_pages,
    paper_pages,
    photo_pages,
    present,
    store,
    store_packs,
    waiting,
    way_pages,
)
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.groups import group_words
from agrimarket.products.kinds import CATEGORIES, STATE_WORDS
from agrimarket.products.models import Product
from agrimarket.products.packs import pages as pack_pages
from agrimarket.products.papers import file_pages, held_pages
from agrimarket.products.read import product_of
from agrimarket.products.required import pages as required_pages
from agrimarket.products.schemas import ProductQuery
from agrimarket.products.shelf_life_words import shelf_life_words
from agrimarket.products.todo import gaps

__all__ = [
    "blueprint", "describe_pages", "file_pages", "held_pages", "pack_pages", "paper_pages",
    "photo_pages", "required_pages", "way_pages",
]  # fmt: skip

CACHED_SECONDS = 30 * 86400  # a name is a content hash, but a picture may be taken out
FILTERS = ("q", "category", "state", "commune", "household_id")


@blueprint.get("/san-pham")
@allow(*LOOKERS)
def index() -> str:
    """The list with its filters."""
    viewer, query = current_viewer(), read_query(ProductQuery)
    page = store.search(reading(), viewer, **query)
    return render_template(
        "products/index.html",
        page=page,
        products=present.listed(reading(), page.items),
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        communes=my_communes(viewer),
        categories=CATEGORIES,
        states=STATE_WORDS,
    )


@blueprint.get("/san-pham/<id>")
@allow(*LOOKERS)
def show(id: str) -> str:
    """One product: where it stands, what is next, what it rests on."""
    return _page(id, {})


@blueprint.post("/san-pham/<id>/gui-duyet")
@allow(*PRODUCERS)
def submit(id: str) -> PageAnswer:
    """Ask for approval."""
    return _decide(id, decide.submit_product, "Đã gửi. Cán bộ xã sẽ xem và duyệt.")


@blueprint.post("/san-pham/<id>/duyet")
@allow(*OFFICERS)
def approve(id: str) -> PageAnswer:
    """Vouch for it."""
    return _decide(id, decide.approve_product, "Đã duyệt sản phẩm.")


@blueprint.route("/san-pham/<id>/bo-sung", methods=["GET", "POST"])
@allow(*OFFICERS)
def supplement(id: str) -> PageAnswer:
    """Say what is missing."""
    return paper_pages.reason_page(
        id,
        save=lambda session, product, reason: decide.ask_supplement(
            session, viewer=current_viewer(), product=product, reason=reason
        ),
        title="Yêu cầu bổ sung",
        label="Cần bổ sung gì?",
        button="Gửi yêu cầu",
        done="Đã gửi yêu cầu bổ sung.",
    )


@blueprint.route("/san-pham/<id>/rut", methods=["GET", "POST"])
@allow(*PRODUCERS)
def withdraw(id: str) -> PageAnswer:
    """End its offer."""
    return paper_pages.reason_page(
        id,
        save=lambda session, product, reason: decide.withdraw_product(
            session, viewer=current_viewer(), product=product, reason=reason
        ),
        title="Rút sản phẩm",
        label="Vì sao rút?",
        button="Rút sản phẩm",
        done="Đã rút sản phẩm. Tem đã dán vẫn tra được.",
    )


@blueprint.get("/anh/<sha256>-<int:width>.webp")
@public
def photo(sha256: str, width: int) -> Response:
    """A kept picture, for buyers once its product was approved, else for whoever sees it."""
    viewer = current_viewer()
    if width not in (store.kept_widths(reading(), viewer, sha256) or []):
        raise NotFound
    path = files.path_of(sha256, f"-{width}.webp")
    if not path.exists():
        raise NotFound
    response = Response(path.read_bytes(), mimetype="image/webp")
    kept_by = "private" if viewer.signed_in else "public"
    response.headers["Cache-Control"] = f"{kept_by}, max-age={CACHED_SECONDS}, immutable"
    return response


def _page(id: str, errors: Mapping[str, list[str]]) -> str:
    session, viewer = reading(), current_viewer()
    row = product_of(session, viewer=viewer, product_id=id)
    return render_template(
        "products/show.html",
        errors=errors,
        product=present.whole(session, row),
        papers=[present.certificate(paper) for paper in store.certificates(session, row.id)],
        ratings=store.ratings(session, row.id),
        gaps=gaps(session, row),
        packs=[pack_pages.shown_pack(one) for one in store_packs.packs(session, row.id)],
        group=group_words(row.category, row.subgroup),
        shelf_life=shelf_life_words(row),
        moves=waiting.way_of(session, row),
        left=waiting.lateness(row),
        history=audit.history(session, kind="product", id=row.id),
        states=STATE_WORDS,
        is_officer=viewer.is_one_of(OFFICERS),
        may_edit=describe.may_describe(viewer, row),
        may_steer=viewer.is_one_of(PRODUCERS),
        links=_links(row),
    )


def my_communes(viewer: Viewer) -> list[tuple[str, str]]:
    """Communes worth filtering by: the viewer's, or all of the province's."""
    if viewer.whole_province:
        return sorted(((one.code, one.name) for one in communes()), key=lambda one: one[1])
    mine = sorted((code, commune(code).name) for code in viewer.commune_codes)
    return mine if len(mine) > 1 else []


def _decide(id: str, verb: Callable[..., Product], done: str) -> PageAnswer:
    """One verb on one product, then its page again; a refusal stands on top of it."""
    viewer = current_viewer()
    try:
        with one_commit() as session:
            product = product_of(session, viewer=viewer, product_id=id, lock=True)
            verb(session, viewer=viewer, product=product)
    except Refusal as refusal:
        return _page(id, {"": [refusal.detail]}), 422
    flash(done, "good")
    return redirect(url_for("products.show", id=id), code=303)


def _links(row: Product) -> dict[str, str]:
    producer = current_viewer().role is Role.PRODUCER
    return {
        "household": url_for("households.show", household_id=row.household_id),
        "household_label": "Hộ của tôi" if producer else "Trang của hộ",
        "lots": url_for("lots.index", product_id=row.id),
        "new_lot": url_for("lots.new", product=row.id),
        "stamps": url_for("issuing.new", product=row.id),
        "orders": url_for("issuing.index", product=row.id),
        "channels": url_for("channels.product", id=row.id),
    }
