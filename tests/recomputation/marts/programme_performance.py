"""programme_performance once more: see `by_pandas`; lights, returns and reasons stand here."""

from fractions import Fraction

from tests.recomputation.arithmetic import Figures
from tests.recomputation.by_pandas import programme_figures
from tests.recomputation.programmes import Programme
from tests.recomputation.projects import project_figures

KEYS = ()
LEFT: set[str] = set()
COLOURS = ("red", "yellow", "green", "grey")


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    projects = project_figures(programme)
    found = programme_figures(programme, projects)
    rows = list(projects.values())
    counted = {f"{colour}_projects_count": sum(row["light"] == colour for row in rows) for colour in COLOURS}
    counted |= {name: sum(row[name] for row in rows) for name in ("returns_due_count", "returns_received_count")}
    words = {"light_profile": programme.light_profile}
    return {(): found | counted | words | _reasons(found, rows)}


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
    to_estimate = estimate if trend is None else "nothing_left"
    return {
        "physical_progress_reason": why_progress,
        "schedule_performance_reason": schedule if found["schedule_performance_index"] is None else None,
        "cost_performance_reason": why_cost,
        "estimate_at_completion_reason": estimate,
        "to_complete_performance_reason": rest or why_progress or why_cost
        if found["to_complete_performance_index"] is None
        else None,
        "to_complete_estimate_performance_reason": to_estimate
        if found["to_complete_estimate_performance_index"] is None
        else None,
    }


def _why_unknown(lacking: list[Figures]) -> str:
    is_silent = any(row["physical_progress_reason"] == "not_reported" for row in lacking)
    return "not_reported" if is_silent else "no_item_weights"


def _why_no_estimate(found: Figures) -> str:
    if found["compared_earned_value_amount"] == Fraction(0):
        return "nothing_earned"
    return "ahead_of_plan" if found["compared_planned_value_amount"] == 0 else "too_little_earned"
