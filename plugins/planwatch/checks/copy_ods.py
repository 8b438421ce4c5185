"""The annotated copy of an .ods return: its own tables with coloured, annotated cells and a summary before them."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from odf import office, teletype
from odf.dc import Creator
from odf.namespaces import OFFICENS, TABLENS
from odf.opendocument import load
from odf.table import Table
from odf.text import P

from planwatch.checks import ods_grid, ods_summary
from planwatch.checks.copy_marks import Mark, Place
from planwatch.checks.copy_package import repacked
from planwatch.checks.copy_summary import Summary
from planwatch.checks.formula_texts import FormulaText, FormulaTexts, is_risky_formula, is_risky_text
from planwatch.checks.ods_styles import Styles
from planwatch.checks.xlsx_comments import AUTHOR, is_ours

_FORMULA, _TYPE, _NAME = (TABLENS, "formula"), (OFFICENS, "value-type"), (TABLENS, "name")
_ACTIVE_PARTS = ("Basic/", "Scripts/")


class OdsCopy:
    """One return's OpenDocument book, opened to be answered in."""

    def __init__(self, path: Path):
        self._document = load(str(path))
        self._styles = Styles(self._document)
        book = self._document.spreadsheet
        for table in book.getElementsByType(Table):
            if ods_summary.is_ours(table):
                book.removeChild(table)
        self.formula_texts = FormulaTexts()
        self._tables = {table.attributes[_NAME]: table for table in book.getElementsByType(Table)}
        for name, table in self._tables.items():
            self._clean(name, table)

    def _clean(self, name: str, table: Any) -> None:
        """Take off an earlier answer, and make text of whatever reaches outside or begins like a formula."""
        for row_number, _, row in ods_grid.rows(table):
            for position, _, cell in ods_grid.cells(row):
                for note in cell.getElementsByType(office.Annotation):
                    if is_ours(_text(note)):
                        cell.removeChild(note)
                self._styles.unmark(cell)
                formula = cell.attributes.get(_FORMULA, "")
                shown = _text(cell) if cell.attributes.get(_TYPE) == "string" and not formula else ""
                if is_risky_formula(formula):
                    del cell.attributes[_FORMULA]
                elif not is_risky_text(shown):
                    continue
                said = formula.removeprefix("of:") or shown
                self.formula_texts.append(FormulaText(name, row_number, position, said))

    def write(self, target: Path, marks: dict[Place, Mark], summary: Summary, moment: datetime) -> None:
        """Mark the cells, put the summary first, and write the book; the same book every time."""
        for (sheet_name, row_number, position), mark in marks.items():
            table = self._tables.get(sheet_name)
            cell = ods_grid.cell_at(table, row_number, position) if table is not None else None
            if cell is not None:
                default = ods_grid.default_style(table, position)
                ods_grid.set_style(cell, self._styles.marked(ods_grid.style_name(cell) or default, mark.severity))
                _annotate(cell, mark.comment)
        ods_summary.add(self._document, summary)
        written = BytesIO()
        self._document.write(written)
        target.write_bytes(repacked(written.getvalue(), moment, _without_programs))


def _annotate(cell: Any, comment: str) -> None:
    """Our note on a cell; a note of the submitter's stays readable within it, for a cell has one note."""
    own = [_text(note) for note in cell.getElementsByType(office.Annotation)]
    for note in cell.getElementsByType(office.Annotation):
        cell.removeChild(note)
    annotation = office.Annotation(width="9cm", height=f"{2 + comment.count(chr(10))}cm")
    annotation.addElement(Creator(text=AUTHOR))
    for line in [*comment.split("\n"), *own]:
        annotation.addElement(P(text=line))
    if cell.childNodes:
        cell.insertBefore(annotation, cell.childNodes[0])
    else:
        cell.appendChild(annotation)


def _text(element: Any) -> str:
    return "\n".join(teletype.extractText(line) for line in element.childNodes if line.qname[1] == "p")


def _without_programs(name: str, content: bytes) -> bytes | None:
    return None if name.startswith(_ACTIVE_PARTS) else content
