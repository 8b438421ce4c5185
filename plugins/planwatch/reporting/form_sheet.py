"""One form of one unit as a sheet: what stands above the table, the table, and what stands below it."""

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.forms import Column
from planwatch.messages import Messages
from planwatch.reporting import form_style as style
from planwatch.reporting.cell_contents import put
from planwatch.reporting.form_frame import ENGLISH_ROW, FIRST_ROW, HEADING_ROW, TITLE_ROW, Frame
from planwatch.reporting.form_margins import write_above, write_below
from planwatch.reporting.form_rows import LAST, SheetContent, UnitContent

CHECK_WIDTH = 19


def write_sheet(
    sheet: Worksheet, unit: UnitContent, content: SheetContent, frame: Frame, zh: Messages, en: Messages, mark: str
) -> None:
    """Lay out the whole sheet but for its checks. `mark` stands before the title: sample data, or nothing."""
    columns = {column.name: column for column in content.form.columns}
    _write_headings(sheet, content, frame, columns, zh, en)
    _write_rows(sheet, content, frame, columns)
    write_above(sheet, unit, content, frame, zh, en, mark)
    write_below(sheet, content, frame, columns, zh, en)
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
        put(top, chinese)
        put(below, english)
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
    """Rows have no height of their own, so that a long remark makes its row higher."""
    prefilled = content.template.prefilled
    years = {name: content.cutoff_date.year for name, column in columns.items() if column.type == "year"}
    spare = {name: value for name, value in ({"cutoff_date": content.cutoff_date} | years).items() if name in prefilled}
    rows = [*content.rows, *[spare] * content.template.spare_rows]
    for number, row in enumerate(rows, start=FIRST_ROW):
        is_spare = number >= FIRST_ROW + len(content.rows)
        lines = 1
        for name, place in frame.places.items():
            cell = sheet.cell(number, place)
            column = columns.get(name.removeprefix(LAST))
            is_locked = name not in columns or (name in prefilled and not is_spare)
            put(cell, row.get(name))
            style.dress(cell, column, is_locked)
            if isinstance(cell.value, str):
                lines = max(lines, style.lines_of(cell.value, sheet.column_dimensions[cell.column_letter].width))
        if lines > 1:
            sheet.row_dimensions[number].height = lines * style.POINTS_OF_A_LINE + 4


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
    sheet.row_dimensions[TITLE_ROW].height = 28
    sheet[f"A{TITLE_ROW}"].alignment = Alignment(horizontal="center", vertical="center")
