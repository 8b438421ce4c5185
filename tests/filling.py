"""A clerk at a generated workbook: chooses, types, ticks, and hands it in."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.form_templates import newest_forms
from planwatch.forms import Form
from planwatch.messages import load_messages
from planwatch.reporting.form_workbook import newest_moment, next_cutoff_date, write_forms
from planwatch.warehouse.connection import rehearse
from tests.county import County

ZH = load_messages("zh")
HEADINGS, FIRST_ROW = 5, 7
Row = dict[str, Any]


def make_forms(
    county: County, cutoff_date: date | None = None, known_at: datetime | None = None, unit: str | None = None
) -> dict[str, Path]:
    """The workbooks of every unit, by its code."""
    with rehearse(county.url) as connection:
        moment = known_at or newest_moment(connection)
        assert moment is not None
        day = cutoff_date or next_cutoff_date(connection, moment)
        paths = write_forms(connection, county.folder / "outbox", day, moment, ZH, unit)
    return {path.parents[1].name: path for path in paths}


def title(form_name: str) -> str:
    return ZH.say(f"receipt.form_names.{form_name}")


def places(sheet: Worksheet, form: Form) -> dict[str, int]:
    """Our column names and where their headings stand."""
    heads = {cell.value: cell.column for cell in sheet[HEADINGS]}
    return {column.name: heads[column.heading_zh] for column in form.columns if column.heading_zh in heads}


def form_sheets(book: Workbook) -> list[tuple[Form, Worksheet]]:
    return [(form, book[title(form.name)]) for form in newest_forms() if title(form.name) in book.sheetnames]


def rows(sheet: Worksheet, form: Form) -> list[tuple[int, Row]]:
    """The rows between headings and total or signature, by their numbers."""
    columns, found = places(sheet, form), []
    for number in range(FIRST_ROW, sheet.max_row + 1):
        if columns["cutoff_date"] and sheet.cell(number, columns["cutoff_date"]).value:
            found.append((number, {name: sheet.cell(number, place).value for name, place in columns.items()}))
    return found


def type_in(sheet: Worksheet, form: Form, number: int, values: Row) -> None:
    """Type values into a row; only unlocked cells can be typed into."""
    columns = places(sheet, form)
    for name, value in values.items():
        cell = sheet.cell(number, columns[name])
        assert not cell.protection.locked, f"{form.name}.{name} is locked"
        cell.value = value


def choices(sheet: Worksheet, form: Form, name: str) -> list[Any]:
    """What a column's dropdown offers."""
    letter = sheet.cell(HEADINGS, places(sheet, form)[name]).column_letter
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list" and f"{letter}{FIRST_ROW}" in validation.cells:
            if validation.formula1.startswith('"'):
                return validation.formula1.strip('"').split(",")
            sheet_name, _, cells = validation.formula1.replace("'", "").rpartition("!")
            return [cell.value for [cell] in sheet.parent[sheet_name][cells.replace("$", "")]]
    return []


def tick(sheet: Worksheet, answer: str = "是") -> None:
    assert not sheet["C3"].protection.locked
    sheet["C3"].value = answer


def hand_in(county: County, unit: str, book: Workbook, name: str) -> Path:
    path = county.inbox(unit) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def open_book(path: Path, *, values: bool = False) -> Workbook:
    """A workbook with its formulas, or with the values that they last had."""
    return load_workbook(path, data_only=values)
