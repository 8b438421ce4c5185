"""Variances and estimates of the programme from its sums, and the reason of each that cannot be known."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import models, queries
from planwatch.warehouse.sum_columns import sum_columns

MODELS = ("int_extent_schedule", "int_extent_reasons", "int_extent_cost_estimates")
REASONS = ("physical_progress", "schedule_performance", "cost_performance", "estimate_at_completion",
           "to_complete_performance", "to_complete_estimate_performance")  # fmt: skip

PLAN = {"planned_value_amount": 800, "budget_amount": 2000, "due_to_start_projects_count": 2,
        "unreported_projects_count": 0, "paid_unreported_projects_count": 0, "compared_projects_count": 0}  # fmt: skip
KNOWN = PLAN | {"known_budget_amount": 1000, "known_planned_value_amount": 600, "earned_value_amount": 500}
COMPARED = KNOWN | {
    "actual_cost_amount": 400, "compared_projects_count": 1, "compared_budget_amount": 1000,
    "compared_planned_value_amount": 600, "compared_earned_value_amount": 500, "compared_actual_cost_amount": 400,
}  # fmt: skip


def costing(amount: Any, **others: Any) -> dict[str, Any]:
    return COMPARED | {"actual_cost_amount": amount, "compared_actual_cost_amount": amount} | others


def earning(amount: Any, planned: Any = 600, **others: Any) -> dict[str, Any]:
    return (
        COMPARED
        | {"earned_value_amount": amount, "compared_earned_value_amount": amount}
        | {"known_planned_value_amount": planned, "compared_planned_value_amount": planned}
        | others
    )


def estimated(connection: Connection, sums: dict[str, Any]) -> dict[str, Any]:
    """Every figure and reason that follows from these sums; a sum left out is null."""
    columns = sum_columns(queries.read_sql(models.model_files()["int_extent_sums"])).all
    assert set(sums) <= set(columns)
    numbers = [name for name in columns if name != "extent_code"]
    chosen = ", ".join(f"cast({sums.get(name, 'null')} as numeric) as {name}" for name in numbers)
    connection.execute(
        text(f"create temporary table int_extent_sums on commit drop as select 'ALL' as extent_code, {chosen}")
    )
    found: dict[str, Any] = {}
    for name in MODELS:
        models.create(connection, name)
        found |= dict(connection.execute(text(f"select * from {name}")).mappings().one())
    return found


CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "everything is known": (COMPARED, {"cost_variance_amount": 100, "schedule_variance_amount": -100}),
    "before any window nothing is planned": (
        PLAN | {"planned_value_amount": 0, "known_planned_value_amount": 0, "due_to_start_projects_count": 0,
                "known_budget_amount": 2000, "earned_value_amount": 0},
        {"schedule_performance": "before_planned_start", "cost_performance": "no_payment_reported",
         "estimate_at_completion": "no_payment_reported", "to_complete_performance": "no_payment_reported",
         "to_complete_estimate_performance": "no_payment_reported"},
    ),
    "a window has begun, and its curve has not": (
        earning(0, 0, planned_value_amount=0),
        {"schedule_performance": "nothing_planned_yet", "estimate_at_completion": "nothing_earned",
         "to_complete_estimate_performance": "nothing_earned", "schedule_variance_amount": 0},
    ),
    "what is planned is of projects without a report": (
        earning(0, 0, unreported_projects_count=1),
        {"schedule_performance": "not_reported", "estimate_at_completion": "nothing_earned",
         "to_complete_estimate_performance": "nothing_earned"},
    ),
    "work goes before the plan": (
        earning(500, 0),
        {"schedule_performance": "ahead_of_plan", "estimate_at_completion": "ahead_of_plan",
         "estimate_at_completion_trend_amount": 800, "estimate_at_completion_both_amount": None,
         "variance_at_completion_amount": 200},
    ),
    "no project has reported, and one is paid": (
        PLAN | {"actual_cost_amount": 400, "unreported_projects_count": 2, "paid_unreported_projects_count": 1},
        {"physical_progress": "not_reported", "schedule_performance": "not_reported",
         "cost_performance": "not_reported", "estimate_at_completion": "not_reported",
         "to_complete_performance": "not_reported", "to_complete_estimate_performance": "not_reported",
         "schedule_variance_amount": None, "cost_variance_amount": None,
         "estimate_at_completion_one_off_amount": None},
    ),
    "every project has reported, and no menu has weights": (
        PLAN | {"actual_cost_amount": 400},
        {"physical_progress": "no_item_weights", "schedule_performance": "no_item_weights",
         "cost_performance": "no_item_weights", "estimate_at_completion": "no_item_weights",
         "to_complete_performance": "no_item_weights", "to_complete_estimate_performance": "no_item_weights"},
    ),
    "those that are paid have reported, without weights; another has not": (
        KNOWN | {"actual_cost_amount": 400, "unreported_projects_count": 1},
        {"cost_performance": "no_item_weights", "estimate_at_completion": "no_item_weights",
         "to_complete_performance": "no_item_weights", "to_complete_estimate_performance": "no_item_weights"},
    ),
    "nobody says what was paid": (
        KNOWN,
        {"cost_performance": "no_payment_reported", "estimate_at_completion": "no_payment_reported",
         "to_complete_performance": "no_payment_reported", "to_complete_estimate_performance": "no_payment_reported"},
    ),
    "nothing was paid": (
        costing(0),
        {"cost_performance": "nothing_paid", "estimate_at_completion": "nothing_paid", "cost_variance_amount": 500,
         "to_complete_estimate_performance": "nothing_paid", "estimate_at_completion_one_off_amount": 500,
         "to_complete_performance_index": Decimal("0.5")},
    ),
    "refunds outweigh payments": (
        costing(-100),
        {"cost_performance": "net_refund", "estimate_at_completion": "net_refund", "cost_performance_index": None,
         "to_complete_estimate_performance": "net_refund", "estimate_at_completion_one_off_amount": 400},
    ),
    "a yuan of the budget is left": (costing(999), {"to_complete_performance_index": 500}),
    "the budget is spent": (costing(1000), {"to_complete_performance": "budget_spent"}),
    "all is earned": (
        earning(1000, 1000),
        {"to_complete_performance_index": 0, "to_complete_estimate_performance": "nothing_left",
         "estimate_at_completion_one_off_amount": 400, "estimate_at_completion_both_amount": 400},
    ),
    "more is earned than the budget": (
        earning(1100),
        {"to_complete_performance_index": 0, "to_complete_estimate_performance": "nothing_left",
         "estimate_at_completion_one_off_amount": 400, "estimate_at_completion_trend_amount": 400,
         "estimate_at_completion_both_amount": 400, "estimate_to_complete_amount": 0,
         "variance_at_completion_amount": 600},
    ),
    "an estimate of a million budgets": (
        earning(Decimal("0.0004")),
        {"estimate_at_completion": "too_little_earned", "to_complete_estimate_performance": "too_little_earned",
         "estimate_at_completion_trend_amount": None},
    ),
    "of so little, ahead of the plan, the index by the estimate lacks its trend": (
        earning(Decimal("0.0004"), 0),
        {"schedule_performance": "ahead_of_plan", "estimate_at_completion": "ahead_of_plan",
         "to_complete_estimate_performance": "too_little_earned"},
    ),
    "a trend is told, and with the schedule on top none": (
        earning(Decimal("0.0005"), 600),
        {"estimate_at_completion": "too_little_earned", "estimate_at_completion_trend_amount": 800_000_000,
         "estimate_at_completion_both_amount": None},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sums", "expected"), CASES.values(), ids=CASES)
def test_what_the_sums_tell_and_why_they_tell_no_more(
    planned: Connection, sums: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = estimated(planned, sums)
    assert {name: found[f"{name}_reason"] for name in REASONS} == {name: expected.get(name) for name in REASONS}
    figures = {name: value for name, value in expected.items() if name not in REASONS}
    assert {name: found[name] for name in figures} == figures
