"""How forms look: on a screen and on grey paper. Widths count a Chinese character as two places."""

from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from planwatch.domain.display import display_width
from planwatch.forms import Column

FONT = "宋体"
TITLE = Font(name=FONT, size=15, bold=True)
WORDS = Font(name=FONT, size=10)
STRONG = Font(name=FONT, size=10, bold=True)
SMALL = Font(name="Arial", size=8, color="444444")
FRAME = Border(*(Side(style="thin", color="808080") for _ in range(4)))
THICK = Border(*(Side(style="medium", color="000000") for _ in range(4)))
HEADING_FILL = PatternFill("solid", fgColor="D0D0D0")
OPTIONAL_FILL = PatternFill("solid", fgColor="E8E8E8")
LOCKED_FILL = PatternFill("solid", fgColor="F0F0F0")
FAULT_FILL = PatternFill("solid", bgColor="FF0000")
FAULT_FONT = Font(bold=True, color="FFFFFF")
LOCKED = Protection(locked=True)
OPEN = Protection(locked=False)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
NUMBER_FORMATS = {
    "percent": "0.00",
    "money": "#,##0.00####",
    "count": "#,##0",
    "area": "0.00####",
    "length": "#,##0.0##",
    "year": "0",
    "date": "yyyy-mm-dd",
}
_WIDTHS = {"percent": 10, "money": 13, "count": 10, "area": 11, "length": 11, "year": 9, "date": 12, "yes_no": 9}
_NARROWEST_TEXT, _WIDEST_TEXT = 14, 30
POINTS_OF_A_LINE = 14.0
POINTS_OF_A_SMALL_LINE = 11.5


def number_format(column: Column) -> str:
    """How Excel shows a column's values: money with two decimals and up to six, days as 2021-06-30, text as text."""
    return NUMBER_FORMATS.get(column.type, "@")


def is_figure(column: Column) -> bool:
    """Whether a column's values stand to the right."""
    return column.type in NUMBER_FORMATS and column.type != "date"


def column_width(column: Column, names: list[str]) -> float:
    """Places for a column's values: by its type, a text's by the longest name that it may hold."""
    if column.type in _WIDTHS:
        return _WIDTHS[column.type]
    longest = max((display_width(name) for name in names), default=_NARROWEST_TEXT) + 2
    return float(min(max(longest, _NARROWEST_TEXT), _WIDEST_TEXT))


def lines_of(text: str, width: float, size_ratio: float = 1.0) -> int:
    """The lines that a text takes in a cell of this width; a letter of another size than the cell's, in proportion."""
    room = max(1.0, width - 1) / size_ratio
    return sum(max(1, ceil(display_width(part) / room)) for part in text.split("\n"))
