"""The two blueprints of the room, which several files of routes share."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint(
    "households", __name__, description="Hộ sản xuất: đăng ký, tìm, sửa, nhập danh sách"
)
pages = Blueprint("households", __name__, template_folder="templates")
