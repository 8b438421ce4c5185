"""Which form a sheet follows: it is known by its headings alone, never by its position or name."""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from planwatch.forms import Column, Form, load_forms
from planwatch.intake.text import folded_heading, normalised

if TYPE_CHECKING:
    from planwatch.intake.files import Sheet

HEADING_ROWS = 15
FEWEST_HEADINGS = 3


@dataclass(frozen=True)
class Layout:
    """Where a form's columns stand in a sheet: `heading_rows` are 0-based, `places` maps our names to positions."""

    form: Form
    heading_rows: tuple[int, ...]
    places: dict[str, int]

    @property
    def missing(self) -> list[str]:
        """The required columns that the sheet lacks, by their Chinese headings."""
        return [
            column.heading_zh for column in self.form.columns if column.is_required and column.name not in self.places
        ]


def recognise(rows: list[list[Any]]) -> Layout | None:
    """The form whose headings a sheet carries within its first 15 rows; None for a sheet that is no form.

    Headings may stand in one row or in two (a merged group above its columns), and again below in another language.
    """
    best: Layout | None = None
    for index in range(min(HEADING_ROWS, len(rows))):
        above = _filled(rows[index - 1]) if index else []
        for form in load_forms():
            for upper in ([], above):
                layout = _layout(form, rows[index], upper, index)
                if len(layout.places) >= FEWEST_HEADINGS and _is_better(layout, best):
                    best = layout
    return best and _with_second_language(best, rows)


def _with_second_language(layout: Layout, rows: list[list[Any]]) -> Layout:
    """A row right below that names the same columns again belongs to the headings."""
    below = layout.heading_rows[-1] + 1
    if below < len(rows):
        again = _layout(layout.form, rows[below], [], below).places
        if len(again) >= FEWEST_HEADINGS and again.items() <= layout.places.items():
            return replace(layout, heading_rows=(*layout.heading_rows, below))
    return layout


def described(layout: Layout, sheet: "Sheet") -> dict[str, Any]:
    """What is kept of a layout: sheet, rows of the headings from 1, positions from 0, and the headings' language."""
    first, last = layout.heading_rows[0], layout.heading_rows[-1]
    around = sheet.rows[max(0, first - 1) : last + 1]
    headings = ["".join(normalised(row[p]) for row in around if p < len(row)) for p in layout.places.values()]
    is_english = 2 * sum(heading.isascii() for heading in headings) > len(headings)
    return {
        "sheet_name": sheet.name,
        "form": layout.form.name,
        "heading_row_numbers": [row + 1 for row in layout.heading_rows],
        "places": layout.places,
        "language": "en" if is_english else "zh",
    }


def _is_better(layout: Layout, best: Layout | None) -> bool:
    return best is None or (-len(layout.missing), len(layout.places)) > (-len(best.missing), len(best.places))


def _layout(form: Form, lower: list[Any], upper: list[Any], index: int) -> Layout:
    places: dict[str, int] = {}
    for position, cell in enumerate(lower):
        alone = folded_heading(cell)
        group = folded_heading(upper[position]) if position < len(upper) else ""
        spellings = {alone, group + alone} if alone else {group}
        for column in form.columns:
            if column.name not in places and spellings & _folded_headings(column):
                places[column.name] = position
    return Layout(form, (index - 1, index) if upper else (index,), places)


def _filled(row: list[Any]) -> list[Any]:
    """A merged group heading stands in its first cell only; the cells to its right belong to it too."""
    filled: list[Any] = []
    for cell in row:
        filled.append(cell if folded_heading(cell) else (filled[-1] if filled else cell))
    return filled


@cache
def _folded_headings(column: Column) -> frozenset[str]:
    return frozenset(folded_heading(heading) for heading in column.headings)
