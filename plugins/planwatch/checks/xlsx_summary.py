"""The summary as the first sheet of an .xlsx book."""

import json
from collections.abc import Iterator
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from planwatch.checks.copy_summary import COLUMNS, HIDDEN, WIDTHS, Summary
from planwatch.checks.xlsx_styles import FILLS, Looks
from planwatch.domain.display import display_width
from planwatch.messages import LANGUAGES, load_messages

FONT = "Microsoft YaHei"
LABEL_COLUMNS, LAST_COLUMN = 2, COLUMNS.index("reason") + 1
LINE_HEIGHT = 17
_THIN = Side("thin", "FF808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TEXT: dict[str, Any] = {"alignment": Alignment(wrap_text=True, vertical="top"), "quotePrefix": True}
_PLAIN, _BOLD = Font(name=FONT, size=10), Font(name=FONT, size=10, bold=True)
_LINK = Font(name=FONT, size=10, color="FF0563C1", underline="single")
_GREY, _TO_FILL_IN, _NOT_ASKED = (PatternFill("solid", colour) for colour in ("FFE7E6E6", "FFFFFBE6", "FFEEEEEE"))
_CENTRED = Alignment(horizontal="center", vertical="top")


def is_ours(sheet: Worksheet) -> bool:
    """Whether a sheet is a summary of ours, by the words in its first cell."""
    return sheet["A1"].value in {load_messages(language).say("receipt.copy.mark") for language in LANGUAGES}


def remembered(sheet: Worksheet) -> Iterator[tuple[str, str, Any, Any]]:
    """Sheet, cell, fill and border of every cell that we coloured, as it was before."""
    column = COLUMNS.index("memory") + 1
    for (value,) in sheet.iter_rows(min_col=column, max_col=column, values_only=True):
        if isinstance(value, str) and value.startswith("["):
            try:
                name, cell, fill, border = json.loads(value)
                yield name, cell, fromstring(fill), fromstring(border)
            except (ValueError, SyntaxError):
                continue


def add(book: Workbook, summary: Summary, memory: list[tuple[str, str, str, str]]) -> None:
    """Put the summary before all other sheets and show it first."""
    sheet = book.create_sheet(summary.sheet_name, 0)
    book.active = 0
    sheet.sheet_properties.tabColor = "FF9C0006"
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), start=1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width, dimension.hidden = width, name in HIDDEN
    looks = Looks()
    row = _head(sheet, summary, looks)
    if summary.rows:
        _table(sheet, row, summary, memory, looks)
        sheet.print_title_rows = f"{row}:{row}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _head(sheet: Worksheet, summary: Summary, looks: Looks) -> int:
    """Title, verdict, entries and hints; returns the first free row."""
    looks.give(_spanning(sheet, 1, 1, summary.mark), "mark", font=Font(name=FONT, size=9, color="FF666666"), **_TEXT)
    looks.give(_spanning(sheet, 2, 1, summary.title), "title", font=Font(name=FONT, size=18, bold=True), **_TEXT)
    looks.give(_spanning(sheet, 3, 1, summary.meaning), "meaning", font=Font(name=FONT, size=11, bold=True), **_TEXT)
    sheet.row_dimensions[2].height = 32
    row = 4
    for label, value in summary.entries:
        looks.give(_text(sheet, row, 1, label), "label", font=Font(name=FONT, size=10, color="FF555555"), **_TEXT)
        looks.give(_spanning(sheet, row, LABEL_COLUMNS + 1, value), "value", font=Font(name=FONT, size=10), **_TEXT)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LABEL_COLUMNS)
        row += 1
    for hint in summary.hints:
        looks.give(_spanning(sheet, row, 1, hint), "hint", font=Font(name=FONT, size=10, bold=True), **_TEXT)
        row += 1
    return row + 1


def _spanning(sheet: Worksheet, row: int, column: int, value: str) -> Any:
    """A text that runs to the table's right edge, with its row as high as it needs."""
    cell = _text(sheet, row, column, value)
    sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=LAST_COLUMN)
    sheet.row_dimensions[row].height = LINE_HEIGHT * _lines(value, sum(WIDTHS[column - 1 : LAST_COLUMN]))
    return cell


def _table(sheet: Worksheet, row: int, summary: Summary, memory: list[tuple[str, str, str, str]], looks: Looks) -> None:
    for column, heading in enumerate(summary.headings, start=1):
        looks.give(_text(sheet, row, column, heading), "heading", font=_BOLD, fill=_GREY, border=_BOX, **_TEXT)
    sheet.row_dimensions[row].height = LINE_HEIGHT * 2
    for offset, (values, severity) in enumerate(zip(summary.rows, summary.severities, strict=True), start=1):
        _finding_row(sheet, row + offset, values, severity, looks)
    for offset, entry in enumerate(memory, start=1):
        cell = _text(sheet, row + offset, COLUMNS.index("memory") + 1, json.dumps(entry, ensure_ascii=False))
        looks.give(cell, "memory", **_TEXT)


def _finding_row(sheet: Worksheet, row: int, values: list[Any], severity: str, looks: Looks) -> None:
    for name, column, value in zip(COLUMNS, range(1, len(COLUMNS) + 1), values, strict=True):
        if not isinstance(value, str):
            looks.give(sheet.cell(row, column, value), "number", font=_PLAIN, border=_BOX, alignment=_CENTRED)
            continue
        cell = _text(sheet, row, column, value)
        if name == "severity":
            font = _BOLD if severity in ("fatal", "error") else _PLAIN
            looks.give(cell, (name, severity), font=font, fill=FILLS[severity], border=_BOX, **_TEXT)
        elif name == "reason":
            box = _TO_FILL_IN if severity == "warning" else _NOT_ASKED
            looks.give(cell, (name, severity == "warning"), font=_PLAIN, fill=box, border=_BOX, **_TEXT)
        elif name == "cell" and value and values[COLUMNS.index("sheet")] in sheet.parent.sheetnames:
            target = f"{quote_sheetname(values[COLUMNS.index('sheet')])}!{value}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
            looks.give(cell, "link", font=_LINK, border=_BOX, **_TEXT)
        else:
            looks.give(cell, "text", font=_PLAIN, border=_BOX, **_TEXT)
    needed = max(
        _lines(str(value), width) for value, width in zip(values[:LAST_COLUMN], WIDTHS[:LAST_COLUMN], strict=True)
    )
    sheet.row_dimensions[row].height = LINE_HEIGHT * needed + 4


def _text(sheet: Worksheet, row: int, column: int, value: str) -> Any:
    """A cell of text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = _legal(value)
    cell.data_type = "s"
    return cell


def _legal(value: str) -> str:
    """The text without control characters, which no workbook may hold."""
    return "".join(character for character in value if character >= " " or character in "\t\n")


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many places; a short one is not measured."""
    if 2.2 * len(text) < width - 1 and "\n" not in text:
        return 1
    return sum(max(1, ceil(display_width(line) * 1.08 / (width - 1))) for line in text.split("\n"))
