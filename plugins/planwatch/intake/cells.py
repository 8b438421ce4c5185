"""A cell under one of a form's columns → a value in the base unit: yuan, square metres, days, text."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planwatch.domain.money import YUAN_IN_TEN_THOUSAND
from planwatch.forms import Column
from planwatch.intake.dates import read_date
from planwatch.intake.numbers import FORMULA_ERRORS, CellReading, read_number
from planwatch.intake.raw_sheets import UNCALCULATED
from planwatch.intake.recognition import is_not_known, yes_or_no
from planwatch.intake.text import as_typed, normalised

SQUARE_METRES_IN_TEN_THOUSAND = Decimal(10_000)
NUMBER_TYPES = {"percent", "money", "count", "area", "length", "year"}
_SCALES = {"money": YUAN_IN_TEN_THOUSAND, "area": SQUARE_METRES_IN_TEN_THOUSAND}


@dataclass(frozen=True)
class ColumnReader:
    """How the cells of one column are read: `position` is where they stand, `scale` turns the form's unit into ours."""

    name: str
    heading: str
    position: int
    scale: Decimal | None
    read: Callable[[Any], CellReading]


def column_reader(column: Column, position: int, year: int | None) -> ColumnReader:
    """The reader of a column; `year` is that of dates written without one."""
    return ColumnReader(
        column.name, column.heading_zh, position, _SCALES.get(column.type), _calculated(_reader(column, year))
    )


def _reader(column: Column, year: int | None) -> Callable[[Any], CellReading]:
    if column.type in NUMBER_TYPES:
        return lambda cell: read_number(cell, column.unit)
    if column.type == "date":
        return lambda cell: read_date(cell, year)
    return _READERS_OF_WORDS.get(column.type, _read_text)


def _calculated(read: Callable[[Any], CellReading]) -> Callable[[Any], CellReading]:
    """A formula that no program has calculated yet has no value (F74)."""
    uncalculated = CellReading(None, ["F74"], is_readable=False)
    return lambda cell: uncalculated if cell == UNCALCULATED else read(cell)


def _read_text(cell: Any) -> CellReading:
    text = normalised(cell)
    if text in FORMULA_ERRORS:
        return CellReading(None, ["F34"], is_readable=False)
    return CellReading(text or None)


def _read_prose(cell: Any) -> CellReading:
    """Reasons and demands, which are quoted to others: word for word, where a name is brought to one spelling."""
    reading = _read_text(cell)
    return reading if reading.value is None else CellReading(as_typed(cell))


def _read_yes_no(cell: Any) -> CellReading:
    """Yes or no, also as a spreadsheet's own TRUE and FALSE; nothing for a blank, and for — with a note (F48).

    What answers neither is unreadable (F86): read as nothing, it would pass for a no.
    """
    reading = _read_text(cell)
    if reading.value is None:
        return reading
    answer = yes_or_no(reading.value)
    if answer is None and not is_not_known(reading.value):
        return CellReading(None, ["F86"], is_readable=False)
    return CellReading(answer, ["F48"] if answer is None else [])


_READERS_OF_WORDS = {"yes_no": _read_yes_no, "prose": _read_prose}
