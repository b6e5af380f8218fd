"""Pages of channels."""

from flask import Blueprint

blueprint = Blueprint("channels", __name__, template_folder="templates")
