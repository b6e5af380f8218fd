"""Pages of certificates by their holder; those behind one product are in paper_pages.py."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.households.choose_pages import choose_producer
from agrimarket.kit import clock
from agrimarket.kit.access import PRODUCERS, READERS, WORKERS, Role, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.fields import ReasonIn, read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, read_query, typed
from agrimarket.places import commune, communes
from agrimarket.products import store as products_store
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.models import Certificate
from agrimarket.products.papers import files, rules, store
from agrimarket.products.papers.schemas import (
    CHECKED,
    PAPER_STATES,
    CoveredIn,
    HeldCertificateChange,
    HeldCertificateIn,
    HeldCertificateQuery,
)
from agrimarket.products.papers.shown import listed, shown
from agrimarket.products.required.data import BASES

FILTERS = ("kind", "state", "checked", "commune", "household_id")


@blueprint.get("/giay")
@allow(*READERS)
def held() -> str:
    """Certificates this viewer may see, with filters."""
    session, viewer, query = reading(), current_viewer(), read_query(HeldCertificateQuery)
    page = store.search(session, viewer, today=clock.today(), **query)
    return render_template(
        "products/papers.html",
        page=page,
        papers=listed(session, viewer, page.items),
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        kinds={code: kind.label for code, kind in CERTIFICATE_KINDS.items()},
        states=PAPER_STATES,
        checked=CHECKED,
        communes=my_communes(),
    )


@blueprint.get("/giay/<certificate_id>")
@allow(*READERS)
def paper(certificate_id: str) -> str:
    """One certificate: what stands on it, what it covers, its scans."""
    return paper_page(certificate_id, {})


@blueprint.route("/giay/moi", methods=["GET", "POST"])
@allow(*PRODUCERS)
def new_paper() -> PageAnswer:
    """Note a certificate of a producer; without one, choose whose it is."""
    household_id = request.args.get("household") or current_viewer().household_id
    if not household_id:
        return choose_producer(
            "products.new_paper", "Giấy của hộ nào?", "products.held",
            why="Chọn hộ hoặc nhóm đứng tên giấy trước.",
        )  # fmt: skip

    def save(session: Session) -> str:
        typed = {name: text for name, text in request.form.items() if name != "product_ids"}
        told = read_form(HeldCertificateIn, {**typed, "household_id": household_id})
        made = rules.hold_certificate(session, viewer=current_viewer(), **told)
        after = "products.paper" if made.covers_all else "products.paper_products"
        return url_for(after, certificate_id=made.id)

    def context() -> dict[str, Any]:
        owner = products_store.household(reading(), current_viewer(), household_id)
        if owner is None:
            raise NotFound
        kinds = {c: kind for c, kind in CERTIFICATE_KINDS.items() if owner.kind in kind.serves}
        return {"household": owner, "kinds": kinds, "bases": BASES, "paper": None,
                "is_group": owner.kind in rules.GROUPS,
                "values": typed(HeldCertificateIn)}  # fmt: skip

    return form_page("products/paper_form.html", save=save, context=context, done="Đã ghi giấy.")


@blueprint.route("/giay/<certificate_id>/sua", methods=["GET", "POST"])
@allow(*PRODUCERS)
def edit_paper(certificate_id: str) -> PageAnswer:
    """Mend what was typed from the paper."""

    def save(session: Session, row: Certificate) -> object:
        told = read_form(HeldCertificateChange, request.form)
        return rules.edit_certificate(session, viewer=current_viewer(), certificate=row, **told)

    def context(row: Certificate) -> dict[str, Any]:
        owner = store.holder(reading(), row)
        return {"household": owner, "kinds": {}, "bases": BASES, "is_group": False,
                "values": typed(HeldCertificateChange, row)}  # fmt: skip

    return _about("products/paper_form.html", certificate_id, save, context, "Đã lưu thay đổi.")


@blueprint.route("/giay/<certificate_id>/san-pham", methods=["GET", "POST"])
@allow(*PRODUCERS)
def paper_products(certificate_id: str) -> PageAnswer:
    """Say which products it covers."""

    def save(session: Session, row: Certificate) -> object:
        ids = [] if request.form.get("covers_all") else request.form.getlist("product_ids")
        told = CoveredIn().load({"covers_all": bool(request.form.get("covers_all"))})
        return rules.set_products(
            session, viewer=current_viewer(), certificate=row, **{**told, "product_ids": ids}
        )

    def context(row: Certificate) -> dict[str, Any]:
        session, viewer = reading(), current_viewer()
        named = [one.id for one in store.covered(session, viewer, row)]
        picked = request.form.getlist("product_ids") if request.method == "POST" else named
        found = store.coverable(session, viewer, row)
        owners = products_store.owners(session, found)
        return {"choices": [(one, owners[one.household_id]) for one in found], "picked": picked,
                "elsewhere": store.elsewhere(session, viewer, row)}  # fmt: skip

    done = "Đã ghi sản phẩm mà giấy bao gồm."
    return _about("products/paper_products.html", certificate_id, save, context, done)


@blueprint.route("/giay/<certificate_id>/go", methods=["GET", "POST"])
@allow(*PRODUCERS)
def remove_paper(certificate_id: str) -> PageAnswer:
    """Take it out of force."""

    def save(session: Session, row: Certificate) -> object:
        typed = str(request.form.get("reason", "")).strip()
        reason = read_form(ReasonIn, {"reason": typed})["reason"] if typed else ""
        return rules.remove_certificate(
            session, viewer=current_viewer(), certificate=row, reason=reason
        )

    def context(_row: Certificate) -> dict[str, Any]:
        return {"values": typed(ReasonIn)}

    done = "Đã gỡ giấy. Giấy vẫn nằm trong lịch sử."
    return _about("products/paper_remove.html", certificate_id, save, context, done)


@blueprint.post("/giay/<certificate_id>/da-xem")
@allow(*WORKERS)
def check_paper(certificate_id: str) -> PageAnswer:
    """Note that the viewer saw the paper itself."""

    def save(session: Session, row: Certificate) -> object:
        return rules.check_certificate(session, viewer=current_viewer(), certificate=row)

    done = "Đã ghi là cán bộ đã xem giấy. Người mua đọc được từ bây giờ."
    return _about("products/paper.html", certificate_id, save, _whole, done)


def paper_page(certificate_id: str, errors: Mapping[str, list[str]]) -> str:
    """The page of one certificate, perhaps with what was wrong with a scan."""
    session, viewer = reading(), current_viewer()
    row = rules.paper_of(session, viewer=viewer, certificate_id=certificate_id)
    told = shown(session, viewer, row)
    return render_template("products/paper.html", paper=told, errors=errors, **_whole(row))


def _whole(row: Certificate) -> dict[str, Any]:
    session, viewer = reading(), current_viewer()
    stands = row.removed_at is None
    return {"scans": files.files_of(session, row),
            "may_open": files.may_open(session, viewer, row),
            "may_edit": viewer.is_one_of(PRODUCERS) and stands,
            "may_check": viewer.is_one_of(WORKERS) and stands and row.checked_at is None,
            "most": files.MOST}  # fmt: skip


def my_communes() -> list[tuple[str, str]]:
    """Communes worth filtering by: the viewer's, or all of the province's."""
    viewer = current_viewer()
    if viewer.role is Role.PRODUCER:
        return []
    if viewer.whole_province:
        return sorted(((one.code, one.name) for one in communes()), key=lambda one: one[1])
    mine = sorted((code, commune(code).name) for code in viewer.commune_codes)
    return mine if len(mine) > 1 else []


def _about(
    template: str,
    certificate_id: str,
    save: Callable[[Session, Certificate], object],
    context: Callable[[Certificate], dict[str, Any]],
    done: str,
) -> PageAnswer:
    """A page with a form about one certificate; afterwards its own page."""
    viewer = current_viewer()

    def act(session: Session) -> str:
        save(session, rules.paper_of(
            session, viewer=viewer, certificate_id=certificate_id, lock=True
        ))  # fmt: skip
        return url_for("products.paper", certificate_id=certificate_id)

    def known() -> dict[str, Any]:
        row = rules.paper_of(reading(), viewer=viewer, certificate_id=certificate_id)
        return {"paper": shown(reading(), viewer, row), **context(row)}

    return form_page(template, save=act, context=known, done=done)
