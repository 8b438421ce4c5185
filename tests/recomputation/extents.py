"""What several projects are together: their sums, and the time that the sum of their curves has been earned to."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

import pandas as pd

from tests.recomputation import funding
from tests.recomputation.arithmetic import Figures, divided, less, total
from tests.recomputation.curves import axis_of, plan_of
from tests.recomputation.programmes import MASTER, Programme
from tests.recomputation.projects import CENTURY_DAYS, ONE_DAY, cost_estimates, project_figures
from tests.recomputation.sums_of_curves import FIRST, Placed, inverse

COLOURS = ("red", "yellow", "green", "grey")
TIMES = ("window_start_date", "window_end_date", "planned_days", "actual_days", "earned_schedule_days",
         "schedule_variance_days", "time_schedule_performance_index", "forecast_days", "forecast_finish_date")  # fmt: skip


def whole(programme: Programme) -> dict[str, Figures]:
    """Every project of the programme."""
    return project_figures(programme)


def built_by(programme: Programme, unit: str) -> dict[str, Figures]:
    """The projects that a unit builds: the county's one company whatever the plan does not give to another."""
    builders = {project.code: project.builder or MASTER for project in programme.projects}
    return {code: row for code, row in project_figures(programme).items() if builders[code] == unit == MASTER}


def figures_of(programme: Programme, projects: dict[str, Figures]) -> Figures:
    """Every figure of some projects together, with its reason where it cannot be known."""
    found = _sums(programme, projects)
    rows = list(projects.values())
    counted = {f"{colour}_projects_count": sum(row["light"] == colour for row in rows) for colour in COLOURS}
    counted |= {name: sum(row[name] for row in rows) for name in ("returns_due_count", "returns_received_count")}
    counted |= {
        f"{name}_projects_count": sum(row[f"{name}_date"] is not None for row in rows)
        for name in ("started", "accepted")
    }
    found |= counted | {"light_profile": programme.light_profile} | _reasons(found, rows)
    return found | _time(programme, projects, found["physical_progress_reason"])


def _sums(programme: Programme, projects: dict[str, Figures]) -> Figures:
    """Sums over projects, and ratios of sums."""
    table = pd.DataFrame(projects.values(), dtype=object)
    day = programme.as_of_date

    def summed(name: str, *needed: str) -> Fraction | None:
        rows = table
        for column in needed:
            rows = rows[rows[column].notna()]
        return total(rows[name]) if len(rows) else None

    figures: Figures = {
        name: summed(name)
        for name in (
            "planned_households_count", "planned_buildings_count", "planned_area_quantity",
            "completed_households_count", "completed_buildings_count", "completed_area_quantity",
            "budget_amount", "planned_value_amount", "earned_value_amount", "actual_cost_amount",
            "investment_done_amount",
        )
    }  # fmt: skip
    planned_of_known = summed("planned_value_amount", "earned_value_amount")
    return (
        figures
        | {
            "projects_count": len(table),
            "known_projects_count": int(table["physical_progress_ratio"].notna().sum()),
            "finished_projects_count": int(table["finished_date"].notna().sum()),
            "due_to_start_projects_count": sum(table["window_start_date"] <= day),
            "due_to_finish_projects_count": sum(table["window_end_date"] <= day),
            "known_planned_value_amount": planned_of_known,
            "elapsed_ratio": divided(figures["planned_value_amount"], figures["budget_amount"]),
            "physical_progress_ratio": divided(
                figures["earned_value_amount"], summed("budget_amount", "earned_value_amount")
            ),
            "schedule_variance_amount": less(figures["earned_value_amount"], planned_of_known),
            "schedule_performance_index": divided(figures["earned_value_amount"], planned_of_known),
            "investment_ratio": divided(figures["investment_done_amount"], figures["budget_amount"]),
        }
        | funding.of_projects(programme, projects.keys())
        | _cost(table)
    )


def _cost(table: pd.DataFrame) -> Figures:
    """Cost variance, index and estimates over the projects whose earned value and payments are both known."""
    both = table[table["earned_value_amount"].notna() & table["actual_cost_amount"].notna()]
    budget, planned, earned, cost = (
        total(both[name]) if len(both) else None
        for name in ("budget_amount", "planned_value_amount", "earned_value_amount", "actual_cost_amount")
    )
    cost_index = divided(earned, cost if cost is not None and cost > 0 else None)
    figures: Figures = {
        "compared_projects_count": len(both),
        "compared_budget_amount": budget,
        "compared_planned_value_amount": planned,
        "compared_earned_value_amount": earned,
        "compared_actual_cost_amount": cost,
        "cost_variance_amount": less(earned, cost),
        "cost_performance_index": cost_index,
    }
    return figures | cost_estimates(budget, earned, cost, cost_index, divided(earned, planned))


