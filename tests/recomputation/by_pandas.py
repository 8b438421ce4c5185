"""The published figures once more, in pandas and exact fractions, straight from lines and plan: no SQL, none of its code.

Written from the definitions (earned value, earned schedule, 序时进度, funding rates), not from the models.
"""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

import pandas as pd

from tests.recomputation.programmes import BUREAU, MASTER, UTILITIES, Programme, Project

STANDSTILL = timedelta(days=28)
OVERPAID, UNDERPAID = Fraction(1), Fraction(4, 5)
QUANTITIES = {"households": "count", "buildings": "count", "area": "quantity"}
TO_COMPLETE_REASON = "to_complete_estimate_performance_reason"
Figures = dict[str, Any]


def _frame(programme: Programme, form: str) -> pd.DataFrame:
    """The lines of a form that count: accepted, of a cut-off up to the day, received by the moment; later ones last."""
    rows = [
        {"order": number, "unit": line.unit, "project": line.project, "cutoff": line.cutoff,
         "received_at": line.received_at} | line.values
        for number, line in enumerate(programme.lines)
        if line.form == form and line.is_accepted
        and line.cutoff <= programme.as_of_date and line.received_at <= programme.known_at
    ]  # fmt: skip
    columns = ["order", "unit", "project", "cutoff", "received_at"]
    frame = pd.DataFrame(rows, dtype=object) if rows else pd.DataFrame(columns=columns, dtype=object)
    return frame.sort_values(["received_at", "order"], kind="stable") if len(frame) else frame


def divided(part: Any, whole: Any) -> Fraction | None:
    """A ratio, unknown where either side is unknown or the whole is nothing."""
    return None if part is None or whole is None or whole == 0 else Fraction(part) / Fraction(whole)


def less(one: Any, other: Any) -> Fraction | None:
    return None if one is None or other is None else Fraction(one) - Fraction(other)


def known(values: Any) -> list[Fraction]:
    return [Fraction(value) for value in values if value is not None and not pd.isna(value)]


def total(values: Any) -> Fraction | None:
    found = known(values)
    return sum(found, Fraction(0)) if found else None


def _first(reasons: dict[str, bool]) -> str | None:
    """The first reason that holds, in the order in which they are named."""
    return next((reason for reason, holds in reasons.items() if holds), None)


def _state_on(lines: pd.DataFrame, project: Project, day: date) -> Figures:
    """What stood on a day: of each unit and item the newest cut-off; of one cut-off, the word received last."""
    standing = lines[lines["cutoff"] <= day].sort_values(["cutoff", "received_at", "order"], kind="stable")
    newest = standing.drop_duplicates(["unit", "item_code"], keep="last")
    masters = newest[newest["unit"] == MASTER].set_index("item_code")
    others = newest[newest["unit"] != MASTER]
    progress = Fraction(0)
    for item, weight in project.weights.items():
        if item in masters.index:
            done = Fraction(masters.loc[item, "completed_percent"])
        else:
            of_item = known(others[others["item_code"] == item]["completed_percent"])
            done = sum(of_item, Fraction(0)) / len(of_item) if of_item else Fraction(0)
        progress += Fraction(weight) * done / 100
    state: Figures = {"progress": progress, "investment": total(masters["investment_amount"])}
    for name, kind in QUANTITIES.items():
        state[name] = min(known(masters[f"completed_{name}_{kind}"]), default=None)
    state["reported_items"] = newest["item_code"].nunique()
    return state


def _history(lines: pd.DataFrame, project: Project) -> dict[date, Figures]:
    return {day: _state_on(lines, project, day) for day in sorted(lines["cutoff"].unique())}


def _finished(history: dict[date, Figures]) -> date | None:
    finished = None
    for day, state in history.items():
        finished = (finished or day) if state["progress"] >= 1 else None
    return finished


def _money(spending: pd.DataFrame, code: str) -> dict[str, pd.DataFrame]:
    lines = spending[spending["project"] == code].sort_values(["cutoff", "received_at", "order"], kind="stable")
    if len(lines):
        lines = lines.drop_duplicates(["unit", "source_code", "document_number"], keep="last")
    return {
        "public": lines[lines["unit"] == BUREAU],
        "company": lines[lines["unit"] == MASTER],
        "own": lines[lines["unit"].isin(UTILITIES)],
    }


def project_figures(programme: Programme) -> dict[str, Figures]:
    """Every recomputed column of project_performance, by project code."""
    progress, spending = _frame(programme, "progress"), _frame(programme, "spending")
    return {
        project.code: _one_project(
            project, programme.as_of_date, progress[progress["project"] == project.code], _money(spending, project.code)
        )
        for project in programme.projects
    }


