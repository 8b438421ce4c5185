"""What each file of a plan folder must hold: its columns, the kind of every cell, its key and what it refers to."""

from collections.abc import Callable
from typing import Any

from planwatch.warehouse.plan_cells import (
    codes,
    day,
    day_or_none,
    form_name,
    number,
    number_or_none,
    one_of,
    optional,
    text,
    whole,
    whole_or_none,
    window,
    yes_no,
)

FREQUENCIES = ("week", "month", "quarter", "year", "once")
DUE_RULES = ("calendar_days", "workdays", "next_workday")

# file → its columns, what each cell must be, and the columns that tell two rows apart
FILES: dict[str, tuple[dict[str, Callable[[str], Any]], tuple[str, ...]]] = {
    "units": (dict.fromkeys(("unit_code", "unit_name", "unit_name_en", "unit_type", "duties"), text), ("unit_code",)),
    "unit_aliases": ({"alias": text, "unit_code": text}, ("alias",)),
    "projects": (
        {
            "project_code": text,
            "serial_number": whole,
            "project_name": text,
            "planned_households_count": whole,
            "planned_buildings_count": whole,
            "planned_area_ten_thousand_square_metres": number,
            "planned_investment_ten_thousand_yuan": number,
            "window_text": window,
        },
        ("project_code",),
    ),
    "project_aliases": ({"alias": text, "project_code": text}, ("alias",)),
    "declared_totals": (
        {
            "measure": text,
            "declared_quantity": number_or_none,
            "quantity_unit": text,
            "is_approximate": yes_no,
            "tolerance_ratio": number,
            "source_clause": text,
        },
        ("measure",),
    ),
    "items": (
        {
            "item_code": text,
            "item_name": text,
            "item_name_en": text,
            "aspect": text,
            "lead_unit_code": text,
            "measure_unit": optional,
            "source_clause": text,
            "item_class": one_of("works", "preliminary"),
        },
        ("item_code",),
    ),
    "item_aliases": ({"alias": text, "item_code": text}, ("alias",)),
    "project_items": (
        {"project_code": text, "item_code": text, "weight_ratio": number, "basis": text},
        ("project_code", "item_code"),
    ),
    "duties": (
        {"unit_code": text, "form": form_name, "item_code": optional, "source_clause": text},
        ("unit_code", "form", "item_code"),
    ),
    "milestones": (
        {
            "milestone_code": text,
            "milestone_name": text,
            "milestone_name_en": text,
            "owner_unit_code": text,
            "evidence": text,
            "guard_milestone_codes": codes,
            "milestone_role": text,
            "needs_document": yes_no,
        },
        ("milestone_code",),
    ),
    "funding_sources": (
        {
            "source_code": text,
            "source_name": text,
            "source_name_en": text,
            "is_upper_level": yes_no,
            "is_public_money": yes_no,
            "source_clause": text,
        },
        ("source_code",),
    ),
    "funding_scopes": (
        {"source_code": text, "item_code": text, "source_clause": text},
        ("source_code", "item_code"),
    ),
    "funding_source_aliases": ({"alias": text, "source_code": text}, ("alias",)),
    "reporting_calendar": (
        {
            "unit_code": text,
            "form": form_name,
            "frequency": one_of(*FREQUENCIES),
            "first_cutoff_date": day,
            "last_cutoff_date": day,
            "due_days_after_cutoff": whole,
            "grace_days": whole,
            "due_rule": one_of(*DUE_RULES),
        },
        ("unit_code", "form"),
    ),
}

# what a plan may say beyond that: a column or file that is not there says nothing
OPTIONAL_COLUMNS = {
    "projects": {
        "delivery_mode": one_of("", "EPC"),
        "contract_signed_date": day_or_none,
        "implementing_unit_code": optional,
    }
}
OPTIONAL_FILES: dict[str, tuple[dict[str, Callable[[str], Any]], tuple[str, ...]]] = {
    "curves": (
        {
            "curve_name": text,
            "curve_kind": one_of("linear", "table", "beta", "milestones"),
            "period_unit": one_of("day", "month", "quarter"),
            "first_shape": whole_or_none,
            "second_shape": whole_or_none,
            "source": text,
        },
        ("curve_name",),
    ),
    "curve_points": (
        {
            "curve_name": text,
            "point_number": whole,
            "weight_percent": number,
            "milestone_code": optional,
            "begins_percent": number_or_none,
            "ends_percent": number_or_none,
        },
        ("curve_name", "point_number"),
    ),
    "project_baselines": (
        {
            "project_code": text,
            "baseline_version": whole,
            "effective_date": day,
            "curve_name": text,
            "window_start_date": day_or_none,
            "window_end_date": day_or_none,
            "document_text": text,
        },
        ("project_code", "baseline_version"),
    ),
    "fund_lots": (
        {
            "source_code": text,
            "document_number": text,
            "project_code": optional,
            "lot_year": whole,
            "planned_ten_thousand_yuan": number,
            "due_date": day_or_none,
            "is_direct": yes_no,
            "income_code": optional,
            "function_code": optional,
        },
        ("source_code", "document_number", "project_code"),
    ),
}

# column of a file → the file whose key it must name
REFERENCES = {
    "unit_code": "units",
    "lead_unit_code": "units",
    "owner_unit_code": "units",
    "implementing_unit_code": "units",
    "project_code": "projects",
    "item_code": "items",
    "source_code": "funding_sources",
    "curve_name": "curves",
    "milestone_code": "milestones",
}
