"""How marked cells look: colour for the screen, pattern and border for print in black and white."""

from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.styles import Border, PatternFill, Side
from openpyxl.xml.functions import tostring

NO_FILL = None
FILLS = {
    "fatal": PatternFill("lightUp", fgColor="FFE6A0A6", bgColor="FFFFC7CE"),
    "error": PatternFill("lightUp", fgColor="FFE6A0A6", bgColor="FFFFC7CE"),
    "warning": PatternFill("gray0625", fgColor="FFC9A227", bgColor="FFFFEB9C"),
    "info": PatternFill("solid", fgColor="FFDDEBF7", bgColor="FFDDEBF7"),
}
_SIDES = {
    "fatal": Side("thick", "FF9C0006"),
    "error": Side("thick", "FF9C0006"),
    "warning": Side("mediumDashed", "FF7F6000"),
    "info": Side("dotted", "FF1F4E79"),
}
BORDERS = {severity: Border(left=side, right=side, top=side, bottom=side) for severity, side in _SIDES.items()}
_OURS = {(fill.patternType, fill.fgColor.rgb) for fill in FILLS.values()}


def is_marked(cell: Any) -> bool:
    """Whether a cell carries one of our fills."""
    fill = cell.fill
    return (getattr(fill, "patternType", None), getattr(getattr(fill, "fgColor", None), "rgb", None)) in _OURS


def as_text(tree: Element) -> str:
    """A style as the text that is kept of it."""
    return str(tostring(tree).decode() if isinstance(tostring(tree), bytes) else tostring(tree))
