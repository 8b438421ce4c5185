"""What stands above a form's table (title, unit, cut-off date, tick, instructions) and below it (total, signatures)."""

from itertools import accumulate
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.forms import Column
from planwatch.messages import Messages
from planwatch.reporting import form_style as style
from planwatch.reporting.cell_contents import put, put_formula
from planwatch.reporting.form_frame import INSTRUCTION_ROW, TICK_CELL, TICK_ROW, TITLE_ROW, UNIT_ROW, Frame
from planwatch.reporting.form_rows import SheetContent, UnitContent


def write_above(
    sheet: Worksheet, unit: UnitContent, content: SheetContent, frame: Frame, zh: Messages, en: Messages, mark: str
) -> None:
    """Write the rows above the headings; widths must be set, for heights follow from them."""
    form_name = zh.say(f"receipt.form_names.{content.form.name}")
    title = zh.say("forms.title", mark=mark, programme_name=unit.programme_name, form_name=form_name)
    _merge(sheet, TITLE_ROW, 1, frame.width, title, style.TITLE)
    said = [_about(unit, content, words) for words in (zh, en)]
    for (first, last), chinese, english in zip(_quarters(sheet, frame), *said, strict=True):
        _merge(sheet, UNIT_ROW, first, last, f"{chinese}\n{english}", style.STRONG)
    label = f"{zh.say('forms.no_change')}\n{en.say('forms.no_change')}"
    _merge(sheet, TICK_ROW, 1, 2, label, style.STRONG)
    tick = sheet[TICK_CELL]
    put(tick, zh.say("forms.answer_no"))
    tick.font, tick.border, tick.alignment = style.STRONG, style.THICK, style.CENTRED
    tick.protection = style.OPEN
    kind = "repeats" if content.template.repeats else "nothing_new"
    key = f"forms.no_change_means.{kind}"
    _merge(sheet, TICK_ROW, 4, frame.width, f"{zh.say(key)}\n{en.say(key)}", style.WORDS)
    told = [words.say(f"forms.instructions.{kind}", dictionary=zh.say("forms.dictionary.sheet")) for words in (zh, en)]
    _merge(sheet, INSTRUCTION_ROW, 1, frame.width, "\n".join(told), style.WORDS)


def _about(unit: UnitContent, content: SheetContent, words: Messages) -> list[str]:
    """Who reports, up to which day, on which form, and by when."""
    name = unit.unit_name if words.language == "zh" else unit.unit_name_en
    form_name = words.say(f"receipt.form_names.{content.form.name}")
    return [
        words.say("forms.unit", unit_name=name, unit_code=unit.unit_code),
        words.say("forms.cutoff", cutoff_date=unit.cutoff_date),
        words.say("forms.version", form_name=form_name, version=content.form.version),
        words.say(f"forms.{'owed' if content.due_date else 'may_file'}", **_due(content)),
    ]


def _due(content: SheetContent) -> dict[str, Any]:
    return {"due_date": content.due_date, "grace_end_date": content.grace_end_date} if content.due_date else {}


def _quarters(sheet: Worksheet, frame: Frame) -> list[tuple[int, int]]:
    """The columns, first and last, of four parts of the sheet of about the same width."""
    widths = [sheet.column_dimensions[get_column_letter(place)].width for place in frame.places.values()]
    reached = list(accumulate(widths))
    ends = [next(i for i, sum_ in enumerate(reached, 1) if sum_ >= reached[-1] * part / 4) for part in (1, 2, 3, 4)]
    return list(zip([1, *(end + 1 for end in ends[:-1])], ends, strict=True))


def _merge(sheet: Worksheet, row: int, first: int, last: int, value: str, font: Font) -> None:
    """Write a text across columns; the row becomes as high as its highest text needs."""
    cell = sheet.cell(row, first)
    put(cell, value)
    cell.font, cell.alignment = font, style.LEFT
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    width = sum(sheet.column_dimensions[get_column_letter(place)].width for place in range(first, last + 1))
    height = style.lines_of(value, width, font.size / style.WORDS.size * 1.1) * style.POINTS_OF_A_LINE + 4
    sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)


def write_below(
    sheet: Worksheet, content: SheetContent, frame: Frame, columns: dict[str, Column], zh: Messages, en: Messages
) -> None:
    """Write the total, which shows nothing until a figure stands above it, and the line for signatures."""
    if frame.total_row:
        for name, place in frame.places.items():
            cell = sheet.cell(frame.total_row, place)
            style.dress(cell, columns.get(name), is_locked=True)
            cell.font = style.STRONG
            if name in content.template.totals:
                put_formula(cell, f'=IF(COUNT({frame.cells(name)})=0,"",SUM({frame.cells(name)}))')
        put(sheet.cell(frame.total_row, 1), zh.say("forms.total"))
        sheet.row_dimensions[frame.total_row].height = 22
    signed = f"{zh.say('forms.signature')}\n{en.say('forms.signature')}"
    _merge(sheet, frame.signature_row, 1, frame.width, signed, style.WORDS)
