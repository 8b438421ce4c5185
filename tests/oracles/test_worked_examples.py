"""The trade's worked examples, from accepted lines to published rows, to the last printed decimal."""

from datetime import date
from decimal import Decimal

import pytest

SHIMEN_ITEMS = {"ROAD": 60, "DRAIN": 70, "CABLE": 40, "GREEN": 40, "PARKING": 40, "SECURITY": 30, "OTHER": 0}


def shimen_progress() -> list[dict]:
    rows = [
        {"project_code": "P04", "item_code": item, "completed_percent": done} for item, done in SHIMEN_ITEMS.items()
    ]
    return [row | {"investment_amount": 0} for row in rows[:-1]] + [rows[-1] | {"investment_amount": 1752}]


def caishi_progress(done: int) -> list[dict]:
    items = ["ROAD", "DRAIN", "GREEN", "SECURITY"]
    return [{"project_code": "P03", "item_code": item, "completed_percent": done} for item in items]


def paid(project_code: str, amount: str) -> list[dict]:
    return [
        {"project_code": project_code, "source_code": "COUNTY", "document_number": "1", "paid_amount": Decimal(amount)}
    ]


def test_shimen_is_half_done_and_half_a_year_late(accept, evaluate) -> None:
    accept("U11", date(2021, 6, 30), progress=shimen_progress(), spending=paid("P04", "1606"))
    shimen = evaluate(date(2021, 6, 30))["P04"]
    assert shimen["physical_progress_ratio"] == Decimal("0.48")
    assert shimen["planned_value_amount"] == Decimal("27312585.50")
    assert shimen["earned_value_amount"] == Decimal("17520000.00")
    assert shimen["actual_cost_amount"] == Decimal("16060000.00")
    assert shimen["schedule_variance_amount"] == Decimal("-9792585.50")
    assert shimen["schedule_performance_index"] == Decimal("0.641463")
    assert shimen["progress_gap_ratio"] == Decimal("-0.268290")
    assert shimen["earned_schedule_days"] == Decimal("350.88")
    assert shimen["schedule_variance_days"] == Decimal("-196.12")
    assert shimen["time_schedule_performance_index"] == Decimal("0.641463")
    assert shimen["forecast_finish_date"] == date(2023, 2, 13)
    assert shimen["cost_variance_amount"] == Decimal("1460000.00")
    assert shimen["cost_performance_index"] == Decimal("1.090909")
    assert shimen["estimate_at_completion_trend_amount"] == Decimal("33458333.33")
    assert shimen["estimate_at_completion_one_off_amount"] == Decimal("35040000.00")
    assert shimen["estimate_at_completion_both_amount"] == Decimal("43182914.77")
    assert shimen["estimate_to_complete_amount"] == Decimal("17398333.33")
    assert shimen["variance_at_completion_amount"] == Decimal("3041666.67")
    assert shimen["to_complete_performance_index"] == Decimal("0.928571")
    assert shimen["paid_to_work_ratio"] == Decimal("0.916667")
    assert (shimen["light"], [reason["rule"] for reason in shimen["light_reasons"]]) == ("red", ["T1", "T2"])


@pytest.mark.parametrize(
    ("as_of_date", "done", "cost", "expected"),
    [
        pytest.param(
            date(2020, 9, 30),
            50,
            "318.6",
            {
                "planned_value_amount": Decimal("5300327.87"),
                "schedule_performance_index": Decimal("0.667883"),
                "time_schedule_performance_index": Decimal("0.667883"),
                "cost_performance_index": Decimal("1.111111"),
                "estimate_at_completion_both_amount": Decimal("7956295.08"),
                "to_complete_performance_index": Decimal("0.909091"),
                "forecast_finish_date": date(2021, 7, 1),
            },
            id="half done with three months to go",
        ),
        pytest.param(
            date(2021, 3, 31),
            85,
            "566.4",
            {
                "planned_value_amount": Decimal("7080000.00"),
                "schedule_performance_index": Decimal("0.85"),
                "time_schedule_performance_index": Decimal("0.682237"),
                "cost_performance_index": Decimal("1.0625"),
                "schedule_variance_days": Decimal("-144.9"),
                "forecast_finish_date": date(2021, 6, 20),
                "estimate_at_completion_trend_amount": Decimal("6663529.41"),
            },
            id="past its window, planned value capped at the budget",
        ),
        pytest.param(
            date(2021, 4, 30),
            100,
            "672.6",
            {
                "finished_date": date(2021, 4, 30),
                "schedule_performance_index": Decimal("1"),
                "time_schedule_performance_index": Decimal("0.753086"),
                "cost_performance_index": Decimal("1.052632"),
                "to_complete_performance_index": Decimal("0"),
                "forecast_finish_date": date(2021, 4, 30),
                "light": "green",
            },
            id="finished four months late, yet SPI is 1",
        ),
    ],
)
def test_caishi_shows_why_spi_alone_is_blind(accept, evaluate, as_of_date, done, cost, expected) -> None:
    accept("U11", as_of_date, progress=caishi_progress(done), spending=paid("P03", cost))
    caishi = evaluate(as_of_date)["P03"]
    assert {key: caishi[key] for key in expected} == expected


