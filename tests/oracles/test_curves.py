"""The worked examples under each curve, and the edges of a baseline, from accepted lines to published rows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.oracles.test_worked_examples import caishi_progress, paid, shimen_progress

JUNE_30 = date(2021, 6, 30)


def rounded(value: Any, places: int = 6) -> Decimal:
    return round(Decimal(value), places)


def test_shimen_on_linear_months(accept, evaluate, on_curve) -> None:
    on_curve("P04,1,2020-03-11,month_linear,,")
    accept("U11", JUNE_30, progress=shimen_progress(), spending=paid("P04", "1606"))
    shimen = evaluate(JUNE_30)["P04"]
    assert (shimen["curve_name"], shimen["baseline_version"], shimen["period_unit"]) == ("month_linear", 1, "month")
    assert (shimen["window_periods"], shimen["actual_periods"], shimen["elapsed_ratio"]) == (24, 18, Decimal("0.75"))
    assert shimen["planned_value_amount"] == Decimal("27375000.00")
    assert shimen["schedule_variance_amount"] == Decimal("-9855000.00")
    assert shimen["schedule_performance_index"] == Decimal("0.640000")
    assert shimen["progress_gap_ratio"] == Decimal("-0.27")
    assert shimen["earned_schedule_periods"] == Decimal("11.52")
    assert shimen["schedule_variance_periods"] == Decimal("-6.48")
    assert shimen["time_schedule_performance_index"] == Decimal("0.64")
    assert shimen["forecast_periods"] == Decimal("37.5")
    assert shimen["forecast_finish_date"] == date(2023, 2, 14)
    assert shimen["estimate_at_completion_both_amount"] == Decimal("43244895.83")
    assert shimen["estimate_at_completion_trend_amount"] == Decimal("33458333.33")


def test_shimen_on_an_s_curve_of_quarters(accept, evaluate, relation, on_curve) -> None:
    on_curve("P04,1,2020-03-11,s_curve,,")
    accept("U11", JUNE_30, progress=shimen_progress(), spending=paid("P04", "1606"))
    shimen = evaluate(JUNE_30)["P04"]
    [exact] = [row for row in relation("int_project_schedule") if row["project_code"] == "P04"]
    assert shimen["planned_value_amount"] == Decimal("30796875.00")
    assert shimen["schedule_variance_amount"] == Decimal("-13276875.00")
    assert shimen["schedule_performance_index"] == Decimal("0.568889")
    assert shimen["progress_gap_ratio"] == Decimal("-0.27")
    assert shimen["earned_schedule_periods"] == Decimal("3.891064")
    assert rounded(exact["earned_schedule_periods"] * 3) == Decimal("11.673191")
    assert rounded(exact["schedule_variance_periods"] * 3) == Decimal("-6.326809")
    assert shimen["time_schedule_performance_index"] == Decimal("0.648511")
    assert rounded(exact["forecast_periods"] * 3) == Decimal("37.007874")
    assert shimen["estimate_at_completion_both_amount"] == Decimal("46643007.81")
    assert shimen["cost_performance_index"] == Decimal("1.090909")


def test_the_s_curve_at_each_quarters_end(evaluate, relation, on_curve) -> None:
    on_curve("P04,1,2020-03-11,s_curve,,")
    evaluate(JUNE_30)
    ends = [row["to_ratio"] for row in relation("int_planned_stretches")]
    assert [float(end) for end in sorted(ends)] == [
        0.04296875, 0.15625, 0.31640625, 0.5, 0.68359375, 0.84375, 0.95703125, 1,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [("1,1", ["0.25", "0.5", "0.75", "1"]), ("2,3", ["0.261719", "0.6875", "0.949219", "1"]),
     ("3,2", ["0.050781", "0.3125", "0.738281", "1"]), ("1,4", ["0.683594", "0.9375", "0.996094", "1"])],
)  # fmt: skip
def test_a_skewed_beta(evaluate, relation, on_curve, shapes: str, expected: list[str]) -> None:
    """Against scipy's betainc at quarters of a year: Beta(2, 3) leads, Beta(3, 2) lags."""
    on_curve("P03,1,2020-03-11,skewed,,", files={"curves.csv": f"skewed,beta,quarter,{shapes},试算\n"})
    evaluate(JUNE_30)
    ends = sorted(row["to_ratio"] for row in relation("int_planned_stretches"))
    assert [rounded(end) for end in ends] == [Decimal(figure) for figure in expected]


