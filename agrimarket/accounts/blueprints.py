"""The room's blueprint of pages, which several files of routes share."""

from flask import Blueprint

pages = Blueprint("accounts", __name__, template_folder="templates")