def test_actual_time_stops_at_the_finish_date(accept, evaluate) -> None:
    accept("U11", date(2021, 4, 30), progress=caishi_progress(100))
    caishi = evaluate(date(2021, 12, 31))["P03"]
    assert (caishi["actual_days"], caishi["time_schedule_performance_index"]) == (486, Decimal("0.753086"))


@pytest.mark.parametrize(
    ("as_of_date", "ten_thousand_yuan", "percent"),
    [
        (date(2019, 12, 31), "998.6320", "3.2612"),
        (date(2020, 3, 11), "2240.7692", "7.3175"),
        (date(2020, 6, 30), "4182.7021", "13.6591"),
        (date(2020, 12, 31), "7401.7620", "24.1714"),
        (date(2021, 6, 30), "12339.9567", "40.2977"),
        (date(2021, 12, 31), "17360.0000", "56.6913"),
        (date(2022, 6, 30), "23936.4986", "78.1677"),
        (date(2022, 12, 31), "30622.0000", "100.0000"),
    ],
)
def test_planned_value_of_the_programme_by_day(evaluate, as_of_date, ten_thousand_yuan, percent) -> None:
    programme = evaluate(as_of_date)["programme"]
    assert round(programme["planned_value_amount"] / 10000, 4) == Decimal(ten_thousand_yuan)
    assert round(programme["elapsed_ratio"] * 100, 4) == Decimal(percent)


def test_the_programme_is_estimated_from_its_sums(accept, evaluate) -> None:
    """石门 is 48 % done and paid 1606, 彩石 85 % and 566.4, 锦竹苑 20 % of 1850 and nothing is said of payments (万元).

    Schedule: EV 1752 + 601.8 + 370 = 2723.8; PV (3650 + 1850) × 547/731 + 708 = 4823.595075; four of 2022 are known at
    nothing. Cost: without 锦竹苑 EV 2353.8, AC 2172.4, BAC 4358, PV 3650 × 547/731 + 708 = 3439.258550.
    """
    jinzhu = {"project_code": "P05", "item_code": "ROAD", "completed_percent": 80}
    accept(
        "U11",
        date(2021, 6, 30),
        progress=[*shimen_progress(), *caishi_progress(85), jinzhu],
        spending=[*paid("P04", "1606"), *paid("P03", "566.4"), *paid("P06", "99")],
    )
    found = evaluate(date(2021, 6, 30))
    assert found["P05"]["earned_value_amount"] == Decimal("3700000.00")
    expected = {
        "known_planned_value_amount": Decimal("48235950.75"),
        "schedule_variance_amount": Decimal("-20997950.75"),
        "schedule_performance_index": Decimal("0.564683"),
        "compared_projects_count": 2,
        "compared_budget_amount": Decimal("43580000.00"),
        "compared_planned_value_amount": Decimal("34392585.50"),
        "compared_earned_value_amount": Decimal("23538000.00"),
        "compared_actual_cost_amount": Decimal("21724000.00"),
        "cost_variance_amount": Decimal("1814000.00"),
        "cost_performance_index": Decimal("1.083502"),
        "estimate_at_completion_trend_amount": Decimal("40221425.78"),
        "estimate_at_completion_one_off_amount": Decimal("41766000.00"),
        "estimate_at_completion_both_amount": Decimal("48751542.60"),
        "estimate_to_complete_amount": Decimal("18497425.78"),
        "variance_at_completion_amount": Decimal("3358574.22"),
        "to_complete_performance_index": Decimal("0.917002"),
        "to_complete_estimate_performance_index": Decimal("1.083502"),
    }
    reasons = {
        name: value
        for name, value in found["programme"].items()
        if name.endswith("_reason") and name != "funding_reason"
    }
    assert {name: found["programme"][name] for name in expected} == expected
    assert set(reasons.values()) == {None}


@pytest.mark.parametrize(
    ("as_of_date", "due_to_start", "due_to_finish"),
    [(date(2019, 12, 31), 1, 0), (date(2020, 12, 31), 5, 3), (date(2021, 12, 31), 10, 5), (date(2022, 12, 31), 14, 14)],
)
def test_starts_and_finishes_due_by_year(evaluate, as_of_date, due_to_start, due_to_finish) -> None:
    programme = evaluate(as_of_date)["programme"]
    assert programme["due_to_start_projects_count"] == due_to_start
    assert programme["due_to_finish_projects_count"] == due_to_finish


def test_shimen_funds_arrive_and_are_used(accept, evaluate) -> None:
    lot = {"project_code": "P04", "source_code": "COUNTY", "document_number": "1"}
    money = {"allocated_amount": 1800, "arrived_amount": 1620, "paid_amount": 1530}
    accept("U03", date(2021, 6, 30), spending=[lot | money])
    shimen = evaluate(date(2021, 6, 30))["P04"]
    assert shimen["arrival_ratio"] == Decimal("0.9")
    assert shimen["funding_use_ratio"] == Decimal("0.944444")
    assert shimen["payment_ratio"] == Decimal("0.85")
    assert (shimen["actual_cost_amount"], shimen["cost_performance_reason"]) == (None, "no_payment_reported")
