"""The two blueprints of the room, which several files of routes share."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint(
    "lots", __name__, description="Lô hàng: mở lô, nhật ký, xuất bán, thu hồi, truy vết"
)
pages = Blueprint("lots", __name__, template_folder="templates")
