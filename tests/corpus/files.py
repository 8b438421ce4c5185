"""Grids → files of every kind that comes: workbooks of three formats, text in four encodings and delimiters."""

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.corpus.deeds import Formula, FormulaError
from tests.corpus.headings import Grid

SUFFIXES = {
    "xlsx": ".xlsx",
    "xls": ".xls",
    "ods": ".ods",
    "tsv": ".tsv",
    "csv in UTF-8": ".csv",
    "csv with BOM": ".csv",
    "csv in GB18030": ".csv",
}
ENCODINGS = {"csv in UTF-8": "utf-8", "csv with BOM": "utf-8-sig", "csv in GB18030": "gb18030", "tsv": "utf-8"}
_XLS_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


def write_file(path: Path, sheets: list[Grid], kind: str) -> None:
    """Write a return; a text file holds its last sheet only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    {"xlsx": _xlsx, "xls": _xls, "ods": _ods}.get(kind, _text)(path, sheets, kind)


def _text(path: Path, sheets: list[Grid], kind: str) -> None:
    target = io.StringIO(newline="")
    rows = [["" if cell is None else _shown(cell) for cell in row] for row in sheets[-1].cells]
    if kind == "tsv":
        target.writelines("\t".join(map(_quoted, row)) + "\r\n" for row in rows)
    else:
        csv.writer(target).writerows(rows)
    path.write_bytes(target.getvalue().encode(ENCODINGS[kind]))


def _quoted(cell: str) -> str:
    """As Excel quotes in its tab-separated text: what holds a comma, too."""
    return f'"{cell}"' if "," in cell else cell


def _shown(cell: Any) -> str:
    if isinstance(cell, Formula):
        return str(cell.value)
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell.text if isinstance(cell, FormulaError) else str(cell)


def _xlsx(path: Path, sheets: list[Grid], _: str) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    cached: dict[str, str] = {}
    for grid in sheets:
        sheet = book.create_sheet(grid.name)
        for row_number, row in enumerate(grid.cells, start=1):
            for position, cell in enumerate(row, start=1):
                if isinstance(cell, Formula):
                    if cell.value is not None:
                        cached[cell.text] = str(cell.value)
                    cell = f"={cell.text}"
                if cell is not None:
                    sheet.cell(row_number, position, cell.text if isinstance(cell, FormulaError) else cell)
        for top, left, bottom, right in grid.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for index in grid.hidden:
            sheet.row_dimensions[index + 1].hidden = True
        for index in grid.hidden_columns:
            sheet.column_dimensions[get_column_letter(index + 1)].hidden = True
    book.save(path)
    if cached:
        _remember_values(path, cached)


def _remember_values(path: Path, cached: dict[str, str]) -> None:
    """Put the last computed values beside the formulas, as every spreadsheet program does."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, content in parts.items():
        if name.startswith("xl/worksheets/"):
            text = content.decode()
            for formula, value in cached.items():
                found = re.escape(f"<f>{formula}</f>") + r"<v\s*/?>(</v>)?"
                text = re.sub(found, f"<f>{formula}</f><v>{value}</v>", text)
            parts[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _xls(path: Path, sheets: list[Grid], _: str) -> None:
    import xlwt

    book = xlwt.Workbook()
    day_style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for grid in sheets:
        sheet = book.add_sheet(grid.name)
        covered = set()
        for top, left, bottom, right in grid.merged:
            sheet.write_merge(top, bottom, left, right, grid.cells[top][left])
            covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        for index, row in enumerate(grid.cells):
            for position, cell in enumerate(row):
                if (index, position) in covered or cell is None:
                    continue
                if isinstance(cell, FormulaError):
                    sheet.row(index).set_cell_error(position, _XLS_ERRORS[cell.text])
                elif isinstance(cell, date):
                    sheet.write(index, position, cell, day_style)
                else:
                    sheet.write(index, position, cell.value if isinstance(cell, Formula) else cell)
        for index in grid.hidden:
            sheet.row(index).hidden = True
        for index in grid.hidden_columns:
            sheet.col(index).hidden = True
    book.save(str(path))


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"><office:automatic-styles>'
    '<number:date-style style:name="D"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '</number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="D"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{0}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


_COLLAPSED = ' table:visibility="collapse"'


def _ods(path: Path, sheets: list[Grid], _: str) -> None:
    tables = "".join(_ods_table(grid) for grid in sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _ODS_TYPE, compress_type=zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _ODS_MANIFEST.format(_ODS_TYPE))
        package.writestr("content.xml", _ODS_HEAD + tables + _ODS_FOOT)


def _ods_table(grid: Grid) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merged}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    rows = []
    for index, row in enumerate(grid.cells):
        cells = "".join(
            "<table:covered-table-cell/>" if (index, at) in covered else _ods_cell(cell, spans.get((index, at)))
            for at, cell in enumerate(row or [None])
        )
        visibility = _COLLAPSED if index in grid.hidden else ""
        rows.append(f"<table:table-row{visibility}>{cells}</table:table-row>")
    columns = "".join(
        f"<table:table-column{_COLLAPSED if index in grid.hidden_columns else ''}/>"
        for index in range(max(map(len, grid.cells)))
    )
    return f'<table:table table:name="{grid.name}">{columns}{"".join(rows)}</table:table>'


def _ods_cell(cell: Any, span: tuple[int, int] | None) -> str:
    from xml.sax.saxutils import escape

    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{spanned}/>"
    if isinstance(cell, Formula) and cell.value is None:
        return f'<table:table-cell{spanned} table:formula="of:={cell.text}"/>'
    if isinstance(cell, Formula):
        kind, text = (
            f' table:formula="of:={cell.text}" office:value-type="float" office:value="{cell.value}"',
            cell.value,
        )
    elif isinstance(cell, FormulaError):
        formula = "of:=1/0" if cell.text == "#DIV/0!" else "of:=#REF!"
        kind = (
            f' table:formula="{formula}" office:value-type="string" office:string-value="" calcext:value-type="error"'
        )
        text = cell.text
    elif isinstance(cell, date):
        kind, text = f' table:style-name="day" office:value-type="date" office:date-value="{cell}"', cell
    elif isinstance(cell, bool):
        shown = str(cell).lower()
        kind, text = f' office:value-type="boolean" office:boolean-value="{shown}"', shown.upper()
    elif isinstance(cell, int | float):
        kind, text = f' office:value-type="float" office:value="{cell}"', cell
    else:
        kind, text = ' office:value-type="string"', cell
    return f"<table:table-cell{spanned}{kind}><text:p>{escape(str(text))}</text:p></table:table-cell>"
