"""Earned schedule of the programme and of what one company builds: the inverse of the sum of the projects' curves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from tests.oracles.test_curves import rounded
from tests.oracles.test_worked_examples import paid, shimen_progress

JUNE_30 = date(2021, 6, 30)
HEADING, *LINES = (paths.PLAN / "projects.csv").read_text(encoding="utf-8").splitlines()
SECOND_COMPANY = (
    ("projects.csv", HEADING, f"{HEADING},implementing_unit_code"),
    *(("projects.csv", line, f"{line},{'U21' if line.startswith('P04') else 'U11'}") for line in LINES),
)
ITS_DUTIES = {
    "units.csv": "U21,二公司,Second company,implementing_company,方案编制并组织实施\n",
    "duties.csv": "U21,progress,,四（二）11\nU21,spending,,四（二）11\n",
}
OF_TIME = ("actual_days", "earned_schedule_days", "schedule_variance_days", "time_schedule_performance_index",
           "time_schedule_performance_reason", "forecast_finish_date", "forecast_finish_reason")  # fmt: skip
OF_VALUE = ("budget_amount", "planned_value_amount", "earned_value_amount", "actual_cost_amount",
            "schedule_variance_amount", "schedule_performance_index", "cost_variance_amount", "cost_performance_index",
            "investment_done_amount", "estimate_at_completion_trend_amount",
            "estimate_at_completion_one_off_amount", "estimate_at_completion_both_amount",
            "estimate_to_complete_amount", "variance_at_completion_amount", "to_complete_performance_index",
            "to_complete_estimate_performance_index", "paid_amount", "window_start_date", "window_end_date")  # fmt: skip


def whole(planned: Connection, **percents: int) -> list[dict[str, Any]]:
    """Every item of each community's menu at the same share."""
    menus = planned.execute(text("select project_code, item_code from raw.plan_project_items where plan_version = 1"))
    return [
        {"project_code": code, "item_code": item, "completed_percent": percents[code]}
        for code, item in menus
        if code in percents
    ]


def unit_row(planned: Connection, unit_code: str, day: date = JUNE_30) -> dict[str, Any]:
    found = planned.execute(
        text("select * from marts.unit_performance where unit_code = :unit and as_of_date = :day"),
        {"unit": unit_code, "day": day},
    )
    return dict(found.mappings().one())


def test_the_county_in_the_middle_of_2021(planned: Connection, accept, evaluate) -> None:
    """Worked out by hand. Late in 2020 five curves run: 7500 万元 in 731 days and 2648 in 366, 17.494891 万元 a day.

    By the end of 2020, day 731 from 2019-01-01, 7401.761970 万元 were planned. Earned are 2000 + 1940 + 708 + 48 % of
    3650 + 50 % of 1850 = 7325, so ES = 731 − 76.761970 ÷ 17.494891 = 726.612321 days of the 912 that have passed; 1461
    planned days take 1461 × 912 ÷ 726.612321 = 1833.759 at this pace.
    """
    others = dict.fromkeys(("P06", "P07", "P08", "P09", "P10"), 0)
    shares = {"P01": 100, "P02": 100, "P03": 100, "P04": 48, "P05": 50} | others
    accept("U11", JUNE_30, progress=whole(planned, **shares))
    programme = evaluate(JUNE_30, also=("unit_performance",))["programme"]
    assert programme["earned_value_amount"] == Decimal("73250000.00")
    assert (programme["window_start_date"], programme["window_end_date"]) == (date(2019, 1, 1), date(2022, 12, 31))
    assert (programme["planned_days"], programme["actual_days"]) == (1461, 912)
    assert programme["earned_schedule_days"] == Decimal("726.612321")
    assert programme["schedule_variance_days"] == Decimal("-185.387679")
    assert programme["time_schedule_performance_index"] == Decimal("0.796724")
    assert programme["forecast_days"] == Decimal("1833.759162")
    assert programme["forecast_finish_date"] == date(2024, 1, 8)


