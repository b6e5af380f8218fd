"""A workbook as an answer, for JSON routes and pages alike."""

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(content: bytes, name: str = "errors.xlsx") -> Response:
    """The workbook as a download that no cache keeps; the name is ASCII."""
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
