"""How the finance bureau's workbook looks: one font, thin borders, A4 landscape, rows high enough for their text."""

from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.domain.display import display_width
from planwatch.messages import Messages
from planwatch.reporting.cell_contents import put

FONT = "宋体"
NUMBER_FORMATS = {
    "money": "#,##0.00",
    "ratio": "0.00%",
    "points": "0.00",
    "index": "0.000",
    "days": "#,##0",
    "count": "#,##0",
    "quantity": "#,##0.##",
    "length": "#,##0.00",
    "score": "0.00",
    "date": "yyyy-mm-dd",
}
CENTRED_KINDS = {"code", "light", "date", "count", "score", "label"}
HEADING = PatternFill("solid", fgColor="D9D9D9")
SUM = PatternFill("solid", fgColor="F2F2F2")
_THIN = Border(*(Side(style="thin", color="808080") for _ in range(4)))
_LINE_HEIGHT = 14
_MOST_LINES = 26  # a row of a workbook is at most 409 points high


def fill_cell(
    cell: Cell, value: Any, kind: str = "text", *, is_bold: bool = False, fill: PatternFill | None = None
) -> None:
    """Put a shown value into a bordered cell, formatted by its kind; text that begins like a formula stays text."""
    put(cell, float(value) if isinstance(value, Decimal) else value)
    cell.font, cell.border = Font(name=FONT, size=10, bold=is_bold), _THIN
    if fill:
        cell.fill = fill
    is_figure = kind in NUMBER_FORMATS and kind not in CENTRED_KINDS
    horizontal = "right" if is_figure else "center" if kind in CENTRED_KINDS else "left"
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=not is_figure)
    if kind in NUMBER_FORMATS:
        cell.number_format = NUMBER_FORMATS[kind]


def fill_line(sheet: Worksheet, row_number: int, width: int, said: str, size: int, height: float) -> None:
    """A centred line over the whole width of a sheet; the largest is bold."""
    sheet.merge_cells(start_row=row_number, start_column=1, end_row=row_number, end_column=width)
    cell = sheet.cell(row_number, 1)
    put(cell, said)
    cell.font = Font(name=FONT, size=size, bold=size > 12)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[row_number].height = height


def fill_note(sheet: Worksheet, row_number: int, width: int, said: str, height: float = 30) -> None:
    """A line below a table, from the left: who made it, who checked it."""
    sheet.merge_cells(start_row=row_number, start_column=1, end_row=row_number, end_column=width)
    cell = sheet.cell(row_number, 1)
    put(cell, said)
    cell.font, cell.alignment = Font(name=FONT, size=10), Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row_number].height = height


def row_height(texts: list[tuple[Any, float]]) -> float:
    """High enough for the longest of a row's texts, each with the width of its cell: paper clips what does not fit."""
    most = 1
    for value, width in texts:
        if isinstance(value, str):
            room = max(1, int(width) - 1)
            most = max(most, sum(len(_wrapped(line, room)) for line in value.split("\n")))
    return 6 + _LINE_HEIGHT * most


def pieces(text: str, width: float) -> list[str]:
    """A text cut so that each piece fits into one row of a column this wide; most texts are one piece."""
    room = max(1, int(width) - 1)
    found, lines = [""], 0
    for number, paragraph in enumerate(text.split("\n")):
        for position, line in enumerate(_wrapped(paragraph, room)):
            if lines == _MOST_LINES:
                found.append("")
                lines = 0
            begins_paragraph = number > 0 and position == 0 and lines > 0
            found[-1] += f"\n{line}" if begins_paragraph else line
            lines += 1
    return found


def _wrapped(paragraph: str, room: int) -> list[str]:
    """A paragraph in lines that take no more than this room; an empty one is one empty line."""
    lines, taken = [""], 0
    for character in paragraph:
        width = display_width(character)
        if taken + width > room and lines[-1]:
            lines.append("")
            taken = 0
        lines[-1] += character
        taken += width
    return lines


def set_up_print(sheet: Worksheet, messages: Messages) -> None:
    """A4 landscape, as many pages as it takes at the paper's width, numbered."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.9, 0.4
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = messages.say("workbook.page")
