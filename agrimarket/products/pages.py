"""Pages of products."""

from flask import Blueprint

blueprint = Blueprint("products", __name__, template_folder="templates")
