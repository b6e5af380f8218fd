"""The port's verbs over a stand-in; each marketplace adds its own payload, checks and words."""

from collections.abc import Mapping
from typing import Any, ClassVar

from agrimarket.channels.content import ListingContent, fingerprint
from agrimarket.channels.faults import Conflict, Rejected, RemoteMissing
from agrimarket.channels.port import (
    Capabilities,
    Gone,
    Issue,
    ItemPage,
    Observed,
    Receipt,
    Requirement,
    Resolution,
    Sight,
)
from agrimarket.channels.sandboxes.engine import PAGE, Changed, Engine, NoItem, Refused
from agrimarket.channels.sandboxes.shop import Item, Shop


class SandboxAdapter:
    """Speaks to one stand-in. Subclasses give the marketplace's words, fields and rules."""

    words: ClassVar[Mapping[str, Sight]] = {}  # its status words
    fields: ClassVar[Mapping[str, str]] = {}  # its field names, where ours differ

    def __init__(self, engine: Engine, shop: Shop, base_url: str) -> None:
        self.code = shop.code
        self.shop = shop
        self.engine = engine
        self._base_url = base_url

    def capabilities(self) -> Capabilities:
        raise NotImplementedError

    def requirements(self, category: str) -> list[Requirement]:
        raise NotImplementedError

    def check(self, listing: ListingContent) -> list[Issue]:
        raise NotImplementedError

    def render(self, listing: ListingContent) -> dict[str, Any]:
        """The content in the marketplace's own shape."""
        raise NotImplementedError

    def window(self, payload: dict[str, Any]) -> tuple[str, list[tuple[str, Any]]]:
        """What a visitor of the stand-in reads of a payload: heading, then labels and values."""
        raise NotImplementedError

    def fingerprint(self, listing: ListingContent) -> str:
        return fingerprint(self.render(listing))

    def submit(self, listing: ListingContent, *, ref: str, idempotency_key: str) -> Receipt:
        try:
            item = self.engine.submit(self.shop, self.render(listing), ref=ref, key=idempotency_key)
        except Refused as refused:
            raise Rejected(self._issues(refused)) from None
        return self._receipt(item)

    def update(
        self, remote_id: str, listing: ListingContent, *, expected: str, idempotency_key: str
    ) -> Receipt:
        try:
            item = self.engine.update(
                self.shop,
                self._number(remote_id),
                self.render(listing),
                expected=expected,
                key=idempotency_key,
            )
        except Refused as refused:
            raise Rejected(self._issues(refused)) from None
        except Changed:
            raise Conflict("content_changed") from None
        except NoItem:
            raise RemoteMissing(remote_id) from None
        return self._receipt(item)

    def withdraw(self, remote_id: str, *, idempotency_key: str) -> Receipt:
        try:
            item = self.engine.withdraw(self.shop, self._number(remote_id), key=idempotency_key)
        except NoItem:
            raise RemoteMissing(remote_id) from None
        return self._receipt(item)

    def fetch(self, remote_id: str) -> Observed | Gone:
        try:
            return self._observed(self.engine.fetch(self.shop, self._number(remote_id)))
        except NoItem:
            return Gone()

    def find_by_ref(self, ref: str) -> Observed | None:
        item = self.engine.find(self.shop, ref)
        return None if item is None else self._observed(item)

    def forget(self, ref: str) -> None:
        self.engine.forget(self.shop, ref)

    def iterate(self, cursor: str | None) -> ItemPage:
        items = self.engine.items(self.shop, int(cursor or 0), PAGE)
        following = str(items[-1].number) if len(items) == PAGE else None
        return ItemPage([self._observed(item) for item in items], following)

    def item(self, remote_id: str) -> Item | None:
        """An item as the marketplace keeps it; None when it is not there."""
        try:
            return self.engine.fetch(self.shop, self._number(remote_id))
        except NoItem:
            return None

    def remote_id(self, number: int) -> str:
        """The marketplace's item number as it writes it."""
        return f"{self.shop.prefix}{number:06d}"

    def _number(self, remote_id: str) -> int:
        digits = remote_id.removeprefix(self.shop.prefix)
        if not remote_id.startswith(self.shop.prefix) or not digits.isdecimal():
            raise NoItem
        return int(digits)

    def _receipt(self, item: Item) -> Receipt:
        return Receipt(self.remote_id(item.number), item.status)

    def _observed(self, item: Item) -> Observed:
        """A word we do not know is kept and shown, and never read as live."""
        remote_id = self.remote_id(item.number)
        return Observed(
            remote_id=remote_id,
            ref=item.ref,
            state=self.words.get(item.status, Sight.UNKNOWN),
            status=item.status,
            fingerprint=fingerprint(item.payload),
            url=f"{self._base_url}/kenh-thu/{self.code}/{remote_id}",
        )

    def _issues(self, refused: Refused) -> list[Issue]:
        """The marketplace's own complaints, in its words, by our field names."""
        return [
            Issue(
                code=complaint.code,
                field=self.fields.get(complaint.field, complaint.field),
                message_vi=complaint.sentence,
                message_en=complaint.code.replace("_", " "),
                resolution=Resolution.PRODUCER,
            )
            for complaint in refused.complaints
        ]


def price_words(price: int | None, unit: str | None) -> str:
    """125.000 ₫ / kg"""
    if price is None:
        return ""
    amount = f"{price:,}".replace(",", ".") + " ₫"
    return f"{amount} / {unit}" if unit else amount
