"""Pages of lots."""

from flask import Blueprint

blueprint = Blueprint("lots", __name__, template_folder="templates")
