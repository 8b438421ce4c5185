"""One cell → one number, with a note for everything that had to be tidied."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from planwatch.intake.recognition import is_not_known
from planwatch.intake.text import as_text, has_superscript, normalised

FORMULA_ERRORS = {"#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
FORMULA_ERRORS |= {f"Err:{number}" for number in range(501, 541)}  # as LibreOffice shows those without a name
LONGEST_NUMBER = 64
_WORDS = re.compile(
    r"(?:大约|约)?(?P<number>[-+.,0-9e]+)(?P<unit>%|万元|万m2|万平方米|户|幢|栋|m|米|年|份|件)?(?:左右)?", re.IGNORECASE
)
_UNIT_WORDS = {
    "%": {"%"},
    "万元": {"万元"},
    "万m²": {"万m2", "万平方米"},
    "户": {"户"},
    "幢": {"幢", "栋"},
    "m": {"m", "米"},
    "年": {"年"},
    "份": {"份"},
    "件": {"件"},
}
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_PLAIN = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,14})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_BEYOND_ANY_FIGURE = Decimal(10) ** 15
_EXCEL_DIGITS = 15


@dataclass
class CellReading:
    """What a cell holds: a value (None where nothing is known), notes by rule id, and whether it could be read."""

    value: Any = None
    notes: list[str] = field(default_factory=list)
    is_readable: bool = True


def read_number(cell: Any, unit: str = "") -> CellReading:
    """A number, or nothing for a blank, — or 无 (not known is not 0).

    Tidied with a note: full-width digits, thousands separators, spaces (F04); 约, 左右 and the column's own unit beside
    the number, and — or 无 (F48). Unreadable: anything else (F05) and formula errors (F34). 万 alone, and a unit that
    is not the column's (500元 under 万元), are unreadable: the figure may mean something else. So is 10^15 and beyond,
    and more than 64 characters.
    """
    if isinstance(cell, str):
        return CellReading(Decimal(cell)) if _PLAIN.fullmatch(cell) else _written(cell, unit)
    if cell is None:
        return CellReading()
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return _exact(cell)
    return CellReading(None, ["F05"], is_readable=False)


def _written(cell: str, unit: str) -> CellReading:
    written = as_text(cell).strip()
    if written in FORMULA_ERRORS:
        return CellReading(None, ["F34"], is_readable=False)
    if len(written) > LONGEST_NUMBER or has_superscript(written.replace("m²", "m2")):
        return CellReading(None, ["F05"], is_readable=False)
    plain = normalised(written).replace("\u2212", "-").replace(" ", "")
    if not plain:
        return CellReading()
    if is_not_known(plain):
        return CellReading(None, ["F48"])
    return _worded(plain, written, unit)


def _worded(plain: str, written: str, unit: str) -> CellReading:
    unreadable = CellReading(None, ["F05"], is_readable=False)
    found = _WORDS.fullmatch(plain)
    if not found or (unit and found["unit"] and found["unit"].lower() not in _UNIT_WORDS.get(unit, set())):
        return unreadable
    bare = found["number"]
    digits = bare.replace(",", "")
    if ("," in bare and not _GROUPED.fullmatch(bare)) or not _NUMBER.fullmatch(digits):
        return unreadable
    value = Decimal(digits)
    if abs(value) >= _BEYOND_ANY_FIGURE:
        return unreadable
    if bare != plain:
        return CellReading(value, ["F48"])
    return CellReading(value, ["F04"] if digits != written else [])


def _exact(cell: int | float | Decimal) -> CellReading:
    """The number to Excel's own 15 digits: a sum kept as 0.30000000000000004 is 0.3, never its binary tail."""
    value = Decimal(f"{cell:.{_EXCEL_DIGITS}g}") if isinstance(cell, float) else Decimal(cell)
    if not value.is_finite():
        return CellReading(None, ["F34"], is_readable=False)
    if abs(value) >= _BEYOND_ANY_FIGURE:
        return CellReading(None, ["F05"], is_readable=False)
    return CellReading(value)
