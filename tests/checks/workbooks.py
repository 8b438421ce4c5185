"""What a clerk does with a file in its own program: opens it, changes a cell, saves it. In every format."""

import csv
import io
from pathlib import Path
from typing import Any

import xlrd
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet, load
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string

from planwatch.checks import ods_grid
from planwatch.domain.spreadsheet import column_number


def ods_file(path: Path, cells: list[list[Any]], sheet_name: str = "Sheet1") -> Path:
    """An OpenDocument book of one table."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet_name)
    for row in cells:
        line = TableRow()
        for value in row:
            line.addElement(_cell(value))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def _cell(value: Any) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=str(value))
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def place(name: str) -> tuple[int, int]:
    """C7 → column 2 from 0, row 7 from 1."""
    letters, row = coordinate_from_string(name)
    return column_number(letters) - 1, row


def mend(source: Path, target: Path, cell: str, value: Any, encoding: str = "utf-8-sig", sheet: int = -1) -> Path:
    """Save a file again with one cell changed; of a workbook, in its last sheet unless another is named."""
    target.parent.mkdir(parents=True, exist_ok=True)
    column, row = place(cell)
    if source.suffix == ".xlsx":
        book = load_workbook(source)
        book.worksheets[sheet][cell] = value
        book.save(target)
    elif source.suffix == ".xls":
        _mend_xls(source, target, column, row, value, sheet)
    elif source.suffix == ".ods":
        _mend_ods(source, target, column, row, value, sheet)
    else:
        text = source.read_bytes().decode(encoding)
        delimiter = "\t" if source.suffix == ".tsv" else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        rows[row - 1][column] = str(value)
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=delimiter).writerows(rows)
        target.write_bytes(written.getvalue().encode(encoding))
    return target


def _mend_xls(source: Path, target: Path, column: int, row: int, value: Any, sheet: int) -> None:
    book, saved = xlrd.open_workbook(str(source)), xlwt.Workbook()
    for number, kept in enumerate(book.sheets()):
        copy = saved.add_sheet(kept.name, cell_overwrite_ok=True)
        for i in range(kept.nrows):
            for j in range(kept.ncols):
                copy.write(i, j, kept.cell_value(i, j) if kept.cell_type(i, j) else None)
        if number == sheet % book.nsheets:
            copy.write(row - 1, column, value)
    saved.save(str(target))


def _mend_ods(source: Path, target: Path, column: int, row: int, value: Any, sheet: int) -> None:
    document = load(str(source))
    table = document.spreadsheet.getElementsByType(Table)[sheet]
    cell = ods_grid.cell_at(table, row, column)
    made = _cell(value)
    made.attributes |= {key: kept for key, kept in cell.attributes.items() if key[1] == "style-name"}
    cell.parentNode.insertBefore(made, cell)
    cell.parentNode.removeChild(cell)
    document.save(str(target))


def contents(path: Path, encoding: str = "utf-8-sig") -> list[tuple[str, list[list[Any]]]]:
    """Sheets as name and rows of what a reader of the file sees; a text file is one sheet without a name."""
    if path.suffix in (".csv", ".tsv"):
        delimiter = "\t" if path.suffix == ".tsv" else ","
        text = path.read_bytes().decode(encoding)
        return [("", list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))]
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
