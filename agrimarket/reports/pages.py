"""Pages of reports: today's work, the figures, and the rows behind each of them."""

from collections.abc import Sequence
from typing import Any

import marshmallow as ma
from flask import Response, current_app, render_template, request, url_for

from agrimarket.kit import clock
from agrimarket.kit.access import READERS, SIGNED_IN, Role, Viewer, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.web.filters import number
from agrimarket.kit.web.form_page import read_query
from agrimarket.places.catalogue import communes, former_districts
from agrimarket.products.papers.ending import KIND_LABELS, ending_soon
from agrimarket.products.papers.held_pages import my_communes
from agrimarket.reports import count, export, today
from agrimarket.reports.api import STEERING, file_answer
from agrimarket.reports.blueprints import pages as blueprint
from agrimarket.reports.figures import Figure
from agrimarket.reports.group_store import CHANNEL_NAMES
from agrimarket.reports.present import WAY_WORDS, grid, told_rows
from agrimarket.reports.schemas import WITHIN, ExpiringQuery, FigureRowsQuery, ProgressQuery
from agrimarket.reports.workspace.pages import workspace_page

__all__ = ["blueprint"]

# The figures a province looks at first; the table below them has all.
LEADING = (
    "households",
    "households_with_booth",
    "products_approved",
    "ocop_valid",
    "approvals_in_time",
    "live_postmart",
    "live_voso",
    "live_portal",
    "stamps_issued",
    "households_cashless",
    "teams",
    "team_members",
    "trainings",
    "people_trained",
)
PLACES = ("commune", "district", "channel", "month")


@blueprint.get("/viec")
@allow(*SIGNED_IN)
def home() -> str:
    """What waits for this viewer today; a producer's page has all that the producer has."""
    viewer = current_viewer()
    if viewer.role is Role.PRODUCER and viewer.household_id:
        return workspace_page(viewer.household_id, _waiting(viewer))
    starts = [
        {"label": label, "url": url_for(endpoint), "icon": icon}
        for roles, label, endpoint, icon in today.STARTS
        if viewer.is_one_of(roles)
        and viewer.may_write(endpoint)
        and endpoint in current_app.view_functions
    ]
    return render_template(
        "reports/home.html",
        tasks=_waiting(viewer),
        starts=starts,
        day=clock.today(),
        is_operator=viewer.role is Role.OPERATOR,
    )


def _waiting(viewer: Viewer) -> list[dict[str, Any]]:
    """What the rooms above hand in, then this room's own, as the page shows them."""
    session = reading()
    handed: Sequence[today.Source] = current_app.extensions[today.EXTENSION]
    rows = [one for waiting in handed for one in waiting(session, viewer)]
    above = [
        {"title": one.title, "text": one.text, "label": one.label, "icon": one.icon,
         "urgent": one.urgent, "url": _link(one.endpoint, **one.values), "key": ""}
        for one in sorted(rows, key=lambda one: not one.urgent)
    ]  # fmt: skip
    return above + [
        {"title": f"{task.kind.title}: {number(task.count)}", "text": task.kind.text,
         "label": task.kind.label, "icon": task.kind.icon, "urgent": False,
         "url": _link(task.kind.endpoint, **task.kind.values), "key": task.kind.key}
        for task in today.tasks(session, viewer)
    ]  # fmt: skip


@blueprint.get("/viec/giay-sap-het-han")
@allow(*READERS)
def expiring() -> str:
    """Certificates and ratings that end within 180 days, or fewer, with filters."""
    query = read_query(ExpiringQuery)
    within = int(query.pop("within"))
    return render_template(
        "reports/expiring.html",
        page=ending_soon(reading(), viewer=current_viewer(), within=within, **query),
        query={**query, "within": str(within)},
        active=sum(bool(query[name]) for name in ("commune", "kind")) + (within != WITHIN[-1]),
        kinds=KIND_LABELS,
        communes=my_communes(),
        within=[(str(days), f"{days} ngày") for days in WITHIN],
    )


