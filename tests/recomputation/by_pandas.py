"""The published figures once more, in pandas and exact fractions, straight from lines and plan: no SQL, none of its code.

Written from the definitions (earned value, earned schedule, 序时进度, funding rates), not from the models. What is of one
concern stands in a file of its own; here the programme's sums and the money by source.
"""

from datetime import date
from fractions import Fraction

import pandas as pd

from tests.recomputation.arithmetic import Figures, divided, known, less, or_none, total
from tests.recomputation.filed import filed
from tests.recomputation.programmes import BUREAU, Programme
from tests.recomputation.projects import cost_estimates, money_of, project_figures

__all__ = ["Figures", "divided", "funding_figures", "known", "less", "programme_figures", "project_figures", "total"]


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
    return figures | cost_estimates(budget, earned, cost, cost_index, divided(earned, planned))


def funding_figures(programme: Programme) -> dict[tuple[str, str, str], Figures]:
    """Every recomputed column of funding_use, by project, source and series."""
    spending = filed(programme, "spending")
    found: dict[tuple[str, str, str], Figures] = {}
    for project in programme.projects:
        money = money_of(spending, project.code)
        for series, lines in (("public_funds", money["public"]), ("operators_own", money["own"])):
            for source in lines["source_code"].unique() if len(lines) else ():
                lots = lines[lines["source_code"] == source]
                found[project.code, source, series] = _source_figures(programme, lots, spending, series)
    return found


def _source_figures(programme: Programme, lots: pd.DataFrame, spending: pd.DataFrame, series: str) -> Figures:
    allocated, arrived, paid = (total(lots[name]) for name in ("allocated_amount", "arrived_amount", "paid_amount"))
    carried = [_carried_in(programme, lot, spending, series) for _, lot in lots.iterrows()]
    balances = [(lot, less(or_none(lot["arrived_amount"]), or_none(lot["paid_amount"]))) for _, lot in lots.iterrows()]
    ages = [
        programme.as_of_date.year - year
        for lot, left in balances
        if left is not None and left > 0 and (year := _year(lot["document_number"])) is not None
    ]
    return {
        "documents_count": lots["document_number"].nunique(),
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
        return less(or_none(same.iloc[-1]["arrived_amount"]), same.iloc[-1]["paid_amount"])
    year = _year(lot["document_number"])
    return Fraction(0) if year is not None and year >= new_year.year else None


def _year(document: str) -> int | None:
    return int(document.split("〔")[1][:4]) if "〔" in document else None
