"""Reads one row of a list into what it says about a household, with all that is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from agrimarket.households.intake.births import Sex, read_birth_date, read_sex
from agrimarket.households.intake.cells import Cell, as_text
from agrimarket.households.intake.citizens import agrees, read_citizen_id
from agrimarket.households.intake.header import Field
from agrimarket.households.intake.names import read_name
from agrimarket.households.intake.phones import read_phone
from agrimarket.households.intake.produce import read_area, read_consent, read_note
from agrimarket.households.intake.result import Read
from agrimarket.households.intake.sheet import EXAMPLE_NOTE, ListSheet, RawRow
from agrimarket.households.intake.words import ERROR_WORDS
from agrimarket.places import PlaceReading, explain, read_place

LONGEST_HAMLET = 120  # letters, as in forms


@dataclass(frozen=True, slots=True)
class ListRow:
    """A household as a row tells it. `row` is the sheet's number; codes are sorted.

    `commune_codes` holds the communes the place may mean: one found, several to choose from,
    none where it could not be read. `reasons` are sentences for people, one per error.
    """

    row: int
    name: str = field(repr=False)
    citizen_id: str | None = field(repr=False)
    birth_date: date | None = field(repr=False)
    sex: Sex | None
    phone: str | None = field(repr=False)
    hamlet: str
    commune_codes: tuple[str, ...]
    consent: bool
    product: str
    area_ha: Decimal | None
    note: str = field(repr=False)
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    reasons: tuple[str, ...] = field(repr=False)
    place_words: str
    place_names: tuple[str, ...] = ()
    sheet: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """Tells the rows of a file apart: list from 0, row number."""
        return self.sheet, self.row


def read_rows(sheet: ListSheet) -> list[ListRow]:
    """Every row of the list, in its order."""
    return [read_row(raw) for raw in sheet.rows]


def read_row(raw: RawRow) -> ListRow:
    """What one row says; it never raises, what is wrong stands in `errors`."""
    cells = raw.cells
    name = read_name(cells.get("name", ""))
    born = read_birth_date(cells.get("birth_date", ""))
    sex = read_sex(cells.get("sex", ""))
    citizen = _compared(read_citizen_id(cells.get("citizen_id", "")), sex, born.value)
    phone = read_phone(cells.get("phone", ""))
    place, words = _place(_typed(cells.get("commune", "")), _typed(cells.get("district", "")))
    consent = read_consent(cells.get("consent", ""))
    area = read_area(cells.get("area_ha", ""))
    reads: tuple[Read[object], ...] = (name, citizen, born, phone)
    faults = {read.error: read.hint or ERROR_WORDS[read.error] for read in reads if read.error}
    if place.error:
        faults[place.error] = words
    consent_warning = None if consent else "consent_missing"
    hamlet = as_text(cells.get("hamlet", ""))
    shortened = "hamlet_shortened" if len(hamlet) > LONGEST_HAMLET else None
    return ListRow(
        row=raw.row,
        name=name.value,
        citizen_id=citizen.value,
        birth_date=born.value,
        sex=sex,
        phone=phone.value,
        hamlet=hamlet,
        commune_codes=place.commune_codes,
        consent=consent,
        product=as_text(cells.get("product", "")),
        area_ha=area,
        note=read_note(_note(cells), cells.get("area_ha", ""), area),
        errors=tuple(sorted(faults)),
        warnings=_codes(
            (*(read.warning for read in reads), place.warning, consent_warning, shortened)
        ),
        reasons=tuple(faults[code] for code in sorted(faults)),
        place_words=words,
        place_names=place.names,
        sheet=raw.sheet,
    )


def _note(cells: Mapping[Field, Cell]) -> Cell:
    note = cells.get("note", "")
    return "" if note == EXAMPLE_NOTE else note


def _typed(cell: Cell) -> str:
    """As it stands: a line break in a cell parts a commune from its district."""
    return cell if isinstance(cell, str) else as_text(cell)


@lru_cache(maxsize=4096)
def _place(commune: str, district: str) -> tuple[PlaceReading, str]:
    """What the two cells mean, and in words; a list says the same places again and again."""
    reading = read_place(commune, district)
    return reading, explain(reading)


def _compared(citizen: Read[str | None], sex: Sex | None, born: date | None) -> Read[str | None]:
    if citizen.value is not None and not agrees(citizen.value, sex, born):
        return Read(None, error="citizen_id_mismatch")
    return citizen


@lru_cache(maxsize=256)
def _codes(found: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(sorted({code for code in found if code}))
