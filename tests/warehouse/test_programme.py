"""The programme's figures come from sums, and compare like with like."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

DAY = date(2020, 12, 31)


def whole(project_code: str, done: int) -> list[dict[str, Any]]:
    items = ["ROAD", "DRAIN", "GREEN", "SECURITY"]
    return [{"project_code": project_code, "item_code": item, "completed_percent": done} for item in items]


def paid(project_code: str, amount: int) -> dict[str, Any]:
    return {"project_code": project_code, "source_code": "COUNTY", "document_number": "1", "paid_amount": amount}


def test_indices_leave_out_projects_of_which_only_one_side_is_known(
    accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    """P03 is half done and paid 300; of P04 only payments are known, which are no overspending of P03."""
    accept("U11", DAY, progress=whole("P03", 50), spending=[paid("P03", 300), paid("P04", 999)])
    programme = evaluate(DAY)["programme"]
    assert programme["actual_cost_amount"] == Decimal("12990000.00")
    assert programme["cost_performance_index"] == Decimal("1.18")
    assert programme["schedule_performance_index"] == Decimal("0.5")


def test_a_project_without_a_report_is_unknown_and_not_zero(evaluate: Callable[..., dict[str, Any]]) -> None:
    found = evaluate(DAY)
    assert (found["P03"]["physical_progress_ratio"], found["P03"]["physical_progress_reason"]) == (None, "not_reported")
    assert (found["P03"]["light"], found["P03"]["light_reasons"][0]["rule"]) == ("grey", "T6")
    assert found["programme"]["schedule_performance_index"] is None
    assert found["programme"]["earned_value_amount"] == Decimal("0.00")
