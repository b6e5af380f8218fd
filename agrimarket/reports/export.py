"""The report as files: the same figures, with their definitions beside them."""

from datetime import date

from agrimarket.kit import clock
from agrimarket.kit.spreadsheets import csv_bytes, workbook
from agrimarket.reports.count import Counted
from agrimarket.reports.present import SOURCE_WORDS, grid

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(figures: list[Counted], by: str | None) -> bytes:
    """One line a part of the province, or one a figure without a split."""
    header, lines, _ = grid(figures, by)
    return csv_bytes(header, lines)


def as_xlsx(figures: list[Counted], by: str | None, as_of: date | None) -> bytes:
    """The same as a workbook; above the table, the day and how each figure is known."""
    header, lines, _ = grid(figures, by)
    day = as_of or clock.today()
    notes = [f"Số liệu tính đến hết ngày {day:%d/%m/%Y}"]
    if by is not None:
        notes += [
            f"{one.figure.name_vi} ({SOURCE_WORDS[one.figure.source].lower()}): "
            f"{one.figure.definition_vi}"
            for one in figures
            if by in one.figure.by
        ]
    return workbook("Số liệu", header, lines, notes=[*notes, ""])
