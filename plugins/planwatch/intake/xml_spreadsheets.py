"""XML Spreadsheet 2003, as reporting systems export it under the name .xls."""

from datetime import datetime
from pathlib import Path
from typing import Any

from planwatch.intake.number_formats import shows_percent
from planwatch.intake.raw_sheets import Markings, Opened, Row, Sheet, UnreadableFileError, as_percent
from planwatch.intake.safe_xml import attribute, parse_xml, whole_number
from planwatch.limits import load_limits

_NAMED_PERCENT = "percent"
_LAST_ROW = 1_048_576


def read_xml_spreadsheet(path: Path) -> Opened:
    """The worksheets of the file. Raises UnreadableFileError."""
    reader = _Reader()
    with path.open("rb") as stream:
        try:
            parse_xml(stream, reader.start, reader.end, reader.text)
        except (ValueError, LookupError) as fault:
            raise UnreadableFileError("damaged") from fault
    return Opened("xml_spreadsheet", [Sheet(name, rows, markings) for name, rows, markings in reader.sheets])


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[Row], Markings]] = []
        self._percents: set[str] = set()
        self._style = ""
        self._cell: dict[str, str] = {}
        self._kind: str | None = None
        self._data = ""
        self._cells_count = 0
        self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Style":
            self._style = attribute(attributes, "ID") or ""
        elif name == "NumberFormat":
            code = attribute(attributes, "Format") or ""
            if code.lower() == _NAMED_PERCENT or shows_percent(code):
                self._percents.add(self._style)
        elif name == "Worksheet":
            self.sheets.append((attribute(attributes, "Name") or "", [], Markings()))
        elif self.sheets:
            self._inside_sheet(name, attributes)

    def end(self, name: str) -> None:
        if name == "Data":
            self._put()
            self._kind = None
        elif name == "Cell":
            self._column += 1 + whole_number(attribute(self._cell, "MergeAcross"), 0)

    def text(self, text: str) -> None:
        if self._kind is not None:
            self._data += text

    def _inside_sheet(self, name: str, attributes: dict[str, str]) -> None:
        _, rows, markings = self.sheets[-1]
        if name == "Row":
            self._begin_row(attributes)
        elif name == "Cell":
            self._cell = attributes
            self._column = whole_number(attribute(attributes, "Index"), self._column + 1) - 1
            down = whole_number(attribute(attributes, "MergeDown"), 0)
            across = whole_number(attribute(attributes, "MergeAcross"), 0)
            if down or across:
                top = len(rows) - 1
                markings.merged.append((top, self._column, top + down, self._column + across))
        elif name == "Data":
            self._kind, self._data = attribute(attributes, "Type") or "String", ""

    def _begin_row(self, attributes: dict[str, str]) -> None:
        _, rows, markings = self.sheets[-1]
        number = whole_number(attribute(attributes, "Index"), len(rows) + 1)
        if number > _LAST_ROW:
            raise UnreadableFileError("too_many_cells")
        rows.extend([] for _ in range(number - len(rows)))
        self._column = 0
        if attribute(attributes, "Hidden") == "1":
            markings.hidden_rows.append(len(rows) - 1)

    def _put(self) -> None:
        row = self.sheets[-1][1][-1]
        self._cells_count += self._column + 1 - len(row)
        if self._column >= load_limits().most_columns or self._cells_count > load_limits().most_cells:
            raise UnreadableFileError("too_many_cells")
        row.extend([""] * (self._column + 1 - len(row)))
        row[self._column] = self._value()

    def _value(self) -> Any:
        style = attribute(self._cell, "StyleID") or ""
        if self._kind == "Number":
            number = float(self._data)
            return as_percent(number) if style in self._percents else number
        if self._kind == "DateTime":
            return datetime.fromisoformat(self._data)
        if self._kind == "Boolean":
            return self._data.strip() == "1"
        return self._data
