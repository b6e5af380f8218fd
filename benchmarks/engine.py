"""The engine beside the usual ways: codes one by one and in bulk, symbols beside `qrcode`."""

import hashlib

import qrcode

from benchmarks.measure import Figure, compare
from stamps import KeyRing, scan_address, symbols

RING = KeyRing.new(hashlib.sha256(b"a key for measuring").digest())
HOST = "tem.example.vn"


def figures() -> list[Figure]:
    """Codes and symbols."""
    codes = [RING.seal(serial) for serial in range(1, 2001)]
    addresses = [scan_address(code, host=HOST) for code in codes]
    many = addresses * 5
    list(symbols(addresses[:1]))  # tables are probed once a process, as in any long run
    return [
        compare("making a code in bulk", lambda: len(list(RING.make_many(range(1, 55_001)))),
                "one by one", lambda: len([RING.seal(serial) for serial in range(1, 2001)])),
        compare("opening a code in bulk", lambda: len(list(RING.open_many(codes * 10))),
                "one by one", lambda: len([RING.open(code) for code in codes])),
        compare("a symbol, mask fixed", lambda: len(list(symbols(many, mask=2))),
                "qrcode, version and mask fixed", lambda: _qrcode(addresses[:40])),
    ]  # fmt: skip


def _qrcode(addresses: list[str]) -> int:
    for address in addresses:
        code = qrcode.QRCode(
            version=3, error_correction=qrcode.constants.ERROR_CORRECT_Q, mask_pattern=2
        )
        code.add_data(qrcode.util.QRData(address.encode(), mode=qrcode.util.MODE_ALPHA_NUM))
        code.make(fit=False)
    return len(addresses)
