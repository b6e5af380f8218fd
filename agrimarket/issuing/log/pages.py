"""Public pages of the log (sổ cấp tem): what it is, and everything that checking it needs."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, render_template, request, stream_with_context
from sqlalchemy.orm import Session

from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.log import read
from agrimarket.issuing.log.refusals import NoSuchEntries
from agrimarket.issuing.ring import public_host
from agrimarket.kit import signing
from agrimarket.kit.access import public
from agrimarket.kit.db import reading
from agrimarket.kit.limits import limiter
from agrimarket.kit.web.urls import query_url

JSON_LINES = "application/jsonl; charset=utf-8"
A_SHORT_WHILE = "public, max-age=60"
MOST = 2**31 - 1  # what a number of an entry can be
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
LANGUAGES = (("vi", "Tiếng Việt", None), ("en", "English", "en"))  # code, name, in the address
DOWNLOADS = "60 per minute"  # an address; a whole log is one download


@blueprint.get("/so-cap-tem")
@public
def log_page() -> str:
    """What the log is, its newest heads, and how to check it; in English with ?lang=en."""
    session = reading()
    return render_template(
        "issuing/log.html",
        lang="en" if request.args.get("lang") == "en" else "vi",
        lang_links=[(code, name, query_url(lang=asked)) for code, name, asked in LANGUAGES],
        heads=read.newest_heads(session),
        entries=read.last_number(session),
        host=public_host(),
        fingerprint=read.key_groups(),
        base=request.url_root.rstrip("/"),
    )


@blueprint.get("/so-cap-tem.jsonl")
@public
@limiter.limit(DOWNLOADS)
def log_lines() -> Response:
    """Entries as JSON Lines, streamed; `from` and `to` are numbers of entries, whole without.

    Raises NoSuchEntries for anything that is no number of an entry, and where `to` is before
    `from`: a program that asked for a part must not take the whole log for it.
    """
    first, last = _number("from", 1), _number("to", MOST)
    if last < first:
        raise NoSuchEntries(fields={"to": [NoSuchEntries.sentence]})
    session = reading()
    found = read.lines(session, first=first, most=last - first + 1)
    lines = stream_with_context(_written(session, found))
    answer = _opened(Response(lines, content_type=JSON_LINES))
    answer.headers["Content-Disposition"] = "attachment; filename=so-cap-tem.jsonl"
    return answer


@blueprint.get("/so-cap-tem/heads.json")
@public
@limiter.limit(DOWNLOADS)
def log_heads() -> Response:
    """Every daily signed head, oldest first."""
    return _json({"heads": read.heads(reading())})


@blueprint.get("/so-cap-tem/key.pem")
@public
def log_key() -> Response:
    """The public key that checks signatures."""
    return _opened(Response(signing.public_key_pem(), content_type="application/x-pem-file"))


def _written(session: Session, lines: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    """The request's own clearing up is over before the first line is read: whoever reads to the
    end, or leaves, gives the connection back here."""
    try:
        for one in lines:
            yield json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n"
    finally:
        session.close()


def _json(body: Mapping[str, Any]) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    answer = _opened(Response(text, content_type="application/json; charset=utf-8"))
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _opened(answer: Response) -> Response:
    """Open to programs of other sites; kept by caches for a minute."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = A_SHORT_WHILE
    return answer


def _number(name: str, missing: int) -> int:
    """A number of an entry from the address; NoSuchEntries."""
    text = request.args.get(name)
    if text is None:
        return missing
    if not _NUMBER.fullmatch(text) or int(text) > MOST:
        raise NoSuchEntries(fields={name: [NoSuchEntries.sentence]})
    return int(text)
