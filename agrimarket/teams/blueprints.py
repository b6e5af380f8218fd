"""The two blueprints of the room, which several files of routes share."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint("teams", __name__, description="Tổ công nghệ số cộng đồng, tập huấn và người dự")
pages = Blueprint("teams", __name__, template_folder="templates")
