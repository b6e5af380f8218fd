"""Pages of households."""

from flask import Blueprint

blueprint = Blueprint("households", __name__, template_folder="templates")
