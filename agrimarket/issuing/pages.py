"""Pages of issuing."""

from flask import Blueprint

blueprint = Blueprint("issuing", __name__, template_folder="templates")
