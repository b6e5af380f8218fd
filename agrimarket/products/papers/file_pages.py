"""Pages of a certificate's scans: kept, opened, thrown away."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.kit.access import PRODUCERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.products.blueprints import pages as blueprint
from agrimarket.products.papers import files, rules
from agrimarket.products.papers.api import opened_file, read_scan
from agrimarket.products.papers.held_pages import paper_page

Answer = AnyResponse | tuple[str, int]


@blueprint.post("/giay/<certificate_id>/ban-chup")
@allow(*PRODUCERS)
def keep_scan(certificate_id: str) -> Answer:
    """Keep a picture or PDF of the paper."""
    viewer = current_viewer()
    seen = rules.paper_of(reading(), viewer=viewer, certificate_id=certificate_id)
    try:
        rules.check_changeable(reading(), viewer, seen)
        scan, name = read_scan(request.files.get("file"))
        with one_commit() as session:
            row = rules.paper_of(session, viewer=viewer, certificate_id=certificate_id, lock=True)
            files.add_file(session, viewer=viewer, certificate=row, scan=scan, name=name)
    except NotFound:
        raise
    except Refusal as refusal:
        return paper_page(certificate_id, refusal.fields or {"file": [refusal.detail]}), 422
    flash("Đã giữ bản chụp. Chỉ người có quyền mới mở được.", "good")
    return redirect(url_for("products.paper", certificate_id=certificate_id), code=303)


@blueprint.get("/giay/<certificate_id>/ban-chup/<file_id>")
@allow(*PRODUCERS)
def open_scan(certificate_id: str, file_id: str) -> Response:
    """One scan as a file to save; that it was opened is noted."""
    return opened_file(certificate_id, file_id)


@blueprint.post("/giay/<certificate_id>/ban-chup/<file_id>/xoa")
@allow(*PRODUCERS)
def drop_scan(certificate_id: str, file_id: str) -> Answer:
    """Throw a scan away."""
    viewer = current_viewer()
    try:
        with one_commit() as session:
            row = rules.paper_of(session, viewer=viewer, certificate_id=certificate_id, lock=True)
            files.remove_file(session, viewer=viewer, certificate=row, file_id=file_id)
    except NotFound:
        raise
    except Refusal as refusal:
        return paper_page(certificate_id, {"file": [refusal.detail]}), 422
    flash("Đã xóa bản chụp.", "good")
    return redirect(url_for("products.paper", certificate_id=certificate_id), code=303)
