"""Pages without a stamp, for crates and shelf cards, and the GS1 Digital Link paths."""

from urllib.parse import quote

from flask import Response, current_app, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.issuing.find import find
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import public
from agrimarket.kit.db import reading
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.http import wants_json
from agrimarket.lots import read as lots
from agrimarket.products import gtin
from agrimarket.products import read as products
from agrimarket.products.vouched import Vouched
from agrimarket.scanning import linkset, public_pages, store
from agrimarket.scanning.as_json import origin_json
from agrimarket.scanning.blueprints import pages as blueprint
from agrimarket.scanning.machine.answer_pages import LD_JSON, public_epcis
from agrimarket.scanning.origin import Origin, origin_of
from agrimarket.scanning.wrong_codes import slow_down
from stamps import Opened, StampRefusal, digital_link
from stamps.digital_link import DigitalLink

GS1 = "/01/"


class BadLink(Refusal):
    """The path of a bar code or QR code that follows no rule of GS1."""

    code = "bad_digital_link"
    kind = Kind.MISSING
    sentence = "{why}"


class GtinUnknown(Refusal):
    """Nobody registered this product number here."""

    code = "gtin_unknown"
    kind = Kind.MISSING
    sentence = "Chưa có sản phẩm nào mang mã {gtin} ở đây. Hãy so lại số dưới mã vạch."


@blueprint.get("/lot/<lot_id>")
@public
def lot_page(lot_id: str) -> Response | AnyResponse:
    """A lot that left the yard; no verdict, and it says so. Its events and links by Accept."""
    lot = store.page_lot(reading(), lot_id)
    if lot is None:
        raise NotFound
    origin = _origin(lot.product_id, lot.id)
    if _wants_linkset():
        return _links_of(request.path, request.path, origin.product, lot.id)
    return _announced(_thing(origin), request.path)


@blueprint.get("/01/<path:_rest>")
@public
def digital_link_page(_rest: str) -> Response | AnyResponse:
    """/01/GTIN[/10/LOT][/21/CODE]: on to the stamp's page, or the product's or lot's own."""
    path = _raw_path()
    try:
        link = digital_link.parse_path(path.removesuffix("/"))  # resolvers should bear one
    except StampRefusal as refusal:
        raise BadLink(why=refusal.detail) from None
    target = f"/{quote(link.serial, safe='')}" if link.serial is not None else path
    if _wants_linkset():
        return _linkset(link, path, target)
    if link.serial is None:
        return _announced(_thing(_of_link(link)), path)
    query = request.query_string.decode("ascii", "ignore")
    return _announced(redirect(target + (f"?{query}" if query else ""), code=307), path)


def _raw_path() -> str:
    """The path as sent, where the server keeps it: a lot may hold an escaped slash."""
    raw = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or ""
    path = str(raw).partition("?")[0]
    return path if path.startswith(GS1) else quote(request.path, safe="/")


def _of_link(link: DigitalLink) -> Origin:
    """The product with this GTIN and, where the path names one, its lot."""
    session = reading()
    number = link.path[0][1]  # the route lets GTINs through alone
    carried = products.told_of_gtin(session, number)
    found = [one for one in carried if store.public_product(session, one.id) is not None]
    if link.lot is None and found:
        return _origin(found[0].id, None)
    for product in carried:
        lot = lots.lot_of_code(session, product, link.lot) if link.lot is not None else None
        if lot is not None and store.page_lot(session, lot.id) is not None:
            return _origin(product.id, lot.id)
    if not found:
        raise GtinUnknown(gtin=number)
    raise NotFound


def _origin(product_id: str, lot_id: str | None) -> Origin:
    session = reading()
    product, household, lot = store.origin_rows(session, product_id, lot_id)
    return origin_of(session, product=product, household=household, lot=lot)


def _thing(origin: Origin) -> Response:
    """As a page, as JSON, or a lot's events, by what the caller accepts."""
    lot = store.public_lot(reading(), origin.lot.id) if origin.lot and _wants_events() else None
    if lot is not None:
        return public_epcis(reading(), lot)
    if wants_json():
        response = jsonify({"verdict": None, "panel": None, **origin_json(origin)})
    else:
        page = public_pages.thing_page(origin)
        response = Response(page, content_type="text/html; charset=utf-8")
    response.vary.update(["Accept"])
    return response


def _wants_events() -> bool:
    if "format" in request.args:
        return False
    offered = ["text/html", "application/json", LD_JSON]
    return request.accept_mimetypes.best_match(offered) == LD_JSON


def _wants_linkset() -> bool:
    if request.args.get("linkType") in {"linkset", "all"}:
        return True
    best = request.accept_mimetypes.best_match(["text/html", linkset.MEDIA_TYPE])
    return best == linkset.MEDIA_TYPE


def _linkset(link: DigitalLink, path: str, target: str) -> Response:
    if link.serial:
        told_of = path if _is_printed_so(link, link.serial) else target
        return _links_of(told_of, target, "Tem truy xuất nguồn gốc", None)
    origin = _of_link(link)
    return _links_of(path, target, origin.product, origin.lot.id if origin.lot else None)


def _is_printed_so(link: DigitalLink, code: str) -> bool:
    """Whether the stamp with this code is of the product with this number. Of a stranger's number
    nothing is told but the stamp's own page: anybody can write a code behind a number."""
    opened = the_ring().open(code)
    found = None
    if isinstance(opened, Opened):
        found = find(reading(), opened.serial, version=opened.version)
    if found is None:
        slow_down()
        return False
    product, _, _ = store.origin_rows(reading(), found.order.product_id, found.lot_id)
    return link.gtin in gtin.forms(Vouched(product).gtin or "")


def _links_of(path: str, target: str, description: str, lot_id: str | None) -> Response:
    base = current_app.extensions["agrimarket.settings"].public_base
    page = f"/lot/{lot_id}" if lot_id else None
    response = jsonify(
        linkset.linkset(base=base, path=path, target=target, description=description, lot_page=page)
    )
    response.content_type = linkset.MEDIA_TYPE
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _announced(response: AnyResponse, path: str) -> AnyResponse:
    """The linkset in a Link header, even when redirecting (GS1 Digital Link conformance)."""
    address = f"{path}?linkType=linkset"
    link = f'<{address}>; rel="linkset"; type="{linkset.MEDIA_TYPE}"'
    response.headers.add("Link", link)
    return response
