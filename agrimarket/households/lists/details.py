"""From a row of a list to the details of a household; nothing that was typed is lost."""

import re
import unicodedata
from functools import lru_cache

from agrimarket.households.check import LONGEST, LONGEST_CROP, MOST_CROPS
from agrimarket.households.consenting.own_texts import ALL_PURPOSES, LIST_VERSION
from agrimarket.households.consenting.rules import Agreement
from agrimarket.households.details import Details, hectares
from agrimarket.households.intake.rows import ListRow
from agrimarket.places import former_districts_of, tidy

_BETWEEN_CROPS = re.compile(r"\s*[,;/+\n]\s*")

# What a ticked column of a list stands for: the text the list carries, asked on paper.
LIST_AGREEMENT = Agreement(version=LIST_VERSION, channel="paper", purposes=ALL_PURPOSES)


def details_of_row(row: ListRow, commune_code: str) -> Details:
    """The household a sound row tells of, in this commune; texts too long go to the note."""
    hamlet, crops = printable(row.hamlet), _crops(row.product)
    notes = [printable(row.note)]
    if len(hamlet) > LONGEST["hamlet"]:
        notes.append(f"Thôn, bản ghi trong danh sách: {hamlet}")
        hamlet = hamlet[: LONGEST["hamlet"]].rstrip()
    if len(crops) > MOST_CROPS or any(len(crop) > LONGEST_CROP for crop in crops):
        notes.append(f"Sản phẩm ghi trong danh sách: {printable(row.product)}")
        crops = tuple(crop[:LONGEST_CROP].rstrip() for crop in crops[:MOST_CROPS])
    return Details(
        head_name=row.name,
        commune_code=commune_code,
        former_district=_district(row.place_names, commune_code),
        hamlet=hamlet or None,
        phone=row.phone,
        citizen_id=row.citizen_id,
        birth_date=row.birth_date,
        sex=row.sex,
        crops=crops,
        area_ha=hectares(row.area_ha),
        note=". ".join(note for note in notes if note) or None,
    )


@lru_cache(maxsize=4096)
def _district(place_names: tuple[str, ...], commune_code: str) -> str:
    """The former district the list named; else the one most of the commune came from."""
    districts = former_districts_of(commune_code)
    named = (one for one in districts if any(f"({one})" in name for name in place_names))
    return next(named, districts[0])


def agreement_of_row(row: ListRow) -> Agreement | None:
    """What a ticked consent column says; None where it is empty."""
    return LIST_AGREEMENT if row.consent else None


def printable(text: str) -> str:
    """The text without letters that only steer: NUL, which a cell may escape, fits no database,
    and U+202E turns what follows around."""
    if text.isprintable():
        return tidy(text)
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf", "Cs"})
    return tidy("".join(kept))


@lru_cache(maxsize=1024)
def _crops(product: str) -> tuple[str, ...]:
    parts = _BETWEEN_CROPS.split(printable(product))
    return tuple(dict.fromkeys(part for part in parts if part))
