"""Puts #REF! and its like back where the reader of workbooks saw an empty cell: an error is no blank.

Most files have none and are not read again.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

Place = tuple[str, int, int, str]


def restore_formula_errors(path: Path, sheets: list[Any]) -> None:
    """Write each error into its cell of `sheets`, which were read from `path`; other cells stay as they are."""
    rows = {sheet.name: sheet.rows for sheet in sheets}
    finder = {".xlsx": _of_xlsx, ".xls": _of_xls, ".ods": _of_ods}[path.suffix.lower()]
    for name, row, column, error in finder(path):
        if row < len(rows.get(name, [])):
            cells = rows[name][row]
            cells += [""] * (column + 1 - len(cells))
            cells[column] = error


def _of_xlsx(path: Path) -> Iterator[Place]:
    import openpyxl

    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        if not any(b't="e"' in package.read(part) for part in parts):
            return
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "e":
                    yield sheet.title, cell.row - 1, cell.column - 1, cell.value
    book.close()


def _of_xls(path: Path) -> Iterator[Place]:
    import xlrd

    try:
        book = xlrd.open_workbook(path, on_demand=True)
    except (xlrd.XLRDError, NotImplementedError):
        return
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                if kind == xlrd.XL_CELL_ERROR:
                    yield sheet.name, row, column, xlrd.error_text_from_code[sheet.cell_value(row, column)]


def _of_ods(path: Path) -> Iterator[Place]:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as package:
        content = package.read("content.xml")
    if b'value-type="error"' not in content:
        return
    for table in ElementTree.fromstring(content).iter(f"{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        row_number = 0
        for row in table.iter(f"{_TABLE}table-row"):
            for column, error in _errors_of_row(row):
                yield name, row_number, column, error
            row_number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def _errors_of_row(row: ElementTree.Element) -> Iterator[tuple[int, str]]:
    position = 0
    for cell in row:
        if cell.get(f"{_CALC}value-type") == "error":
            yield position, "".join(cell.itertext()).strip()
        position += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
