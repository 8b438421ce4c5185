"""Cells merged downwards over several rows: what stands in the first of them is said of every row."""

from typing import Any

from planwatch.intake.cells import NUMBER_TYPES
from planwatch.intake.forms import Layout
from planwatch.intake.raw_sheets import Markings, Row


class MergedCells:
    """Fills names, dates and words down their merged areas.

    A figure is not filled down: one amount merged over three rows is the amount of no single one of them.
    """

    def __init__(self, markings: Markings, layout: Layout):
        first = layout.heading_rows[-1] + 1
        filled = {
            layout.places[column.name]
            for column in layout.form.columns
            if column.name in layout.places and column.type not in NUMBER_TYPES
        }
        self._beginning: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, _ in markings.merged:
            if bottom > top >= first and left in filled:
                self._beginning.setdefault(top, []).append((left, bottom))
        self._open: dict[int, tuple[int, Any]] = {}

    def filled(self, index: int, row: Row) -> Row:
        """The row with what the merged cells above say of it. Rows must be given in their order."""
        for place, (bottom, value) in list(self._open.items()):
            if index > bottom:
                del self._open[place]
            elif place >= len(row) or row[place] in ("", None):
                row = [*row, *[""] * (place + 1 - len(row))]
                row[place] = value
        for place, bottom in self._beginning.get(index, ()):
            self._open[place] = (bottom, row[place] if place < len(row) else "")
        return row
