"""JSON routes of channels and listings; those of booths are in booths_api.py."""

from typing import Any

from agrimarket.channels import booths_api, closing, store
from agrimarket.channels.blueprints import api as blueprint
from agrimarket.channels.listing import (
    checks,
    list_product,
    listing_of,
    port_of,
    retry,
    withdraw,
)
from agrimarket.channels.models import Channel, Listing
from agrimarket.channels.port import Issue
from agrimarket.channels.schemas import (
    LONGEST_CODE,
    CategoryQuery,
    ChannelOut,
    CloseChannelIn,
    ListingChange,
    ListingChecksOut,
    ListingChecksQuery,
    ListingIn,
    ListingOut,
    ListingQuery,
    ListingWithdrawIn,
    OneChannelOut,
)
from agrimarket.kit.access import PRODUCERS, PROVINCE, READERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.etag import etag_of, require_match
from agrimarket.kit.paging import Page, page_schema, paged

__all__ = ["blueprint", "booths_api"]

CODE = {
    "in": "path",
    "name": "code",
    "description": "A channel of the register",
    "schema": {"type": "string", "maxLength": LONGEST_CODE, "pattern": "^[a-z0-9_]+$"},
    "example": "voso",
}
Answer = tuple[Listing, int, dict[str, str]]


@blueprint.route("/channels")
@allow(*READERS)
@blueprint.response(200, page_schema(ChannelOut))
def channels() -> Page[Channel]:
    """The register of marketplaces; closed ones too, with their last day."""
    rows = store.channels(reading())
    return Page(rows, len(rows), 1, max(1, len(rows)))


@blueprint.route("/channels/<code>", parameters=[CODE])
@allow(*READERS)
@blueprint.arguments(CategoryQuery, location="query")
@blueprint.response(200, OneChannelOut)
def channel(query: dict[str, Any], code: str) -> dict[str, Any]:
    """One marketplace with its rules for a category."""
    row = reading().get(Channel, code)
    if row is None:
        raise NotFound
    told = port_of(row).requirements(query["category"])
    return {**{name: getattr(row, name) for name in ChannelOut().fields}, "requirements": told}


@blueprint.route("/channels/<code>/close", methods=["POST"], parameters=[CODE])
@allow(*PROVINCE)
@blueprint.arguments(CloseChannelIn)
@blueprint.response(200, ChannelOut)
def close_channel(body: dict[str, Any], code: str) -> Channel:
    """Note a channel's last day; its listings end with that reason."""
    with one_commit() as session:
        return closing.close_channel(session, viewer=current_viewer(), code=code, **body)


@blueprint.route("/channels/<code>/checks", parameters=[CODE])
@allow(*READERS)
@blueprint.arguments(ListingChecksQuery, location="query")
@blueprint.response(200, ListingChecksOut)
def channel_checks(query: dict[str, Any], code: str) -> dict[str, Any]:
    """What this channel would refuse of a product, before anything is sent."""
    product_id = query["product_id"]
    found = checks(reading(), viewer=current_viewer(), product_id=product_id, channel=code)
    return _checked(code, product_id, found)


@blueprint.route("/listings", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ListingIn)
@blueprint.response(201, ListingOut)
def create(body: dict[str, Any]) -> Answer:
    """Put a product on a channel; refused with field and reason where a rule is broken."""
    with one_commit() as session:
        return _answer(list_product(session, viewer=current_viewer(), **body), 201)


@blueprint.route("/listings")
@allow(*READERS)
@blueprint.arguments(ListingQuery, location="query")
@blueprint.response(200, page_schema(ListingOut))
def listings(query: dict[str, Any]) -> Page[Listing]:
    """Listings of products this caller may see, newest first."""
    page, size = query.pop("page"), query.pop("page_size")
    found = store.listings(current_viewer(), **query)
    return paged(reading(), found, page=page, page_size=size)


@blueprint.route("/listings/<listing_id>")
@allow(*READERS)
@blueprint.response(200, ListingOut)
def listing(listing_id: str) -> Answer:
    """One listing, with its ETag."""
    return _answer(listing_of(reading(), viewer=current_viewer(), listing_id=listing_id))


@blueprint.route("/listings/<listing_id>", methods=["PATCH"])
@allow(*PRODUCERS)
@blueprint.arguments(ListingChange)
@blueprint.response(200, ListingOut)
def change(body: dict[str, Any], listing_id: str) -> Answer:
    """Want it listed or absent; needs If-Match. The same wish again changes nothing."""
    viewer = current_viewer()
    with one_commit() as session:
        row = listing_of(session, viewer=viewer, listing_id=listing_id, lock=True)
        require_match(row)
        if body["desired_state"] == row.desired_state:
            return _answer(row)
        if body["desired_state"] == "absent":
            return _answer(withdraw(session, viewer=viewer, listing_id=listing_id))
        wanted = {"product_id": row.product_id, "channel": row.channel_code}
        return _answer(list_product(session, viewer=viewer, **wanted))


@blueprint.route("/listings/<listing_id>/withdraw", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.arguments(ListingWithdrawIn)
@blueprint.response(200, ListingOut)
def withdraw_listing(body: dict[str, Any], listing_id: str) -> Answer:
    """Take a product off a channel."""
    with one_commit() as session:
        row = withdraw(session, viewer=current_viewer(), listing_id=listing_id, **body)
        return _answer(row)


@blueprint.route("/listings/<listing_id>/retry", methods=["POST"])
@allow(*PRODUCERS)
@blueprint.response(200, ListingOut)
def retry_listing(listing_id: str) -> Answer:
    """Let a stuck listing go again, after its cause was mended."""
    with one_commit() as session:
        return _answer(retry(session, viewer=current_viewer(), listing_id=listing_id))


@blueprint.route("/listings/<listing_id>/checks")
@allow(*READERS)
@blueprint.response(200, ListingChecksOut)
def listing_checks(listing_id: str) -> dict[str, Any]:
    """What the channel would refuse of the product as it stands today."""
    viewer = current_viewer()
    row = listing_of(reading(), viewer=viewer, listing_id=listing_id)
    code = row.channel_code
    found = checks(reading(), viewer=viewer, product_id=row.product_id, channel=code)
    return _checked(code, row.product_id, found)


def _answer(row: Listing, status: int = 200) -> Answer:
    return row, status, {"ETag": f'"{etag_of(row)}"'}


def _checked(code: str, product_id: str, issues: list[Issue]) -> dict[str, Any]:
    told = [issue.as_json() for issue in issues]
    return {"channel": code, "product_id": product_id, "ready": not told, "issues": told}
