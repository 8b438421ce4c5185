"""unit_duties once more: what each unit answers for, counted over the recomputed items, milestones, cables and returns."""

from fractions import Fraction
from typing import Any

import pandas as pd

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures, divided, known, less, total
from tests.recomputation.filed import filed, once
from tests.recomputation.marts import cable_subsidy, lagging_items, milestone_status, unit_timeliness
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import UTILITIES, Programme
from tests.recomputation.progress import course_of
from tests.recomputation.projects import money_of, project_figures

KEYS = ("unit_code",)
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    parts = (_items, _milestones, _cables, _own_money, _returns)
    return {
        (unit["unit_code"],): {
            "light_profile": programme.light_profile,
            "unit_name": unit["unit_name"],
            "unit_name_en": unit["unit_name_en"],
            "unit_type": unit["unit_type"],
            "duties": unit["duties"],
        }
        | {name: value for part in parts for name, value in part(programme, unit["unit_code"]).items()}
        for unit in county_plan.rows("units")
    }


@once
def _asked(programme: Programme) -> pd.DataFrame:
    """Every item of every menu with whoever answers for it: its money, what the curve asks for and what is said."""
    rows = []
    projects = project_figures(programme)
    for project in programme.projects:
        course, of = course_of(programme, project), projects[project.code]
        planned = lagging_items.planned_of(programme, project, of)
        for item, weight in project.weights.items():
            for unit in lagging_items.owners_of(item):
                said = lagging_items.said_of(course, item, unit)
                amount = Fraction(weight) * Fraction(of["budget_amount"])
                rows.append((unit, amount, planned, said.share if said else None))
    return pd.DataFrame(rows, columns=["unit", "amount", "planned", "done"], dtype=object)


def _items(programme: Programme, unit: str) -> Figures:
    asked = _asked(programme)
    own = asked[asked["unit"] == unit]
    spoken_of = own[own["done"].notna()]
    levels = [row["level"] for key, row in lagging_items.figures(programme).items() if key[2] == unit]
    amount = total(spoken_of["amount"])
    planned, done = (total(spoken_of["amount"] * spoken_of[name]) for name in ("planned", "done"))
    return {
        "items_count": len(own),
        "known_items_count": len(spoken_of),
        "yellow_items_count": levels.count("yellow"),
        "red_items_count": levels.count("red"),
        "known_items_amount": amount,
        "planned_items_amount": planned,
        "reported_items_amount": done,
        "planned_progress_ratio": divided(planned, amount),
        "reported_progress_ratio": divided(done, amount),
        "progress_gap_ratio": divided(less(done, planned), amount),
        "progress_reason": "nothing_planned" if own.empty else "not_reported" if spoken_of.empty else None,
    }


def _milestones(programme: Programme, unit: str) -> Figures:
    own = [
        (project, row)
        for (project, _), row in _chains(programme).items()
        if row["owner_unit_code"] == unit and row["is_chain_reported"] and row["state"] != "not_applicable"
    ]
    current = [(project, row) for project, row in own if row["state"] == "current"]
    days = [row["days_in_state"] for _, row in current if row["days_in_state"] is not None]
    return {
        "milestones_count": len(own),
        "current_projects_count": len({project for project, _ in current}),
        "current_milestones_count": len(current),
        "dated_milestones_count": len(days),
        "total_days_in_state": sum(days) if days else None,
        "longest_days_in_state": max(days, default=None),
        "done_milestones_count": sum(row["state"] == "done" for _, row in own),
        "out_of_order_milestones_count": sum(row["state"] == "skipped_order_broken" for _, row in own),
    }


@once
def _chains(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return milestone_status.figures(programme)


@once
def _subsidies(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return cable_subsidy.figures(programme)


def _cables(programme: Programme, unit: str) -> Figures:
    own = [row for (_, operator), row in _subsidies(programme).items() if operator == unit]
    both = [row for row in own if row["planned_length"] is not None and row["completed_length"] is not None]
    planned, completed = (total(row[name] for row in both) for name in ("planned_length", "completed_length"))
    subsidy, waits = total(row["subsidy_amount"] for row in own), [row["status"] for row in own].count("awaiting_audit")
    is_operator = unit in county_plan.units_of("cable") and county_plan.unit_types()[unit] == "utility"
    silent = "not_reported" if own or is_operator else "nothing_planned"
    unsubsidised = "not_audited" if waits else silent
    if not waits and unit in in_full(programme.policy)["cable"]["excluded_operator_codes"] and own:
        unsubsidised = "operators_own_money"
    return {
        "cable_projects_count": len(own),
        "planned_length": total(row["planned_length"] for row in own),
        "completed_length": total(row["completed_length"] for row in own),
        "measured_planned_length": planned,
        "measured_completed_length": completed,
        "cable_completion_ratio": divided(completed, planned),
        "cable_completion_reason": None if planned else "nothing_planned" if planned == 0 else silent,
        "cable_cost_amount": total(row["cable_cost_amount"] for row in own),
        "audited_cost_amount": total(row["audited_cost_amount"] for row in own),
        "awaiting_audit_projects_count": waits,
        "subsidised_projects_count": sum(row["subsidy_amount"] is not None for row in own),
        "subsidy_amount": subsidy,
        "subsidy_reason": unsubsidised if subsidy is None else None,
    }


def _own_money(programme: Programme, unit: str) -> Figures:
    spending = filed(programme, "spending")
    paid: dict[str, Any] = {}
    for project in programme.projects if unit in UTILITIES else ():
        lines = money_of(spending, project.code)["own"]
        own = lines[lines["unit"] == unit] if len(lines) else lines
        if len(own):
            paid[project.code] = total(own["paid_amount"])
    silent = "not_reported" if county_plan.unit_types()[unit] == "utility" else "nothing_planned"
    return {
        "operators_own_projects_count": len(paid),
        "operators_own_amount": total(known(paid.values())),
        "operators_own_reason": None if paid else silent,
    }


def _returns(programme: Programme, unit: str) -> Figures:
    own = [row for (of, _), row in unit_timeliness.figures(programme).items() if of == unit]
    due, on_time, received, missing = (
        sum(row[f"returns_{name}_count"] for row in own) for name in ("due", "on_time", "received", "missing")
    )
    return {
        "returns_due_count": due,
        "returns_on_time_count": on_time,
        "returns_received_count": received,
        "returns_missing_count": missing,
        "longest_days_late": max(
            (row["longest_days_late"] for row in own if row["longest_days_late"] is not None), default=None
        ),
        "timeliness_ratio": divided(on_time, due),
        "timeliness_reason": None if due else "nothing_due",
    }
