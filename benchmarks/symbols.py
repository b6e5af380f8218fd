"""Symbols in batches of 10,000 beside `qrcode` 8.2 (one core, CPU time) and libqrencode 4 in C.

`qrcode` is called as people call it, version given, no quiet zone: `QRCode(version=…,
error_correction=…, mask_pattern=…, border=0)`, `add_data(text)`, `make(fit=False)`,
`get_matrix()`. libqrencode's door cannot fix a mask, so both our ways stand beside its own choice.
Tables were probed in the process before, which costs one batch some 10 to 400 ms.
"""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

import qrcode

from benchmarks import libqrencode
from benchmarks.codes import RING
from benchmarks.measure import HEAD, Figure, compare, in_turns, seconds_each
from stamps import address
from stamps.symbols import BULK_MASK, LEVELS, Level, batch, symbols

BATCH = 10_000
SOME = {BULK_MASK: 40, None: 8}  # of these `qrcode` draws in one round, by mask
CORRECTION = dict(zip(LEVELS, (1, 0, 3, 2), strict=True))  # ISO/IEC 18004:2015, table 12
WAYS: dict[int | None, str] = {BULK_MASK: "one mask", None: "mask chosen for each"}
LETTERS = string.digits + string.ascii_uppercase + " $%*+-./:"  # ISO/IEC 18004:2015, table 5
HOST, GTIN = "tem.example.vn", "06291041500213"


@dataclass(frozen=True)
class Payload:
    """What is drawn, and by which ways."""

    name: str
    level: Level
    version: int
    texts: list[str]

    def figures(self, mask: int | None, loop: libqrencode.Loop | None) -> Iterator[Figure]:
        """Beside `qrcode` and, at the level it is written for, the loop in C."""
        way = WAYS[mask]
        name = f"{self.name}, {way}"
        self.drawn(mask)
        yield compare(
            name, lambda: self.drawn(mask), f"qrcode, {way}", lambda: self.by_qrcode(mask)
        )
        if loop and self.level == "Q":
            yield in_turns(
                name, lambda: seconds_each(lambda: self.drawn(mask)),
                "libqrencode, mask chosen", lambda: loop.seconds_each(self.texts, self.version),
            )  # fmt: skip

    def singly(self) -> Figure:
        """The iterator of single objects, for those who want no arrays."""
        return compare(
            f"{self.name}, one mask, as single objects", lambda: len(list(symbols(self.texts))),
            "qrcode, one mask", lambda: self.by_qrcode(BULK_MASK),
        )  # fmt: skip

    def drawn(self, mask: int | None) -> int:
        return len(batch(self.texts, level=self.level, mask=mask))

    def by_qrcode(self, mask: int | None) -> int:
        for text in self.texts[: SOME[mask]]:
            code = qrcode.QRCode(
                version=self.version,
                error_correction=CORRECTION[self.level],
                mask_pattern=mask,
                border=0,
            )
            code.add_data(text)
            code.make(fit=False)
            code.get_matrix()
        return SOME[mask]


def payloads() -> Iterator[Payload]:
    """Stamps as they are printed, and the fullest symbol there is."""
    codes = list(RING.make_many(range(1, BATCH + 1)))
    stamps = [address(code, host=HOST) for code in codes]
    yield Payload("stamp, version 3-Q", "Q", 3, stamps)
    in_gs1 = [address(code, host=HOST, gtin=GTIN) for code in codes]
    yield Payload("GS1 form, version 4-Q", "Q", 4, in_gs1)
    lower = [text.lower() for text in stamps]
    yield Payload("lower case (byte mode), version 4-Q", "Q", 4, lower)
    far = [f"HTTPS://TEM.EXAMPLE.VN/{'NGUON-GOC/' * 16}{code}" for code in codes]
    yield Payload("stamp with a long address, version 10-Q", "Q", 10, far)
    dice, letters = random.Random(10), string.ascii_letters + "?&=#_~"
    full = ["".join(dice.choices(letters, k=271)) for _ in range(BATCH)]
    yield Payload("271 random bytes (nothing in common), version 10-L", "L", 10, full)
    full = ["".join(dice.choices(LETTERS, k=395)) for _ in range(BATCH)]
    yield Payload("395 random letters (alphanumeric mode), version 10-L", "L", 10, full)


def lines() -> list[str]:
    """The table."""
    found = []
    with libqrencode.compiled() as loop:
        for payload in payloads():
            found += [figure for mask in WAYS for figure in payload.figures(mask, loop)]
            if payload.version == 3:
                found.append(payload.singly())
    return [HEAD, *(f.line() for f in found), *(() if loop else ("", libqrencode.MISSING))]
