"""JSON routes of imported lists, on the blueprint of producers."""

from contextlib import closing
from typing import Any

from flask import Response

from agrimarket.households.blueprints import XLSX, workbook_response
from agrimarket.households.blueprints import api as blueprint
from agrimarket.households.lists import foreign
from agrimarket.households.lists import rules as import_rules
from agrimarket.households.lists.schemas import (
    ChoiceIn,
    ImportOut,
    ImportQuery,
    ImportSummaryOut,
    ResultOut,
    UndoQuery,
    UploadIn,
)
from agrimarket.households.lists.show import Outcomes
from agrimarket.households.showing.oracle import count_trial
from agrimarket.kit.access import READERS, WORKERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.paging import Page, PageQuery, page_schema


@blueprint.route("/household-imports", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(ImportQuery, location="query")
@blueprint.arguments(UploadIn, location="files")
@blueprint.response(201, ImportOut)
def import_list(query: dict[str, Any], files: dict[str, Any]) -> Outcomes:
    """Read a list (xlsx, CSV) row by row and register what can be registered."""
    file, viewer = files["file"], current_viewer()
    with closing(file):
        source = file.read()
    read = import_rules.read_list(source, wish=import_rules.wish_from(query))
    count_trial(viewer, len(read.rows))
    read = foreign.asked(reading(), viewer, read)
    upload = import_rules.Upload(read, file.filename or "", query["mode"])
    with one_commit() as session:
        listed = import_rules.import_list(
            session, viewer=viewer, upload=upload, dry_run=query["dry_run"]
        )
        return import_rules.outcomes(session, viewer=viewer, listed=listed)


@blueprint.route("/household-imports")
@allow(*READERS)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, page_schema(ImportSummaryOut))
def list_imports(query: dict[str, Any]) -> Page[Any]:
    """Imports this caller may see, newest first, without their rows."""
    return import_rules.imports(reading(), viewer=current_viewer(), **query)


@blueprint.route("/household-imports/<import_id>")
@allow(*READERS)
@blueprint.response(200, ImportOut)
def show_import(import_id: str) -> Outcomes:
    """What became of each row, as it is now."""
    session, viewer = reading(), current_viewer()
    listed = import_rules.get_import(session, viewer=viewer, import_id=import_id)
    return import_rules.outcomes(session, viewer=viewer, listed=listed)


@blueprint.route("/household-imports/<import_id>/choices", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(ChoiceIn)
@blueprint.response(200, ResultOut)
def choose(body: dict[str, Any], import_id: str) -> object:
    """Register the household of a choose_commune row in one of its communes."""
    viewer = current_viewer()
    import_rules.ask_before(reading(), viewer=viewer, import_id=import_id, **body)
    with one_commit() as session:
        line = import_rules.choose(session, viewer=viewer, import_id=import_id, **body)
        return import_rules.outcome_of(session, viewer=viewer, line=line)


@blueprint.route("/household-imports/<import_id>/errors.xlsx")
@allow(*WORKERS)
@blueprint.file(XLSX)
def errors_workbook(import_id: str) -> Response:
    """The rows to mend with the reason for each; for the uploader alone, for 24 hours."""
    with one_commit() as session:
        content = import_rules.mend_workbook(session, viewer=current_viewer(), import_id=import_id)
    return workbook_response(content)


@blueprint.route("/household-imports/<import_id>/undo", methods=["POST"])
@allow(*WORKERS)
@blueprint.arguments(UndoQuery, location="query")
@blueprint.response(200, ImportSummaryOut)
def undo(query: dict[str, Any], import_id: str) -> object:
    """Take back the whole import within 30 days; refused where households were edited or are in
    use, unless those are to be kept."""
    with one_commit() as session:
        return import_rules.undo_import(
            session, viewer=current_viewer(), import_id=import_id, **query
        )