def _time(programme: Programme, projects: dict[str, Figures], why: str | None) -> Figures:
    """Earned schedule by the sum of the curves of those whose earned value is known, in days from the first window on."""
    known = {code: row for code, row in projects.items() if row["earned_value_amount"] is not None}
    if not known:
        return dict.fromkeys(TIMES) | {"time_schedule_performance_reason": why, "forecast_finish_reason": why}
    rows = known.values()
    start, end = min(row["window_start_date"] for row in rows), max(row["window_end_date"] for row in rows)
    all_earned = None if any(row["earned_date"] is None for row in rows) else max(row["earned_date"] for row in rows)
    finished = None if any(row["finished_date"] is None for row in rows) else max(row["finished_date"] for row in rows)
    earned = sum((row["earned_value_amount"] for row in rows), Fraction(0))
    actual = max(0, (min(programme.as_of_date, all_earned or programme.as_of_date) - start).days + 1)
    curves = [
        Placed(axis_of(baseline), plan_of(baseline), Fraction(known[project.code]["budget_amount"]))
        for project in programme.projects
        if project.code in known
        for baseline in [project.baseline_on(programme.as_of_date)]
    ]
    origin = (start - FIRST).days
    first, last, planned = inverse(curves, earned)
    schedule = min(max(origin + actual, first), last)
    if earned >= sum(curve.budget for curve in curves):
        schedule = planned
    schedule, planned = Fraction(schedule) - origin, planned - origin
    days = divided(planned * actual, schedule) if earned and actual and not finished else None
    if days is not None and days > CENTURY_DAYS:
        days = None
    finish = finished if days is None else start + timedelta(days=ceil(days)) - ONE_DAY
    forecast_reason = None
    if finish is None:
        if earned:
            forecast_reason = "beyond_a_century" if actual else "ahead_of_plan"
        else:
            forecast_reason = "nothing_earned" if actual else "before_planned_start"
    return {
        "window_start_date": start,
        "window_end_date": end,
        "planned_days": planned,
        "actual_days": actual,
        "earned_schedule_days": schedule,
        "schedule_variance_days": schedule - actual,
        "time_schedule_performance_index": divided(schedule, actual),
        "time_schedule_performance_reason": None if actual else "ahead_of_plan" if earned else "before_planned_start",
        "forecast_days": days,
        "forecast_finish_date": finish,
        "forecast_finish_reason": forecast_reason,
    }


def _reasons(found: Figures, rows: list[Figures]) -> Figures:
    """Why what cannot be known of the sums cannot: of those that a figure lacks one is silent, or each has no weights."""
    lacking = [row for row in rows if row["earned_value_amount"] is None]
    progress = _why_unknown(lacking)
    cost_progress = _why_unknown([row for row in lacking if row["actual_cost_amount"] is not None])
    earned, planned, cost = (
        found[f"{name}_amount"] for name in ("earned_value", "planned_value", "compared_actual_cost")
    )
    if earned is not None and earned > 0:
        schedule = "ahead_of_plan"
    elif planned > 0:
        schedule = progress
    else:
        schedule = "nothing_planned_yet" if found["due_to_start_projects_count"] else "before_planned_start"
    paid = cost_progress
    if found["actual_cost_amount"] is None:
        paid = "no_payment_reported"
    elif cost is not None and cost <= 0:
        paid = "net_refund" if cost < 0 else "nothing_paid"
    why_cost = paid if found["cost_performance_index"] is None else None
    trend, both = (found[f"estimate_at_completion_{name}_amount"] for name in ("trend", "both"))
    estimate = None
    if trend is None or both is None:
        estimate = why_cost or _why_no_estimate(found)
    rest = "budget_spent" if found["compared_projects_count"] else None
    why_progress = progress if earned is None else None
    to_estimate = None
    if found["to_complete_estimate_performance_index"] is None:
        to_estimate = (why_cost or _why_no_trend(found)) if trend is None else "nothing_left"
    return {
        "physical_progress_reason": why_progress,
        "schedule_performance_reason": schedule if found["schedule_performance_index"] is None else None,
        "cost_performance_reason": why_cost,
        "estimate_at_completion_reason": estimate,
        "to_complete_performance_reason": rest or why_progress or why_cost
        if found["to_complete_performance_index"] is None
        else None,
        "to_complete_estimate_performance_reason": to_estimate,
    }


def _why_unknown(lacking: list[Figures]) -> str:
    is_silent = any(row["physical_progress_reason"] == "not_reported" for row in lacking)
    return "not_reported" if is_silent else "no_item_weights"


def _why_no_trend(found: Figures) -> str:
    return "nothing_earned" if found["compared_earned_value_amount"] == 0 else "too_little_earned"


def _why_no_estimate(found: Figures) -> str:
    if found["compared_earned_value_amount"] == 0:
        return "nothing_earned"
    return "ahead_of_plan" if found["compared_planned_value_amount"] == 0 else "too_little_earned"
