"""The finance bureau's workbook of one published day: a sheet per subject, A4 landscape, ready to print and sign.

What the sheets hold is data: include/finance_workbook.yaml names columns, include/sql/workbook their rows,
include/messages their words. Figures are rounded half up here, once; what cannot be known is a dash, never zero.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planwatch import paths
from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.reporting.data_package import NotPublishedError
from planwatch.reporting.sheet_values import shown_value
from planwatch.reporting.workbook_bytes import steady_bytes
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

FONT = "宋体"
NUMBER_FORMATS = {
    "money": "#,##0.00",
    "ratio": "0.00%",
    "index": "0.000",
    "days": "#,##0",
    "count": "#,##0",
    "quantity": "#,##0.##",
    "score": "0.00",
    "date": "yyyy-mm-dd",
}
CENTRED_KINDS = {"code", "light", "date", "count"}
FIRST_ROW = 4
_THIN = Border(*(Side(style="thin", color="808080") for _ in range(4)))
_HEADING = PatternFill("solid", fgColor="D9D9D9")
_SUM = PatternFill("solid", fgColor="F2F2F2")


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet: where its value stands in the query's row, how it is shown, how wide it is."""

    name: str
    kind: str
    width: float
    catalogue: str = ""


@cache
def described_sheets() -> dict[str, tuple[SheetColumn, ...]]:
    """Every sheet of the workbook with its columns, in their order."""
    entries = yaml.safe_load((paths.INCLUDE / "finance_workbook.yaml").read_text(encoding="utf-8"))
    return {entry["sheet"]: tuple(SheetColumn(**column) for column in entry["columns"]) for entry in entries}


def write_finance_workbook(connection: Connection, as_of_date: date, folder: Path, messages: Messages) -> Path:
    """Write the workbook of a published day into a folder; the same publication gives the same bytes.

    Raises NotPublishedError.
    """
    programme = queries.rows_filled(
        connection, "reporting/programme_evaluation.sql", {"schema": "marts"}, as_of_date=as_of_date
    )
    if not programme:
        raise NotPublishedError(as_of_date)
    known_at = f"{programme[0]['known_at'].astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    mark = messages.say(
        "workbook.mark",
        **programme[0] | {"known_at": known_at},
        received=programme[0]["returns_received_count"],
        due=programme[0]["returns_due_count"],
    )
    book = Workbook()
    book.remove(book.active)
    for name, columns in described_sheets().items():
        rows = queries.rows(connection, f"workbook/{name}.sql", as_of_date=as_of_date)
        _write_sheet(book.create_sheet(messages.say(f"workbook.tab.{name}")), name, columns, rows, mark, messages)
    path = folder / messages.say("workbook.file_name", as_of_date=as_of_date)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(steady_bytes(book))
    return path


def _write_sheet(
    sheet: Worksheet,
    name: str,
    columns: tuple[SheetColumn, ...],
    rows: list[dict[str, Any]],
    mark: str,
    messages: Messages,
) -> None:
    _write_head(sheet, name, columns, mark, messages)
    for row_number, row in enumerate(rows, start=FIRST_ROW):
        is_sum = bool(row.get("is_sum"))
        for position, column in enumerate(columns, start=1):
            value = shown_value(column.kind, column.catalogue, row.get(column.name), messages)
            if is_sum and value is None and column.kind == "text":
                value = messages.say("workbook.sum")
            _write_cell(sheet, row_number, position, column, value, is_sum)
        sheet.row_dimensions[row_number].height = _height(columns, row_number, sheet)
    _set_up_print(sheet, columns, FIRST_ROW + len(rows), messages)


def _write_head(sheet: Worksheet, name: str, columns: tuple[SheetColumn, ...], mark: str, messages: Messages) -> None:
    last = get_column_letter(len(columns))
    for row_number, said, size in ((1, messages.say(f"workbook.title.{name}"), 16), (2, mark, 9)):
        sheet.merge_cells(f"A{row_number}:{last}{row_number}")
        cell = sheet.cell(row_number, 1, said)
        cell.font = Font(name=FONT, size=size, bold=row_number == 1)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 28
    sheet.row_dimensions[3].height = 34
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(3, position, messages.say(f"workbook.heading.{name}.{column.name}"))
        cell.font, cell.fill, cell.border = Font(name=FONT, size=10, bold=True), _HEADING, _THIN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(position)].width = column.width


def _write_cell(
    sheet: Worksheet, row_number: int, position: int, column: SheetColumn, value: Any, is_sum: bool
) -> None:
    cell = sheet.cell(row_number, position)
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    else:
        cell.value = float(value) if isinstance(value, Decimal) else value
    cell.font, cell.border = Font(name=FONT, size=10, bold=is_sum), _THIN
    if is_sum:
        cell.fill = _SUM
    is_figure = column.kind in NUMBER_FORMATS and column.kind not in CENTRED_KINDS
    horizontal = "right" if is_figure else "center" if column.kind in CENTRED_KINDS else "left"
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=not is_figure)
    if column.kind in NUMBER_FORMATS:
        cell.number_format = NUMBER_FORMATS[column.kind]


def _height(columns: tuple[SheetColumn, ...], row_number: int, sheet: Worksheet) -> float:
    """High enough for the longest text of the row: printed pages clip what does not fit."""
    from planwatch.domain.display import display_width

    most = 1
    for position, column in enumerate(columns, start=1):
        value = sheet.cell(row_number, position).value
        if isinstance(value, str):
            most = max(
                most, sum(-(-display_width(line) // max(1, int(column.width) - 1)) for line in value.split("\n"))
            )
    return 6 + 14 * most


def _set_up_print(sheet: Worksheet, columns: tuple[SheetColumn, ...], last_row: int, messages: Messages) -> None:
    sheet.merge_cells(start_row=last_row + 1, start_column=1, end_row=last_row + 1, end_column=len(columns))
    sheet.cell(last_row + 1, 1, messages.say("workbook.signature")).font = Font(name=FONT, size=10)
    sheet.row_dimensions[last_row + 1].height = 30
    sheet.cell(last_row + 1, 1).alignment = Alignment(vertical="center")
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.print_title_rows = "1:3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = messages.say("workbook.page")
