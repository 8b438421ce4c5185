"""One cell → one number, with a note for everything that had to be tidied."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from planwatch.intake.text import as_text, has_superscript, normalised

NOT_KNOWN = {"", "-", "--", "—", "——", "–", "无", "/", "空", "暂无", "n/a"}
FORMULA_ERRORS = {"#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_WORDS = re.compile(r"约|大约|左右|%|万元|元|万m2|万平方米|户|幢|栋")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


@dataclass
class CellReading:
    """What a cell holds: a value (None where nothing is known), notes by rule id, and whether it could be read."""

    value: Any = None
    notes: list[str] = field(default_factory=list)
    is_readable: bool = True


def read_number(cell: Any) -> CellReading:
    """A number, or nothing for a blank, — or 无 (not known is not 0).

    Tidied with a note: full-width digits, thousands separators, spaces (F04); 约, %, 万元 and other words beside the
    number, and — or 无 (F48). Unreadable: anything else (F05) and formula errors (F34). 万 alone is unreadable: it may
    be a multiplier.
    """
    if isinstance(cell, bool):
        return CellReading(None, ["F05"], is_readable=False)
    if isinstance(cell, int | float | Decimal):
        return _exact(cell)
    written = as_text(cell).strip()
    if written in FORMULA_ERRORS:
        return CellReading(None, ["F34"], is_readable=False)
    if has_superscript(written):
        return CellReading(None, ["F05"], is_readable=False)
    plain = normalised(written).replace("\u2212", "-").replace(" ", "")
    if plain.lower() in NOT_KNOWN:
        return CellReading(None, ["F48"] if plain else [])
    notes = []
    bare = _WORDS.sub("", plain)
    if bare != plain:
        notes.append("F48")
    if "," in bare and not _GROUPED.fullmatch(bare):
        return CellReading(None, ["F05"], is_readable=False)
    digits = bare.replace(",", "")
    if not _NUMBER.fullmatch(digits):
        return CellReading(None, ["F05"], is_readable=False)
    if not notes and digits != written:
        notes.append("F04")
    return CellReading(Decimal(digits), notes)


def _exact(cell: int | float | Decimal) -> CellReading:
    """The shortest decimal that is this number, as Excel shows it; never the float's binary tail."""
    value = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if not value.is_finite():
        return CellReading(None, ["F34"], is_readable=False)
    return CellReading(value)
