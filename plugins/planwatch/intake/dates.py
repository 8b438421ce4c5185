"""One cell → one day, by a closed list of spellings."""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from planwatch.domain.period import month_end
from planwatch.intake.numbers import FORMULA_ERRORS, LONGEST_NUMBER, CellReading
from planwatch.intake.text import as_text, normalised

WITHOUT_YEAR = "F79"
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 80_000)
_SERIAL = re.compile(r"([0-9]{5})(\.[0-9]*)?")
_WEEKDAY = r"( ?\(?(星期|周)[一二三四五六日天]\)?)?"
_TIME = r"([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?"
_DAY = re.compile(rf"(\d{{4}}) ?[-./年。] ?(\d{{1,2}}) ?[-./月。] ?(\d{{1,2}}) ?[日号]?{_WEEKDAY}{_TIME}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4}) ?[-./年。] ?(\d{1,2}) ?(月[底末]?)?", re.ASCII)
_DAY_OF_YEAR = re.compile(rf"(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?[日号]{_WEEKDAY}", re.ASCII)
_CHINESE = re.compile(
    r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3}日)?"
)
_YEAR = re.compile(r"(?<![\d—–~-])(20[0-9]{2})(?= ?年| ?[-./] ?\d{1,2}(?!\d))", re.ASCII)
_CHINESE_DIGITS = {**{digit: value for value, digit in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}


def read_date(cell: Any, year: int | None = None) -> CellReading:
    """A day: a date cell, 2020-03-11, 2020.3.11, 2020/3/11, 2020年3月11日, 二〇二〇年三月十一日, 20200311 or the Excel
    serial 43901; a time beside it is dropped.

    A month alone means its last day (note F49). A day without a year (3月11日) is of `year`, the return's own (note
    F79), and unreadable where none is given. Blank means nothing. Anything else is unreadable (F06), so is the number
    2020.1: as a number, 2020.1 and 2020.10 are one.
    """
    if isinstance(cell, str):
        return _written(cell, year)
    if isinstance(cell, datetime):
        return CellReading(cell.date())
    if isinstance(cell, date):
        return CellReading(cell)
    if cell is None:
        return CellReading()
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return CellReading(None, ["F06"], is_readable=False)
    return _written(as_text(cell), year) if _is_serial(cell) else CellReading(None, ["F06"], is_readable=False)


def years_in(texts: Iterable[str]) -> set[int]:
    """The years of every date and month that texts state."""
    return {int(year) for text in texts for year in _YEAR.findall(normalised(text))}


def _is_serial(cell: int | float) -> bool:
    """A date's number, with or without a time of day; or one written as 20200311."""
    if isinstance(cell, int) or cell.is_integer():
        return True
    return math.isfinite(cell) and int(cell) in _EXCEL_SERIALS


@lru_cache(maxsize=20_000)
def _written(cell: str, year: int | None) -> CellReading:
    written = as_text(cell).strip()
    if written in FORMULA_ERRORS:
        return CellReading(None, ["F34"], is_readable=False)
    plain = normalised(written[: LONGEST_NUMBER + 1])
    if not plain:
        return CellReading()
    try:
        return _spelled(plain, ["F04"] if plain != written else [], year)
    except (ValueError, OverflowError):
        return CellReading(None, ["F06"], is_readable=False)


def _spelled(plain: str, notes: list[str], year: int | None) -> CellReading:
    if (found := _SERIAL.fullmatch(plain)) and int(found[1]) in _EXCEL_SERIALS:
        return CellReading(_EXCEL_EPOCH + timedelta(days=int(found[1])), ["F04"])
    if found := _DAY.fullmatch(plain):
        is_midnight = not found[6] or set(found[6]) <= set(" T0:.")
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return CellReading(day, notes if is_midnight else ["F04"])
    if found := _COMPACT.fullmatch(plain):
        return CellReading(date(int(found[1]), int(found[2]), int(found[3])), notes)
    if found := _MONTH.fullmatch(plain):
        return CellReading(month_end(date(int(found[1]), int(found[2]), 1)), [*notes, "F49"])
    if (found := _DAY_OF_YEAR.fullmatch(plain)) and year is not None:
        return CellReading(date(year, int(found[1]), int(found[2])), [*notes, WITHOUT_YEAR])
    if found := _CHINESE.fullmatch(plain):
        return _in_chinese_numerals(found)
    raise ValueError(plain)


def _in_chinese_numerals(found: re.Match[str]) -> CellReading:
    year = int("".join(str(_CHINESE_DIGITS[digit]) for digit in found["year"]))
    month = _chinese_number(found["month"])
    if found["day"] is None:
        return CellReading(month_end(date(year, month, 1)), ["F49"])
    return CellReading(date(year, month, _chinese_number(found["day"][:-1])), ["F04"])


def _chinese_number(numerals: str) -> int:
    """一 … 九十九. Raises ValueError for what is none, such as 一一."""
    tens, is_tens, units = numerals.partition("十")
    if not is_tens:
        tens, units = "", numerals
    if len(tens) > 1 or len(units) > 1 or "十" in units:
        raise ValueError(numerals)
    return (_CHINESE_DIGITS[tens] if tens else bool(is_tens)) * 10 + (_CHINESE_DIGITS[units] if units else 0)
