"""The two blueprints of the room, which several files of routes share."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint(
    "products", __name__, description="Sản phẩm: mô tả, duyệt, ảnh, hạng OCOP, giấy chứng nhận"
)
pages = Blueprint("products", __name__, template_folder="templates")
