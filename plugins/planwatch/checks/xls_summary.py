"""The summary as the first sheet of an old .xls book."""

from math import ceil
from typing import Any

import xlwt

from planwatch.checks.copy_summary import COLUMNS, HIDDEN, WIDTHS, Summary
from planwatch.checks.xls_styles import PATTERNS
from planwatch.domain.display import display_width

_LINE_HEIGHT = 290
_LAST = COLUMNS.index("reason")
_TEXT = "alignment: wrap on, vert top"
_BOXED = f"{_TEXT}; borders: left thin, right thin, top thin, bottom thin"


def add(book: xlwt.Workbook, summary: Summary) -> None:
    """Put the summary into a new book, before its other sheets."""
    sheet = book.add_sheet(summary.sheet_name, cell_overwrite_ok=True)
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.col(column).width, sheet.col(column).hidden = width * 256, name in HIDDEN
    sheet.show_grid, sheet.portrait, sheet.paper_size_code = False, False, 9
    sheet.fit_num_pages, sheet.fit_width_to_pages, sheet.fit_height_to_pages = True, 1, 0
    sheet.header_str = sheet.footer_str = b""
    _spanning(sheet, 0, 0, summary.mark, xlwt.easyxf(f"font: height 180; {_TEXT}"))
    _spanning(sheet, 1, 0, summary.title, xlwt.easyxf("font: bold on, height 360"))
    _spanning(sheet, 2, 0, summary.meaning, xlwt.easyxf(f"font: bold on; {_TEXT}"))
    sheet.row(1).height = 2 * _LINE_HEIGHT
    row = 3
    for label, value in summary.entries:
        sheet.write_merge(row, row, 0, 1, label, xlwt.easyxf(_TEXT))
        _spanning(sheet, row, 2, value, xlwt.easyxf(_TEXT))
        row += 1
    for hint in summary.hints:
        _spanning(sheet, row, 0, hint, xlwt.easyxf(f"font: bold on; {_TEXT}"))
        row += 1
    if summary.rows:
        _table(sheet, row + 1, summary)


def _spanning(sheet: Any, row: int, column: int, value: str, style: xlwt.XFStyle) -> None:
    sheet.write_merge(row, row, column, _LAST, value, style)
    set_height(sheet, row, lines_of(value, sum(WIDTHS[column : _LAST + 1])))


def _table(sheet: Any, first_row: int, summary: Summary) -> None:
    plain, heading = xlwt.easyxf(_BOXED), xlwt.easyxf(f"font: bold on; {_BOXED}")
    kinds = {severity: _marked(severity) for severity in PATTERNS}
    for column, said in enumerate(summary.headings):
        sheet.write(first_row, column, said, heading)
    set_height(sheet, first_row, 2)
    for offset, (values, severity) in enumerate(zip(summary.rows, summary.severities, strict=True), start=1):
        for column, value in enumerate(values):
            sheet.write(first_row + offset, column, value, kinds[severity] if COLUMNS[column] == "severity" else plain)
        shown = zip(values[: _LAST + 1], WIDTHS[: _LAST + 1], strict=True)
        set_height(sheet, first_row + offset, max(lines_of(str(value), width) for value, width in shown))


def _marked(severity: str) -> xlwt.XFStyle:
    style = xlwt.easyxf(_BOXED)
    style.font.bold = severity in ("fatal", "error")
    style.pattern.pattern, colour = xlwt.Pattern.SOLID_PATTERN, PATTERNS[severity][1]
    style.pattern.pattern_fore_colour = colour
    return style


def set_height(sheet: Any, row: int, lines: int) -> None:
    """Make a row as high as so many lines of text."""
    sheet.row(row).height, sheet.row(row).height_mismatch = _LINE_HEIGHT * lines + 40, True


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many places."""
    return sum(max(1, ceil(display_width(line) * 1.08 / (width - 1))) for line in text.split("\n"))
