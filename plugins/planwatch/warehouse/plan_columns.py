"""What each file of a plan folder must hold: its columns, the kind of every cell, its key and what it refers to."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from planwatch.domain.programme_window import parse_window
from planwatch.forms import load_forms

FREQUENCIES = ("week", "month", "quarter", "year", "once")
DUE_RULES = ("calendar_days", "workdays", "next_workday")


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return cell


def _optional(cell: str) -> str | None:
    return cell or None


def _whole(cell: str) -> int:
    if not cell.isascii() or not cell.isdigit():
        raise ValueError(f"“{cell}” is not a whole number")
    return int(cell)


def _number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"“{cell}” is not a number") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"“{cell}” is not a number of 0 or more")
    return number


def _number_or_none(cell: str) -> Decimal | None:
    return _number(cell) if cell else None


def _yes_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” is neither yes nor no")
    return cell == "yes"


def _form(cell: str) -> str:
    known = [form.name for form in load_forms()]
    if cell not in known:
        raise ValueError(f"“{cell}” is no form; the forms are {', '.join(known)}")
    return cell


def _one_of(*known: str) -> Callable[[str], str]:
    def convert(cell: str) -> str:
        if cell not in known:
            raise ValueError(f"“{cell}” is neither {' nor '.join(word or 'empty' for word in known)}")
        return cell

    return convert


def _frequency(cell: str) -> str:
    if cell not in FREQUENCIES:
        raise ValueError(f"“{cell}” is none of {', '.join(FREQUENCIES)}")
    return cell


def _due_rule(cell: str) -> str:
    if cell not in DUE_RULES:
        raise ValueError(f"“{cell}” is none of {', '.join(DUE_RULES)}")
    return cell


def _day(cell: str) -> date:
    return date.fromisoformat(cell)


def _day_or_none(cell: str) -> date | None:
    return _day(cell) if cell else None


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split("|") if code]


def _window(cell: str) -> str:
    parse_window(cell)
    return cell


# file → its columns, what each cell must be, and the columns that tell two rows apart
FILES: dict[str, tuple[dict[str, Callable[[str], Any]], tuple[str, ...]]] = {
    "units": (dict.fromkeys(("unit_code", "unit_name", "unit_name_en", "unit_type", "duties"), _text), ("unit_code",)),
    "unit_aliases": ({"alias": _text, "unit_code": _text}, ("alias",)),
    "projects": (
        {
            "project_code": _text,
            "serial_number": _whole,
            "project_name": _text,
            "planned_households_count": _whole,
            "planned_buildings_count": _whole,
            "planned_area_ten_thousand_square_metres": _number,
            "planned_investment_ten_thousand_yuan": _number,
            "window_text": _window,
        },
        ("project_code",),
    ),
    "project_aliases": ({"alias": _text, "project_code": _text}, ("alias",)),
    "declared_totals": (
        {
            "measure": _text,
            "declared_quantity": _number_or_none,
            "quantity_unit": _text,
            "is_approximate": _yes_no,
            "tolerance_ratio": _number,
            "source_clause": _text,
        },
        ("measure",),
    ),
    "items": (
        {
            "item_code": _text,
            "item_name": _text,
            "item_name_en": _text,
            "aspect": _text,
            "lead_unit_code": _text,
            "measure_unit": _optional,
            "source_clause": _text,
            "item_class": _one_of("works", "preliminary"),
        },
        ("item_code",),
    ),
    "item_aliases": ({"alias": _text, "item_code": _text}, ("alias",)),
    "project_items": (
        {"project_code": _text, "item_code": _text, "weight_ratio": _number, "basis": _text},
        ("project_code", "item_code"),
    ),
    "duties": (
        {"unit_code": _text, "form": _form, "item_code": _optional, "source_clause": _text},
        ("unit_code", "form", "item_code"),
    ),
    "milestones": (
        {
            "milestone_code": _text,
            "milestone_name": _text,
            "milestone_name_en": _text,
            "owner_unit_code": _text,
            "evidence": _text,
            "guard_milestone_codes": _codes,
            "milestone_role": _text,
            "needs_document": _yes_no,
        },
        ("milestone_code",),
    ),
    "funding_sources": (
        {
            "source_code": _text,
            "source_name": _text,
            "source_name_en": _text,
            "is_upper_level": _yes_no,
            "is_public_money": _yes_no,
            "source_clause": _text,
        },
        ("source_code",),
    ),
    "funding_scopes": (
        {"source_code": _text, "item_code": _text, "source_clause": _text},
        ("source_code", "item_code"),
    ),
    "funding_source_aliases": ({"alias": _text, "source_code": _text}, ("alias",)),
    "reporting_calendar": (
        {
            "unit_code": _text,
            "form": _form,
            "frequency": _frequency,
            "first_cutoff_date": _day,
            "last_cutoff_date": _day,
            "due_days_after_cutoff": _whole,
            "grace_days": _whole,
            "due_rule": _due_rule,
        },
        ("unit_code", "form"),
    ),
}

# what a plan may say beyond that: a column or file that is not there says nothing
OPTIONAL_COLUMNS = {"projects": {"delivery_mode": _one_of("", "EPC"), "contract_signed_date": _day_or_none}}
OPTIONAL_FILES: dict[str, tuple[dict[str, Callable[[str], Any]], tuple[str, ...]]] = {
    "fund_lots": (
        {"source_code": _text, "document_number": _text, "project_code": _optional, "lot_year": _whole}
        | {"planned_ten_thousand_yuan": _number, "due_date": _day_or_none, "is_direct": _yes_no}
        | dict.fromkeys(("income_code", "function_code"), _optional),
        ("source_code", "document_number", "project_code"),
    ),
}

# column of a file → the file whose key it must name
REFERENCES = {
    "unit_code": "units",
    "lead_unit_code": "units",
    "owner_unit_code": "units",
    "project_code": "projects",
    "item_code": "items",
    "source_code": "funding_sources",
}