@pytest.mark.parametrize(
    "baseline",
    ["day_linear,,", "month_linear,,", "s_curve,,", "quarter_table,2020-01-01,2020-12-31", "milestone_weights,,"],
)
@pytest.mark.parametrize("day", [date(2020, 4, 15), JUNE_30, date(2022, 3, 15)])
def test_a_company_that_builds_one_community_stands_as_it_does(
    planned: Connection, accept, evaluate, on_curve, baseline: str, day: date
) -> None:
    """石门小区 alone, on every curve: the sum of one curve is the curve, and the figures of one project its own.

    Only what is told in the curve's own periods is another figure in days: SPI(t) and what follows from it.
    """
    on_curve(f"P04,1,2020-01-01,{baseline}", changes=SECOND_COMPANY, files=ITS_DUTIES)
    accept("U21", day, progress=shimen_progress(), spending=paid("P04", "1606"))
    shimen = evaluate(day, also=("unit_performance",))["P04"]
    row = unit_row(planned, "U21", day)
    told_in_days = OF_TIME if shimen["period_unit"] == "day" else OF_TIME[:3]
    assert {name: row[name] for name in told_in_days} == {name: shimen[name] for name in told_in_days}
    assert row["time_schedule_performance_index"] == rounded(shimen["earned_schedule_days"] / shimen["actual_days"])
    assert row["physical_progress_ratio"] == shimen["earned_progress_ratio"]
    assert {name: row[name] for name in OF_VALUE} == {name: shimen[name] for name in OF_VALUE}
    assert row["projects_count"] == row["known_projects_count"] == row["compared_projects_count"] == 1


def test_two_companies_build_the_programme_between_them(planned: Connection, accept, evaluate, on_curve) -> None:
    on_curve("P04,1,2020-01-01,s_curve,,", changes=SECOND_COMPANY, files=ITS_DUTIES)
    accept("U21", JUNE_30, progress=shimen_progress(), spending=paid("P04", "1606"))
    accept("U11", JUNE_30, progress=whole(planned, P01=100, P05=40), spending=paid("P01", "1900"))
    programme = evaluate(JUNE_30, also=("unit_performance",))["programme"]
    first, second = unit_row(planned, "U11"), unit_row(planned, "U21")
    assert (first["projects_count"], second["projects_count"]) == (13, 1)
    for name in ("planned_value_amount", "earned_value_amount", "actual_cost_amount", "budget_amount"):
        assert programme[name] == first[name] + second[name]


def test_what_another_company_builds_is_not_owed_by_the_first(planned: Connection, accept, evaluate, on_curve) -> None:
    """U11 owes no report on 石门小区 once the plan names U21 as its company."""
    on_curve("P04,1,2020-01-01,day_linear,,", changes=SECOND_COMPANY, files=ITS_DUTIES)
    found = evaluate(JUNE_30, also=("unit_performance",))
    assert found["P04"]["returns_due_count"] in (None, 0)
    assert found["P05"]["returns_due_count"] > 0


def test_all_is_earned_and_time_stands_still(planned: Connection, accept, evaluate) -> None:
    """A year after the last community was finished, the programme took as many days as it had taken then."""
    finished = date(2022, 11, 30)
    codes = [f"P{number:02d}" for number in range(1, 15)]
    accept("U11", finished, progress=whole(planned, **dict.fromkeys(codes, 100)))
    programme = evaluate(date(2023, 11, 30))["programme"]
    assert programme["earned_schedule_days"] == programme["planned_days"] == 1461
    assert programme["actual_days"] == (finished - date(2019, 1, 1)).days + 1 == 1430
    assert programme["forecast_finish_date"] == finished
    assert programme["forecast_days"] is None
    assert programme["forecast_finish_reason"] is None


def test_where_nothing_is_known_of_any_there_is_no_time_either(evaluate) -> None:
    """At the end of 2022 every window has begun and nobody has reported."""
    programme = evaluate(date(2022, 12, 31))["programme"]
    assert [programme[name] for name in OF_TIME if not name.endswith("reason")] == [None] * 5
    assert programme["time_schedule_performance_reason"] == programme["forecast_finish_reason"] == "not_reported"