def _one_project(project: Project, day: date, lines: pd.DataFrame, money: dict[str, pd.DataFrame]) -> Figures:
    history = _history(lines, project) if len(lines) else {}
    news = max(history, default=None)
    state = history[news] if news else dict.fromkeys(("progress", "investment", *QUANTITIES))
    done = state["progress"]
    if done is None and day < project.start:
        done = Fraction(0)
    window = (project.end - project.start).days + 1
    elapsed = max(0, min((day - project.start).days + 1, window))
    finished = _finished(history)
    actual_days = max(0, (min(day, finished or day) - project.start).days + 1)
    budget = Fraction(project.budget)
    planned = budget * elapsed / window
    earned = None if done is None else budget * done
    cost = total(money["company"]["paid_amount"]) if len(money["company"]) else None
    earned_days = None if done is None else done * window
    schedule_index, time_index = divided(earned, planned), divided(earned_days, actual_days)
    cost_index = divided(earned, cost if cost is not None and cost > 0 else None)
    figures: Figures = {
        "planned_households_count": project.households,
        "planned_buildings_count": project.buildings,
        "planned_area_quantity": project.area,
        "plan_investment_amount": budget,
        "budget_amount": budget,
        "approved_estimate_amount": None,
        "final_account_amount": None,
        "cost_saving_ratio": None,
        "serial_number": int(project.code[1:]),
        "window_days": window,
        "elapsed_days": elapsed,
        "actual_days": actual_days,
        "window_periods": window,
        "elapsed_periods": elapsed,
        "actual_periods": actual_days,
        "planned_periods": window,
        "baseline_version": 0,
        "elapsed_ratio": Fraction(elapsed, window),
        "planned_progress_ratio": Fraction(elapsed, window),
        "physical_progress_ratio": done,
        "earned_progress_ratio": done,
        "progress_gap_ratio": less(done, Fraction(elapsed, window)),
        "four_week_change_ratio": _four_week_change(history, news, day),
        "items_count": len(project.weights) if news else None,
        "reported_items_count": state.get("reported_items"),
        "completed_households_count": state["households"],
        "completed_buildings_count": state["buildings"],
        "completed_area_quantity": state["area"],
        "households_ratio": divided(state["households"], project.households),
        "buildings_ratio": divided(state["buildings"], project.buildings),
        "area_ratio": divided(state["area"], project.area),
        "planned_value_amount": planned,
        "earned_value_amount": earned,
        "actual_cost_amount": cost,
        "investment_done_amount": state["investment"],
        "investment_ratio": divided(state["investment"], budget),
        "schedule_variance_amount": less(earned, planned),
        "cost_variance_amount": less(earned, cost),
        "schedule_performance_index": schedule_index,
        "cost_performance_index": cost_index,
        "earned_schedule_days": earned_days,
        "earned_schedule_periods": earned_days,
        "schedule_variance_days": less(earned_days, actual_days),
        "schedule_variance_periods": less(earned_days, actual_days),
        "time_schedule_performance_index": time_index,
        "paid_to_work_ratio": divided(cost, state["investment"]),
        "operators_own_amount": total(money["own"]["paid_amount"]) if len(money["own"]) else None,
        "carried_forward_days": (day - news).days if news else None,
        "finished_date": finished,
        "started_date": min((when for when, then in history.items() if then["progress"] > 0), default=None),
        "last_report_date": news,
    }
    figures |= _forecast(project, window, finished, done, time_index)
    figures |= _estimates(budget, earned, cost, cost_index, schedule_index)
    figures |= _public_money(money["public"])
    figures[TO_COMPLETE_REASON] = _to_complete_reason(budget, earned, cost, cost)
    return figures | _reasons(project, day, figures)


def _reasons(project: Project, day: date, found: Figures) -> Figures:
    """Why a figure is unknown; null beside a known one. Only who has no news at all is silent: every menu has weights."""
    earned, planned, cost = (found[f"{name}_amount"] for name in ("earned_value", "planned_value", "actual_cost"))
    is_ahead, is_early, is_silent = bool(earned), found["actual_days"] == 0, earned is None
    schedule = (
        _first(
            {
                "ahead_of_plan": planned == 0 and is_ahead,
                "before_planned_start": day < project.start,
                "not_reported": is_silent,
            }
        )
        if found["schedule_performance_index"] is None
        else None
    )
    unpaid = _unpaid(cost) or ("not_reported" if is_silent else None)
    estimates = (found["estimate_at_completion_trend_amount"], found["estimate_at_completion_both_amount"])
    return {
        "physical_progress_reason": "not_reported" if is_silent else None,
        "schedule_performance_reason": schedule,
        "time_schedule_performance_reason": _first({
            "ahead_of_plan": is_early and is_ahead, "before_planned_start": is_early, "not_reported": is_silent,
        }) if found["time_schedule_performance_index"] is None else None,
        "forecast_finish_reason": _first({
            "not_reported": is_silent, "before_planned_start": earned == 0 and is_early, "nothing_earned": earned == 0,
            "ahead_of_plan": is_early, "beyond_a_century": True,
        }) if found["forecast_finish_date"] is None else None,
        "cost_performance_reason": unpaid,
        "estimate_at_completion_reason": (
            unpaid or ("nothing_earned" if earned == 0 else None) or schedule or "too_little_earned"
        ) if None in estimates else None,
        "to_complete_performance_reason": _first({
            "not_reported": is_silent, "no_payment_reported": cost is None, "budget_spent": True,
        }) if found["to_complete_performance_index"] is None else None,
        "paid_to_work_reason": ("no_payment_reported" if cost is None else "no_work_reported")
        if found["paid_to_work_ratio"] is None else None,
        "payment_to_work_status": _paid_for_work(found["paid_to_work_ratio"]),
        "funding_reason": _unfunded(found),
        "started_basis": "progress" if found["started_date"] else None,
        "finished_basis": "progress" if found["finished_date"] else None,
    }  # fmt: skip


