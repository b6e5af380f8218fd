"""Machine forms as HTTP answers: their media types, that anybody may read them, and 304."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, request
from sqlalchemy.orm import Session

from agrimarket.kit.access import PUBLIC
from agrimarket.lots.models import Lot
from agrimarket.scanning.machine.document import PAGE_SIZE, EpcisPage, epcis_of

LD_JSON = "application/ld+json"
JSON = "application/json"


def public_base() -> str:
    """https://host, as stamps carry it."""
    base: str = current_app.extensions["agrimarket.settings"].public_base
    return base


def answered(body: Mapping[str, Any], media_type: str = JSON) -> Response:
    """Open to programs of other sites; asked for again each time, for a recall turns it at once,
    and 304 where nothing changed."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    response = Response(text, content_type=f"{media_type}; charset=utf-8")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, no-cache"
    response.vary.update(["Accept"])
    response.add_etag()
    response.make_conditional(request)
    return response


def public_epcis(session: Session, lot: Lot, page: int = 1, size: int = PAGE_SIZE) -> Response:
    """The EPCIS document of a lot that the public sees."""
    found = epcis_of(session, viewer=PUBLIC, lot=lot, base=public_base(), page=page, page_size=size)
    return with_next(answered(found.body, LD_JSON), found)


def with_next(response: Response, found: EpcisPage) -> Response:
    """The next page in a Link header (RFC 8288), as EPCIS 2.0's own interface has it."""
    if found.next:
        response.headers.add("Link", f'<{found.next}>; rel="next"')
    return response
