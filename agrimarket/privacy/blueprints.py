"""The two blueprints of the room, which several files of routes share."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint(
    "privacy", __name__, description="Dữ liệu cá nhân: yêu cầu, tất cả về một người, xóa, sự cố"
)
pages = Blueprint("privacy", __name__, template_folder="templates")
