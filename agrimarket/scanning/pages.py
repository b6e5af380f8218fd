"""Pages of scanning."""

from flask import Blueprint

blueprint = Blueprint("scanning", __name__, template_folder="templates")
