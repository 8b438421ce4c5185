"""The published figures once more, in pandas and exact fractions, straight from lines and plan: no SQL, none of its code.

Written from the definitions (earned value, earned schedule, 序时进度), not from the models. What is of one
concern stands in a file of its own; here the programme's sums.
"""

from fractions import Fraction

import pandas as pd

from tests.recomputation.arithmetic import Figures, divided, known, less, total
from tests.recomputation.programmes import Programme
from tests.recomputation.projects import cost_estimates, project_figures

__all__ = ["Figures", "divided", "known", "less", "programme_figures", "project_figures", "total"]


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