CAISHI = [
    (date(2020, 9, 30), 50, "318.6", {
        "planned_value_amount": "5310000.00", "schedule_variance_amount": "-1770000.00",
        "schedule_performance_index": "0.666667", "cost_variance_amount": "354000.00",
        "cost_performance_index": "1.111111", "earned_schedule_periods": "6", "actual_periods": "9",
        "time_schedule_performance_index": "0.666667", "estimate_at_completion_trend_amount": "6372000.00",
        "estimate_at_completion_one_off_amount": "6726000.00", "estimate_at_completion_both_amount": "7965000.00",
        "to_complete_performance_index": "0.909091", "forecast_periods": "18",
    }),
    (date(2021, 3, 31), 85, "566.4", {
        "planned_value_amount": "7080000.00", "schedule_performance_index": "0.85", "actual_periods": "15",
        "cost_performance_index": "1.0625", "earned_schedule_periods": "10.2",
        "time_schedule_performance_index": "0.68", "estimate_at_completion_trend_amount": "6663529.41",
        "estimate_at_completion_both_amount": "6839916.96", "forecast_periods": "17.647059",
    }),
    (date(2021, 4, 30), 100, "672.6", {
        "planned_value_amount": "7080000.00", "schedule_performance_index": "1", "actual_periods": "16",
        "cost_performance_index": "1.052632", "earned_schedule_periods": "12",
        "time_schedule_performance_index": "0.75", "to_complete_performance_index": "0",
        "to_complete_estimate_performance_index": None, "forecast_periods": None,
    }),
]  # fmt: skip


@pytest.mark.parametrize(("as_of_date", "done", "cost", "expected"), CAISHI)
def test_caishi_on_linear_months(accept, evaluate, on_curve, as_of_date, done, cost, expected) -> None:
    on_curve("P03,1,2020-03-11,month_linear,,")
    accept("U11", as_of_date, progress=caishi_progress(done), spending=paid("P03", cost))
    caishi = evaluate(as_of_date)["P03"]
    assert {key: caishi[key] for key in expected} == {
        key: None if figure is None else Decimal(figure) for key, figure in expected.items()
    }


def test_caishi_by_the_day_to_the_last_decimal(accept, evaluate, relation) -> None:
    accept("U11", date(2020, 9, 30), progress=caishi_progress(50), spending=paid("P03", "318.6"))
    caishi = evaluate(date(2020, 9, 30))["P03"]
    [exact] = [row for row in relation("int_project_schedule") if row["project_code"] == "P03"]
    assert rounded(exact["planned_value_amount"] / 10000) == Decimal("530.032787")
    assert exact["forecast_days"] == 548
    assert caishi["forecast_finish_date"] == date(2021, 7, 1)
    accept("U11", date(2021, 3, 31), progress=caishi_progress(85), spending=paid("P03", "566.4"))
    evaluate(date(2021, 3, 31))
    [exact] = [row for row in relation("int_project_schedule") if row["project_code"] == "P03"]
    assert rounded(exact["forecast_days"]) == Decimal("536.470588")
    [costs] = [row for row in relation("int_cost_estimates") if row["project_code"] == "P03"]
    assert rounded(costs["estimate_at_completion_trend_amount"] / 10000) == Decimal("666.352941")
    assert rounded(costs["estimate_at_completion_both_amount"] / 10000, 4) == Decimal("683.9917")


@pytest.mark.parametrize(
    ("as_of_date", "planned_ratio"),
    [
        (date(2020, 3, 12), "0.039560"),
        (date(2020, 3, 31), "0.05"),
        (date(2020, 6, 30), "0.30"),
        (date(2020, 8, 15), "0.50"),
        (date(2020, 9, 30), "0.70"),
        (date(2020, 12, 31), "1"),
        (date(2021, 12, 31), "1"),
    ],
)
def test_a_quarterly_table_is_straight_within_a_quarter(evaluate, on_curve, as_of_date, planned_ratio) -> None:
    on_curve("P03,1,2019-01-01,quarter_table,,")
    assert evaluate(as_of_date)["P03"]["planned_progress_ratio"] == Decimal(planned_ratio)


