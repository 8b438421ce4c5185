"""The annotated copy of an .xlsx return: its own book with coloured, commented cells and a summary before its sheets.

Formats, widths, merged cells and formulas stay; macros and links to other files do not.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Border
from openpyxl.styles.fills import Fill, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.checks import xlsx_comments, xlsx_summary
from planwatch.checks.copy_marks import Mark, Place
from planwatch.checks.copy_package import repacked
from planwatch.checks.copy_summary import Summary
from planwatch.checks.formula_texts import FormulaText, FormulaTexts, is_risky_formula, is_risky_text
from planwatch.checks.xlsx_styles import NO_FILL, Looks, is_marked
from planwatch.checks.xlsx_values import CachedValues


class XlsxCopy:
    """One return's book, opened to be answered in."""

    def __init__(self, path: Path):
        with path.open("rb") as content:  # by a name it would go by the suffix, which may lie
            self._book: Workbook = load_workbook(content, rich_text=True, keep_links=False)
        self._values = CachedValues(path, self._book)
        self._take_off_earlier_answer()
        self.formula_texts = FormulaTexts()
        for sheet in self._book.worksheets:
            self._neutralise(sheet)
        for name in [name for name, defined in self._book.defined_names.items() if "[" in (defined.value or "")]:
            del self._book.defined_names[name]

    def _take_off_earlier_answer(self) -> None:
        for sheet in [sheet for sheet in self._book.worksheets if xlsx_summary.is_ours(sheet)]:
            for name, cell, fill, border in xlsx_summary.remembered(sheet):
                if name in self._book.sheetnames and is_marked(self._book[name][cell]):
                    self._book[name][cell].fill = Fill.from_tree(fill)
                    self._book[name][cell].border = Border.from_tree(border)
            self._book.remove(sheet)
            for other in self._book.worksheets:
                _unmark(other)

    def _neutralise(self, sheet: Worksheet) -> None:
        """Make text of every cell that begins like a formula, and of formulas that reach outside the book."""
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formula = getattr(cell.value, "text", None) or str(cell.value)
                    if not is_risky_formula(formula):
                        continue
                    self._values.replace(sheet, cell)
                elif cell.data_type == "s" and is_risky_text(cell.value):
                    formula = str(cell.value)
                else:
                    continue
                cell.quotePrefix = True
                self.formula_texts.append(FormulaText(sheet.title, cell.row, cell.column - 1, formula))

    def write(self, target: Path, marks: dict[Place, Mark], summary: Summary, moment: datetime) -> None:
        """Mark the cells, put the summary first, and write the book; the same book every time."""
        names = {sheet.title: sheet for sheet in self._book.worksheets}
        memory: list[tuple[str, str, str, str]] = []
        looks = Looks()
        for (sheet_name, row_number, position), mark in marks.items():
            if sheet_name in names:
                memory.append(_mark(names[sheet_name], row_number, position + 1, mark, looks))
        for sheet in self._book.worksheets:
            sheet.sheet_view.tabSelected = False
        xlsx_summary.add(self._book, summary, memory)
        written = BytesIO()
        self._book.save(written)
        target.write_bytes(repacked(written.getvalue(), moment, self._values.restored))


def _mark(sheet: Worksheet, row_number: int, column: int, mark: Mark, looks: Looks) -> tuple[str, str, str, str]:
    """Colour and comment one cell (of merged ones, the first); returns how it looked."""
    cell: Any = sheet.cell(row_number, column)
    if isinstance(cell, MergedCell):
        around = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(around.min_row, around.min_col)
    fill, border = looks.mark(cell, mark.severity)
    xlsx_comments.add(cell, mark.comment)
    return sheet.title, cell.coordinate, fill, border


def _unmark(sheet: Worksheet) -> None:
    """Take off our comments, and our colours from cells that have moved since."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            xlsx_comments.take_off(cell)
            if is_marked(cell):
                cell.fill, cell.border = PatternFill(NO_FILL), Border()
