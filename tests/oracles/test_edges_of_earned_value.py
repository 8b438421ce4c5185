"""The edges of earned value and earned schedule, from accepted lines to published rows and the reasons beside nulls.

One test for each edge, named after it; 彩石小区 (P03) has 708 万元 and the whole of 2020.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from planwatch import paths
from tests.oracles.test_worked_examples import caishi_progress, paid

REASONS = (
    "physical_progress_reason",
    "schedule_performance_reason",
    "time_schedule_performance_reason",
    "forecast_finish_reason",
    "cost_performance_reason",
    "estimate_at_completion_reason",
    "to_complete_performance_reason",
    "to_complete_estimate_performance_reason",
)


def figures(row: dict[str, Any], *names: str) -> list[Any]:
    return [row[name] for name in names]


def reasons(row: dict[str, Any]) -> dict[str, str]:
    """The reasons that are given, without the word that all of them end in."""
    return {name.removesuffix("_reason"): row[name] for name in REASONS if row[name] is not None}


def test_flat_plan_stretch(accept, evaluate, on_curve) -> None:
    """Nothing is planned in the third quarter: on plan in its middle, it is neither ahead nor will it finish early."""
    table = "".join(f"winter,{number},{share},,,\n" for number, share in enumerate((10, 30, 0, 60), start=1))
    on_curve(
        "P03,1,2020-03-11,winter,,",
        files={"curves.csv": "winter,table,quarter,,,季度计划\n", "curve_points.csv": table},
    )
    accept("U11", date(2020, 6, 30), progress=caishi_progress(40), spending=paid("P03", "283.2"))
    caishi = evaluate(date(2020, 8, 15))["P03"]
    assert caishi["planned_value_amount"] == caishi["earned_value_amount"] == Decimal("2832000.00")
    assert figures(caishi, "earned_schedule_periods", "actual_periods", "schedule_variance_periods") == [
        Decimal("2.5"), Decimal("2.5"), 0,
    ]  # fmt: skip
    assert figures(caishi, "schedule_performance_index", "time_schedule_performance_index") == [1, 1]
    assert figures(caishi, "forecast_periods", "forecast_finish_date") == [4, date(2020, 12, 31)]
    assert reasons(caishi) == {}


def test_earned_value_above_budget(accept, evaluate, on_curve) -> None:
    """110 % can be reported under a waiver of F17 alone; then nothing is left to do and the estimates are what was paid."""
    on_curve("P03,1,2020-03-11,month_linear,,")
    accept("U11", date(2020, 10, 31), progress=caishi_progress(110), spending=paid("P03", "700"))
    caishi = evaluate(date(2020, 10, 31))["P03"]
    assert figures(caishi, "earned_value_amount", "planned_value_amount") == [7_788_000, 5_900_000]
    assert figures(caishi, "schedule_performance_index", "cost_performance_index") == [
        Decimal("1.32"), Decimal("1.112571"),
    ]  # fmt: skip
    assert figures(caishi, "earned_schedule_periods", "time_schedule_performance_index") == [12, Decimal("1.2")]
    for basis in ("trend", "one_off", "both"):
        assert caishi[f"estimate_at_completion_{basis}_amount"] == 7_000_000
    assert figures(caishi, "estimate_to_complete_amount", "variance_at_completion_amount") == [0, 80_000]
    assert figures(caishi, "to_complete_performance_index", "to_complete_estimate_performance_index") == [0, None]
    assert figures(caishi, "finished_date", "forecast_finish_date") == [date(2020, 10, 31)] * 2
    assert reasons(caishi) == {"to_complete_estimate_performance": "nothing_left"}


def test_negative_actuals(accept, evaluate) -> None:
    """A refund beyond what was ever paid is no cost to measure by, of the community or of a programme that has no other."""
    accept("U11", date(2020, 5, 31), progress=caishi_progress(50), spending=paid("P03", "300"))
    accept("U11", date(2020, 6, 30), spending=paid("P03", "-20"))
    found = evaluate(date(2020, 6, 30))
    caishi = found["P03"]
    assert figures(caishi, "actual_cost_amount", "cost_variance_amount") == [-200_000, 3_740_000]
    assert figures(caishi, "cost_performance_index", "estimate_at_completion_trend_amount") == [None, None]
    assert figures(caishi, "estimate_at_completion_both_amount", "estimate_to_complete_amount") == [None, None]
    assert caishi["estimate_at_completion_one_off_amount"] == 3_340_000
    assert caishi["to_complete_performance_index"] == Decimal("0.486264")
    assert reasons(caishi) == {
        "cost_performance": "net_refund",
        "estimate_at_completion": "net_refund",
        "to_complete_estimate_performance": "net_refund",
    }
    assert figures(found["programme"], "actual_cost_amount", "cost_performance_index") == [-200_000, None]


def test_zero_planned_value(accept, evaluate, on_curve) -> None:
    """Within the window, while its curve has not begun: at rest it is on time, at work ahead; SPI has no divisor."""
    table = "".join(f"late,{number},{share},,,\n" for number, share in enumerate((0, 40, 30, 30), start=1))
    on_curve(
        "P03,1,2020-03-11,late,2020-04-01,2021-03-31",
        files={"curves.csv": "late,table,quarter,,,季度计划\n", "curve_points.csv": table},
    )
    accept("U11", date(2020, 4, 30), progress=caishi_progress(0), spending=paid("P03", "0"))
    resting = evaluate(date(2020, 4, 30))["P03"]
    assert figures(resting, "planned_value_amount", "earned_value_amount", "schedule_variance_amount") == [0, 0, 0]
    assert figures(resting, "schedule_performance_index", "time_schedule_performance_index") == [None, 1]
    assert figures(resting, "forecast_finish_date", "cost_performance_index") == [None, None]
    assert resting["to_complete_performance_index"] == 1
    assert reasons(resting) == {
        "schedule_performance": "nothing_planned_yet",
        "forecast_finish": "nothing_earned",
        "cost_performance": "nothing_paid",
        "estimate_at_completion": "nothing_paid",
        "to_complete_estimate_performance": "nothing_paid",
    }
    accept("U11", date(2020, 5, 31), progress=caishi_progress(10), spending=paid("P03", "70.8"))
    at_work = evaluate(date(2020, 5, 31))["P03"]
    assert figures(at_work, "planned_value_amount", "schedule_variance_amount") == [0, 708_000]
    assert figures(at_work, "schedule_performance_index", "earned_schedule_periods") == [None, Decimal("1.25")]
    assert figures(at_work, "cost_performance_index", "estimate_at_completion_trend_amount") == [1, 7_080_000]
    assert at_work["estimate_at_completion_both_amount"] is None
    assert reasons(at_work) == {"schedule_performance": "ahead_of_plan", "estimate_at_completion": "ahead_of_plan"}


def test_before_start(accept, evaluate) -> None:
    """The day before its window a community is known to have nothing to do; work done by then is ahead of any plan."""
    silent = evaluate(date(2019, 12, 31))["P03"]
    assert figures(silent, "planned_value_amount", "earned_value_amount", "physical_progress_ratio") == [0, 0, 0]
    assert figures(silent, "schedule_performance_index", "time_schedule_performance_index") == [None, None]
    assert reasons(silent) == {
        "schedule_performance": "before_planned_start",
        "time_schedule_performance": "before_planned_start",
        "forecast_finish": "before_planned_start",
        "cost_performance": "no_payment_reported",
        "estimate_at_completion": "no_payment_reported",
        "to_complete_performance": "no_payment_reported",
        "to_complete_estimate_performance": "no_payment_reported",
    }
    accept("U11", date(2019, 12, 31), progress=caishi_progress(10), spending=paid("P03", "70.8"))
    early = evaluate(date(2019, 12, 31))["P03"]
    assert figures(early, "earned_value_amount", "earned_schedule_days", "schedule_variance_days") == [
        708_000, Decimal("36.6"), Decimal("36.6"),
    ]  # fmt: skip
    assert figures(early, "cost_performance_index", "to_complete_performance_index") == [1, 1]
    assert reasons(early) == {
        "schedule_performance": "ahead_of_plan",
        "time_schedule_performance": "ahead_of_plan",
        "forecast_finish": "ahead_of_plan",
        "estimate_at_completion": "ahead_of_plan",
    }
    assert reasons(evaluate(date(2020, 1, 1))["P03"]) == {}


def test_after_planned_end(accept, evaluate) -> None:
    """Planned value stops at the budget and time does not: SPI stands still, SPI(t) falls and the finish moves away."""
    unheard = evaluate(date(2021, 1, 1))["P03"]
    assert figures(unheard, "planned_value_amount", "earned_value_amount") == [7_080_000, None]
    assert unheard["time_schedule_performance_reason"] == "not_reported"
    accept("U11", date(2020, 12, 31), progress=caishi_progress(85), spending=paid("P03", "566.4"))
    last, next_day, year_on = (
        evaluate(day)["P03"] for day in (date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31))
    )
    indexes = ("schedule_performance_index", "time_schedule_performance_index", "actual_days", "forecast_finish_date")
    assert figures(last, *indexes) == [Decimal("0.85"), Decimal("0.85"), 366, date(2021, 3, 6)]
    assert figures(next_day, *indexes) == [Decimal("0.85"), Decimal("0.847684"), 367, date(2021, 3, 7)]
    assert figures(year_on, *indexes) == [Decimal("0.85"), Decimal("0.425581"), 731, date(2022, 5, 9)]
    assert {row["planned_value_amount"] for row in (last, next_day, year_on)} == {7_080_000}
    assert reasons(year_on) == {}


def test_rebaseline(accept, evaluate, on_curve) -> None:
    """Half a year more from October on: what is earned stays, the plan asks less, and September is what it was."""
    on_curve("P03,1,2020-03-11,month_linear,,", "P03,2,2020-10-01,month_linear,2020-01-01,2021-06-30")
    accept("U11", date(2020, 9, 30), progress=caishi_progress(50), spending=paid("P03", "318.6"))
    before, after = evaluate(date(2020, 9, 30))["P03"], evaluate(date(2020, 10, 31))["P03"]
    told = (
        "baseline_version", "earned_value_amount", "planned_value_amount", "schedule_performance_index",
        "earned_schedule_periods", "actual_periods", "forecast_periods", "forecast_finish_date",
    )  # fmt: skip
    assert figures(before, *told) == [1, 3_540_000, 5_310_000, Decimal("0.666667"), 6, 9, 18, date(2021, 6, 30)]
    assert figures(after, *told) == [
        2, 3_540_000, Decimal("3933333.33"), Decimal("0.9"), 9, 10, 20, date(2021, 8, 31),
    ]  # fmt: skip
    assert before["cost_performance_index"] == after["cost_performance_index"] == Decimal("1.111111")
    assert evaluate(date(2020, 9, 30))["P03"] == before


def test_weights_changing(accept, evaluate, revise) -> None:
    """From the day of the new weights, and not before it, the same reports have earned more."""
    revise(
        date(2020, 10, 1),
        datetime(2020, 9, 20, tzinfo=UTC),
        ("project_items.csv", "P03,ROAD,0.35,", "P03,ROAD,0.45,"),
        ("project_items.csv", "P03,GREEN,0.20,", "P03,GREEN,0.10,"),
    )
    done = {"ROAD": 100, "DRAIN": 50, "GREEN": 0, "SECURITY": 0}
    progress = [{"project_code": "P03", "item_code": item, "completed_percent": done[item]} for item in done]
    accept("U11", date(2020, 9, 30), progress=progress, spending=paid("P03", "354"))
    told = ("plan_version", "physical_progress_ratio", "earned_value_amount", "cost_performance_index")
    before, after = evaluate(date(2020, 9, 30))["P03"], evaluate(date(2020, 10, 1))["P03"]
    assert figures(before, *told) == [1, Decimal("0.475"), 3_363_000, Decimal("0.95")]
    assert figures(after, *told) == [2, Decimal("0.575"), 4_071_000, Decimal("1.15")]
    assert evaluate(date(2020, 9, 30))["P03"] == before


def test_project_dropped(accept, evaluate, revise) -> None:
    """Its earned value, planned value and cost leave the programme's sums together, and only from its day on."""
    lines = (paths.PLAN / "project_items.csv").read_text(encoding="utf-8").splitlines()
    revise(
        date(2020, 10, 1),
        datetime(2020, 9, 20, tzinfo=UTC),
        ("projects.csv", "P03,3,彩石小区,355,11,3.55,708,2020\n", ""),
        *(("projects.csv", f"P{number:02d},{number},", f"P{number:02d},{number - 1},") for number in range(4, 15)),
        ("project_aliases.csv", "彩石,P03\n", ""),
        *(("project_items.csv", f"{line}\n", "") for line in lines if line.startswith("P03,")),
    )
    accept("U11", date(2020, 9, 30), progress=caishi_progress(50), spending=paid("P03", "318.6"))
    before, after = evaluate(date(2020, 9, 30)), evaluate(date(2020, 10, 1))
    told = ("projects_count", "earned_value_amount", "actual_cost_amount", "cost_performance_index")
    assert figures(before["programme"], *told) == [14, 3_540_000, 3_186_000, Decimal("1.111111")]
    assert figures(after["programme"], *told) == [13, 0, None, None]
    assert "P03" not in after
    assert after["programme"]["planned_value_amount"] == sum(
        after[code]["planned_value_amount"] for code in after if code != "programme"
    )
    assert evaluate(date(2020, 9, 30)) == before
