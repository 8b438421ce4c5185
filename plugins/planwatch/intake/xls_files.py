"""Old workbooks (.xls, and .et of WPS), BIFF 2 to 8, with what their cells show."""

import io
from pathlib import Path
from typing import Any

from planwatch.intake.number_formats import shows_percent
from planwatch.intake.raw_sheets import Markings, Opened, Sheet, UnreadableFileError, as_percent
from planwatch.limits import load_limits

_PASSWORDS = ("encrypted", "password")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read_xls(path: Path) -> Opened:
    """The sheets of an old workbook, formulas as last calculated. Raises UnreadableFileError."""
    import xlrd

    content = path.read_bytes()
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            formatting_info=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except UnreadableFileError:
        raise
    except MemoryError:
        raise
    except Exception as fault:  # xlrd meets damage with whatever its own code raises
        is_locked = any(word in str(fault).lower() for word in _PASSWORDS)
        raise UnreadableFileError("password" if is_locked else "damaged") from fault
    return Opened("xls", sheets, has_links=_has_links(book), has_macros=_MACROS in content)


def _sheet(book: Any, sheet: Any) -> Sheet:
    if sum(sheet.row_len(index) for index in range(sheet.nrows)) > load_limits().most_cells:
        raise UnreadableFileError("too_many_cells")
    percents = {
        index
        for index, style in enumerate(book.xf_list)
        if shows_percent(getattr(book.format_map.get(style.format_key), "format_str", ""))
    }
    rows = [
        [_shown(book, cell, cell.xf_index in percents) for cell in sheet.row(index)] for index in range(sheet.nrows)
    ]
    markings = Markings(
        is_hidden=sheet.visibility != 0,
        hidden_rows=[index for index, row in sheet.rowinfo_map.items() if row.hidden],
        hidden_columns=[index for index, column in sheet.colinfo_map.items() if column.hidden],
        merged=[(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells],
    )
    return Sheet(sheet.name, rows, markings)


def _shown(book: Any, cell: Any, is_percent: bool) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return as_percent(cell.value) if is_percent else cell.value
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _date(book, cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    return cell.value if cell.ctype == xlrd.XL_CELL_TEXT else ""


def _date(book: Any, serial: float) -> Any:
    """A day; the bare number where the serial is none, as Excel then shows #####."""
    import xlrd

    try:
        return xlrd.xldate_as_datetime(serial, book.datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return serial


def _has_links(book: Any) -> bool:
    from xlrd.book import SUPBOOK_EXTERNAL

    return SUPBOOK_EXTERNAL in (getattr(book, "_supbook_types", None) or [])
