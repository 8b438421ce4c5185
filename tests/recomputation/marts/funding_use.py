"""funding_use once more: see `by_pandas`."""

from tests.recomputation.by_pandas import Figures, funding_figures
from tests.recomputation.programmes import Programme

KEYS = ("project_code", "source_code", "series")
LEFT = {
    # registered lots (include/plan/fund_lots.csv) and the budget form, which these programmes do not have:
    # tests/warehouse/test_money and test_every_form_reaches_its_mart
    "planned_amount", "unreported_planned_amount", "planned_arrived_amount", "planned_arrival_ratio",
    "due_planned_amount", "unproven_planned_amount", "timely_arrived_amount", "timely_arrival_ratio",
    "initial_budget_amount", "adjusted_budget_amount", "carried_over_amount", "executed_amount",
    "budget_execution_ratio", "outside_earmark_amount", "to_be_returned_amount",
    "planned_arrival_reason", "timely_arrival_reason", "budget_execution_reason", "needs_deviation_reason",
    "is_deviation_explained",
    # names, and words beside a figure: tests/warehouse/test_money
    "project_name", "source_name", "ratio_reason", "last_report_date", "is_overdrawn",
}  # fmt: skip


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return funding_figures(programme)
