"""Every figure of every project once more, out of its course, its milestones, its curve and its money."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

import pandas as pd

from tests.recomputation import county_plan, funding, lights
from tests.recomputation.arithmetic import Figures, divided, less, total
from tests.recomputation.curves import Axis, Plan, axis_of, plan_of
from tests.recomputation.filed import filed, once, standing
from tests.recomputation.milestones import Event, budget_of, dates_of, events_of
from tests.recomputation.programmes import BUREAU, MASTER, SIGNED, UTILITIES, Programme, Project
from tests.recomputation.progress import (
    Course,
    course_of,
    quantities,
    rectifications,
    verification,
)
from tests.recomputation.reporting import missing_in_a_row, owed_of, reporting_figures

CENTURY_DAYS, CENTURY_MONTHS = 36525, 1200
ONE_DAY = timedelta(days=1)


def money_of(spending: pd.DataFrame, code: str) -> dict[str, pd.DataFrame]:
    """The newest word on each lot of a project, by series."""
    lines = standing(spending[spending["project"] == code], "unit", "source_code", "document_number")
    return {
        "public": lines[lines["unit"] == BUREAU],
        "company": lines[lines["unit"] == MASTER],
        "own": lines[lines["unit"].isin(UTILITIES)],
    }


@once
def project_figures(programme: Programme) -> dict[str, Figures]:
    """Every recomputed column of project_performance, by project code."""
    spending = filed(programme, "spending")
    found = {
        project.code: _one_project(programme, project, money_of(spending, project.code))
        for project in programme.projects
    }
    gaps = {
        code: figures["progress_gap_ratio"]
        for code, figures in found.items()
        if figures["progress_gap_ratio"] is not None and programme.as_of_date >= figures["window_start_date"]
    }
    ranks = lights.ranked(gaps)
    return {code: figures | {"lag_rank": ranks.get(code)} for code, figures in found.items()}


def _one_project(programme: Programme, project: Project, money: dict[str, pd.DataFrame]) -> Figures:
    day = programme.as_of_date
    baseline = project.baseline_on(day)
    assert baseline.start is not None
    assert baseline.end is not None
    course, events = course_of(programme, project), events_of(programme, project)
    figures: Figures = {
        "serial_number": int(project.code[1:]),
        "project_name": project.code,
        "planned_households_count": project.households,
        "planned_buildings_count": project.buildings,
        "planned_area_quantity": project.area,
        "contract_signed_date": project.contract_signed,
        "light_profile": programme.light_profile,
        "progress_basis": programme.progress_basis,
        "baseline_version": baseline.version,
        "curve_name": baseline.curve.name,
        "period_unit": baseline.curve.unit,
        "window_start_date": baseline.start,
        "window_end_date": baseline.end,
        "window_days": (baseline.end - baseline.start).days + 1,
        "last_report_date": course.last_day,
        "four_week_change_ratio": course.change_up_to(day),
    }
    figures |= quantities(project, course) | verification(programme, project, course)
    figures |= rectifications(programme, project)
    figures |= budget_of(programme, project) | dates_of(programme, project, course)
    plan, axis = plan_of(baseline), axis_of(baseline)
    figures |= _earned(figures, course, plan, events, day)
    figures |= _clock(figures, plan, axis, day)
    figures |= _money(figures, money) | funding.of_projects(programme, {project.code})
    figures |= _values(figures, plan)
    figures |= _earned_schedule(figures, plan, axis)
    owed = owed_of(programme, project, baseline.start, figures["finished_date"])
    figures |= reporting_figures(programme, project, course, owed, figures["finished_date"])
    reasons = lights.reasons_of(
        programme, figures, missing_in_a_row(owed), lights.early_payments(programme, project, events)
    )
    figures |= {"light_reasons": reasons, "light": lights.colour_of(reasons)}
    return figures | _reasons(figures, day) | estimates_of(figures, _reasons(figures, day))


def _earned(figures: Figures, course: Course, plan: Plan, events: dict[str, Event], day: date) -> Figures:
    """Physical progress, and what it earns; on a curve of milestones, their shares, and of the works' as much as done."""
    done = course.done
    if course.last_day is None and day < figures["window_start_date"]:
        done = Fraction(0)
    finished, is_completed = figures["finished_date"], figures["finished_basis"] == "milestone"
    if not any(part.milestone for part in plan.parts):
        own = Fraction(1) if is_completed else done
        return {"physical_progress_ratio": done, "earned_progress_ratio": own, "earned_date": finished}
    roles = {county_plan.role_of(code) for code in events}
    works_done = Fraction(0) if done is None and events and "start" not in roles else done
    works_done = Fraction(1) if is_completed else works_done
    earned, earned_date = None, None
    if works_done is not None:
        earned = Fraction(0)
        for part in plan.parts:
            is_works = part.milestone is not None and county_plan.role_of(part.milestone) == "works"
            earned += part.share * (works_done if is_works else part.milestone in events)
        if earned >= 1:
            days = [event.event for event in events.values()] + ([finished] if finished else [])
            earned_date = max(days, default=None)
    return {"physical_progress_ratio": done, "earned_progress_ratio": earned, "earned_date": earned_date}


