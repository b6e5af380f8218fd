"""The room's two blueprints, shared by the files that add routes to them."""

from flask import Blueprint

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint("issuing", __name__, description="Stamp orders, prints and range commands.")
pages = Blueprint("issuing", __name__, template_folder="templates")
