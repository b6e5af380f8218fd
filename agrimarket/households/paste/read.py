"""A pasted text read into producers, each field by the file that knows it."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from agrimarket.households.intake.births import Sex
from agrimarket.households.paste.agreeing import take_consent
from agrimarket.households.paste.areas import take_area
from agrimarket.households.paste.contacts import take_contact
from agrimarket.households.paste.corrected import set_aside_mistakes
from agrimarket.households.paste.crops import crops_of_name, take_crops
from agrimarket.households.paste.doubting import (
    GUESSED_HAMLET,
    OTHER_NUMBER,
    SHARED,
    UNLISTED,
    doubt_of_place,
    doubts_of_others,
    doubts_of_rest,
)
from agrimarket.households.paste.hamlets import take_bare_hamlet, take_hamlet
from agrimarket.households.paste.mentioned import (
    drop_vocative,
    set_aside_mentioned,
    set_aside_partner,
    set_aside_senders,
    set_aside_speaker,
)
from agrimarket.households.paste.name_ends import Named
from agrimarket.households.paste.name_guesses import first_words
from agrimarket.households.paste.names import find_names
from agrimarket.households.paste.near import read_near
from agrimarket.households.paste.organisations import take_organisation
from agrimarket.households.paste.persons import (
    keep_wishes,
    take_birth,
    take_citizen_id,
    take_sex,
)
from agrimarket.households.paste.places_in import Spot, find_spot, set_aside_street, take_spot
from agrimarket.households.paste.result import Pasted
from agrimarket.households.paste.split import Piece, pieces
from agrimarket.households.paste.written import Written
from agrimarket.places import explain, fold

_EACH = re.compile(r"(?<![\w])moi (?:ho|nha|nguoi|gia dinh)(?![\w])")
LONGEST = 30_000  # letters of one paste
MOST = 200  # producers of one paste
NO_NAME = "Chưa rõ tên chủ hộ. Hãy ghi tên."
NO_PLACE = "Chưa thấy tên xã. Hãy chọn xã, phường."
SEVERAL = "Thấy hai tên trong một đoạn. Hãy xem lại tên chủ hộ."


def read_message(text: str, *, today: date, own: Collection[str] = ()) -> list[Pasted]:
    """The producers a pasted text tells of, in its order; never raises, saves nothing.

    `own` are the codes of the reader's communes: where nothing else is said and there is one of
    them, it is that; a name written without "xã" is believed when it is among them. What was
    said in a heading ("Xã Nga An:") holds for the lines below it.
    """
    read = (_read(piece, today, own) for piece in pieces(text[:LONGEST], MOST)[:MOST])
    return _beside([one for one in read if _tells(one)])


def _beside(found: list[Pasted]) -> list[Pasted]:
    """Who says no commune is of that of a neighbour in the same hamlet, to be looked at."""
    known = {fold(one.hamlet): one for one in reversed(found) if one.hamlet and one.commune_codes}
    return [_with_neighbour(one, known.get(fold(one.hamlet or ""))) for one in found]


def _with_neighbour(one: Pasted, near: Pasted | None) -> Pasted:
    if near is None or one.commune_codes or one.place:
        return one
    doubts = (*(said for said in one.doubts if said != NO_PLACE), SHARED)
    return replace(one, place=near.place, commune_codes=near.commune_codes, doubts=doubts)


def _tells(read: Pasted) -> bool:
    """Whether it is about somebody: "ok nhé" is not."""
    facts = (read.phone, read.hamlet, read.place, read.crops, read.area_ha, read.citizen_id,
             read.legal_name, read.birth_year, read.phone_absent)  # fmt: skip
    return any(facts) or len((read.head_name or "").split()) > 1 or read.sex is not None


def _read(piece: Piece, today: date, own: Collection[str]) -> Pasted:
    written = Written(piece.text)
    found: dict[str, Any] = {"source": written.text}
    doubts: list[str] = []
    set_aside_mistakes(written)
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
    set_aside_senders(written)
    area = take_area(written)
    who, named = _who(written, own, doubts)
    found |= who
    found["sex"] = found.get("sex") or take_sex(written)
    spot = find_spot(written, own)
    found["hamlet"] = take_hamlet(written, spot)
    if named and found["hamlet"] is None and (bare := take_bare_hamlet(written, spot)):
        found["hamlet"] = bare
        doubts.append(GUESSED_HAMLET.format(said=bare))
    if spot:
        take_spot(written, spot)
    found["crops"], amounts, guessed = take_crops(written)
    if spot and (other := doubt_of_place(written, spot)):
        doubts.append(other)
    doubts += [UNLISTED.format(said=one) for one in guessed]
    doubts += [OTHER_NUMBER.format(said=one) for one in contact.others]
    found |= {"quantities": amounts, "other_phones": contact.others}
    found["area_ha"] = area.normalize() if area else None
    rest = written.rest()
    found["rest"] = rest if any(letter.isalnum() for letter in rest) else ""
    _heading(piece, found, spot, own, doubts)
    doubts += [piece.doubt] if piece.doubt else []
    doubts += doubts_of_rest(found, named)
    return Pasted(**found, doubts=tuple(doubts))


def _who(
    written: Written, own: Collection[str], doubts: list[str]
) -> tuple[dict[str, Any], Named | None]:
    """Kind, names and sex; taken, so that no place or crop is seen in a name."""
    kind, legal_name = take_organisation(written)
    set_aside_street(written)
    set_aside_mentioned(written)
    spot = find_spot(written, own)
    names = find_names(written, spot)
    set_aside_partner(written, names[:1])
    named = names[0] if names else (None if legal_name else first_words(written, spot))
    if named is None:
        if legal_name is None:
            doubts.append(NO_NAME)
        return {"kind": kind or "household", "legal_name": legal_name}, None
    if any(" " in one.name for one in names[1:]) and not _is_call_name(named, names[1]):
        doubts.append(SEVERAL)
    if len(names) > 1 and _is_call_name(named, names[1]):
        written.take(named.start, named.end)
        named = replace(names[1], sex=named.sex)
    named = replace(named, sex=named.sex or _sex_beside(named, names))
    written.take(named.start, named.end)
    for other in names:
        if other.name != named.name and (" " in other.name or other.titled):
            written.set_aside(other.start, other.end)
    doubts += doubts_of_others(names, named) if SEVERAL not in doubts else []
    who = {"kind": kind or "household", "legal_name": legal_name, "head_name": named.name,
           "sex": named.sex}  # fmt: skip
    return who, named


def _sex_beside(named: Named, names: list[Named]) -> Sex | None:
    """ "gia đình Cường Liên (anh Cường)": the title stands before the short name."""
    parts = named.name.split()
    return next((one.sex for one in names if one.sex and one.name in (parts[0], parts[-1])), None)


def _is_call_name(short: Named, full: Named) -> bool:
    """ "Chú Ba (Lê Văn Ba)", "cô Bảy Mắm (Trần Thị Bảy)" are one person."""
    if full.start - short.end <= 2 and full.name.split()[-1] in short.name.split():
        return len(full.name.split()) > 2
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
    if found["area_ha"] is None and _EACH.search(above.plain):
        each = take_area(above)
        found["area_ha"] = each.normalize() if each else None
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
    reading, changed = read_near(place.commune, place.district)
    doubts += [changed] if changed else []
    mine = tuple(code for code in reading.commune_codes if code in own)
    found["commune_codes"] = mine or reading.commune_codes
    if len(found["commune_codes"]) != 1:
        doubts.append(explain(reading))
