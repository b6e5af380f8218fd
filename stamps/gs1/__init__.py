"""GS1 as data and rules: keys, attributes, check digits, dates, element strings."""

from stamps.gs1.dates import full_year, read_date, write_date
from stamps.gs1.digits import (
    GTIN_LENGTHS,
    check_digit,
    check_pair,
    has_check_pair,
    is_checked,
    is_gtin,
    to_gtin14,
)
from stamps.gs1.elements import (
    FNC1,
    parse_elements,
    parse_scanned,
    write_elements,
    write_scanned,
)
from stamps.gs1.measures import UNITS, amount
from stamps.gs1.pairs import Element, check_elements
from stamps.gs1.table import IDENTIFIERS, PRIMARY_KEYS, Identifier
from stamps.gs1.values import check_value

__all__ = [
    "FNC1",
    "GTIN_LENGTHS",
    "IDENTIFIERS",
    "PRIMARY_KEYS",
    "UNITS",
    "Element",
    "Identifier",
    "amount",
    "check_digit",
    "check_elements",
    "check_pair",
    "check_value",
    "full_year",
    "has_check_pair",
    "is_checked",
    "is_gtin",
    "parse_elements",
    "parse_scanned",
    "read_date",
    "to_gtin14",
    "write_date",
    "write_elements",
    "write_scanned",
]
