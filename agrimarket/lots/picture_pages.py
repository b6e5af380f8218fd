"""Pictures of diaries by their address, and lots whose inputs were told of too late."""

from flask import Response, render_template

from agrimarket.kit import files
from agrimarket.kit.access import OFFICERS, Role, allow, current_viewer, public
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import PageQuery
from agrimarket.kit.web.form_page import read_query
from agrimarket.lots import diary_store, present
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.late_sources import late_sources
from agrimarket.lots.waiting import late_inputs

CACHED_SECONDS = 3_600  # a producer may withdraw consent: buyers' phones ask again soon


@blueprint.get("/anh-nhat-ky/<sha256>-<int:width>.webp")
@public
def line_photo(sha256: str, width: int) -> Response:
    """A picture of a diary line: for whoever sees the lot; for buyers while it is on sale there
    and its producer consents."""
    viewer = current_viewer()
    if width not in diary_store.seen_widths(reading(), viewer, sha256):
        raise NotFound
    path = files.path_of(sha256, f"-{width}.webp")
    if not path.exists():
        raise NotFound
    answer = Response(path.read_bytes(), mimetype="image/webp")
    kept_by = "private" if viewer.signed_in else "public"
    answer.headers["Cache-Control"] = f"{kept_by}, max-age={CACHED_SECONDS}"
    return answer


@blueprint.get("/lo/thuoc-ghi-sau")
@allow(*OFFICERS, Role.EXTENSION_WORKER, Role.AUDITOR)
def late() -> str:
    """Lots that left the yard before a treatment was written down, theirs or of their sources."""
    session, query = reading(), read_query(PageQuery)
    page = diary_store.late_lots(session, current_viewer(), **query)
    shown = present.listed(session, page.items)
    found = [(lot, late_inputs(session, lot.row), late_sources(session, lot.row)) for lot in shown]
    return render_template("lots/late.html", page=page, lots=found)
