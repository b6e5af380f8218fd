"""The character sets of GS1 values (General Specifications, 7.11), in the standard's order."""

from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import Final

SET_82: Final = "!\"%&'()*+,-./" + digits + ":;<=>?" + ascii_uppercase + "_" + ascii_lowercase
SET_39: Final = "#-/" + digits + ascii_uppercase
SET_64: Final = digits + ascii_letters + "-_="  # file-safe base 64 of RFC 4648, with padding
SET_32: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

LETTERS: Final = {
    "N": frozenset(digits),
    "X": frozenset(SET_82),
    "Y": frozenset(SET_39),
    "Z": frozenset(SET_64),
}
