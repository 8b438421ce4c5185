"""The annotated copy of an old .xls return: coloured cells, a column of answers, and a summary before its sheets.

The format's writer knows no comments, so they stand in a column at the right. Formulas become the figures they showed;
fonts, number formats, borders, widths and merged cells stay, pictures do not.
"""

from collections import defaultdict
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import xlrd
import xlwt

from planwatch.checks import xls_summary
from planwatch.checks.copy_marks import Mark, Place
from planwatch.checks.copy_summary import Summary
from planwatch.checks.formula_texts import FormulaText, FormulaTexts, is_risky_text
from planwatch.checks.xls_styles import Styles
from planwatch.messages import LANGUAGES, Messages, load_messages

ANSWER_PLACES = 70
MOST_CHARACTERS = 32_000


class XlsCopy:
    """One return's old book, opened to be answered in."""

    def __init__(self, path: Path, messages: Messages, layouts: list[dict[str, Any]]):
        self._book = xlrd.open_workbook(str(path), formatting_info=True)
        self._messages = messages
        self._heading_rows = {layout["sheet_name"]: layout["heading_row_numbers"][-1] for layout in layouts}
        self._sheets = [sheet for sheet in self._book.sheets() if not _is_summary(sheet)]
        self.formula_texts = FormulaTexts()
        for sheet in self._sheets:
            for row, column in product(range(sheet.nrows), range(_own_width(sheet))):
                text = sheet.cell_value(row, column)
                if sheet.cell_type(row, column) == xlrd.XL_CELL_TEXT and is_risky_text(text):
                    self.formula_texts.append(FormulaText(sheet.name, row + 1, column, text))

    def write(self, target: Path, marks: dict[Place, Mark], summary: Summary, moment: datetime) -> None:
        """Rebuild the book with its marks; `moment` stands nowhere in it, for the format's writer keeps no clock."""
        book = xlwt.Workbook(encoding="utf-8")
        styles = Styles(self._book)
        xls_summary.add(book, summary)
        at_rows: dict[str, dict[int, dict[int, Mark]]] = defaultdict(lambda: defaultdict(dict))
        for (sheet_name, row_number, position), mark in marks.items():
            at_rows[sheet_name][row_number][position] = mark
        for sheet in self._sheets:
            self._copy(sheet, book.add_sheet(sheet.name, cell_overwrite_ok=True), at_rows[sheet.name], styles)
        book.set_active_sheet(0)
        book.save(str(target))

    def _copy(self, sheet: Any, copy: Any, at_rows: dict[int, dict[int, Mark]], styles: Styles) -> None:
        width = _own_width(sheet)
        for row in range(sheet.nrows):
            marks = at_rows.get(row + 1, {})
            for column in range(width):
                mark = marks.get(column)
                value, kind = sheet.cell_value(row, column), sheet.cell_type(row, column)
                if kind != xlrd.XL_CELL_EMPTY or mark:
                    style = styles.of(sheet.cell_xf_index(row, column), mark.severity if mark else None)
                    copy.write(row, column, _written(value, kind), style)
            if marks:
                answer = "\n".join(mark.comment for _, mark in sorted(marks.items()))
                copy.write(row, width, answer[:MOST_CHARACTERS], styles.answer)
                xls_summary.set_height(copy, row, xls_summary.lines_of(answer, ANSWER_PLACES))
        heading_row = self._heading_rows.get(sheet.name)
        if heading_row is not None:
            copy.write(heading_row - 1, width, self._messages.say("receipt.copy.columns.answer"), styles.heading)
            copy.col(width).width = ANSWER_PLACES * 256
        _copy_frame(sheet, copy, width, set(at_rows))


def _copy_frame(sheet: Any, copy: Any, width: int, answered_rows: set[int]) -> None:
    """Widths, heights, merged cells, panes; a row with an answer beside it is as high as that needs."""
    for column, kept in sheet.colinfo_map.items():
        if column < width:
            copy.col(column).width, copy.col(column).hidden = kept.width, bool(kept.hidden)
    for row, kept in sheet.rowinfo_map.items():
        if row + 1 not in answered_rows:
            copy.row(row).height, copy.row(row).height_mismatch = kept.height, True
        copy.row(row).hidden = bool(kept.hidden)
    for top, bottom, left, right in sheet.merged_cells:
        if right <= width:
            copy.merge(top, bottom - 1, left, right - 1)
    if sheet.panes_are_frozen:
        copy.panes_frozen = True
        copy.horz_split_pos, copy.vert_split_pos = sheet.horz_split_pos, sheet.vert_split_pos


def _written(value: Any, kind: int) -> Any:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A")
    return None if kind in (xlrd.XL_CELL_BLANK, xlrd.XL_CELL_EMPTY) else value


def _is_summary(sheet: Any) -> bool:
    marks = {load_messages(language).say("receipt.copy.mark") for language in LANGUAGES}
    return bool(sheet.nrows and sheet.ncols and sheet.cell_value(0, 0) in marks)


def _own_width(sheet: Any) -> int:
    """The columns of the submitter; the last one is ours where the file is a copy that came back."""
    ours = {load_messages(language).say("receipt.copy.columns.answer") for language in LANGUAGES}
    last = sheet.ncols - 1
    answered = last > 0 and any(sheet.cell_value(row, last) in ours for row in range(min(15, sheet.nrows)))
    return int(last if answered else sheet.ncols)
