"""填表说明: what each column of a unit's forms means, with worked rows; each form on a printed page of its own.

Columns of forms stand here as rows, so that nobody, and no program, takes the page for a form.
"""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.forms import Column
from planwatch.messages import Messages
from planwatch.reporting import form_style as style
from planwatch.reporting.cell_contents import put
from planwatch.reporting.form_rows import SheetContent, UnitContent

# The widths together fill an A4 page laid across, at full size.
COLUMNS = {"column": 26, "meaning": 50, "measure": 9, "required": 10, "how": 10}
EXAMPLE_WIDTH = 22


def add_dictionary(book: Workbook, unit: UnitContent, zh: Messages, en: Messages) -> None:
    """Write the page, form after form."""
    sheet = book.create_sheet(zh.say("forms.dictionary.sheet"))
    widths = [*COLUMNS.values(), EXAMPLE_WIDTH, EXAMPLE_WIDTH]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    row = 1
    for number, content in enumerate(unit.sheets, start=1):
        row = _write_form(sheet, row, content, zh, en)
        if number < len(unit.sheets):
            sheet.row_breaks.append(Break(id=row - 1))
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.scale = 82
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)


def _write_form(sheet: Worksheet, row: int, content: SheetContent, zh: Messages, en: Messages) -> int:
    """The form's section from this row on; returns the row after it."""
    form = content.form
    names = [words.say(f"receipt.form_names.{form.name}") for words in (zh, en)]
    titles = [words.say("forms.dictionary.title", form_name=name) for words, name in zip((zh, en), names, strict=True)]
    _wide(sheet, row, f"{titles[0]}　{titles[1]}（v{form.version}）", 22)
    sheet.cell(row, 1).font = style.TITLE
    heads = [_both(f"forms.dictionary.{name}", zh, en) for name in COLUMNS]
    heads += [_both("forms.dictionary.example", zh, en, number=number) for number in (1, 2)]
    _line(sheet, row + 1, heads, is_heading=True)
    examples = [_example(content, number) for number in (0, 1)]
    for offset, column in enumerate(form.columns, start=2):
        _line(sheet, row + offset, _entries(content, column, examples, zh, en), style.number_format(column))
    last = row + 2 + len(form.columns)
    _wide(sheet, last, _both("forms.dictionary.note", zh, en), 44)
    return last + 2


def _both(key: str, zh: Messages, en: Messages, **facts: Any) -> str:
    return f"{zh.say(key, **facts)}\n{en.say(key, **facts)}"


def _entries(
    content: SheetContent, column: Column, examples: list[Mapping[str, Any]], zh: Messages, en: Messages
) -> list[Any]:
    meaning = f"forms.meaning.{content.form.name}.{column.name}"
    if meaning not in zh.sentences:
        meaning = f"forms.meaning.any.{column.name}"
    if column.name in content.template.prefilled:
        how = "prefilled"
    else:
        how = "chosen" if column.name in content.choices or column.type == "yes_no" else "typed"
    return [
        f"{column.heading_zh}\n{column.heading_en}",
        _both(meaning, zh, en),
        column.unit or "—",
        _both(f"forms.dictionary.is_{'required' if column.is_required else 'optional'}", zh, en),
        _both(f"forms.dictionary.{how}", zh, en),
        *(example.get(column.name) for example in examples),
    ]


def _example(content: SheetContent, number: int) -> Mapping[str, Any]:
    """A worked row: names of the unit's own rows, or of its lists, with the template's invented figures."""
    examples = content.template.examples
    own = content.rows[min(number, len(content.rows) - 1)] if content.rows else {}
    names = {column: own.get(column) or names[min(number, len(names) - 1)] for column, names in content.choices.items()}
    given = examples[number] if number < len(examples) else {}
    year = {column.name: content.cutoff_date.year for column in content.form.columns if column.type == "year"}
    return names | year | {"cutoff_date": content.cutoff_date.isoformat()} | dict(given)


def _line(sheet: Worksheet, row: int, values: list[Any], number_format: str = "", *, is_heading: bool = False) -> None:
    height = 1
    for place, value in enumerate(values, start=1):
        cell = sheet.cell(row, place)
        put(cell, value)
        cell.font, cell.border = style.STRONG if is_heading else style.WORDS, style.FRAME
        cell.alignment = style.CENTRED if is_heading else style.LEFT
        if number_format and place > len(COLUMNS):
            cell.number_format = number_format
        if is_heading:
            cell.fill = style.HEADING_FILL
        width = sheet.column_dimensions[get_column_letter(place)].width
        height = max(height, style.lines_of(str(value), width))
    sheet.row_dimensions[row].height = height * style.POINTS_OF_A_LINE + 2


def _wide(sheet: Worksheet, row: int, text: str, height: float) -> None:
    cell = sheet.cell(row, 1)
    put(cell, text)
    cell.font, cell.alignment = style.WORDS, style.LEFT
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS) + 2)
    sheet.row_dimensions[row].height = height
