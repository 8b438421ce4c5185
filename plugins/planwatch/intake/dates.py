"""One cell → one day, by a closed list of spellings."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from planwatch.domain.period import month_end
from planwatch.intake.numbers import FORMULA_ERRORS, CellReading
from planwatch.intake.text import as_text, normalised

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 80_000)
_DAY = re.compile(r"(\d{4})\s?[-./年。]\s?(\d{1,2})\s?[-./月。]\s?(\d{1,2})\s?日?( 00:00(:00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s?[-./年。]\s?(\d{1,2})\s?月?")


def read_date(cell: Any) -> CellReading:
    """A day: a date cell, 2020-03-11, 2020.3.11, 2020/3/11, 2020年3月11日, 20200311 or the Excel serial 43901.

    A month alone means its last day (note F49). Blank means nothing. Anything else is unreadable (F06),
    so is the number 2020.1: as a number, 2020.1 and 2020.10 are one.
    """
    if isinstance(cell, datetime):
        return CellReading(cell.date())
    if isinstance(cell, date):
        return CellReading(cell)
    written = as_text(cell).strip()
    if written in FORMULA_ERRORS:
        return CellReading(None, ["F34"], is_readable=False)
    plain = normalised(written)
    if not plain:
        return CellReading()
    if isinstance(cell, float) and not cell.is_integer():
        return CellReading(None, ["F06"], is_readable=False)
    try:
        return _spelled(plain, ["F04"] if plain != written else [])
    except (ValueError, OverflowError):
        return CellReading(None, ["F06"], is_readable=False)


def _spelled(plain: str, notes: list[str]) -> CellReading:
    if plain.isascii() and plain.isdigit() and len(plain) == 5 and int(plain) in _EXCEL_SERIALS:
        return CellReading(_EXCEL_EPOCH + timedelta(days=int(plain)), ["F04"])
    if found := (_DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)):
        return CellReading(date(int(found[1]), int(found[2]), int(found[3])), notes)
    if found := _MONTH.fullmatch(plain):
        return CellReading(month_end(date(int(found[1]), int(found[2]), 1)), [*notes, "F49"])
    raise ValueError(plain)
