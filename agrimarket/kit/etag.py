"""ETags from a row's revision: read it, change it only if nobody else did."""

from typing import Any, Protocol

from flask import Response, request

from agrimarket.kit.errors import MatchNeeded, StaleRevision

# A compressed answer has an ETag of its own (RFC 9110 8.8.3.3): the same revision all the same.
CODINGS = ("", ":gzip", ":br", ":zstd", ":deflate")


class Revised(Protocol):
    """Any row with an id and a revision."""

    @property
    def id(self) -> Any: ...
    @property
    def revision(self) -> Any: ...


def etag_of(row: Revised) -> str:
    """The strong ETag's value, without quotes."""
    return f"{str(row.id)[:8]}-{row.revision}"


def require_match(row: Revised) -> None:
    """MatchNeeded without If-Match (RFC 9110 13.1.1, RFC 6585 3), StaleRevision on another one."""
    if not request.if_match:
        raise MatchNeeded
    wanted = request.if_match
    if not any(wanted.contains(f"{etag_of(row)}{coding}") for coding in CODINGS):
        raise StaleRevision


def with_etag(response: Response, row: Revised) -> Response:
    """The response with its ETag; 304 where the reader has it already."""
    response.set_etag(etag_of(row))
    if request.method in {"GET", "HEAD"}:
        response.make_conditional(request)
    return response
