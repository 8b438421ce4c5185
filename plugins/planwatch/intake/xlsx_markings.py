"""What the fast reader of .xlsx leaves out of a sheet: errors, percent formats, formulas never calculated, what is
hidden, what is merged. One pass over each sheet's XML, which also finds sheets that cover too large an area.
"""

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from planwatch.domain.spreadsheet import column_number
from planwatch.intake.number_formats import shows_percent
from planwatch.intake.raw_sheets import Markings, UnreadableFileError
from planwatch.intake.safe_xml import attribute, parse_xml, whole_number
from planwatch.limits import load_limits

_PERCENT_BUILTINS = {9, 10}
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_MOST_MERGED = 20_000
_LAST_COLUMN = 16_384
Place = tuple[int, int]


@dataclass
class SheetPart:
    """A sheet as its workbook lists it: name, path of its part, and whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass
class XlsxMarkings(Markings):
    """Markings, and what goes in the place of cells: 0-based place → what is shown."""

    errors: dict[Place, str] = field(default_factory=dict)
    percents: list[Place] = field(default_factory=list)
    uncalculated: list[Place] = field(default_factory=list)
    formulas: dict[int, set[int]] = field(default_factory=dict)


def sheet_parts(package: zipfile.ZipFile) -> list[SheetPart]:
    """The worksheets of a workbook, in its order."""
    targets: dict[str, str] = {}
    listed: list[dict[str, str]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            listed.append(attributes)

    with package.open("xl/_rels/workbook.xml.rels") as stream:
        parse_xml(stream, relation)
    with package.open("xl/workbook.xml") as stream:
        parse_xml(stream, sheet)
    return [
        SheetPart(found["name"], targets[key], found.get("state", "visible") != "visible")
        for found in listed
        if (key := attribute(found, "id")) in targets
    ]


def percent_styles(package: zipfile.ZipFile) -> set[str]:
    """The cell styles that show a share of 1 as a percentage."""
    if "xl/styles.xml" not in package.namelist():
        return set()
    formats = {str(number) for number in _PERCENT_BUILTINS}
    styles: set[str] = set()
    state = {"is_cell": False, "count": 0}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and shows_percent(attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name == "cellXfs":
            state["is_cell"] = True
        elif name == "xf" and state["is_cell"]:
            if attributes.get("numFmtId") in formats:
                styles.add(str(state["count"]))
            state["count"] += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            state["is_cell"] = False

    with package.open("xl/styles.xml") as stream:
        parse_xml(stream, start, end)
    return styles


def sheet_markings(package: zipfile.ZipFile, sheet: SheetPart, percents: set[str]) -> XlsxMarkings:
    """The markings of one sheet. Raises UnreadableFileError (too_many_cells, hostile_xml, damaged)."""
    reader = _SheetReader(percents, sheet.is_hidden)
    with package.open(sheet.part) as stream:
        parse_xml(stream, reader.start, reader.end, reader.text)
    return reader.markings


class _SheetReader:
    """Follows a sheet's XML from cell to cell."""

    def __init__(self, percents: set[str], is_hidden: bool):
        self.markings = XlsxMarkings(is_hidden=is_hidden)
        self._percents = percents
        self._limits = load_limits()
        self._row = self._column = -1
        self._last_row = self._last_column = 0
        self._cell: dict[str, str] = {}
        self._value = ""
        self._is_value = self._has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._is_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = whole_number(attributes.get("r"), self._row + 2) - 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.markings.hidden_rows.append(self._row)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hide_columns(whole_number(attributes.get("min"), 1), whole_number(attributes.get("max"), 1))
        elif name == "mergeCell" and len(self.markings.merged) < _MOST_MERGED:
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._is_value = False
        elif name == "c":
            self._end_cell()

    def text(self, text: str) -> None:
        if self._is_value and len(self._value) < 32:
            self._value += text

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_number(found[1]) - 1 if found else self._column + 1
        if found:
            self._row = int(found[2]) - 1
        self._cell, self._value, self._has_formula, self._is_value = attributes, "", False, False

    def _end_cell(self) -> None:
        place, kind = (self._row, self._column), self._cell.get("t", "n")
        if self._has_formula:
            self.markings.formulas.setdefault(self._row, set()).add(self._column)
            if not self._value and kind != "str":
                self.markings.uncalculated.append(place)
        if not self._value:
            return
        self._last_row, self._last_column = max(self._last_row, self._row), max(self._last_column, self._column)
        area = (self._last_row + 1) * (self._last_column + 1)
        if area > self._limits.most_cells or self._last_column >= self._limits.most_columns:
            raise UnreadableFileError("too_many_cells")
        if kind == "e":
            self.markings.errors[place] = self._value
        elif kind == "n" and self._cell.get("s") in self._percents:
            self.markings.percents.append(place)

    def _hide_columns(self, first: int, last: int) -> None:
        if len(self.markings.hidden_columns) < _LAST_COLUMN:
            self.markings.hidden_columns.extend(range(first - 1, min(last, _LAST_COLUMN)))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners: list[Any] = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
        if all(corners):
            top, bottom = sorted(int(corner[2]) - 1 for corner in corners)
            left, right = sorted(column_number(corner[1]) - 1 for corner in corners)
            self.markings.merged.append((top, left, bottom, right))
