"""JSON routes of reports, and the report as files."""

from datetime import date
from typing import Any

from flask import Response, url_for

from agrimarket.kit import clock
from agrimarket.kit.access import WORKERS, Role, allow, current_viewer
from agrimarket.kit.api import ApiBlueprint
from agrimarket.kit.db import reading
from agrimarket.kit.paging import Page, page_schema
from agrimarket.reports import count, export
from agrimarket.reports.count import Counted
from agrimarket.reports.figures import FIGURES
from agrimarket.reports.present import told_rows
from agrimarket.reports.schemas import (
    FigureOut,
    FigureRowOut,
    FigureRowsQuery,
    ProgressOut,
    ProgressQuery,
)

KEY = {
    "in": "path",
    "name": "key",
    "description": "A figure of the list",
    "schema": {"type": "string", "enum": [one.key for one in FIGURES]},
    "example": FIGURES[0].key,
}
blueprint = ApiBlueprint("reports", __name__, description="Số liệu và các dòng đứng sau")
STEERING = (*WORKERS, Role.AUDITOR)


@blueprint.route("/reports/progress")
@allow(*STEERING)
@blueprint.arguments(ProgressQuery, location="query")
@blueprint.response(200, ProgressOut)
def progress(query: dict[str, Any]) -> dict[str, Any]:
    """Every figure of the caller's places, with definition and source."""
    figures = count.progress(reading(), viewer=current_viewer(), **query)
    return _progress_json(figures, query["as_of"], query["by"])


@blueprint.route("/reports/progress.csv")
@allow(*STEERING)
@blueprint.arguments(ProgressQuery, location="query")
@blueprint.file("text/csv")
def progress_csv(query: dict[str, Any]) -> Response:
    """The same as CSV (UTF-8 with a byte order mark)."""
    figures = count.progress(reading(), viewer=current_viewer(), **query)
    return file_answer(export.as_csv(figures, query["by"]), export.CSV, "csv")


@blueprint.route("/reports/progress.xlsx")
@allow(*STEERING)
@blueprint.arguments(ProgressQuery, location="query")
@blueprint.file(export.XLSX)
def progress_xlsx(query: dict[str, Any]) -> Response:
    """The same as a workbook."""
    figures = count.progress(reading(), viewer=current_viewer(), **query)
    return file_answer(export.as_xlsx(figures, query["by"], query["as_of"]), export.XLSX, "xlsx")


@blueprint.route("/reports/figures")
@allow(*STEERING)
@blueprint.arguments(ProgressQuery(only=("as_of",)), location="query")
@blueprint.response(200, page_schema(FigureOut))
def figures(query: dict[str, Any]) -> Page[Any]:
    """The figures, whole."""
    found = count.progress(reading(), viewer=current_viewer(), **query)
    told = [_figure_json(one, query["as_of"]) for one in found]
    return Page(told, len(FIGURES), 1, len(FIGURES))


@blueprint.route("/reports/figures/<key>", parameters=[KEY])
@allow(*STEERING)
@blueprint.arguments(ProgressQuery(only=("as_of",)), location="query")
@blueprint.response(200, FigureOut)
def figure(query: dict[str, Any], key: str) -> dict[str, Any]:
    """One figure with its definition."""
    found = count.one(reading(), viewer=current_viewer(), key=key, **query)
    return _figure_json(found, query["as_of"])


@blueprint.route("/reports/figures/<key>/rows", parameters=[KEY])
@allow(*STEERING)
@blueprint.arguments(FigureRowsQuery, location="query")
@blueprint.response(200, page_schema(FigureRowOut))
def figure_rows(query: dict[str, Any], key: str) -> Page[Any]:
    """The rows a figure counts; the sum of their amounts is the figure."""
    found = count.rows(reading(), viewer=current_viewer(), key=key, **query)
    told = told_rows(count.figure_of(key), found.items)
    return Page(told, found.total, found.page, found.page_size)


def file_answer(content: bytes, kind: str, ending: str) -> Response:
    """A file to keep, named so-lieu."""
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="so-lieu.{ending}"'
    return response


def _figure_json(counted: Counted, as_of: date | None) -> dict[str, Any]:
    figure = counted.figure
    asked: dict[str, Any] = {"as_of": as_of.isoformat()} if as_of else {}
    return {
        "key": figure.key,
        "name": figure.name_vi,
        "definition": figure.definition_vi,
        "source": figure.source.value,
        "unit": figure.unit,
        "value": counted.value,
        "share_of": figure.share_of,
        "share": counted.share,
        "seen_at": counted.seen_at,
        "rows_url": url_for("reports_api.figure_rows", key=figure.key, **asked),
        "groups": counted.groups,
    }


def _progress_json(figures: list[Counted], as_of: date | None, by: str | None) -> dict[str, Any]:
    return {
        "as_of": as_of or clock.today(),
        "by": by,
        "made_at": clock.now(),
        "figures": [_figure_json(counted, as_of) for counted in figures],
    }
