"""Where the parts of a form's sheet stand: rows and columns counted from 1, as Excel counts them."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from planwatch.reporting.form_rows import LAST, SheetContent, compared

TITLE_ROW, UNIT_ROW, TICK_ROW, INSTRUCTION_ROW, HEADING_ROW, ENGLISH_ROW, FIRST_ROW = range(1, 8)
TICK_CELL = "C3"
CHECK = "check"
BEFORE_THE_CHECK = "is_correction"


@dataclass(frozen=True)
class Frame:
    """A sheet's columns by name, in order, and its last rows; `check` and `last_<column>` are none of the form's."""

    places: dict[str, int]
    last_row: int
    total_row: int | None
    signature_row: int

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.places)

    def letter(self, name: str) -> str:
        """The spreadsheet letter of a column."""
        return get_column_letter(self.places[name])

    def cell(self, name: str, row: int = FIRST_ROW) -> str:
        """A cell of a column, its column fixed: $D7."""
        return f"${self.letter(name)}{row}"

    def cells(self, name: str) -> str:
        """All cells of a column between the headings and the total: D7:D20."""
        return f"{self.letter(name)}{FIRST_ROW}:{self.letter(name)}{self.last_row}"


def frame_of(content: SheetContent) -> Frame:
    """The form's columns in their order; what was accepted last beside each figure, the check before 更正."""
    beside = {column.name for column in compared(content.form, content.template)}
    names: list[str] = []
    for column in content.form.columns:
        if column.name == BEFORE_THE_CHECK:
            names.append(CHECK)
        names.append(column.name)
        if column.name in beside:
            names.append(LAST + column.name)
    if CHECK not in names:
        names.append(CHECK)
    last_row = FIRST_ROW + len(content.rows) + content.template.spare_rows - 1
    total_row = last_row + 1 if content.template.totals else None
    return Frame({name: place for place, name in enumerate(names, start=1)}, last_row, total_row, last_row + 3)
