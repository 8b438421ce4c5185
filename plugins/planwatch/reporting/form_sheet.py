"""One form of one unit as a sheet: what stands above the table, the table, and what stands below it."""

from itertools import accumulate
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.forms import Column
from planwatch.messages import Messages
from planwatch.reporting import form_style as style
from planwatch.reporting.form_frame import (
    CHECK,
    ENGLISH_ROW,
    FIRST_ROW,
    HEADING_ROW,
    INSTRUCTION_ROW,
    TICK_CELL,
    TICK_ROW,
    TITLE_ROW,
    UNIT_ROW,
    Frame,
)
from planwatch.reporting.form_rows import LAST, SheetContent, UnitContent

LOCKED_IN_SPARE_ROWS = (CHECK,)
CHECK_WIDTH = 19


def write_sheet(
    sheet: Worksheet, unit: UnitContent, content: SheetContent, frame: Frame, zh: Messages, en: Messages, mark: str
) -> None:
    """Lay out the whole sheet but for its checks. `mark` stands before the title: sample data, or nothing."""
    columns = {column.name: column for column in content.form.columns}
    _write_headings(sheet, content, frame, columns, zh, en)
    _write_rows(sheet, content, frame, columns)
    _write_above(sheet, unit, content, frame, zh, en, mark)
    _write_below(sheet, content, frame, columns, zh, en)
    _set_up(sheet, unit, frame, zh, mark)


def _write_headings(
    sheet: Worksheet, content: SheetContent, frame: Frame, columns: dict[str, Column], zh: Messages, en: Messages
) -> None:
    heights = {HEADING_ROW: 1, ENGLISH_ROW: 1}
    for name, place in frame.places.items():
        letter = get_column_letter(place)
        column = columns.get(name.removeprefix(LAST))
        chinese, english = _heading(name, column, zh), _heading(name, column, en)
        sheet.column_dimensions[letter].width = width = _width(name, column, chinese, content)
        top, below = sheet[f"{letter}{HEADING_ROW}"], sheet[f"{letter}{ENGLISH_ROW}"]
        top.value, below.value = chinese, english
        is_required = column is not None and column.is_required and name in columns
        top.font = style.STRONG if is_required else style.WORDS
        below.font = style.SMALL
        for cell in (top, below):
            cell.fill = style.HEADING_FILL if is_required else style.OPTIONAL_FILL
            cell.border, cell.alignment = style.FRAME, style.CENTRED
        heights[HEADING_ROW] = max(heights[HEADING_ROW], style.lines_of(chinese, width))
        heights[ENGLISH_ROW] = max(heights[ENGLISH_ROW], style.lines_of(english, width, 0.8))
    sheet.row_dimensions[HEADING_ROW].height = heights[HEADING_ROW] * style.POINTS_OF_A_LINE + 4
    sheet.row_dimensions[ENGLISH_ROW].height = heights[ENGLISH_ROW] * style.POINTS_OF_A_SMALL_LINE + 2


def _width(name: str, column: Column | None, heading: str, content: SheetContent) -> float:
    if column is None:
        return CHECK_WIDTH
    written = [str(row[name]) for row in content.rows if isinstance(row.get(name), str)]
    return style.column_width(column, heading, [*written, *content.choices.get(name, [])])


def _heading(name: str, column: Column | None, messages: Messages) -> str:
    if column is None:
        return messages.say("forms.check")
    said = column.heading_zh if messages.language == "zh" else column.heading_en
    return messages.say("forms.last", heading=said) if name.startswith(LAST) else said


def _write_rows(sheet: Worksheet, content: SheetContent, frame: Frame, columns: dict[str, Column]) -> None:
    spare = {"cutoff_date": content.cutoff_date, "budget_year": content.cutoff_date.year}
    prefilled = content.template.prefilled
    spare = {name: value for name, value in spare.items() if name in prefilled}
    rows = [*content.rows, *[spare] * content.template.spare_rows]
    for number, row in enumerate(rows, start=FIRST_ROW):
        is_spare = number >= FIRST_ROW + len(content.rows)
        lines = 1
        for name, place in frame.places.items():
            cell = sheet.cell(number, place)
            column = columns.get(name.removeprefix(LAST))
            is_locked = name not in columns or (name in prefilled and not is_spare)
            cell.value = row.get(name)
            _dress(cell, column, is_locked)
            if isinstance(cell.value, str):
                lines = max(lines, style.lines_of(cell.value, sheet.column_dimensions[cell.column_letter].width))
        sheet.row_dimensions[number].height = max(20.0, lines * style.POINTS_OF_A_LINE + 4)


