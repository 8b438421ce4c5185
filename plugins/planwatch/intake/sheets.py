"""A sheet of a known form → typed lines and the findings of reading them, row by row."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from planwatch.domain.finding import Finding
from planwatch.domain.spreadsheet import cell_name
from planwatch.form_templates import has_template, load_template
from planwatch.intake.cells import ColumnReader, column_reader
from planwatch.intake.dates import read_date, years_in
from planwatch.intake.forms import Layout, described, repeats_headings
from planwatch.intake.hidden_parts import HiddenParts
from planwatch.intake.merged_cells import MergedCells
from planwatch.intake.no_change import NoChange, is_ticked, stated_cutoff
from planwatch.intake.raw_sheets import Row, Sheet, UnreadableFileError
from planwatch.intake.row_kinds import RowKinds, is_blank
from planwatch.intake.text import as_text, normalised
from planwatch.intake.totals import RunningTotals
from planwatch.limits import load_limits

LONGEST_QUOTE = 200
Line = dict[str, Any]


class SheetReading:
    """Goes through a sheet once and keeps nothing of it: findings are handed to `note` as they are met.

    Blank rows, notes and repeated headings are passed over; 合计 rows are checked and dropped. So are rows that hold
    nothing but what the template fills in: they report nothing. Under a tick of 本期无变化 they stay, for the last
    accepted figures are to be put into them. When `lines` has ended, `no_change` tells the tick.
    """

    def __init__(self, sheet: Sheet, layout: Layout, note: Callable[[Finding], None]):
        self.form = layout.form.name
        self.sheet_name = sheet.name
        self.no_change: NoChange | None = None
        self.described = described(layout, sheet)
        self._sheet, self._layout, self._note = sheet, layout, note
        self._longest = load_limits().longest_cell_characters
        self._rows_above = sheet.head[: layout.heading_rows[0]]
        year = _year_of(sheet, layout)
        columns = layout.form.columns
        self._readers = [column_reader(c, layout.places[c.name], year) for c in columns if c.name in layout.places]
        self._nothing = {column.name: None for column in columns}

    def lines(self) -> Iterator[Line]:
        """The lines of the sheet, each a dictionary under our column names. Raises UnreadableFileError."""
        layout, kinds, totals = self._layout, RowKinds(self._layout), RunningTotals(self._layout)
        merged, hidden = MergedCells(self._sheet.markings, layout), HiddenParts(self._sheet.markings, layout)
        has_tick = is_ticked(self._rows_above)
        latest: date | None = None
        index = -1
        for index, row in enumerate(self._sheet):
            if index <= layout.heading_rows[-1] or is_blank(row) or kinds.is_note(row):
                continue
            row = merged.filled(index, row)
            if totals.is_total(row):
                self._check_total(totals, row, index)
                continue
            if repeats_headings(row, layout):
                continue
            line, findings = self._read(row, index)
            totals.add(line)
            if not has_tick and kinds.is_unfilled(row):
                continue
            hidden.met(index)
            for finding in findings:
                self._note(finding)
            latest = max(filter(None, (latest, line["cutoff_date"])), default=None)
            yield line
        if found := hidden.finding(self.form, self.sheet_name):
            self._note(found)
        if has_tick:
            self.no_change = NoChange(latest or stated_cutoff(self._rows_above), index + 1, _repeats(layout))

    def _read(self, row: Row, index: int) -> tuple[Line, list[Finding]]:
        line: Line = dict(self._nothing)
        cells: dict[str, str] = {}
        unreadable: list[str] = []
        findings: list[Finding] = []
        width = len(row)
        for column in self._readers:
            cell = row[column.position] if column.position < width else None
            if cell is None or cell == "":
                cells[column.heading] = ""
                continue
            cells[column.heading] = text = as_text(cell)
            if len(text) > self._longest:
                raise UnreadableFileError("cell_too_long", line=index + 1)
            reading = column.read(cell)
            value = reading.value
            line[column.name] = value * column.scale if column.scale and value else value
            if not reading.is_readable:
                unreadable.append(column.name)
            for rule_id in reading.notes:
                facts = {"value": text[:LONGEST_QUOTE], "read": str(value)}
                findings.append(self._finding(rule_id, facts, index, column))
        line["sheet_name"], line["row_number"] = self.sheet_name, index + 1
        line["cells"], line["unreadable_columns"] = cells, unreadable
        return line, findings

    def _check_total(self, totals: RunningTotals, row: Row, index: int) -> None:
        values, _ = self._read(row, index)
        readers = {column.name: column for column in self._readers}
        for column, facts in totals.disagreements(values, totals.is_part(row)):
            self._note(self._finding("F03", facts, index, readers[column.name]))

    def _finding(self, rule_id: str, facts: dict[str, Any], index: int, column: ColumnReader) -> Finding:
        place = {"heading": column.heading, "cell": cell_name(column.position, index + 1)}
        return Finding(rule_id, facts | place, self.form, self.sheet_name, index + 1, column.name)


def _year_of(sheet: Sheet, layout: Layout) -> int | None:
    """The year of dates without one: the only year of the sheet's cut-off dates, else of the rows above the table."""
    place, first = layout.places.get("cutoff_date"), layout.heading_rows[-1] + 1
    cells = [row[place] for row in sheet.head[first:] if place is not None and place < len(row)]
    years = {day.year for cell in cells if (day := read_date(cell).value)}
    if not years:
        years = years_in(normalised(cell) for row in sheet.head[: layout.heading_rows[0]] for cell in row)
    return years.pop() if len(years) == 1 else None


def _repeats(layout: Layout) -> bool:
    return has_template(layout.form) and load_template(layout.form).repeats
