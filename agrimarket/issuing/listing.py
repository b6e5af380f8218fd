"""The list of codes as CSV: one line a stamp, for software that prints or counts them."""

from collections.abc import Iterator
from itertools import count, tee

from stamps import KeyRing, addresses_of

CSV_HEAD = "position,code,url\n"


def csv_lines(
    ring: KeyRing,
    *,
    serials: range,
    version: str,
    first: int,
    host: str,
    gtin: str | None = None,
) -> Iterator[str]:
    """`position,code,url` lines without the heading, in order of positions from `first` on.

    With a `gtin` the addresses have the GS1 form. No value begins as a formula would: digits, the
    letters of codes, and an address.
    """
    codes, theirs = tee(ring.make_many(serials, version=version))
    urls = addresses_of(theirs, host=host, gtin=gtin)
    for place, code, url in zip(count(first), codes, urls, strict=False):
        yield f"{place},{code},{url}\n"
