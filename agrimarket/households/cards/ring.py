"""The ring of the cards' keys and what it draws: the one file here that opens the engine."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from flask import current_app

from agrimarket.households.keys import the_keys
from agrimarket.kit.errors import Kind, Refusal
from stamps import (
    Card,
    KeyRing,
    NotOpened,
    Opened,
    is_test_host,
    refuse_shared,
    scan_address,
    spell,
    symbol,
    write_cards,
)

__all__ = ["Card", "NotOpened", "Opened", "card_ring", "draw", "modules", "open_card", "spell"]

_KEPT: Final = "agrimarket.card_ring"


class CardsNotSetUp(Refusal):
    """The key file is of a release that had no cards."""

    code = "cards_not_set_up"
    kind = Kind.CONFLICT
    sentence = "Máy chủ chưa có khóa của thẻ hộ. Hãy nhờ người vận hành chạy: agrimarket init."


def has_ring() -> bool:
    """Whether this service can make and open cards."""
    return bool(the_keys().cards)


def card_ring() -> KeyRing:
    """The ring as the key file holds it now; its ciphers are set up once. CardsNotSetUp."""
    kept, known = the_keys().cards, current_app.extensions.get(_KEPT)
    if not kept:
        raise CardsNotSetUp
    if known is None or known[0] != kept:
        ring = KeyRing.from_dict(kept, kind="card")
        refuse_shared(ring, KeyRing.from_dict(the_keys().stamps))
        known = current_app.extensions[_KEPT] = (kept, ring)
    found: KeyRing = known[1]
    return found


def open_card(text: str) -> Opened | NotOpened:
    """What a text says: a card of ours, or why not. A stamp is no card; no database is asked."""
    if not has_ring():
        return NotOpened("not_ours", "")
    return card_ring().open(text)


def address(code: str) -> str:
    """What the symbol of a card carries: `HTTPS://HOST/CODE`, so that any camera shows a page."""
    return scan_address(code, host=_host())


def modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """The symbol of a card for the screen: rows of modules, True is dark."""
    return symbol(address(code), level="Q").rows()


def draw(out: BinaryIO, cards: Iterable[Card], *, skip: int = 0) -> None:
    """An A4 PDF of cards, ten a page."""
    write_cards(out, cards, host=_host(), skip=skip)


def is_trial() -> bool:
    """Whether cards carry the address of a trial machine."""
    return is_test_host(_host())


def _host() -> str:
    host: str = current_app.extensions["agrimarket.settings"].public_host
    return host