@blueprint.get("/so-lieu")
@allow(*STEERING)
def progress() -> str:
    """The figures, and a table of them by place, channel or month."""
    query, errors = _read(ProgressQuery())
    by = query["by"] or "commune"
    figures = count.progress(reading(), viewer=current_viewer(), as_of=query["as_of"], by=by)
    by_key = {one.figure.key: one for one in figures}
    leading = [by_key[key] for key in LEADING]
    parts = (leading[:8], leading[8:]) if by in leading[0].figure.by else (figures,)
    return render_template(
        "reports/progress.html",
        figures=figures,
        leading=leading,
        tables=[_table(some, by) for some in parts],
        shares={
            **{(one.figure.key, part.key): part.share for one in figures for part in one.groups},
            **{(one.figure.key, ""): one.share for one in figures},
        },
        by=by,
        ways=WAY_WORDS,
        as_of=query["as_of"],
        day=query["as_of"] or clock.today(),
        errors=errors,
    )


def _table(some: list[count.Counted], by: str) -> dict[str, Any]:
    """A table that fits a screen: its heads, its lines with their keys, the keys of its figures."""
    header, lines, keys = grid(some, by, short=True)
    return {
        "columns": [one.figure.key for one in some if by in one.figure.by],
        "header": header,
        "lines": [(key[0], line) for key, line in zip(keys, lines, strict=True)],
    }


@blueprint.get("/so-lieu/tai-ve.<ending>")
@allow(*STEERING)
def download(ending: str) -> Response:
    """The table as a file, for those who signed in on a page."""
    query, _ = _read(ProgressQuery())
    figures = count.progress(reading(), viewer=current_viewer(), **query)
    if ending == "csv":
        return file_answer(export.as_csv(figures, query["by"]), export.CSV, ending)
    if ending == "xlsx":
        return file_answer(
            export.as_xlsx(figures, query["by"], query["as_of"]), export.XLSX, ending
        )
    raise NotFound


@blueprint.get("/so-lieu/<key>")
@allow(*STEERING)
def figure(key: str) -> str:
    """The rows behind one figure, with its definition."""
    query, errors = _read(FigureRowsQuery())
    viewer, session = current_viewer(), reading()
    one = count.one(session, viewer=viewer, key=key, as_of=query["as_of"])
    page = count.rows(session, viewer=viewer, key=key, **query)
    rows = told_rows(one.figure, page.items)
    return render_template(
        "reports/figure.html",
        one=one,
        page=page,
        rows=[{"row": row, "url": _row_link(one.figure, row)} for row in rows],
        query=query,
        active=sum(bool(query[name]) for name in PLACES),
        communes=[(row.code, row.name) for row in communes()],
        districts=[(name, name) for name in former_districts()],
        channels=list(CHANNEL_NAMES.items()),
        day=query["as_of"] or clock.today(),
        errors=errors,
    )


def _read(schema: ma.Schema) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The address's filters; those that make no sense are left out and named."""
    given = {name: value for name, value in request.args.items() if value}
    told: dict[str, list[str]] = {}
    try:
        query: dict[str, Any] = schema.load(given)
    except ma.ValidationError as error:
        messages: Any = error.messages
        told = {str(name): list(found) for name, found in messages.items()}
        query = schema.load({name: value for name, value in given.items() if name not in told})
    try:
        count.span_of(query["as_of"])
    except Refusal as refusal:
        told |= refusal.fields
        query["as_of"] = None
    return query, told


def _link(endpoint: str, **values: Any) -> str:
    """An address of another room, "" while no room offers it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def _row_link(figure: Figure, row: Any) -> str:
    links: dict[str, tuple[str, dict[str, Any]]] = {
        "household": ("households.show", {"household_id": row.household_id}),
        "product": ("products.show", {"id": row.id}),
        "listing": ("channels.product", {"id": row.id}),
        "order": ("issuing.show", {"id": row.id}),
        "team": ("teams.show", {"team_id": row.id}),
        "training": ("teams.training", {"training_id": row.id}),
    }
    endpoint, values = links[figure.opens]
    return _link(endpoint, **values)
