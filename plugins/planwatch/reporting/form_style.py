"""How forms look: on a screen and on grey paper. Widths count a Chinese character as two places."""

from math import ceil

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from planwatch.domain.display import display_width
from planwatch.forms import Column

FONT = "宋体"
TITLE = Font(name=FONT, size=15, bold=True)
WORDS = Font(name=FONT, size=10)
STRONG = Font(name=FONT, size=10, bold=True)
NORMAL = Font(name="Arial", size=10)  # by whose digits Excel measures the widths of columns
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
MIDDLE = Alignment(horizontal="center", vertical="center")
RIGHT = Alignment(horizontal="right", vertical="center", shrink_to_fit=True)  # never ###
NUMBER_FORMATS = {
    "percent": "0.00",
    "money": "#,##0.00####",
    "count": "#,##0",
    "area": "0.00####",
    "length": "#,##0.0##",
    "year": "0",
    "date": "yyyy-mm-dd",
}
_NARROWEST = {"percent": 9, "money": 11, "count": 9, "area": 10, "length": 10, "year": 8, "date": 12, "yes_no": 9}
_NARROWEST_TEXT, _WIDEST_TEXT, _WIDEST_HEADING = 14, 30, 20
# In pixels: a digit of NORMAL, what Excel keeps free in a cell, a Chinese character and a Latin one of WORDS.
_DIGIT, _PADDING, _WIDE, _NARROW = 7.0, 5.0, 13.34, 7.0
POINTS_OF_A_LINE = 14.0
POINTS_OF_A_SMALL_LINE = 11.5


def number_format(column: Column) -> str:
    """How Excel shows a column's values: money with two decimals and up to six, days as 2021-06-30, text as text."""
    return NUMBER_FORMATS.get(column.type, "@")


def is_figure(column: Column) -> bool:
    """Whether a column's values stand to the right."""
    return column.type in NUMBER_FORMATS and column.type != "date"


def column_width(column: Column, heading: str, names: list[str]) -> float:
    """A column's width in digits: room for values by their type, a text's by the longest name, and for the heading."""
    longest = max((display_width(name) for name in names), default=0) + 2
    text = min(max(longest, _NARROWEST_TEXT), _WIDEST_TEXT)
    return round(_with_heading(heading, _NARROWEST.get(column.type, text)), 1)


def _with_heading(heading: str, narrowest: float) -> float:
    """Widen a column until its heading breaks before its bracket, （万元） and the like, or stands in one line."""
    name, bracket, _ = heading.partition("（")
    broken = max(narrowest, (_pixels(name) + 3 + _PADDING) / _DIGIT)
    if bracket and broken * _DIGIT - _PADDING < _pixels(name) + _WIDE / 2:
        return broken
    whole = (_pixels(heading) + 3 + _PADDING) / _DIGIT
    return max(narrowest, whole if whole <= _WIDEST_HEADING else broken)


def _pixels(text: str) -> float:
    wide = display_width(text) - len(text)
    return wide * _WIDE + (len(text) - wide) * _NARROW


def lines_of(text: str, width: float, size_ratio: float = 1.0) -> int:
    """The lines that a text takes in a cell of this width; a letter of another size than the cell's, in proportion."""
    room = max(1.0, width * _DIGIT - _PADDING) / size_ratio
    return sum(max(1, ceil(_pixels(part) / room)) for part in text.split("\n"))


def dress(cell: Cell, column: Column | None, is_locked: bool) -> None:
    """Give a cell of the table its looks, and lock it or leave it open."""
    cell.font, cell.border = WORDS, FRAME
    is_day = column is not None and column.type in ("date", "yes_no")
    cell.alignment = RIGHT if column and is_figure(column) else MIDDLE if is_day else LEFT
    cell.number_format = number_format(column) if column else "General"
    cell.protection = LOCKED if is_locked else OPEN
    if is_locked:
        cell.fill = LOCKED_FILL
