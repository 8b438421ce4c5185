"""The sheet of names from which the dropdowns choose: one column for each list, each list once."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.domain.display import display_width
from planwatch.messages import Messages
from planwatch.reporting.cell_contents import put
from planwatch.reporting.form_rows import UnitContent
from planwatch.reporting.form_style import STRONG, WORDS

_FIRST_ROW = 3


def add_choices(book: Workbook, unit: UnitContent, zh: Messages, en: Messages) -> dict[tuple[str, str], str]:
    """Write the lists; returns the range of names for each form and column, to be used by a dropdown."""
    sheet = book.create_sheet(zh.say("forms.choices.sheet"))
    put(sheet["A1"], f"{zh.say('forms.choices.title')} {en.say('forms.choices.title')}")
    sheet["A1"].font = STRONG
    ranges: dict[tuple[str, ...], str] = {}
    found: dict[tuple[str, str], str] = {}
    for content in unit.sheets:
        for column_name, names in content.choices.items():
            if tuple(names) not in ranges:
                ranges[tuple(names)] = _write(sheet, len(ranges) + 1, names)
            found[content.form.name, column_name] = ranges[tuple(names)]
    sheet.protection.sheet = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    return found


def _write(sheet: Worksheet, place: int, names: list[str]) -> str:
    letter = get_column_letter(place)
    for row, name in enumerate(names, start=_FIRST_ROW):
        put(sheet[f"{letter}{row}"], name)
        sheet[f"{letter}{row}"].font = WORDS
    sheet.column_dimensions[letter].width = max(display_width(name) for name in names) + 2
    return f"'{sheet.title}'!${letter}${_FIRST_ROW}:${letter}${_FIRST_ROW + len(names) - 1}"
