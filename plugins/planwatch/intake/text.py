"""Text as clerks type it, brought to one spelling without changing what it says."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_NUL = "\x00"
_SUPERSCRIPTS = re.compile("[²³¹⁰-⁹₀-₉①-⑳⑴-⒛㈠-㈩㊀-㊉½-¾]")
_SPACES = re.compile(r"\s+")
_REQUIRED_MARKS = re.compile(r"^\*+|\*+$")
_OFTEN_SEEN_LENGTH = 64


def as_text(cell: Any) -> str:
    """The cell as its reader sees it: whole floats without `.0`, nothing for an empty cell, and no NUL."""
    if isinstance(cell, str):
        return cell.replace(_NUL, "") if _NUL in cell else cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def normalised(cell: Any) -> str:
    """NFKC (full-width → half-width), without invisible characters, inner runs of white space as one space."""
    text = as_text(cell)
    return _often_seen(text) if len(text) <= _OFTEN_SEEN_LENGTH else _normalised(text)


def as_typed(cell: Any) -> str:
    """The cell's words in their writer's own punctuation, without white space at the ends and what nobody can see."""
    return as_text(cell).translate(_INVISIBLE).strip()


def folded_heading(cell: Any) -> str:
    """A heading for comparison: normalised, lower case, without white space and the mark * of a required column.

    ㎡ and m² are one.
    """
    text = as_text(cell)
    return _often_folded(text) if len(text) <= _OFTEN_SEEN_LENGTH else _folded(text)


def has_superscript(cell: Any) -> bool:
    """Whether normalising would turn 10² into 102 or ① into 1, which is not what was meant."""
    text = as_text(cell)
    return not text.isascii() and bool(_SUPERSCRIPTS.search(text))


def _normalised(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_INVISIBLE)).strip()


def _folded(text: str) -> str:
    return _REQUIRED_MARKS.sub("", _SPACES.sub("", normalised(text)).lower().replace("m²", "m2").replace("㎡", "m2"))


_often_folded = lru_cache(maxsize=20_000)(_folded)
_often_seen = lru_cache(maxsize=20_000)(_normalised)
