"""How marked cells look: colour for the screen, pattern and border for print in black and white."""

from collections.abc import Hashable
from copy import copy
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.styles import Border, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
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


class Looks:
    """The looks of one book's cells, each worked out once: openpyxl compares every style that it is given anew."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def give(self, cell: Any, name: Hashable, **look: Any) -> None:
        """Give a cell the look of a name; what it consists of counts the first time that the name is used."""
        if name not in self._known:
            for attribute, value in look.items():
                setattr(cell, attribute, value)
            self._known[name] = copy(cell._style)
        else:
            cell._style = copy(self._known[name])

    def mark(self, cell: Any, severity: str) -> tuple[str, str]:
        """Mark a cell with a severity; returns its fill and border as they were.

        A cell that the file does not hold, where something is missing, has no style yet.
        """
        before = tuple(cell._style or StyleArray())
        memory = ("memory", before)
        if memory not in self._known:
            self._known[memory] = (as_text(cell.fill.to_tree("fill")), as_text(cell.border.to_tree("border")))
        self.give(cell, (before, severity), fill=FILLS[severity], border=BORDERS[severity])
        kept: tuple[str, str] = self._known[memory]
        return kept


def is_marked(cell: Any) -> bool:
    """Whether a cell carries one of our fills."""
    fill = cell.fill
    return (getattr(fill, "patternType", None), getattr(getattr(fill, "fgColor", None), "rgb", None)) in _OURS


def as_text(tree: Element) -> str:
    """A style as the text that is kept of it."""
    return str(tostring(tree).decode())
