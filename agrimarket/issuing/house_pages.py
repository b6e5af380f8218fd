"""What a print house may read without signing in: how to check a package, and the tool for it."""

from pathlib import Path

from flask import Response, render_template

from agrimarket.issuing import check_package
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.ring import public_host
from agrimarket.kit import signing
from agrimarket.kit.access import public

CHECKER = Path(check_package.__file__)


@blueprint.get("/nha-in")
@public
def print_houses() -> str:
    """How a print house proves a package of codes before it prints."""
    mark = signing.fingerprint()
    groups = [mark[start : start + 8] for start in range(0, len(mark), 8)]
    return render_template("issuing/house.html", fingerprint=groups, host=public_host().lower())


@blueprint.get("/nha-in/kiem-tra.py")
@public
def print_house_checker() -> Response:
    """The checker as one file; it needs Python and `cryptography` alone."""
    answer = Response(CHECKER.read_bytes(), content_type="text/x-python; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=kiem-tra.py"
    return answer
