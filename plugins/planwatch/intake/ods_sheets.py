"""content.xml of an OpenDocument sheet, from cell to cell, with its repeated, covered and hidden ones."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from planwatch.intake.numbers import FORMULA_ERRORS
from planwatch.intake.raw_sheets import UNCALCULATED, Markings, Row, UnreadableFileError, as_percent
from planwatch.intake.safe_xml import attribute, whole_number
from planwatch.limits import load_limits

_LAST_ROW = 1_048_576
_HIDDEN = ("collapse", "filter")
_BREAKS = {"tab": "\t", "line-break": "\n"}


@dataclass
class Table:
    """One table of the file."""

    name: str
    rows: list[Row] = field(default_factory=list)
    markings: Markings = field(default_factory=Markings)


class OdsReader:
    """Fed by an XML parser; holds `tables` and `has_links` when it has ended."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.has_links = False
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._depth = self._column = self._cells_count = 0
        self._row: Row = []
        self._row_attributes: dict[str, str] = {}
        self._pending_rows = 0
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._is_text = False
        self._note_depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "annotation":
            self._note_depth += 1
        elif self._note_depth:
            return
        elif name == "style":
            self._style = attribute(attributes, "name") or ""
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            self._begin_table(attributes)
        elif name == "table-source":
            self.has_links = True
        elif self._depth == 1:
            self._inside_table(name, attributes)

    def end(self, name: str) -> None:
        if name == "annotation":
            self._note_depth -= 1
        elif self._note_depth:
            return
        elif name == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name == "p":
            self._is_text = False
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()

    def text(self, text: str) -> None:
        if self._is_text and not self._note_depth:
            self._paragraphs[-1] += text

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        table = Table(attribute(attributes, "name") or "")
        table.markings.is_hidden = attribute(attributes, "style-name") in self._hidden_styles
        self.tables.append(table)
        self._column = self._pending_rows = 0

    def _inside_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table-column":
            repeated = whole_number(attribute(attributes, "number-columns-repeated"), 1)
            if attribute(attributes, "visibility") in _HIDDEN:
                last = min(self._column + repeated, load_limits().most_columns)
                self.tables[-1].markings.hidden_columns.extend(range(self._column, last))
            self._column += repeated
        elif name == "table-row":
            self._row, self._row_attributes = [], attributes
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._paragraphs = attributes, []
        elif name == "p":
            self._paragraphs.append("")
            self._is_text = True
        elif name == "s" and self._is_text:
            self._paragraphs[-1] += " " * min(whole_number(attribute(attributes, "c"), 1), 1000)
        elif name in _BREAKS and self._is_text:
            self._paragraphs[-1] += _BREAKS[name]

    def _end_cell(self) -> None:
        value = self._value()
        repeated = whole_number(attribute(self._cell, "number-columns-repeated"), 1)
        if value != "" and len(self._row) + repeated > load_limits().most_columns:
            raise UnreadableFileError("too_many_cells")
        self._mark_merged()
        room = max(load_limits().most_columns - len(self._row), 0)
        self._row.extend([value] * min(repeated, room))

    def _mark_merged(self) -> None:
        down = whole_number(attribute(self._cell, "number-rows-spanned"), 1)
        across = whole_number(attribute(self._cell, "number-columns-spanned"), 1)
        if (down > 1 or across > 1) and self.tables:
            top, left = len(self.tables[-1].rows) + self._pending_rows, len(self._row)
            self.tables[-1].markings.merged.append((top, left, top + down - 1, left + across - 1))

    def _end_row(self) -> None:
        table, repeated = self.tables[-1], whole_number(attribute(self._row_attributes, "number-rows-repeated"), 1)
        while self._row and self._row[-1] == "":
            self._row.pop()
        top = len(table.rows) + self._pending_rows
        if self._row:
            self._cells_count += (self._pending_rows + repeated) + len(self._row) * repeated
            if self._cells_count > load_limits().most_cells or top + repeated > _LAST_ROW:
                raise UnreadableFileError("too_many_cells")
            table.rows.extend([] for _ in range(self._pending_rows))
            table.rows.extend(list(self._row) for _ in range(repeated))
            self._pending_rows = 0
            if attribute(self._row_attributes, "visibility") in _HIDDEN:
                table.markings.hidden_rows.extend(range(top, top + repeated))
        else:
            self._pending_rows += repeated

    def _value(self) -> Any:
        text = "\n".join(self._paragraphs)
        formula = attribute(self._cell, "formula")
        kind = self._cell.get("office:value-type") or attribute(self._cell, "value-type")
        if formula and "file:" in formula:
            self.has_links = True
        if self._cell.get("calcext:value-type") == "error" or text.startswith("Err:"):
            return text if text in FORMULA_ERRORS else "#VALUE!"
        if formula and kind is None and not text:
            return UNCALCULATED
        if kind in ("float", "currency", "percentage"):
            number = float(attribute(self._cell, "value") or "nan")
            return as_percent(number) if kind == "percentage" and number == number else number
        if kind == "date":
            return _moment(attribute(self._cell, "date-value") or text)
        if kind == "boolean":
            return attribute(self._cell, "boolean-value") == "true"
        return text or attribute(self._cell, "string-value") or ""


def _moment(written: str) -> Any:
    try:
        return datetime.fromisoformat(written[:26])
    except ValueError:
        return written