def _clock(figures: Figures, plan: Plan, axis: Axis, day: date) -> Figures:
    """Elapsed up to the window's end, actual up to the day on which all is earned; both ends count."""
    start, end, earned = figures["window_start_date"], figures["window_end_date"], figures["earned_date"]
    elapsed = max(0, (min(day, end) - start).days + 1)
    actual = max(0, (min(day, earned or day) - start).days + 1)
    elapsed_ratio = axis.periods(elapsed) / plan.window
    return {
        "elapsed_days": elapsed,
        "actual_days": actual,
        "window_periods": plan.window,
        "elapsed_periods": axis.periods(elapsed),
        "actual_periods": axis.periods(actual),
        "elapsed_ratio": elapsed_ratio,
        "progress_gap_ratio": less(figures["physical_progress_ratio"], elapsed_ratio),
        "households_ratio": divided(figures["completed_households_count"], figures["planned_households_count"]),
        "buildings_ratio": divided(figures["completed_buildings_count"], figures["planned_buildings_count"]),
        "area_ratio": divided(figures["completed_area_quantity"], figures["planned_area_quantity"]),
    }


def _money(figures: Figures, money: dict[str, pd.DataFrame]) -> Figures:
    cost = total(money["company"]["paid_amount"]) if len(money["company"]) else None
    to_work = divided(cost, figures["investment_done_amount"])
    reason = "no_payment_reported" if cost is None else "no_work_reported"
    return {
        "actual_cost_amount": cost,
        "operators_own_amount": total(money["own"]["paid_amount"]) if len(money["own"]) else None,
        "investment_ratio": divided(figures["investment_done_amount"], figures["budget_amount"]),
        "paid_to_work_ratio": to_work,
        "paid_to_work_reason": reason if to_work is None else None,
        "payment_to_work_status": _settled(cost, figures["investment_done_amount"], figures["contract_signed_date"]),
    }


def _settled(cost: Any, work: Any, signed: date | None) -> str:
    """More than the work done is overpaid, any of none too; below 80 % of it underpaid if the contract is of that time."""
    if cost is None or work is None:
        return "not_known"
    if cost > work:
        return "overpaid"
    if not work:
        return "not_known"
    if cost >= Fraction(4, 5) * work:
        return "within"
    if signed is None:
        return "contract_date_unknown"
    return "underpaid" if signed >= SIGNED else "within"


def _values(figures: Figures, plan: Plan) -> Figures:
    planned_ratio = plan.by(figures["elapsed_periods"])
    budget = Fraction(figures["budget_amount"])
    earned = None if figures["earned_progress_ratio"] is None else budget * figures["earned_progress_ratio"]
    cost = figures["actual_cost_amount"]
    return {
        "planned_progress_ratio": planned_ratio,
        "planned_periods": plan.filled(),
        "planned_value_amount": budget * planned_ratio,
        "earned_value_amount": earned,
        "schedule_variance_amount": less(earned, budget * planned_ratio),
        "cost_variance_amount": less(earned, cost),
        "schedule_performance_index": divided(earned, budget * planned_ratio),
        "cost_performance_index": divided(earned, cost if cost is not None and cost > 0 else None),
    }


def _earned_schedule(figures: Figures, plan: Plan, axis: Axis) -> Figures:
    """When the plan had what is earned now; on a flat stretch the actual time, as far as it lies inside."""
    earned, actual = figures["earned_progress_ratio"], figures["actual_periods"]
    schedule: Fraction | None = None
    if earned is not None and earned >= 1:
        schedule = figures["planned_periods"]
    elif earned is not None:
        first, last = plan.interval(earned)
        schedule = min(max(actual, first), last)
    schedule_days = None if schedule is None else axis.days(schedule)
    found: Figures = {
        "earned_schedule_periods": schedule,
        "earned_schedule_days": schedule_days,
        "schedule_variance_days": less(schedule_days, figures["actual_days"]),
        "schedule_variance_periods": less(schedule, actual),
        "time_schedule_performance_index": divided(schedule, actual),
        "forecast_periods": None,
        "forecast_finish_date": figures["finished_date"],
    }
    if figures["finished_date"] or not earned or not actual or not schedule:
        return found
    periods = figures["planned_periods"] * actual / schedule
    if periods * max(1, axis.months) > (CENTURY_MONTHS if axis.months else CENTURY_DAYS):
        return found
    finish = axis.start + timedelta(days=ceil(axis.days(periods))) - ONE_DAY
    return found | {"forecast_periods": periods, "forecast_finish_date": finish}


