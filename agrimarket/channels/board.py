"""What the pages show: each product with each channel, in words, in a few reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.channels import board_store, registry, store, words
from agrimarket.channels.facts import Facts, facts_of
from agrimarket.channels.models import Booth, Channel, Listing, Outbox
from agrimarket.channels.port import ChannelPort, Issue, Requirement
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.places.catalogue import commune
from agrimarket.products.models import Product, ProductState

MOST_STUCK = 5
MOST_CALLS = 8


@dataclass(frozen=True)
class Cell:
    """One product on one channel."""

    channel: Channel
    listing: Listing | None
    word: str
    kind: str
    why: str


@dataclass(frozen=True)
class Line:
    """One product over all channels."""

    product: Product
    origin: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Counter:
    """A channel's listings seen live, and when it was last looked at."""

    channel: Channel
    live: int
    seen_at: datetime | None


@dataclass(frozen=True)
class Stall:
    """Everything about one product on one channel, for its own page."""

    cell: Cell
    booth: Booth | None
    booth_word: tuple[str, str] | None
    issues: Sequence[Mapping[str, Any]]
    blockers: Sequence[str]
    requirements: Sequence[Requirement]
    calls: Sequence[tuple[Outbox, str]]
    connected: bool

    @property
    def may_list(self) -> bool:
        """True where a button to list it makes sense and would work."""
        listing = self.cell.listing
        wanted = listing is not None and listing.desired_state == "listed"
        return self.connected and not wanted and not self.issues and not self.blockers


def counters(session: Session, viewer: Viewer) -> list[Counter]:
    """Each channel's figure."""
    live = board_store.live_by_channel(session, viewer)
    return [
        Counter(channel, *live.get(channel.code, (0, None))) for channel in store.channels(session)
    ]


def lines(session: Session, viewer: Viewer, products: Sequence[Product]) -> list[Line]:
    """The products of one page with all their channels."""
    ids = [product.id for product in products]
    facts = facts_of(session, viewer=viewer, product_ids=ids, on=clock.today())
    listings = store.listings_of(session, viewer, ids)
    channels = store.channels(session)
    return [
        Line(
            product,
            _origin(facts[product.id]),
            [_cell(channel, listings.get((product.id, channel.code))) for channel in channels],
        )
        for product in products
    ]


def stalls(
    session: Session, viewer: Viewer, product_id: str
) -> tuple[Product, str, Sequence[Stall]]:
    """One product with all its channels; NotFound."""
    product = store.product(session, viewer, product_id)
    if product is None:
        raise NotFound
    facts = facts_of(session, viewer=viewer, product_ids=[product_id], on=clock.today())
    found = facts[product_id]
    listings = store.listings_of(session, viewer, [product_id])
    booths = store.booths_of(session, [product.household_id])
    made = [
        _stall(
            session,
            found,
            channel,
            listings.get((product_id, channel.code)),
            booths.get((product.household_id, channel.code)),
        )
        for channel in store.channels(session)
    ]
    return product, _origin(found), made


def _stall(
    session: Session, facts: Facts, channel: Channel, listing: Listing | None, booth: Booth | None
) -> Stall:
    port = registry.adapters().get(channel.code)
    calls = board_store.calls(session, listing.id, MOST_CALLS) if listing else []
    return Stall(
        cell=_cell(channel, listing),
        booth=booth,
        booth_word=words.BOOTH_WORDS[booth.state] if booth else None,
        issues=_issues(port, facts, listing),
        blockers=_blockers(facts, booth, channel),
        requirements=port.requirements(facts.product.category) if port else (),
        calls=[(call, words.CALL_WORDS[call.state]) for call in calls],
        connected=port is not None,
    )


def _issues(
    port: ChannelPort | None, facts: Facts, listing: Listing | None
) -> Sequence[Mapping[str, Any]]:
    """The channel's own complaints where it refused, else what our check finds today."""
    if listing is not None and listing.observed_state == "rejected" and listing.issues:
        return listing.issues
    found: list[Issue] = port.check(facts.content) if port else []
    return [issue.as_json() for issue in found]


def _blockers(facts: Facts, booth: Booth | None, channel: Channel) -> list[str]:
    """What stands in the way whatever the channel's rules are."""
    found = []
    if not facts.consents:
        found.append("Chủ hộ chưa đồng ý cung cấp thông tin. Hãy ghi lời đồng ý ở trang của hộ.")
    elif not facts.sells:
        found.append("Chủ hộ chưa đồng ý bán trên kênh. Hãy ghi lời đồng ý ở trang của hộ.")
    if facts.product.state != ProductState.APPROVED:
        found.append("Sản phẩm chưa được duyệt. Hãy gửi duyệt ở trang sản phẩm.")
    if booth is not None and booth.state in {"suspended", "closed"}:
        found.append("Gian hàng đang tạm dừng hoặc đã đóng. Hãy nhờ cán bộ mở lại.")
    if not channel.open_on(clock.today()):
        found.append("Kênh đã đóng.")
    return found


def _cell(channel: Channel, listing: Listing | None) -> Cell:
    if listing is None:
        return Cell(channel, None, "Chưa đăng", "neutral", "")
    word, kind = words.overall(listing)
    return Cell(channel, listing, word, kind, listing.reason or "")


def _origin(facts: Facts) -> str:
    return f"{facts.household.name}, {commune(facts.household.commune_code).name}"
