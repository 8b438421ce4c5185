"""Makes the example quarter's files, faults and all: the same bytes every time, marked 示例数据."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from planwatch.example.story import load_story, progress_rows, spending_rows
from planwatch.forms import Column, form_named
from planwatch.reporting.workbook_bytes import steady_bytes

MARK = "示例数据"


def write_example_returns(inbox: Path, month: str) -> list[Path]:
    """Write the files of one month, such as `2021-05`, into `inbox/<unit code>/`; returns their paths."""
    return [_write(inbox, entry) for entry in load_story()["returns"] if str(entry["month"]) == month]


def planted(month: str | None = None) -> list[tuple[str, str, str]]:
    """Every fault of the story as unit, file and the rule that must find it."""
    found = []
    for entry in load_story()["returns"]:
        if month is None or str(entry["month"]) == month:
            rules = [entry["rule"]] if "rule" in entry else []
            rules += entry.get("also", [])
            for fault in entry.get("faults", []):
                rules += [fault[key] for key in ("rule", "follows") if key in fault]
            found += [(entry["unit"], entry["file"], rule) for rule in rules]
    return found


def write_rows(path: Path, form_name: str, rows: list[dict[str, Any]], title: str) -> Path:
    """Write rows under our column names as a workbook, below a title that marks them as an example."""
    return _write_file(path, [[f"{MARK}：{title}"], *_table(form_name, rows)])


def _write(inbox: Path, entry: dict[str, Any]) -> Path:
    return _write_file(inbox / entry["unit"] / entry["file"], _cells(entry), entry.get("encoding", "utf-8"))


def _write_file(path: Path, cells: list[list[Any]], encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(cells)
        path.write_bytes(text.getvalue().encode(encoding))
    elif path.suffix == ".xls":
        _write_xls(path, cells)
    else:
        _write_xlsx(path, cells)
    return path


def _cells(entry: dict[str, Any]) -> list[list[Any]]:
    month = str(entry["month"])
    if entry["form"] == "progress":
        rows = progress_rows(entry["unit"], month)
    else:
        rows = spending_rows(entry["unit"], month, entry.get("lots_of"))
    for fault in entry.get("faults", []):
        _plant(rows, fault)
    without = entry.get("without", [])
    table = _table(entry["form"], [{name: row[name] for name in row if name not in without} for row in rows])
    if "total_off_by" in entry:
        table.append(_total(_columns(entry["form"], rows), rows, entry["total_off_by"]))
    return [[f"{MARK}：老旧小区改造{month}报表"], *table]


def _table(form_name: str, rows: list[dict[str, Any]]) -> list[list[Any]]:
    """The headings of the columns that any row fills, and the rows."""
    columns = _columns(form_name, rows)
    return [
        [column.heading_zh for column in columns],
        *[[_written(row.get(column.name)) for column in columns] for row in rows],
    ]


def _columns(form_name: str, rows: list[dict[str, Any]]) -> list[Column]:
    return [column for column in form_named(form_name).columns if any(column.name in row for row in rows)]


def _plant(rows: list[dict[str, Any]], fault: dict[str, Any]) -> None:
    place = next(
        index
        for index, row in enumerate(rows)
        if row["project_code"] == fault["project"]
        and fault.get("item", fault.get("source")) in (row.get("item_code"), row.get("source_code"))
    )
    if fault.get("repeats"):
        rows.append(dict(rows[place]))
    elif fault.get("adds"):
        rows.append(rows[place] | {fault["column"]: fault["value"], "period_completed_percent": None})
    else:
        changed = {fault["column"]: fault["value"]}
        if fault["column"] == "completed_percent":
            changed |= dict.fromkeys(("previous_completed_percent", "period_completed_percent"))
        rows[place] |= changed


def _total(columns: list[Column], rows: list[dict[str, Any]], off_by: float) -> list[Any]:
    total: list[Any] = ["合计", *[None] * (len(columns) - 1)]
    place = next(index for index, column in enumerate(columns) if column.name == "investment_amount")
    total[place] = float(sum(Decimal(str(row["investment_amount"])) for row in rows) + Decimal(str(off_by)))
    return total


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _write_xls(path: Path, cells: list[list[Any]]) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for row_number, row in enumerate(cells):
        for position, cell in enumerate(row):
            if cell is not None:
                sheet.write(row_number, position, cell)
    book.save(str(path))


def _write_xlsx(path: Path, cells: list[list[Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = MARK
    for row in cells:
        book.active.append(row)
    book.active.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(cells[1]))
    for position in range(1, len(cells[1]) + 1):
        book.active.column_dimensions[book.active.cell(2, position).column_letter].width = 18
    path.write_bytes(steady_bytes(book))