def _reasons(figures: Figures, day: date) -> Figures:
    """Why what cannot be known cannot."""
    unknown = "not_reported" if figures["last_report_date"] is None else "no_item_weights"
    planned, earned, cost = (figures[f"{name}_amount"] for name in ("planned_value", "earned_value", "actual_cost"))
    has_no_time = figures["actual_periods"] == 0
    is_ahead = earned is not None and earned > 0
    schedule = "nothing_planned_yet" if planned == 0 else unknown
    if day < figures["window_start_date"]:
        schedule = "before_planned_start"
    if planned == 0 and is_ahead:
        schedule = "ahead_of_plan"
    time = unknown
    if has_no_time:
        time = "ahead_of_plan" if is_ahead else "before_planned_start"
    if earned is None:
        forecast = unknown
    elif earned == 0:
        forecast = "before_planned_start" if has_no_time else "nothing_earned"
    else:
        forecast = "ahead_of_plan" if has_no_time else "beyond_a_century"
    paid = unknown
    if cost is None or cost <= 0:
        paid = "no_payment_reported" if cost is None else "net_refund" if cost < 0 else "nothing_paid"

    def said(column: str, reason: str) -> str | None:
        return reason if figures[column] is None else None

    return {
        "physical_progress_reason": said("physical_progress_ratio", unknown),
        "schedule_performance_reason": said("schedule_performance_index", schedule),
        "time_schedule_performance_reason": said("time_schedule_performance_index", time),
        "forecast_finish_reason": said("forecast_finish_date", forecast),
        "cost_performance_reason": said("cost_performance_index", paid),
    }


def estimates_of(figures: Figures, reasons: Figures) -> Figures:
    """What it will have cost, by trend, as a one-off, and by both pressures; and how efficient the rest must be."""
    budget, earned, cost = figures["budget_amount"], figures["earned_value_amount"], figures["actual_cost_amount"]
    found = cost_estimates(
        Fraction(budget), earned, cost, figures["cost_performance_index"], figures["schedule_performance_index"]
    )
    is_known = (
        found["estimate_at_completion_trend_amount"] is not None
        and found["estimate_at_completion_both_amount"] is not None
    )
    why = reasons["cost_performance_reason"]
    if why is None:
        why = "nothing_earned" if earned == 0 else reasons["schedule_performance_reason"] or "too_little_earned"
    rest = reasons["physical_progress_reason"] or ("no_payment_reported" if cost is None else "budget_spent")
    to_estimate = reasons["cost_performance_reason"] or ("nothing_earned" if earned == 0 else "nothing_left")
    if to_estimate == "nothing_left" and found["estimate_at_completion_trend_amount"] is None:
        to_estimate = "too_little_earned"
    return found | {
        "to_complete_estimate_performance_reason": to_estimate
        if found["to_complete_estimate_performance_index"] is None
        else None,
        "estimate_at_completion_reason": None if is_known else why,
        "to_complete_performance_reason": rest if found["to_complete_performance_index"] is None else None,
    }


def cost_estimates(budget: Any, earned: Any, cost: Any, cost_index: Any, schedule_index: Any) -> Figures:
    """The formulas, of a project or of sums."""
    least = Fraction(1, 1_000_000)
    remaining = None if earned is None else max(Fraction(0), budget - earned)
    both = None if cost_index is None or schedule_index is None else cost_index * schedule_index
    trend = max(budget, earned) / cost_index if cost_index is not None and cost_index > least else None
    return {
        "estimate_at_completion_trend_amount": trend,
        "estimate_at_completion_one_off_amount": None if remaining is None or cost is None else cost + remaining,
        "estimate_at_completion_both_amount": None
        if remaining is None or both is None or both <= least
        else cost + remaining / both,
        "estimate_to_complete_amount": less(trend, cost),
        "variance_at_completion_amount": less(budget, trend),
        "to_complete_performance_index": divided(remaining, budget - cost)
        if remaining is not None and cost is not None and cost < budget
        else None,
        "to_complete_estimate_performance_index": divided(remaining or None, less(trend, cost)),
    }
