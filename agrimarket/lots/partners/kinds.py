"""Kinds of partners as rows of data."""

from collections.abc import Mapping

PARTNER_KINDS: Mapping[str, str] = {
    "supplier": "Nơi cung cấp",
    "buyer": "Nơi mua",
    "carrier": "Nơi vận chuyển",
    "processor": "Nơi chế biến",
}
