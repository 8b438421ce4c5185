"""What a sheet checks while it is filled in: allowed values, and a cell that says whether its row agrees."""

from datetime import date
from decimal import Decimal

from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.domain.money import YUAN_IN_TEN_THOUSAND
from planwatch.form_templates import Agreement
from planwatch.forms import Column
from planwatch.messages import Messages
from planwatch.policy import Policy
from planwatch.reporting.cell_contents import put_formula
from planwatch.reporting.form_frame import CHECK, FIRST_ROW, TICK_CELL, Frame
from planwatch.reporting.form_rows import LAST, SheetContent, compared
from planwatch.reporting.form_style import FAULT_FILL, FAULT_FONT

ABSOLUTE_TICK = "$C$3"
AMOUNTS = ("money", "area", "length")
CORRECTION = ("is_correction", "correction_document_number", "correction_reason")
_LARGEST = 10**12


def add_checks(sheet: Worksheet, content: SheetContent, frame: Frame, policy: Policy, zh: Messages) -> None:
    """Put the check's formula into every row, and let a row that disagrees turn red."""
    for row in range(FIRST_ROW, frame.last_row + 1):
        put_formula(sheet[f"{frame.letter(CHECK)}{row}"], _verdict(content, frame, policy, zh, row))
    for agreement in content.template.agreements:
        disagrees = FormulaRule([_disagrees(agreement, content, frame, policy)], fill=FAULT_FILL, font=FAULT_FONT)
        for name in (agreement.previous, agreement.period, agreement.cumulative):
            sheet.conditional_formatting.add(frame.cells(name), disagrees)
    for earlier, cumulative in _falling_pairs(content):
        falls = FormulaRule([_falls(earlier, cumulative, frame, zh)], fill=FAULT_FILL, font=FAULT_FONT)
        sheet.conditional_formatting.add(frame.cells(cumulative), falls)
    check = frame.cell(CHECK)
    signs = [zh.say(f"forms.result.{name}")[0] for name in ("disagrees", "falls")]
    faulty = ",".join(f'LEFT({check},1)="{sign}"' for sign in signs)
    sheet.conditional_formatting.add(
        frame.cells(CHECK), FormulaRule([f"OR({faulty})"], fill=FAULT_FILL, font=FAULT_FONT)
    )


def _verdict(content: SheetContent, frame: Frame, policy: Policy, zh: Messages, row: int) -> str:
    typed = [c.name for c in content.form.columns if c.name not in content.template.prefilled]
    required = [frame.cell(c.name, row) for c in content.form.columns if c.is_required]
    says = {name: f'"{zh.say(f"forms.result.{name}")}"' for name in ("agrees", "disagrees", "falls", "incomplete")}
    blank = ",".join(f'{cell}=""' for cell in required)
    yes = zh.say("forms.answer_yes")
    verdict = f'IF(AND({ABSOLUTE_TICK}<>"{yes}",OR({blank})),{says["incomplete"]},{says["agrees"]})'
    for earlier, cumulative in _falling_pairs(content):
        verdict = f"IF({_falls(earlier, cumulative, frame, zh, row)},{says['falls']},{verdict})"
    for agreement in content.template.agreements:
        verdict = f"IF({_disagrees(agreement, content, frame, policy, row)},{says['disagrees']},{verdict})"
    return f'=IF(COUNTA({",".join(frame.cell(name, row) for name in typed)})=0,"",{verdict})'


def _disagrees(agreement: Agreement, content: SheetContent, frame: Frame, policy: Policy, row: int = FIRST_ROW) -> str:
    previous, period, cumulative = (
        frame.cell(name, row) for name in (agreement.previous, agreement.period, agreement.cumulative)
    )
    tolerance: Decimal = getattr(policy.tolerance, agreement.tolerance)
    if {column.name: column.type for column in content.form.columns}[agreement.cumulative] == "money":
        tolerance /= YUAN_IN_TEN_THOUSAND
    return (
        f"AND(COUNT({previous},{period},{cumulative})=3,"
        f"ROUND(ABS({previous}+{period}-{cumulative}),8)>{tolerance.normalize():f})"
    )


