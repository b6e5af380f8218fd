"""A pasted text read into producers, each field by the file that knows it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from agrimarket.households.paste.areas import take_area
from agrimarket.households.paste.contacts import take_contact
from agrimarket.households.paste.crops import crops_of_name, take_crops
from agrimarket.households.paste.hamlets import take_hamlet
from agrimarket.households.paste.names import (
    Named,
    find_names,
    first_words,
    set_aside_mentioned,
)
from agrimarket.households.paste.organisations import take_organisation
from agrimarket.households.paste.persons import (
    drop_vocative,
    keep_wishes,
    set_aside_speaker,
    take_birth,
    take_citizen_id,
    take_consent,
    take_sex,
)
from agrimarket.households.paste.places_in import Spot, find_spot, take_spot
from agrimarket.households.paste.result import Pasted
from agrimarket.households.paste.split import Piece, pieces
from agrimarket.households.paste.written import Written
from agrimarket.places import explain, fold, read_place

LONGEST = 30_000  # letters of one paste
MOST = 200  # producers of one paste
NO_NAME = "Chưa rõ tên chủ hộ. Hãy ghi tên."
NO_PLACE = "Chưa thấy tên xã. Hãy chọn xã, phường."
SEVERAL = "Thấy hai tên trong một đoạn. Hãy xem lại tên chủ hộ."
OTHER_TYPE = "Không có {said}, chỉ có {names}. Hãy xem lại."


def read_message(text: str, *, today: date, own: Collection[str] = ()) -> list[Pasted]:
    """The producers a pasted text tells of, in its order; never raises, saves nothing.

    `own` are the codes of the reader's communes: where nothing else is said and there is one of
    them, it is that; a name written without "xã" is believed when it is among them. What was
    said in a heading ("Xã Nga An:") holds for the lines below it.
    """
    read = (_read(piece, today, own) for piece in pieces(text[:LONGEST])[:MOST])
    return [one for one in read if _tells(one)]


def _tells(read: Pasted) -> bool:
    """Whether it is about somebody: "ok nhé" is not."""
    facts = (read.phone, read.hamlet, read.place, read.crops, read.area_ha, read.citizen_id,
             read.legal_name, read.birth_year, read.phone_absent)  # fmt: skip
    return any(facts) or len((read.head_name or "").split()) > 1 or read.sex is not None


def _read(piece: Piece, today: date, own: Collection[str]) -> Pasted:
    written = Written(piece.text)
    found: dict[str, Any] = {"source": written.text}
    doubts: list[str] = []
    found["citizen_id"], wrong = take_citizen_id(written)
    doubts += [wrong] if wrong else []
    found["birth_date"], found["birth_year"] = take_birth(written, today)
    contact = take_contact(written)
    doubts += contact.doubts
    found |= {"phone": contact.phone, "phone_of": contact.owner, "phone_absent": contact.absent}
    found["consent_said"] = take_consent(written)
    keep_wishes(written)
    drop_vocative(written)
    set_aside_speaker(written)
    area = take_area(written)
    found |= _who(written, own, doubts)
    found["sex"] = found.get("sex") or take_sex(written)
    spot = find_spot(written, own)
    found["hamlet"] = take_hamlet(written, spot)
    if spot:
        take_spot(written, spot)
    found["crops"], amounts = take_crops(written)
    found["quantities"] = (*amounts, *contact.others)
    found["area_ha"] = area.normalize() if area else None
    rest = written.rest()
    found["rest"] = rest if any(letter.isalnum() for letter in rest) else ""
    _heading(piece, found, spot, own, doubts)
    return Pasted(**found, doubts=tuple(doubts))


def _who(written: Written, own: Collection[str], doubts: list[str]) -> dict[str, Any]:
    """Kind, names and sex; taken, so that no place or crop is seen in a name."""
    kind, legal_name = take_organisation(written)
    set_aside_mentioned(written)
    spot = find_spot(written, own)
    names = find_names(written, spot)
    named = names[0] if names else (None if legal_name else first_words(written, spot))
    if named is None:
        if legal_name is None:
            doubts.append(NO_NAME)
        return {"kind": kind or "household", "legal_name": legal_name}
    if any(" " in one.name for one in names[1:]) and not _is_call_name(named, names[1]):
        doubts.append(SEVERAL)
    if len(names) > 1 and _is_call_name(named, names[1]):
        written.take(named.start, named.end)
        named = replace(names[1], sex=named.sex)
    written.take(named.start, named.end)
    for other in names:
        if other.name != named.name and (" " in other.name or other.titled):
            written.set_aside(other.start, other.end)
    return {"kind": kind or "household", "legal_name": legal_name, "head_name": named.name,
            "sex": named.sex}  # fmt: skip


def _without_type_word(commune: str) -> str:
    first, _, rest = commune.partition(" ")
    return rest if fold(first) in {"xa", "phuong", "x.", "p."} else ""


def _is_call_name(short: Named, full: Named) -> bool:
    """ "Chú Ba (Lê Văn Ba)" is one person."""
    return " " not in short.name and full.name.split()[-1:] == [short.name] and short != full


def _heading(
    piece: Piece, found: dict[str, Any], spot: Spot | None, own: Collection[str],
    doubts: list[str],
) -> None:  # fmt: skip
    """What the piece does not say itself, the heading does; then the reader's only commune."""
    above = Written(piece.heading)
    over = find_spot(above, own)
    hamlet = take_hamlet(above, over)
    same = spot is None or over is None or fold(spot.commune) == fold(over.commune)
    if found["hamlet"] is None and same:
        found["hamlet"] = hamlet
    place = spot or over
    if over:
        take_spot(above, over)
    if not found["crops"]:
        found["crops"] = take_crops(above)[0] or crops_of_name(found.get("legal_name"))
    if place is None:
        found["commune_codes"] = tuple(own) if len(own) == 1 else ()
        if not found["commune_codes"]:
            doubts.append(NO_PLACE)
        return
    found["place"] = ", ".join(one for one in (place.commune, place.district) if one)
    reading = read_place(place.commune, place.district)
    bare = _without_type_word(place.commune)
    if reading.outcome == "unknown" and bare:
        reading = read_place(bare, place.district)
        if reading.commune_codes:
            doubts.append(OTHER_TYPE.format(said=place.commune, names=", ".join(reading.names)))
    codes = reading.commune_codes
    mine = tuple(code for code in codes if code in own)
    found["commune_codes"] = mine or codes
    if len(found["commune_codes"]) != 1:
        doubts.append(explain(reading))
