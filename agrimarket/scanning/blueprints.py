"""The room's page blueprint, shared by the files that add routes to it."""

from flask import Blueprint

pages = Blueprint("scanning", __name__, template_folder="templates")
