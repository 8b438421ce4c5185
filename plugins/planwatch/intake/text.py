"""Text as clerks type it, brought to one spelling without changing what it says."""

import re
import unicodedata
from typing import Any

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))
_NUL = "\x00"
_SUPERSCRIPTS = re.compile("[²³¹⁰-⁹①-⑳]")


def as_text(cell: Any) -> str:
    """The cell as its reader sees it: whole floats without `.0`, nothing for an empty cell, and no NUL."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace(_NUL, "")


def normalised(cell: Any) -> str:
    """NFKC (full-width → half-width), without invisible characters, inner runs of white space as one space."""
    folded = unicodedata.normalize("NFKC", as_text(cell)).translate(_INVISIBLE)
    return re.sub(r"\s+", " ", folded).strip()


def folded_heading(cell: Any) -> str:
    """A heading for comparison: normalised, lower case, without any white space; ㎡ and m² are one."""
    return re.sub(r"\s", "", normalised(cell)).lower().replace("m²", "m2").replace("㎡", "m2")


def has_superscript(cell: Any) -> bool:
    """Whether normalising would turn 10² into 102 or ① into 1, which is not what was meant."""
    return bool(_SUPERSCRIPTS.search(as_text(cell)))
