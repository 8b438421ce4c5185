"""Small returns as clerks would make them: rows under our column names, figures in the form's units (万元, %, 万m²)."""

import csv
import io
from pathlib import Path
from typing import Any

from planwatch.forms import Form, load_forms

Row = dict[str, Any]
PROGRESS_ROW: Row = {
    "project_text": "石门小区",
    "item_text": "道路改造",
    "cutoff_date": "2021-06-30",
    "completed_percent": 60,
    "investment_amount": 547.5,
}
SPENDING_ROW: Row = {
    "project_text": "石门小区",
    "source_text": "县级财政资金",
    "document_number": "青财建〔2021〕1号",
    "cutoff_date": "2021-06-30",
    "allocated_amount": 1800,
    "arrived_amount": 1620,
    "paid_amount": 1530,
}


def progress_file(path: Path, rows: list[Row], **options: Any) -> Path:
    """A progress return; each row changes a plain good row."""
    return _write(path, "progress", [PROGRESS_ROW | row for row in rows], **options)


def spending_file(path: Path, rows: list[Row], **options: Any) -> Path:
    """A spending return; each row changes a plain good row."""
    return _write(path, "spending", [SPENDING_ROW | row for row in rows], **options)


def form_file(path: Path, form_name: str, rows: list[Row], **options: Any) -> Path:
    """A return of any form, of whole rows."""
    return _write(path, form_name, rows, **options)


def table(form_name: str, rows: list[Row], headings: str = "zh", titles: tuple[str, ...] = ()) -> list[list[Any]]:
    """The cells of a sheet: title rows, headings of the columns that any row uses, then the rows."""
    form = next(form for form in load_forms() if form.name == form_name)
    used = [column for column in form.columns if any(column.name in row for row in rows)]
    heads = [column.heading_zh if headings == "zh" else _english(form, column.name) for column in used]
    return [[title] for title in titles] + [heads] + [[row.get(column.name) for column in used] for row in rows]


def _english(form: Form, name: str) -> str:
    column = next(column for column in form.columns if column.name == name)
    return next(heading for heading in sorted(column.headings) if heading.isascii())


def _write(
    path: Path,
    form_name: str,
    rows: list[Row],
    headings: str = "zh",
    encoding: str = "utf-8-sig",
    titles: tuple[str, ...] = (),
    below: tuple[list[Any], ...] = (),
) -> Path:
    cells = table(form_name, rows, headings, titles) + list(below)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(cells)
        path.write_bytes(text.getvalue().encode(encoding))
    elif path.suffix == ".xlsx":
        _xlsx(path, cells)
    else:
        _xls(path, cells)
    return path


def _xlsx(path: Path, cells: list[list[Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in cells:
        book.active.append(row)
    book.save(path)


def _xls(path: Path, cells: list[list[Any]]) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for row_number, row in enumerate(cells):
        for position, cell in enumerate(row):
            if cell is not None:
                sheet.write(row_number, position, cell)
    book.save(str(path))
