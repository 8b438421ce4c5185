"""A sheet of a known form → typed lines and the findings of reading them."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from planwatch.domain.finding import Finding
from planwatch.domain.money import to_yuan
from planwatch.domain.spreadsheet import cell_name
from planwatch.form_templates import has_template, load_template
from planwatch.forms import Column
from planwatch.intake.dates import read_date
from planwatch.intake.files import Sheet
from planwatch.intake.forms import Layout, described
from planwatch.intake.no_change import YES_NO, NoChange, is_ticked, stated_cutoff
from planwatch.intake.numbers import FORMULA_ERRORS, CellReading, read_number
from planwatch.intake.text import as_text, normalised
from planwatch.intake.totals import RunningTotals

SQUARE_METRES_IN_TEN_THOUSAND = Decimal(10_000)
NUMBER_TYPES = {"percent", "money", "count", "area", "length", "year"}
_NOTE = re.compile(
    r"(注|备注|说明|填报|填表|制表|审核|审批|联系|统计|单位|分管|报出|负责|日期)[^:：]{0,8}[:：]|注\d*[、.]"
)


@dataclass
class SheetLines:
    """The lines of one sheet, each a dictionary under our column names, and what reading them found.

    `layout` says where the columns stood; `reasons` are what a returned copy's boxes say to earlier warnings.
    """

    form: str
    sheet_name: str = ""
    lines: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    no_change: NoChange | None = None
    layout: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


def read_lines(sheet: Sheet, layout: Layout) -> SheetLines:
    """Type every row below the headings. Blank rows and notes are passed over; 合计 rows are checked and dropped.

    So are rows that hold nothing but what the template fills in: they report nothing. Under a tick of 本期无变化 they
    stay, for the last accepted figures are to be put into them.
    """
    rows_above = sheet.rows[: layout.heading_rows[0]]
    has_tick = is_ticked(rows_above)
    result = SheetLines(layout.form.name, sheet.name, layout=described(layout, sheet))
    totals = RunningTotals(layout)
    for index in range(layout.heading_rows[-1] + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if _is_blank(row) or _is_note(row, layout):
            continue
        reading = _read_row(sheet, layout, index)
        if totals.is_total(row):
            for column, facts in totals.disagreements(reading.values, totals.is_part(row)):
                facts |= _place(column, layout, index)
                result.findings.append(Finding("F03", facts, layout.form.name, sheet.name, index + 1, column.name))
            continue
        totals.add(reading.values)
        if not has_tick and _is_unfilled(row, layout):
            continue
        result.lines.append(reading.line)
        result.findings.extend(reading.findings)
    if has_tick:
        days = [line["cutoff_date"] for line in result.lines if line["cutoff_date"]]
        cutoff_date = max(days, default=None) or stated_cutoff(rows_above)
        result.no_change = NoChange(cutoff_date, len(sheet.rows), _repeats(layout))
    return result


@dataclass
class _RowReading:
    line: dict[str, Any]
    values: dict[str, Any]
    findings: list[Finding]


def _read_row(sheet: Sheet, layout: Layout, index: int) -> _RowReading:
    row = sheet.rows[index]
    values: dict[str, Any] = {}
    unreadable: list[str] = []
    findings: list[Finding] = []
    cells: dict[str, str] = {}
    for column in layout.form.columns:
        position = layout.places.get(column.name)
        cell = row[position] if position is not None and position < len(row) else None
        if position is not None:
            cells[column.heading_zh] = as_text(cell)
        reading = _read_cell(cell, column)
        values[column.name] = reading.value
        if not reading.is_readable:
            unreadable.append(column.name)
        for rule_id in reading.notes:
            facts = {"value": as_text(cell), "read": str(reading.value)} | _place(column, layout, index)
            findings.append(Finding(rule_id, facts, layout.form.name, sheet.name, index + 1, column.name))
    line = values | {
        "sheet_name": sheet.name,
        "row_number": index + 1,
        "cells": cells,
        "unreadable_columns": unreadable,
    }
    return _RowReading(line, values, findings)


def _read_cell(cell: Any, column: Column) -> CellReading:
    if column.type in NUMBER_TYPES:
        reading = read_number(cell, column.unit)
        if reading.value is not None and column.type == "money":
            reading.value = to_yuan(reading.value)
        if reading.value is not None and column.type == "area":
            reading.value *= SQUARE_METRES_IN_TEN_THOUSAND
        return reading
    if column.type == "date":
        return read_date(cell)
    text = normalised(cell)
    if text in FORMULA_ERRORS:
        return CellReading(None, ["F34"], is_readable=False)
    if column.type == "yes_no":
        return CellReading(YES_NO.get(text.lower()))
    return CellReading(text or None)


def _place(column: Column, layout: Layout, index: int) -> dict[str, Any]:
    position = layout.places.get(column.name)
    cell = cell_name(position, index + 1) if position is not None else ""
    return {"heading": column.heading_zh, "cell": cell}


def _is_blank(row: list[Any]) -> bool:
    return not any(normalised(cell) for cell in row)


def _is_unfilled(row: list[Any], layout: Layout) -> bool:
    """Whether a row holds what the template fills in (names, cut-off date, 上期累计), and nothing that was typed."""
    if not has_template(layout.form):
        return False
    prefilled = load_template(layout.form).prefilled
    typed = [place for name, place in layout.places.items() if name not in prefilled and place < len(row)]
    return not any(normalised(row[place]) for place in typed)


def _repeats(layout: Layout) -> bool:
    return has_template(layout.form) and load_template(layout.form).repeats


def _is_note(row: list[Any], layout: Layout) -> bool:
    """A remark below the table: starts like one, and no figure can be read in the row."""
    first = next((normalised(cell) for cell in row if normalised(cell)), "")
    if not _NOTE.match(first):
        return False
    places = [layout.places.get(column.name) for column in layout.form.columns if column.type in NUMBER_TYPES]
    figures = [row[place] for place in places if place is not None and place < len(row)]
    return all(read_number(cell).value is None for cell in figures)
