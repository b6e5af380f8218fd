"""The two blueprints of the room and the download they share."""

from flask import Blueprint, Response

from agrimarket.kit.api import ApiBlueprint

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

api = ApiBlueprint(
    "households", __name__, description="Hộ sản xuất: đăng ký, tìm, sửa, nhập danh sách"
)
pages = Blueprint("households", __name__, template_folder="templates")


def workbook_response(content: bytes, name: str = "errors.xlsx") -> Response:
    """The workbook as a download that no cache keeps; the name is ASCII."""
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