def _falling_pairs(content: SheetContent) -> list[tuple[str, str]]:
    pairs = [(agreement.previous, agreement.cumulative) for agreement in content.template.agreements]
    return pairs + [(LAST + column.name, column.name) for column in compared(content.form, content.template)]


def _falls(earlier: str, cumulative: str, frame: Frame, zh: Messages, row: int = FIRST_ROW) -> str:
    """A fall that is not marked as a correction with its document and its reason."""
    before, after = frame.cell(earlier, row), frame.cell(cumulative, row)
    if not set(CORRECTION) <= frame.places.keys():
        return f"AND(COUNT({before},{after})=2,{after}<{before})"
    mark, document, reason = (frame.cell(name, row) for name in CORRECTION)
    is_corrected = f'AND({mark}="{zh.say("forms.answer_yes")}",COUNTA({document},{reason})=2)'
    return f"AND(COUNT({before},{after})=2,{after}<{before},NOT({is_corrected}))"


def add_validations(
    sheet: Worksheet, content: SheetContent, frame: Frame, lists: dict[str, str], policy: Policy, zh: Messages
) -> None:
    """Hold every column to what it may hold; `lists` are the ranges of names, by column."""
    yes_no = f'"{zh.say("forms.answer_yes")},{zh.say("forms.answer_no")}"'
    tick = DataValidation("list", formula1=yes_no, allow_blank=True)
    _explain(tick, zh, "choice")
    tick.add(TICK_CELL)
    sheet.add_data_validation(tick)
    differences = {agreement.period for agreement in content.template.agreements}
    for column in content.form.columns:
        if column.name in lists:
            validation = DataValidation("list", formula1=lists[column.name], allow_blank=True)
            _explain(validation, zh, "choice")
            validation.showErrorMessage = column.kind is not None
        elif column.type == "yes_no":
            validation = DataValidation("list", formula1=yes_no, allow_blank=True)
            _explain(validation, zh, "choice")
        else:
            validation = _range(column, content, policy.limit.earliest_date, column.name in differences, zh)
        if validation is not None:
            validation.add(frame.cells(column.name))
            sheet.add_data_validation(validation)


def _range(
    column: Column, content: SheetContent, earliest: date, is_difference: bool, zh: Messages
) -> DataValidation | None:
    may_be_negative = is_difference or column.name in content.template.signed
    if column.type == "percent":
        lowest, key = (-100, "share") if may_be_negative else (0, "percent")
        return _explain(_between("decimal", lowest, 100), zh, key)
    if column.type in AMOUNTS:
        lowest, key = (-_LARGEST, "difference") if may_be_negative else (0, "amount")
        return _explain(_between("decimal", lowest, _LARGEST), zh, key, unit=column.unit)
    if column.type == "count":
        return _explain(_between("whole", 0, _LARGEST), zh, "count", unit=column.unit)
    if column.type == "year":
        return _explain(_between("whole", earliest.year, 2999), zh, "year")
    if column.type == "date":
        is_done = column.name in content.template.done_by_cutoff or column.name == "cutoff_date"
        latest = content.cutoff_date if is_done else date(2999, 12, 31)
        key, facts = ("done", {}) if is_done else ("date", {"earliest": earliest})
        limits = [f"DATE({day.year},{day.month},{day.day})" for day in (earliest, latest)]
        return _explain(_between("date", *limits), zh, key, **facts)
    return None


def _between(kind: str, lowest: object, highest: object) -> DataValidation:
    return DataValidation(kind, operator="between", formula1=str(lowest), formula2=str(highest), allow_blank=True)


def _explain(validation: DataValidation, zh: Messages, key: str, **facts: object) -> DataValidation:
    validation.showErrorMessage = True
    validation.errorTitle = zh.say("forms.entry.title")
    validation.error = zh.say(f"forms.entry.{key}", **facts)
    return validation
