"""What a row below the headings is, if it is no line: blank, a remark, or laid out but not filled in."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from planwatch.form_templates import has_template, load_template
from planwatch.intake.cells import NUMBER_TYPES
from planwatch.intake.forms import Layout
from planwatch.intake.numbers import read_number
from planwatch.intake.recognition import any_of, load_recognition
from planwatch.intake.text import normalised

_START = 40


class RowKinds:
    """Tells the rows of one sheet apart."""

    def __init__(self, layout: Layout):
        self._figures = [
            layout.places[column.name]
            for column in layout.form.columns
            if column.type in NUMBER_TYPES and column.name in layout.places
        ]
        prefilled = load_template(layout.form).prefilled if has_template(layout.form) else None
        self._typed = (
            [place for name, place in layout.places.items() if name not in prefilled] if prefilled is not None else None
        )

    def is_unfilled(self, row: Sequence[Any]) -> bool:
        """Whether a row holds what the template fills in (names, cut-off date, 上期累计), and nothing typed."""
        return self._typed is not None and not any(_is_filled(row[place]) for place in self._typed if place < len(row))

    def is_note(self, row: Sequence[Any]) -> bool:
        """A remark below the table: starts like one, and no figure can be read in the row."""
        first = next((cell for cell in row if _is_filled(cell)), "")
        if not isinstance(first, str) or not _note().match(normalised(first[:_START])):
            return False
        figures = [row[place] for place in self._figures if place < len(row)]
        return all(read_number(cell).value is None for cell in figures)


def is_blank(row: Sequence[Any]) -> bool:
    """Whether no cell of a row shows anything."""
    return not any(_is_filled(cell) for cell in row)


def _is_filled(cell: Any) -> bool:
    if isinstance(cell, str):
        return cell != "" and ("!" <= cell[0] <= "~" or normalised(cell) != "")
    return cell is not None


@cache
def _note() -> re.Pattern[str]:
    notes = load_recognition().notes
    beginnings, numbered = any_of(notes.beginnings), any_of(notes.numbered_beginnings)
    return re.compile(
        rf"({beginnings})[^:]{{0,{notes.most_characters_before_colon}}}:|({numbered})\d*[、.]", re.IGNORECASE
    )