def _dress(cell: Any, column: Column | None, is_locked: bool) -> None:
    cell.font, cell.border = style.WORDS, style.FRAME
    is_day = column is not None and column.type in ("date", "yes_no")
    cell.alignment = style.RIGHT if column and style.is_figure(column) else style.MIDDLE if is_day else style.LEFT
    cell.number_format = style.number_format(column) if column else "General"
    cell.protection = style.LOCKED if is_locked else style.OPEN
    if is_locked:
        cell.fill = style.LOCKED_FILL


def _write_above(
    sheet: Worksheet, unit: UnitContent, content: SheetContent, frame: Frame, zh: Messages, en: Messages, mark: str
) -> None:
    form_name = zh.say(f"receipt.form_names.{content.form.name}")
    title = zh.say("forms.title", mark=mark, programme_name=unit.programme_name, form_name=form_name)
    _merge(sheet, TITLE_ROW, 1, frame.width, title, style.TITLE)
    said = [_about(unit, content, words) for words in (zh, en)]
    for (first, last), chinese, english in zip(_quarters(sheet, frame), *said, strict=True):
        _merge(sheet, UNIT_ROW, first, last, f"{chinese}\n{english}", style.STRONG)
    label = f"{zh.say('forms.no_change')}\n{en.say('forms.no_change')}"
    _merge(sheet, TICK_ROW, 1, 2, label, style.STRONG)
    tick = sheet[TICK_CELL]
    tick.value, tick.font, tick.border, tick.alignment = (
        zh.say("forms.answer_no"),
        style.STRONG,
        style.THICK,
        style.CENTRED,
    )
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
    cell = sheet.cell(row, first, value)
    cell.font, cell.alignment = font, style.LEFT
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    width = sum(sheet.column_dimensions[get_column_letter(place)].width for place in range(first, last + 1))
    height = style.lines_of(value, width, font.size / style.WORDS.size * 1.1) * style.POINTS_OF_A_LINE + 4
    sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)


def _write_below(
    sheet: Worksheet, content: SheetContent, frame: Frame, columns: dict[str, Column], zh: Messages, en: Messages
) -> None:
    if frame.total_row:
        for name, place in frame.places.items():
            cell = sheet.cell(frame.total_row, place)
            _dress(cell, columns.get(name), is_locked=True)
            cell.font = style.STRONG
            if name in content.template.totals:
                cell.value = f'=IF(COUNT({frame.cells(name)})=0,"",SUM({frame.cells(name)}))'
        sheet.cell(frame.total_row, 1, zh.say("forms.total"))
        sheet.row_dimensions[frame.total_row].height = 22
    signed = f"{zh.say('forms.signature')}\n{en.say('forms.signature')}"
    _merge(sheet, frame.signature_row, 1, frame.width, signed, style.WORDS)


def _set_up(sheet: Worksheet, unit: UnitContent, frame: Frame, zh: Messages, mark: str) -> None:
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.print_title_rows = f"{HEADING_ROW}:{ENGLISH_ROW}"
    sheet.print_area = f"A1:{get_column_letter(frame.width)}{frame.signature_row}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_margins.bottom, sheet.page_margins.footer = 0.7, 0.35
    sheet.oddFooter.left.text = f"{mark}{unit.unit_name} {unit.cutoff_date}"
    sheet.oddFooter.right.text = zh.say("forms.page")
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.sheet_view.zoomScale = 100
    sheet.row_dimensions[TITLE_ROW].height = 28
    sheet[f"A{TITLE_ROW}"].alignment = Alignment(horizontal="center", vertical="center")
