"""The two blueprints of the room."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint(
    "fieldwork", __name__, description="Đi thực địa: gửi việc làm khi mất mạng, nhận thay đổi"
)
pages = Blueprint("fieldwork", __name__, template_folder="templates", url_prefix="/thuc-dia")