def _unpaid(cost: Any) -> str | None:
    return "no_payment_reported" if cost is None else _first({"nothing_paid": cost == 0, "net_refund": cost < 0})


def _paid_for_work(ratio: Any) -> str:
    """Nobody knows when these contracts were signed, so nobody can say that too little was paid."""
    if ratio is None:
        return "not_known"
    return "overpaid" if ratio > OVERPAID else "within" if ratio >= UNDERPAID else "contract_date_unknown"


def _unfunded(found: Figures) -> str | None:
    allocated, arrived = found["allocated_amount"], found["arrived_amount"]
    return _first({"no_allocation_reported": allocated is None, "nothing_allocated": allocated == 0,
                   "nothing_arrived": not arrived})  # fmt: skip


def _four_week_change(history: dict[date, Figures], news: date | None, day: date) -> Fraction | None:
    before = [when for when in history if when <= day - STANDSTILL]
    if news is None or news <= day - STANDSTILL or not before:
        return None
    change: Fraction = history[news]["progress"] - history[max(before)]["progress"]
    return change


def _forecast(project: Project, window: int, finished: date | None, done: Any, time_index: Any) -> Figures:
    if finished:
        return {"forecast_periods": None, "forecast_finish_date": finished}
    periods = divided(window, time_index) if done else None
    if periods is None or periods > 36525:
        return {"forecast_periods": None, "forecast_finish_date": None}
    return {
        "forecast_periods": periods,
        "forecast_finish_date": project.start + timedelta(days=ceil(periods) - 1),
    }


def _estimates(budget: Any, earned: Any, cost: Any, cost_index: Any, schedule_index: Any) -> Figures:
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
        if cost is not None and cost < budget
        else None,
        "to_complete_estimate_performance_index": divided(remaining or None, less(trend, cost)),
    }


def _to_complete_reason(budget: Any, earned: Any, cost: Any, paid: Any) -> str | None:
    """Why (BAC − EV) / (EAC − AC) says nothing. `paid`: by whomever, also where what is earned is unknown."""
    if paid is None:
        return "no_payment_reported"
    if cost is None or (earned is None and cost > 0):
        return "not_reported"
    if cost <= 0:
        return "net_refund" if cost < 0 else "nothing_paid"
    if earned * 1_000_000 <= cost:
        return "too_little_earned" if earned else "nothing_earned"
    return None if earned < budget else "nothing_left"


def _public_money(lots: pd.DataFrame) -> Figures:
    allocated, arrived, paid = (
        total(lots[name]) if len(lots) else None for name in ("allocated_amount", "arrived_amount", "paid_amount")
    )
    return {
        "allocated_amount": allocated,
        "arrived_amount": arrived,
        "paid_amount": paid,
        "arrival_ratio": divided(arrived, allocated),
        "funding_use_ratio": divided(paid, arrived),
        "payment_ratio": divided(paid, allocated),
    }


def programme_figures(programme: Programme, projects: dict[str, Figures]) -> Figures:
    """Every recomputed column of programme_performance: sums over projects, and ratios of sums."""
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
            "investment_done_amount", "allocated_amount", "arrived_amount", "paid_amount",
        )
    }  # fmt: skip
    planned_of_known = summed("planned_value_amount", "physical_progress_ratio")
    return (
        figures
        | {
            "projects_count": len(table),
            "known_projects_count": int(table["physical_progress_ratio"].notna().sum()),
            "finished_projects_count": int(table["finished_date"].notna().sum()),
            "due_to_start_projects_count": sum(project.start <= day for project in programme.projects),
            "due_to_finish_projects_count": sum(project.end <= day for project in programme.projects),
            "known_planned_value_amount": planned_of_known,
            "elapsed_ratio": divided(figures["planned_value_amount"], figures["budget_amount"]),
            "physical_progress_ratio": divided(
                figures["earned_value_amount"], summed("budget_amount", "physical_progress_ratio")
            ),
            "schedule_variance_amount": less(figures["earned_value_amount"], planned_of_known),
            "schedule_performance_index": divided(figures["earned_value_amount"], planned_of_known),
            "investment_ratio": divided(figures["investment_done_amount"], figures["budget_amount"]),
            "arrival_ratio": divided(figures["arrived_amount"], figures["allocated_amount"]),
            "funding_use_ratio": divided(figures["paid_amount"], figures["arrived_amount"]),
            "payment_ratio": divided(figures["paid_amount"], figures["allocated_amount"]),
        }
        | _programme_cost(table)
    )


