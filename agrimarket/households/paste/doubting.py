"""Tells a person where the reading of a message stands on weak ground, so that it is looked at."""

import re
from typing import Any

from agrimarket.households.paste.lexicon import words
from agrimarket.households.paste.name_ends import Named
from agrimarket.households.paste.places_in import Spot, find_spot, is_district_name
from agrimarket.households.paste.written import Written
from agrimarket.places import fold, read_place

GUESSED_NAME = "Tên {said} đọc đoán từ lời văn. Hãy xem lại tên chủ hộ."
SHARED = "Xã, thôn ghi một lần cho cả danh sách. Hãy xem có đúng với hộ này không."
GUESSED_HAMLET = "Thôn {said} đọc đoán, tin nhắn không ghi chữ thôn. Hãy xem lại."
IN_A_ROW = "Một đoạn nói về nhiều hộ. Hãy xem phần nào của hộ này."
LEFT_NUMBER = "Còn số chưa rõ là gì: {said}. Hãy xem lại."
LEFT_PLACE = "Còn tên nơi ở chưa đọc: {said}. Hãy xem lại thôn, xã."
LEFT_PERSON = "Còn nhắc tới người khác: {said}. Hãy xem ai là chủ hộ."
LEFT_WORDS = "Chưa thấy sản phẩm, còn chữ chưa đọc: {said}. Hãy xem lại."
OTHER_NUMBER = "Có thêm số điện thoại {said}. Hãy xem số nào của chủ hộ."
UNSURE_CONSENT = "Chữ đồng ý ở đây chưa rõ nghĩa, không tính là đồng ý. Hãy hỏi lại."
CORRECTED = "Người viết có sửa lại lời. Hãy đọc kỹ tin nhắn."
UNLISTED = "Sản phẩm {said} đọc đoán. Hãy xem lại."
_CORRECTION = re.compile(
    r"(?<![\w])(?:nham|dinh chinh|sua lai|a khong)(?![\w])"
    r"|[0-9] ?[a-z]+[ ,.]+(?:a (?:ghi|sua|thoi)|(?:ghi|sua) lai)(?![\w])"
)
_AGREEING = re.compile(r"(?<![\w])(?:dong y|nhat tri)(?![\w])")
_NUMBERS = re.compile(
    r"(?<![\w/])[0-9]{2,}(?![\w/]|\s*(?:tuoi|t\b|ho\b|nguoi|nam|h\b|gio|sao\b|/))"
)
_PLACES = re.compile(
    r"(?<![\w])(?:thôn|xã|bản|xóm|làng|khu|phố|phường|huyện|tdp|tổ)\s+[A-ZĐÀ-Ỹ0-9]"
)
_LEFT_OVER = words(
    "va voi la o co cua cho tai nay roi them nhe nha a ạ em anh chi ho nha minh toi vua dang da "
    "muon "
    "duoc cung day do thong tin gui dang ky moi tu vao len ve ban nguoi nhe lam giup bo sung cap "
    "nhat "
    "e c nhung thi ma rat nhieu tot ngon gia re ok zalo sdt dt lien he"
)


def doubts_of_rest(found: dict[str, Any], named: Named | None) -> list[str]:
    """Sentences about what was guessed and what was left unread; empty where all is told."""
    doubts = []
    if named and named.guessed:
        doubts.append(GUESSED_NAME.format(said=named.name))
    rest = found["rest"]
    plain = fold(rest)
    if _CORRECTION.search(plain):
        doubts.append(CORRECTED)
    if found["consent_said"] is None and _AGREEING.search(plain):
        doubts.append(UNSURE_CONSENT)
    if number := _NUMBERS.search(plain):
        doubts.append(LEFT_NUMBER.format(said=number.group()))
    if place := _PLACES.search(rest):
        doubts.append(LEFT_PLACE.format(said=rest[place.start() : place.start() + 30]))
    left = [one for one in re.findall(r"[^\W\d_]+", plain) if one not in _LEFT_OVER]
    if not found["crops"] and len(left) > 1:
        doubts.append(LEFT_WORDS.format(said=rest[:60]))
    return doubts


def doubts_of_others(names: list[Named], named: Named) -> list[str]:
    """Who else stands in a piece and is not the one it was read as."""
    parts = set(named.name.split())
    others = [one.name for one in names if not set(one.name.split()) & parts]
    return [LEFT_PERSON.format(said=others[0])] if others else []


def doubt_of_place(written: Written, spot: Spot) -> str | None:
    """Another commune that is left in the words when one was taken."""
    other = find_spot(written)
    if other is None or is_district_name(other.commune):
        return None
    codes = read_place(other.commune, other.district).commune_codes
    mine = read_place(spot.commune, spot.district).commune_codes
    if not codes or set(codes) & set(mine):
        return None
    return LEFT_PLACE.format(said=other.commune)
