"""What each unit's workbook holds: its forms, its rows with the last accepted figures, and what may be chosen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from planwatch.domain.money import YUAN_IN_TEN_THOUSAND
from planwatch.form_templates import FormTemplate, load_template, newest_forms
from planwatch.forms import Column, Form
from planwatch.reporting.form_plan import FormPlan, load_form_plan
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

SQUARE_METRES_IN_TEN_THOUSAND = Decimal(10_000)
LAST = "last_"
Row = dict[str, Any]


@dataclass(frozen=True)
class SheetContent:
    """One form of one unit. Rows are under our column names, figures in the form's units; `last_<column>` beside a
    column is its last accepted figure. `choices` are the names that a column may hold."""

    form: Form
    template: FormTemplate
    rows: list[Row]
    choices: dict[str, list[str]]
    cutoff_date: date
    due_date: date | None
    grace_end_date: date | None


@dataclass(frozen=True)
class UnitContent:
    """One unit's workbook for one cut-off date."""

    unit_code: str
    unit_name: str
    unit_name_en: str
    programme_name: str
    cutoff_date: date
    sheets: list[SheetContent] = field(default_factory=list)


def unit_contents(connection: Connection, cutoff_date: date, known_at: datetime) -> list[UnitContent]:
    """Every unit that owes or may file a form, by the plan in force on the cut-off date and known at the moment.

    Last accepted figures are those of earlier cut-offs, received by the moment. Raises NothingToEvaluateError.
    """
    plan = load_form_plan(connection, cutoff_date, known_at)
    forms = {form.name: form for form in newest_forms()}
    accepted = {name: _last_accepted(connection, form) for name, form in forms.items()}
    units: dict[str, UnitContent] = {}
    for entry in plan.units:
        if entry["form"] in forms:
            code = entry["unit_code"]
            unit = units.setdefault(
                code, UnitContent(code, entry["unit_name"], entry["unit_name_en"], plan.programme_name, cutoff_date)
            )
            form = forms[entry["form"]]
            unit.sheets.append(_sheet(plan, entry, form, accepted[form.name].get(code, {}), cutoff_date))
    return list(units.values())


def thing(form: Form) -> list[str]:
    """The columns, as resolved, that tell one thing from another whatever the cut-off date."""
    return [name for name in form.key if name != "cutoff_date"]


def compared(form: Form, template: FormTemplate) -> list[Column]:
    """The cumulative columns that have no 上期累计 of their own; their last accepted figure stands beside them."""
    agreeing = {agreement.cumulative for agreement in template.agreements}
    return [column for column in form.columns if column.is_cumulative and column.name not in agreeing]


def _last_accepted(connection: Connection, form: Form) -> dict[str, dict[tuple[Any, ...], Row]]:
    """Unit code → thing → its last accepted line."""
    marks = {
        "form": form.name,
        "thing": ", ".join(f"lines.{name}" for name in thing(form)),
        "thing_in_order": ", ".join(f"lines.{name} asc" for name in thing(form)),
    }
    found: dict[str, dict[tuple[Any, ...], Row]] = {}
    for line in queries.rows_filled(connection, "reporting/form_last_accepted.sql", marks):
        found.setdefault(line["unit_code"], {})[tuple(line[name] for name in thing(form))] = line
    return found


def _sheet(
    plan: FormPlan, entry: Row, form: Form, accepted: dict[tuple[Any, ...], Row], cutoff_date: date
) -> SheetContent:
    template = load_template(form)
    laid_out = _laid_out(plan, entry, form, template, accepted, cutoff_date)
    rows = [_row(plan, form, template, codes, accepted, cutoff_date) for codes in laid_out]
    choices = {
        column.name: names for column in form.columns if (names := plan.choices(entry["unit_code"], template, column))
    }
    return SheetContent(form, template, rows, choices, cutoff_date, entry["due_date"], entry["grace_end_date"])


def _laid_out(
    plan: FormPlan,
    entry: Row,
    form: Form,
    template: FormTemplate,
    accepted: dict[tuple[Any, ...], Row],
    cutoff_date: date,
) -> list[Row]:
    """The things that get a row of their own, as codes, in the plan's order."""
    unit_code = entry["unit_code"]
    layouts: dict[str, Callable[[], list[Row]]] = {
        "items": lambda: plan.item_rows(unit_code, entry["limits"]),
        "milestones": lambda: plan.milestone_rows(unit_code),
        "operators": lambda: plan.operator_rows(unit_code),
        "projects": lambda: [{"project_code": code} for code in plan.project_codes(unit_code)],
        "accepted": lambda: [{name: line[name] for name in thing(form)} for line in accepted.values()],
        "none": list,
    }
    years = [column.name for column in form.columns if column.type == "year" and column.is_key]
    rows = [row for row in layouts[template.rows]() if all(row[name] == cutoff_date.year for name in years)]
    if template.omits_reported:
        rows = [row for row in rows if tuple(row[name] for name in thing(form)) not in accepted]
    return plan.in_order(rows)


def _row(
    plan: FormPlan,
    form: Form,
    template: FormTemplate,
    codes: Row,
    accepted: dict[tuple[Any, ...], Row],
    cutoff_date: date,
) -> Row:
    last = accepted.get(tuple(codes[name] for name in thing(form)), {})
    row: Row = {"cutoff_date": cutoff_date}
    for column in form.columns:
        if column.name in template.prefilled and column.resolved_name in codes:
            code = codes[column.resolved_name]
            row[column.name] = plan.name(column.kind, code) if column.kind else in_form_unit(column, code)
    by_name = {column.name: column for column in form.columns}
    for agreement in template.agreements:
        row[agreement.previous] = in_form_unit(by_name[agreement.cumulative], last.get(agreement.cumulative))
    for column in compared(form, template):
        row[LAST + column.name] = in_form_unit(column, last.get(column.name))
    return row


def in_form_unit(column: Column, value: Any) -> Any:
    """A figure as it is kept → as the form shows it: yuan → 万元, square metres → 万m²; anything else as it is."""
    if value is None or not isinstance(value, Decimal):
        return value
    if column.type == "money":
        return value / YUAN_IN_TEN_THOUSAND
    if column.type == "area":
        return value / SQUARE_METRES_IN_TEN_THOUSAND
    return int(value) if value == value.to_integral_value() else value
