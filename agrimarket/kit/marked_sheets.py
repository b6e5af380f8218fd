"""Workbooks for people to fill in or mend: marked cells, drop-downs, several sheets."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from agrimarket.kit.spreadsheets import write_cell

_WIDEST = 60  # letters
_MOST_IN_CELL = 255  # letters of options that fit into a drop-down itself (ECMA-376, 18.3.1.32)
Place = tuple[int, int]  # row below the header from 0, column from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A drop-down; `strict` refuses other words, else they are let through. `last` row included."""

    options: Sequence[str]
    column: int
    first: int = 0
    last: int
    strict: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """One sheet: notes above, a header that stays in sight, rows; `marks` are comments at cells.

    Columns in `as_text` keep leading zeros of what is typed; `faint` rows are examples.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]] = ()
    notes: Sequence[str] = ()
    marks: Mapping[Place, str] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    as_text: frozenset[int] = frozenset()
    faint: frozenset[int] = frozenset()
    widths: Mapping[int, int] = field(default_factory=dict)
    hidden: bool = False


def marked_book(plans: Sequence[SheetPlan]) -> bytes:
    """An xlsx of these sheets, in their order; long drop-downs stand on a hidden sheet."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    }  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    formats = _formats(book)
    long = [choice for plan in plans for choice in plan.choices if _is_long(choice)]
    sheets = [(book.add_worksheet(plan.title[:31]), plan) for plan in plans]
    lists = _lists(book, long) if long else {}
    for sheet, plan in sheets:
        _write(sheet, plan, formats)
        for choice in plan.choices:
            _choose(sheet, plan, choice, lists)
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "note": book.add_format({"text_wrap": False, "italic": True}),
        "mark": book.add_format({"bg_color": "#FFE3B3", "border": 1, "border_color": "#B26A00"}),
        "text": book.add_format({"num_format": "@"}),
        "faint": book.add_format({"italic": True, "font_color": "#6B6B6B", "num_format": "@"}),
    }


def _is_long(choice: Choice) -> bool:
    return len(",".join(choice.options)) > _MOST_IN_CELL or any(
        "," in one for one in choice.options
    )


def _lists(book: Any, choices: Sequence[Choice]) -> dict[tuple[str, ...], str]:
    """Where the options of each long drop-down stand: the same options once."""
    sheet = book.add_worksheet("Danh mục")
    sheet.hide()
    found: dict[tuple[str, ...], str] = {}
    for options in dict.fromkeys(tuple(choice.options) for choice in choices):
        column = len(found)
        sheet.write_column(0, column, options)
        letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        found[options] = f"='Danh mục'!{letter}$1:{letter}${len(options)}"
    return found


def _write(sheet: Any, plan: SheetPlan, formats: Mapping[str, Any]) -> None:
    for number, note in enumerate(plan.notes):
        sheet.write_string(number, 0, note, formats["note"])
    top = len(plan.notes)
    widths = [len(name) for name in plan.header]
    for column in plan.as_text:
        sheet.set_column(column, column, None, formats["text"])
    for column, name in enumerate(plan.header):
        sheet.write_string(top, column, name, formats["head"])
    for number, row in enumerate(plan.rows):
        for column, value in enumerate(row):
            style = _style(plan, number, column, formats)
            write_cell(sheet, top + 1 + number, column, value, style)
            widths[column] = max(widths[column], min(_WIDEST, len(str(value or ""))))
    for (number, column), words in plan.marks.items():
        sheet.write_comment(top + 1 + number, column, words, {"x_scale": 2, "y_scale": 1.2})
    for column, width in enumerate(widths):
        style = formats["text"] if column in plan.as_text else None
        sheet.set_column(column, column, plan.widths.get(column, width + 2), style)
    sheet.freeze_panes(top + 1, 0)
    if plan.hidden:
        sheet.hide()


def _style(plan: SheetPlan, row: int, column: int, formats: Mapping[str, Any]) -> Any:
    if (row, column) in plan.marks:
        return formats["mark"]
    if row in plan.faint:
        return formats["faint"]
    return formats["text"] if column in plan.as_text else None


def _choose(
    sheet: Any, plan: SheetPlan, choice: Choice, lists: Mapping[tuple[str, ...], str]
) -> None:
    top = len(plan.notes) + 1
    asked: dict[str, Any] = {
        "validate": "list",
        "source": lists.get(tuple(choice.options)) or list(choice.options),
        "error_type": "stop" if choice.strict else "information",
        "error_title": "Chọn trong danh sách",
        "error_message": choice.hint[:255] or "Hãy chọn một dòng trong danh sách.",
        "show_error": choice.strict,
    }
    sheet.data_validation(
        top + choice.first, choice.column, top + choice.last, choice.column, asked
    )
