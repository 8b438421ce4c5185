"""A subject of the finance bureau's workbook as one table: columns of a yaml file, rows of a query."""

from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

import yaml
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planwatch import paths
from planwatch.messages import Messages
from planwatch.reporting.sheet_values import shown_value
from planwatch.reporting.workbook_style import (
    HEADING,
    SUM,
    fill_cell,
    fill_line,
    fill_note,
    pieces,
    row_height,
    set_up_print,
)

FIRST_ROW = 4


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet: where its value stands in the query's row, how it is shown, how wide it is.

    `of_sums` is False for what a sum says nothing of. `reason`: where its row keeps the code of why there is no value;
    its words are shown in the value's place.
    """

    name: str
    kind: str
    width: float
    catalogue: str = ""
    of_sums: bool = True
    reason: str = ""


@cache
def described_sheets() -> dict[str, tuple[SheetColumn, ...]]:
    """Every table of the workbook with its columns, in their order."""
    entries = yaml.safe_load((paths.INCLUDE / "finance_workbook.yaml").read_text(encoding="utf-8"))
    return {entry["sheet"]: tuple(SheetColumn(**column) for column in entry["columns"]) for entry in entries}


def write_table(sheet: Worksheet, name: str, rows: list[dict[str, Any]], mark: str, messages: Messages) -> None:
    """Fill a sheet: title, mark, headings, rows, and the line to sign on. No rows are said to be none."""
    columns = described_sheets()[name]
    _write_head(sheet, name, columns, mark, messages)
    last_row = FIRST_ROW
    for row in rows:
        last_row += _write_row(sheet, last_row, columns, row, messages)
    if not rows:
        last_row += 1
        fill_line(sheet, FIRST_ROW, len(columns), messages.say("workbook.nothing"), 10, 24)
    fill_note(sheet, last_row, len(columns), messages.say("workbook.signature"))
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.print_title_rows = "1:3"
    set_up_print(sheet, messages)


def _write_head(sheet: Worksheet, name: str, columns: tuple[SheetColumn, ...], mark: str, messages: Messages) -> None:
    fill_line(sheet, 1, len(columns), messages.say(f"workbook.title.{name}"), 16, 30)
    fill_line(sheet, 2, len(columns), mark, 9, 28)
    headings = [messages.say(f"workbook.heading.{name}.{column.name}") for column in columns]
    for position, (column, heading) in enumerate(zip(columns, headings, strict=True), start=1):
        fill_cell(sheet.cell(3, position), heading, "label", is_bold=True, fill=HEADING)
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.row_dimensions[3].height = max(
        34, row_height([(heading, column.width) for column, heading in zip(columns, headings, strict=True)])
    )


def _write_row(
    sheet: Worksheet, row_number: int, columns: tuple[SheetColumn, ...], row: dict[str, Any], messages: Messages
) -> int:
    """Write a row and say how many it took: a text too long for one row goes on in the next, under its own column."""
    sum_of = row.get("sum_of")
    is_named = False
    kinds: list[str] = []
    shown: list[list[Any]] = []
    for column in columns:
        value = shown_value(column.kind, column.catalogue, row.get(column.name), messages)
        if sum_of and column.kind == "text" and row.get(column.name) is None:
            value = "" if is_named else messages.say(f"workbook.sum.{sum_of}")
            is_named = True
        elif sum_of and not column.of_sums:
            value = ""
        why = row.get(column.reason) if column.reason and row.get(column.name) is None else None
        if why:
            value = messages.say(f"figures.reason.{why}")
        kinds.append("label" if why else column.kind)
        shown.append(list(pieces(value, column.width)) if isinstance(value, str) else [value])
    for offset, values in enumerate(zip_longest(*shown)):
        for position, (kind, value) in enumerate(zip(kinds, values, strict=True), start=1):
            cell = sheet.cell(row_number + offset, position)
            fill_cell(cell, value, kind, is_bold=bool(sum_of), fill=SUM if sum_of else None)
        sheet.row_dimensions[row_number + offset].height = row_height(
            [(value, column.width) for column, value in zip(columns, values, strict=True)]
        )
    return max(len(of_column) for of_column in shown)