def test_a_winter_without_plan_is_no_delay_and_no_lead(accept, evaluate, on_curve) -> None:
    """40 % by June, nothing planned in the third quarter; 40 % done: on plan all through it, late only after it."""
    table = "".join(f"winter,{number},{share},,,\n" for number, share in enumerate((10, 30, 0, 60), start=1))
    on_curve(
        "P03,1,2020-03-11,winter,,",
        files={"curves.csv": "winter,table,quarter,,,季度计划\n", "curve_points.csv": table},
    )
    accept("U11", date(2020, 5, 31), progress=caishi_progress(40))
    shown = {
        day: [evaluate(day)["P03"][key] for key in ("schedule_performance_index", "earned_schedule_periods")]
        for day in (date(2020, 6, 30), date(2020, 8, 15), date(2020, 9, 30), date(2020, 11, 15))
    }
    assert shown == {
        date(2020, 6, 30): [1, 2],
        date(2020, 8, 15): [1, Decimal("2.5")],
        date(2020, 9, 30): [1, 3],
        date(2020, 11, 15): [Decimal("0.571429"), 3],
    }


def test_milestones_earn_before_works_begin_where_the_bureau_says_so(accept, evaluate, on_curve) -> None:
    on_curve("P03,1,2020-01-01,milestone_weights,,")
    events = [
        {"project_code": "P03", "milestone_code": code, "event_date": day}
        for code, day in (("M03", "2020-02-10"), ("M05", "2020-02-25"), ("M07", "2020-03-20"))
    ]
    accept("U02", date(2020, 2, 29), approvals=events[:2])
    early = evaluate(date(2020, 3, 13))["P03"]
    assert (early["earned_progress_ratio"], early["planned_progress_ratio"]) == (Decimal("0.10"), Decimal("0.10"))
    assert (early["physical_progress_ratio"], early["schedule_performance_index"]) == (None, 1)
    accept("U01", date(2020, 3, 31), approvals=events[2:])
    accept("U11", date(2020, 9, 30), progress=caishi_progress(50))
    september = evaluate(date(2020, 9, 30))["P03"]
    assert september["earned_progress_ratio"] == Decimal("0.50")
    assert september["earned_value_amount"] == Decimal("3540000.00")
    # the plan at day 274 of 366: 15 % of permits and 70 % of works over days 73.2 to 329.4
    assert september["planned_progress_ratio"] == rounded(
        Decimal("0.15") + Decimal("0.7") * (274 - Decimal("73.2")) / Decimal("256.2")
    )


def test_works_done_is_not_all_where_acceptance_still_has_its_share(accept, evaluate, on_curve) -> None:
    on_curve("P03,1,2020-01-01,milestone_weights,,")
    events = [
        {"project_code": "P03", "milestone_code": code, "event_date": "2020-03-01"} for code in ("M03", "M05", "M07")
    ]
    accept("U02", date(2020, 3, 31), approvals=events)
    accept("U11", date(2020, 12, 31), progress=caishi_progress(100))
    finished = evaluate(date(2021, 1, 31))["P03"]
    assert (finished["earned_progress_ratio"], finished["finished_date"]) == (Decimal("0.85"), date(2020, 12, 31))
    assert finished["actual_days"] == 397
    last = [{"project_code": "P03", "milestone_code": code, "event_date": "2021-02-20"} for code in ("M12", "M13")]
    accept("U11", date(2021, 2, 28), approvals=last)
    whole = evaluate(date(2021, 6, 30))["P03"]
    assert (whole["earned_progress_ratio"], whole["actual_days"]) == (1, 417)


def test_a_new_baseline_counts_from_its_day_and_leaves_history(accept, evaluate, on_curve) -> None:
    on_curve("P04,1,2020-03-11,month_linear,,", "P04,2,2021-06-01,s_curve,2020-03-01,2022-02-28")
    accept("U11", date(2021, 5, 31), progress=shimen_progress())
    may, june = evaluate(date(2021, 5, 31))["P04"], evaluate(JUNE_30)["P04"]
    assert (may["baseline_version"], may["curve_name"], may["window_start_date"]) == (
        1,
        "month_linear",
        date(2020, 1, 1),
    )
    assert (june["baseline_version"], june["curve_name"], june["window_start_date"]) == (2, "s_curve", date(2020, 3, 1))
    assert (june["window_periods"], rounded(june["elapsed_periods"], 4)) == (8, Decimal("5.3261"))
    assert evaluate(date(2020, 2, 29))["P04"]["baseline_version"] == 0


def test_a_refund_lowers_cost_and_is_no_negative_cost(accept, evaluate) -> None:
    accept("U11", date(2021, 5, 31), progress=shimen_progress(), spending=paid("P04", "1606"))
    accept("U11", JUNE_30, spending=paid("P04", "1500"))
    shimen = evaluate(JUNE_30)["P04"]
    assert (shimen["actual_cost_amount"], shimen["cost_performance_index"]) == (
        Decimal("15000000.00"),
        Decimal("1.168"),
    )
