"""Which form a sheet follows: it is known by its headings alone, never by its position or name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from planwatch.forms import Form, load_forms
from planwatch.intake.raw_sheets import Sheet
from planwatch.intake.text import folded_heading, normalised

HEADING_ROWS = 15
FEWEST_HEADINGS = 3
MOST_LEVELS = 3
Area = tuple[int, int, int, int]
_IN_TEN_THOUSANDS = re.compile(
    r"单位\s*[:：]?\s*(人民币)?\s*万元|unit:?\s*(10k|10,000|ten thousand) yuan", re.IGNORECASE
)
_UNIT = re.compile(r"\([^()]*\)$")


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


def recognise(rows: Sequence[Sequence[Any]], merged: Sequence[Area] = ()) -> Layout | None:
    """The form whose headings a sheet carries within its first 15 rows; None for a sheet that is no form.

    Headings may stand in one row or in up to three (groups above their columns), and again below in another language.
    A unit that the rows above state once (单位：万元) need not be repeated in each heading.
    """
    heads = [[folded_heading(cell) for cell in row] for row in rows[: HEADING_ROWS + 1]]
    width = max((len(row) for row in heads), default=0)
    groups = [_filled(row + [""] * (width - len(row)), index, merged) for index, row in enumerate(heads)]
    best: Layout | None = None
    for index in range(min(HEADING_ROWS, len(heads))):
        is_stated = any(_IN_TEN_THOUSANDS.search(cell) for row in heads[: index + 1] for cell in row)
        for depth in range(min(MOST_LEVELS, index + 1)):
            spellings = _spellings(heads[index], groups[index - depth : index])
            for form in load_forms():
                places = _places(form, spellings, is_stated)
                layout = Layout(form, tuple(range(index - depth, index + 1)), places)
                if len(places) >= FEWEST_HEADINGS and _is_better(layout, best):
                    best = layout
    return best and _with_second_language(best, heads)


def described(layout: Layout, sheet: Sheet) -> dict[str, Any]:
    """What is kept of a layout: sheet, rows of the headings from 1, positions from 0, and the headings' language."""
    first, last = layout.heading_rows[0], layout.heading_rows[-1]
    around = sheet.head[max(0, first - 1) : last + 1]
    headings = ["".join(normalised(row[p]) for row in around if p < len(row)) for p in layout.places.values()]
    is_english = 2 * sum(heading.isascii() for heading in headings) > len(headings)
    return {
        "sheet_name": sheet.name,
        "form": layout.form.name,
        "heading_row_numbers": [row + 1 for row in layout.heading_rows],
        "places": layout.places,
        "language": "en" if is_english else "zh",
    }


def repeats_headings(row: Sequence[Any], layout: Layout) -> bool:
    """Whether a row below names the columns again, as on the top of each printed page."""
    known = _names(layout.form, True)
    for name, place in list(layout.places.items())[:FEWEST_HEADINGS]:
        cell = row[place] if place < len(row) else None
        if not isinstance(cell, str) or known.get(folded_heading(cell)) != name:
            return False
    return True


def _with_second_language(layout: Layout, rows: list[list[str]]) -> Layout:
    """A row right below that names the same columns again belongs to the headings."""
    below = layout.heading_rows[-1] + 1
    if below < len(rows):
        again = _places(layout.form, [[cell] for cell in rows[below]], True)
        if len(again) >= FEWEST_HEADINGS and again.items() <= layout.places.items():
            return replace(layout, heading_rows=(*layout.heading_rows, below))
    return layout


def _is_better(layout: Layout, best: Layout | None) -> bool:
    """The form with the most headings there, less those that lack: a sheet that lacks one stays what it is."""
    return best is None or _likeness(layout) > _likeness(best)


def _likeness(layout: Layout) -> tuple[int, int]:
    return len(layout.places) - len(layout.missing), -len(layout.missing)


def _spellings(lowest: list[str], above: list[list[str]]) -> list[list[str]]:
    """For each position what its heading may be: the lowest cell alone, or with the groups above it."""
    found = []
    for position in range(max(len(row) for row in [lowest, *above])):
        levels = [row[position] if position < len(row) else "" for row in [*above, lowest]]
        said = [level for index, level in enumerate(levels) if level and level not in levels[:index]]
        found.append(["".join(said[start:]) for start in reversed(range(len(said)))] + _outer(said))
    return found


def _outer(said: list[str]) -> list[str]:
    """The outermost group with the lowest heading, past the group between them."""
    return [said[0] + said[-1]] if len(said) == MOST_LEVELS else []


def _places(form: Form, spellings: list[list[str]], is_unit_stated: bool) -> dict[str, int]:
    known = _names(form, is_unit_stated)
    places: dict[str, int] = {}
    for position, said in enumerate(spellings):
        name = next((known[spelling] for spelling in said if spelling in known), None)
        if name is not None:
            places.setdefault(name, position)
    return places


def _filled(row: list[str], index: int, merged: Sequence[Area]) -> list[str]:
    """A group's heading stands in its first cell only; the cells of its merged area belong to it too.

    The row is as wide as the sheet: some programs end a row with its last filled cell, within the area.
    Where a sheet merges nothing in this row, as a text file cannot, the blank cells to its right do.
    """
    here = [(left, right) for top, left, bottom, right in merged if top <= index <= bottom]
    filled = list(row)
    for position, cell in enumerate(row):
        if cell or not position:
            continue
        if not here or any(left < position <= right for left, right in here):
            filled[position] = filled[position - 1]
    return filled


@cache
def _names(form: Form, is_unit_stated: bool) -> dict[str, str]:
    """Every spelling of the form's headings, and the column's name.

    Counts need no unit in their heading, money needs none where the sheet states it; a share or an area always does.
    """
    full = {folded_heading(heading): column.name for column in form.columns for heading in column.headings}
    bare: dict[str, set[str]] = {}
    for column in form.columns:
        if column.type == "count" or (column.type == "money" and is_unit_stated):
            for heading in column.headings:
                bare.setdefault(_UNIT.sub("", folded_heading(heading)), set()).add(column.name)
    return {spelling: min(names) for spelling, names in bare.items() if len(names) == 1} | full
