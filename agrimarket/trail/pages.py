"""Pages of the trail: of one thing, and the search of auditors and the province."""

from typing import Any

import marshmallow as ma
from flask import Blueprint, Response, current_app, render_template, request, url_for

from agrimarket.kit import audit
from agrimarket.kit.access import SIGNED_IN, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import LIST_PAGE
from agrimarket.trail import rules
from agrimarket.trail.export import ENDINGS, export
from agrimarket.trail.kinds import KINDS, OTHER_LABELS, SEARCHERS
from agrimarket.trail.schemas import AuditQuery, wanted_of

blueprint = Blueprint("trail", __name__, template_folder="templates")
FILTERS = ("kind", "id", "who", "action", "first", "last")


@blueprint.get("/nhat-ky")
@allow(*SEARCHERS)
def index() -> str:
    """Search the whole trail."""
    query, errors = _read()
    page = rules.search(
        reading(), viewer=current_viewer(), wanted=wanted_of(query), page=query["page"],
        size=LIST_PAGE,
    )  # fmt: skip
    return render_template(
        "trail/index.html",
        page=page,
        query=query,
        errors=errors,
        active=sum(bool(query[name]) for name in FILTERS),
        kinds=[*((code, kind.label) for code, kind in KINDS.items()), *OTHER_LABELS.items()],
        actions=[(about, sorted(acts.items(), key=lambda one: one[1]))
                 for about, acts in audit.GROUPS.items()],
    )  # fmt: skip


@blueprint.get("/nhat-ky/tai-ve.<ending>")
@allow(*SEARCHERS)
def download(ending: str) -> Response:
    """What was found as a file; taking it is itself noted."""
    if ending not in ENDINGS:
        raise NotFound
    query, _ = _read()
    with one_commit() as session:
        rows = export(session, viewer=current_viewer(), wanted=wanted_of(query))
    media, made = ENDINGS[ending]
    response = Response(made(rows), content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="nhat-ky.{ending}"'
    return response


@blueprint.get("/nhat-ky/<kind>/<id>")
@allow(*SIGNED_IN)
def show(kind: str, id: str) -> str:
    """What was done to one thing, for whoever sees that thing."""
    query, _ = _read()
    trail = rules.trail_of(reading(), viewer=current_viewer(), kind=kind, id=id, page=query["page"])
    own = trail.page_of if trail.page_of and _opens(trail.page_of[0]) else None
    argument: dict[str, Any] = {own[1]: id} if own else {}
    return render_template(
        "trail/show.html",
        trail=trail,
        own=own is not None,
        own_url=url_for(own[0], **argument) if own else url_for("reports.home"),
    )


def _opens(endpoint: str) -> bool:
    """Whether a thing's own page is open to the viewer's role: a list's trail is read by more."""
    roles: tuple[Role, ...] = getattr(current_app.view_functions[endpoint], "__access__", ())
    return current_viewer().role in roles


def _read() -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The address's filters; those that make no sense are left out and named."""
    schema = AuditQuery(exclude=("page_size",))
    given = {name: value for name, value in request.args.items() if value}
    try:
        return schema.load(given), {}
    except ma.ValidationError as error:
        messages: Any = error.messages
        told = {str(name): list(found) for name, found in messages.items()}
        kept = {name: value for name, value in given.items() if name not in told}
        return schema.load(kept), told
