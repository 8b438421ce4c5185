"""Workbooks of Excel, WPS and LibreOffice (.xlsx, .xlsm): values fast, then what the fast reader leaves out."""

import zipfile
from pathlib import Path
from typing import Any

from planwatch.intake.packages import opened_package
from planwatch.intake.raw_sheets import UNCALCULATED, Opened, Row, Sheet, UnreadableFileError, as_percent
from planwatch.intake.xlsx_markings import XlsxMarkings, percent_styles, sheet_markings, sheet_parts

_NOTHING = ("", None, 0, 0.0, UNCALCULATED)


def read_xlsx(path: Path) -> Opened:
    """The sheets of a workbook, formulas as last calculated; macros are never looked at. Raises UnreadableFileError."""
    with opened_package(path) as package:
        parts = sheet_parts(package)
        percents = percent_styles(package)
        markings = {part.name: sheet_markings(package, part, percents) for part in parts}
        names = package.namelist()
        _refuse_document_types(package, names)
    sheets = [Sheet(name, _completed(rows, markings[name]), markings[name]) for name, rows in _values(path, markings)]
    return Opened(
        "xlsx",
        sheets,
        has_links=any(name.startswith("xl/externalLinks/") for name in names),
        has_macros=any(name.lower().endswith(("vbaproject.bin", "macrosheets/sheet1.xml")) for name in names),
    )


def _refuse_document_types(package: zipfile.ZipFile, names: list[str]) -> None:
    """No part of a workbook declares a document type; the fast reader is not to meet one."""
    for name in names:
        if name.endswith((".xml", ".rels")):
            with package.open(name) as part:
                start = part.read(2048).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise UnreadableFileError("hostile_xml")


def _values(path: Path, markings: dict[str, XlsxMarkings]) -> list[tuple[str, list[Row]]]:
    import python_calamine

    try:
        with path.open("rb") as content, python_calamine.CalamineWorkbook.from_filelike(content) as book:
            return [
                (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in book.sheet_names
                if name in markings
            ]
    except python_calamine.PasswordError as fault:
        raise UnreadableFileError("password") from fault
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise UnreadableFileError("damaged") from fault


def _completed(rows: list[Row], markings: XlsxMarkings) -> list[Row]:
    """Errors as written, shares under a percent format as percentages, formulas never calculated as such.

    A row that holds nothing but formulas that come to nothing was laid out, not filled in: it becomes blank.
    """
    for place, shown in markings.errors.items():
        _put(rows, place, shown)
    for row, column in markings.percents:
        if row < len(rows) and column < len(rows[row]) and type(rows[row][column]) in (int, float):
            rows[row][column] = as_percent(rows[row][column])
    for place in markings.uncalculated:
        _put(rows, place, UNCALCULATED)
    for row, columns in markings.formulas.items():
        if row < len(rows) and all(
            cell in _NOTHING if column in columns else cell in ("", None) for column, cell in enumerate(rows[row])
        ):
            rows[row] = []
    return rows


def _put(rows: list[Row], place: tuple[int, int], shown: Any) -> None:
    """Into rows that are there; below the last of them there are no values."""
    row, column = place
    if row < len(rows):
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = shown
