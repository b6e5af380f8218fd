"""The blueprint of the pages, which several files of routes share."""

from flask import Blueprint

pages = Blueprint("reports", __name__, template_folder="templates")