def _programme_cost(table: pd.DataFrame) -> Figures:
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
    paid = total(table["actual_cost_amount"])
    figures[TO_COMPLETE_REASON] = _to_complete_reason(budget, earned, cost, paid)
    return figures | _estimates(budget, earned, cost, cost_index, divided(earned, planned))


def funding_figures(programme: Programme) -> dict[tuple[str, str, str], Figures]:
    """Every recomputed column of funding_use, by project, source and series."""
    spending = _frame(programme, "spending")
    found: dict[tuple[str, str, str], Figures] = {}
    for project in programme.projects:
        money = _money(spending, project.code)
        for series, lines in (("public_funds", money["public"]), ("operators_own", money["own"])):
            for source in lines["source_code"].unique() if len(lines) else ():
                lots = lines[lines["source_code"] == source]
                found[project.code, source, series] = _source_figures(programme, lots, spending, series)
    return found


def funding_total_figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    """Every recomputed column of funding_totals, by scope, project, source and series; `all` where summed over."""
    spending = _frame(programme, "spending")
    found: dict[tuple[str, ...], Figures] = {}
    for series, name in (("public_funds", "public"), ("operators_own", "own")):
        lots = pd.concat([_money(spending, project.code)[name] for project in programme.projects])
        if not len(lots):
            continue
        parts = [("programme", "all", "all", lots)]
        parts += [("project", code, "all", lots[lots["project"] == code]) for code in lots["project"].unique()]
        parts += [("source", "all", code, lots[lots["source_code"] == code]) for code in lots["source_code"].unique()]
        for scope, project, source, part in parts:
            found[scope, project, source, series] = _source_figures(programme, part, spending, series)
    return found


def _source_figures(programme: Programme, lots: pd.DataFrame, spending: pd.DataFrame, series: str) -> Figures:
    allocated, arrived, paid = (total(lots[name]) for name in ("allocated_amount", "arrived_amount", "paid_amount"))
    carried = [_carried_in(programme, lot, spending, series) for _, lot in lots.iterrows()]
    balances = [
        (lot, less(_or_none(lot["arrived_amount"]), _or_none(lot["paid_amount"]))) for _, lot in lots.iterrows()
    ]
    ages = [
        programme.as_of_date.year - year
        for lot, left in balances
        if left is not None and left > 0 and (year := _year(lot["document_number"])) is not None
    ]
    money = {"allocated_amount": allocated, "arrived_amount": arrived}
    return {
        "ratio_reason": _unfunded(money) if series == "public_funds" else "operators_own_money",
        "is_overdrawn": any(left is not None and left < 0 for _, left in balances),
        "documents_count": len(lots.drop_duplicates(["project", "source_code", "document_number"])),
        "allocated_amount": allocated,
        "arrived_amount": arrived,
        "paid_amount": paid,
        "balance_amount": less(arrived, paid),
        "arrival_ratio": divided(arrived, allocated),
        "funding_use_ratio": divided(paid, arrived),
        "payment_ratio": divided(paid, allocated),
        "carried_in_amount": None if None in carried else sum(carried, Fraction(0)),
        "oldest_lot_age_years": max(ages, default=None),
    }


def _carried_in(programme: Programme, lot: pd.Series, spending: pd.DataFrame, series: str) -> Fraction | None:
    """Left over at the end of last year; nothing of a lot of this year that no return of last year names."""
    new_year = date(programme.as_of_date.year, 1, 1)
    same = spending[
        (spending["project"] == lot["project"])
        & (spending["source_code"] == lot["source_code"])
        & (spending["document_number"] == lot["document_number"])
        & (spending["unit"] == BUREAU)
        & (spending["cutoff"] < new_year)
    ].sort_values(["cutoff", "received_at", "order"], kind="stable")
    if series == "public_funds" and len(same):
        return less(_or_none(same.iloc[-1]["arrived_amount"]), same.iloc[-1]["paid_amount"])
    year = _year(lot["document_number"])
    return Fraction(0) if year is not None and year >= new_year.year else None


def _year(document: str) -> int | None:
    return int(document.split("〔")[1][:4]) if "〔" in document else None


def _or_none(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value
