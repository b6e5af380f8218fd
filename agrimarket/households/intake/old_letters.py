"""Vietnamese letters of the years before Unicode: TCVN3 (ABC) and VNI, byte by byte."""

import re

# TCVN 5712:1993, VN3: one byte a letter, the fonts named .Vn…; capitals with marks have none.
_TCVN3 = {
    "à": 0xB5, "á": 0xB8, "ả": 0xB6, "ã": 0xB7, "ạ": 0xB9, "ă": 0xA8, "ằ": 0xBB, "ắ": 0xBE,
    "ẳ": 0xBC, "ẵ": 0xBD, "ặ": 0xC6, "â": 0xA9, "ầ": 0xC7, "ấ": 0xCA, "ẩ": 0xC8, "ẫ": 0xC9,
    "ậ": 0xCB, "đ": 0xAE, "è": 0xCC, "é": 0xD0, "ẻ": 0xCE, "ẽ": 0xCF, "ẹ": 0xD1, "ê": 0xAA,
    "ề": 0xD2, "ế": 0xD5, "ể": 0xD3, "ễ": 0xD4, "ệ": 0xD6, "ì": 0xD7, "í": 0xDD, "ỉ": 0xD8,
    "ĩ": 0xDC, "ị": 0xDE, "ò": 0xDF, "ó": 0xE3, "ỏ": 0xE1, "õ": 0xE2, "ọ": 0xE4, "ô": 0xAB,
    "ồ": 0xE5, "ố": 0xE8, "ổ": 0xE6, "ỗ": 0xE7, "ộ": 0xE9, "ơ": 0xAC, "ờ": 0xEA, "ớ": 0xED,
    "ở": 0xEB, "ỡ": 0xEC, "ợ": 0xEE, "ù": 0xEF, "ú": 0xF3, "ủ": 0xF1, "ũ": 0xF2, "ụ": 0xF4,
    "ư": 0xAD, "ừ": 0xF5, "ứ": 0xF8, "ử": 0xF6, "ữ": 0xF7, "ự": 0xF9, "ỳ": 0xFA, "ý": 0xFD,
    "ỷ": 0xFB, "ỹ": 0xFC, "ỵ": 0xFE, "Ă": 0xA1, "Â": 0xA2, "Đ": 0xA7, "Ê": 0xA3, "Ô": 0xA4,
    "Ơ": 0xA5, "Ư": 0xA6,
}  # fmt: skip
_FROM_TCVN3 = {chr(byte): letter for letter, byte in _TCVN3.items()}

# The fonts .Vn…H show small codes as capitals: between plain capitals they are meant as such.
_CAPITALS = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]*[A-Z][^\W\d_a-z]*[A-Z][^\W\d_a-z]*(?![^\W\d_])")

# VNI-Windows: a letter, then a byte for its mark; the fonts named VNI-….
_VNI = {
    "á": "aù", "à": "aø", "ả": "aû", "ã": "aõ", "ạ": "aï", "â": "aâ", "ấ": "aá", "ầ": "aà",
    "ẩ": "aå", "ẫ": "aã", "ậ": "aä", "ă": "aê", "ắ": "aé", "ằ": "aè", "ẳ": "aú", "ẵ": "aü",
    "ặ": "aë", "đ": "ñ", "é": "eù", "è": "eø", "ẻ": "eû", "ẽ": "eõ", "ẹ": "eï", "ê": "eâ",
    "ế": "eá", "ề": "eà", "ể": "eå", "ễ": "eã", "ệ": "eä", "í": "í", "ì": "ì", "ỉ": "æ",
    "ĩ": "ó", "ị": "ò", "ó": "où", "ò": "oø", "ỏ": "oû", "õ": "oõ", "ọ": "oï", "ô": "oâ",
    "ố": "oá", "ồ": "oà", "ổ": "oå", "ỗ": "oã", "ộ": "oä", "ơ": "ô", "ớ": "ôù", "ờ": "ôø",
    "ở": "ôû", "ỡ": "ôõ", "ợ": "ôï", "ú": "uù", "ù": "uø", "ủ": "uû", "ũ": "uõ", "ụ": "uï",
    "ư": "ö", "ứ": "öù", "ừ": "öø", "ử": "öû", "ữ": "öõ", "ự": "öï", "ý": "yù", "ỳ": "yø",
    "ỷ": "yû", "ỹ": "yõ", "ỵ": "î",
}  # fmt: skip
_FROM_VNI = {typed: letter for letter, typed in _VNI.items()}
_FROM_VNI |= {typed.upper(): letter.upper() for letter, typed in _VNI.items()}
_FROM_VNI |= {typed.capitalize(): letter.upper() for letter, typed in _VNI.items()}


def from_tcvn3(source: bytes) -> str:
    """The text of these bytes, read as TCVN3."""
    text = "".join(_FROM_TCVN3.get(letter, letter) for letter in source.decode("latin-1"))
    return _CAPITALS.sub(lambda word: word[0].upper(), text)


def from_vni(source: bytes) -> str:
    """The text of these bytes, read as VNI-Windows."""
    text = source.decode("cp1252", "replace")
    found, at = [], 0
    while at < len(text):
        size = 2 if text[at : at + 2] in _FROM_VNI else 1
        found.append(_FROM_VNI.get(text[at : at + size], text[at : at + size]))
        at += size
    return "".join(found)


def to_tcvn3(text: str) -> bytes:
    """The other way, for whoever makes such files; a letter it lacks is written small."""
    return b"".join(bytes([_TCVN3.get(one) or _TCVN3.get(one.lower()) or ord(one)]) for one in text)


def to_vni(text: str) -> bytes:
    """The other way."""
    both = _VNI | {letter.upper(): typed.upper() for letter, typed in _VNI.items()}
    return "".join(both.get(one, one) for one in text).encode("cp1252")
