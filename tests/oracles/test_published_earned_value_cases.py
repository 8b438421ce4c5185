"""The earned-value and earned-schedule cases that pmcontrols publishes as its validation, reproduced from returns.

The figures are those of `tests/validation_cases.json` (its version 1) of the PyPI package pmcontrols 0.2.1, MIT licence,
https://github.com/arikanatakan/pmcontrols at 6ae775d, under the methods `evm` and `earned_schedule`: nine of the file's
seventeen cases. Numbers alone are transcribed, to the digit printed there; no code. One more figure, SPI(t) of
es-interp-001 at 5, is the identity of its `tests/test_evm.py`. The other eight cases (critical path, PERT, crashing) are
of networks of activities, which a renovation programme's plan and returns do not have.

Each case is a community whose budget is the case's BAC, whose curve is its PV and whose window has begun AT months ago.
EV comes from the completion of every renovation item, AC from the payments of the implementing company. What differs:

- Time. Theirs is counted in abstract periods, here months of the calendar, whole ones in every case; one case stands
  a second and a third time, as a table of equal months and by the day. BAC of the two curves without a unit is 万元.
- IEAC(t) of finished works. Theirs is PD / SPI(t) for ever; here nothing is foretold any more, and the time that the
  works took and the day they ended stand in its place.
- Which figures. EAC by cost and schedule, TCPI by the estimate and the rounding of money to the fen are not theirs.
- pmcontrols raises an error, or leaps, where test_edges_of_earned_value goes on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from planwatch import paths
from tests.oracles.test_worked_examples import paid

STATUS_DATE = date(2021, 6, 30)
COLUMNS = {
    "pv": "planned_value_amount",
    "cv": "cost_variance_amount",
    "sv": "schedule_variance_amount",
    "cpi": "cost_performance_index",
    "spi": "schedule_performance_index",
    "eac_cpi": "estimate_at_completion_trend_amount",
    "eac_typical": "estimate_at_completion_one_off_amount",
    "etc": "estimate_to_complete_amount",
    "tcpi_bac": "to_complete_performance_index",
    "vac": "variance_at_completion_amount",
    "es": "earned_schedule_periods",
    "sv_t": "schedule_variance_periods",
    "spi_t": "time_schedule_performance_index",
    "ieac_t": "forecast_periods",
}
LINEAR = tuple(range(0, 100_001, 10_000))


@dataclass(frozen=True)
class Case:
    """A published case and the community that stands for it: cumulative PV by period, EV and AC, all in yuan.

    `decimals`: to how many its source had rounded the published figures, where it had.
    """

    project_code: str
    curve_name: str
    planned_values: tuple[int, ...]
    earned_value: int
    actual_cost: int | None
    actual_time: int
    published: dict[str, str]
    decimals: int | None = None


HAND_001 = {
    "pv": "40000", "cv": "-5000", "sv": "-10000", "cpi": "0.8571428571428571", "spi": "0.75",
    "eac_cpi": "116666.66666666666", "eac_typical": "105000", "etc": "81666.66666666666",
    "tcpi_bac": "1.0769230769230769", "vac": "-16666.666666666657",
    "es": "3.0", "sv_t": "-1.0", "spi_t": "0.75", "ieac_t": "13.333333333333334",
}  # fmt: skip
ON_PLAN_002 = {
    "pv": "40000", "cv": "0", "sv": "0", "cpi": "1.0", "spi": "1.0", "eac_cpi": "100000.0", "eac_typical": "100000.0",
    "vac": "0.0", "es": "4.0", "sv_t": "0.0", "spi_t": "1.0", "ieac_t": "10.0",
}  # fmt: skip
AHEAD_003 = {
    "pv": "40000", "cv": "5000", "sv": "10000", "cpi": "1.1111111111111112", "spi": "1.25", "eac_cpi": "90000.0",
    "eac_typical": "95000.0", "vac": "10000.0", "es": "5.0", "sv_t": "1.0", "spi_t": "1.25", "ieac_t": "8.0",
}  # fmt: skip
BEHIND_UNDER_004 = {
    "pv": "50000", "cv": "2000", "sv": "-10000", "cpi": "1.0526315789473684", "spi": "0.8", "eac_cpi": "95000.0",
    "eac_typical": "98000.0", "vac": "5000.0", "es": "4.0", "sv_t": "-1.0", "spi_t": "0.8", "ieac_t": "12.5",
}  # fmt: skip
COMPLETE_005 = {
    "pv": "100000", "cv": "-10000", "sv": "0", "cpi": "0.9090909090909091", "spi": "1.0", "eac_cpi": "110000.0",
    "eac_typical": "110000.0", "vac": "-10000.0", "es": "10.0", "spi_t": "1.0", "ieac_t": "10.0",
}  # fmt: skip
PROJECT_ENGINEER_007 = {"cv": "-2500", "sv": "-1000", "cpi": "0.44", "spi": "0.67", "eac_typical": "12500"}

TABLE_003 = (0, 200_000, 500_000, 900_000, 1_400_000, 2_000_000)
TABLE_004 = (0, 300_000, 700_000, 1_200_000, 1_800_000, 2_500_000)
CASES = {
    "evm-hand-001": Case("P01", "month_linear", LINEAR, 30_000, 35_000, 4, HAND_001),
    "evm-hand-001 in a table": Case("P02", "published_even", LINEAR, 30_000, 35_000, 4, HAND_001),
    "evm-hand-001 by the day": Case("P03", "day_linear", LINEAR, 30_000, 35_000, 4, HAND_001),
    "evm-on-plan-002": Case("P04", "month_linear", LINEAR, 40_000, 40_000, 4, ON_PLAN_002),
    "evm-ahead-003": Case("P05", "month_linear", LINEAR, 50_000, 45_000, 4, AHEAD_003),
    "evm-behind-under-004": Case("P06", "month_linear", LINEAR, 40_000, 38_000, 5, BEHIND_UNDER_004),
    "evm-complete-005": Case("P07", "month_linear", LINEAR, 100_000, 110_000, 10, COMPLETE_005),
    "evm-projectengineer-007": Case(
        "P08", "published_engineer", (0, 3_000, 10_000), 2_000, 4_500, 1, PROJECT_ENGINEER_007, decimals=2
    ),
    "es-interp-001": Case("P09", "month_linear", LINEAR, 34_000, 34_000, 5, {"es": "3.4", "spi_t": "0.68"}),
    "es-interp-003": Case("P10", "published_003", TABLE_003, 700_000, None, 3, {"es": "2.5"}),
    "es-interp-004": Case("P11", "published_004", TABLE_004, 1_000_000, None, 3, {"es": "2.6"}),
}


def test_every_published_case_to_its_printed_decimal(accept, evaluate, on_curve) -> None:
    report_all(accept, on_curve)
    found = evaluate(STATUS_DATE)
    expected, computed = {}, {}
    for name, case in CASES.items():
        for figure, published in case.published.items():
            if (name, figure) != ("evm-complete-005", "ieac_t"):
                value = found[case.project_code][COLUMNS[figure]]
                expected[name, figure], computed[name, figure] = alike(published, value, case.decimals)
    assert computed == expected
    assert len(expected) == 14 * 3 + 12 * 3 + 10 + 5 + 4


def test_nothing_more_is_foretold_of_the_complete_case(accept, evaluate, on_curve) -> None:
    report_all(accept, on_curve)
    complete = evaluate(STATUS_DATE)["P07"]
    assert (complete["forecast_periods"], complete["forecast_finish_reason"]) == (None, None)
    assert complete["actual_periods"] == Decimal(COMPLETE_005["ieac_t"])
    assert (complete["finished_date"], complete["forecast_finish_date"]) == (STATUS_DATE, STATUS_DATE)


def test_a_forecast_in_periods_is_a_day_of_the_calendar(accept, evaluate, on_curve) -> None:
    report_all(accept, on_curve)
    found = evaluate(STATUS_DATE)
    assert {code: found[code]["forecast_finish_date"] for code in ("P03", "P01", "P05", "P06")} == {
        "P03": date(2021, 7, 10),  # 13.33 days from 27 June, the last one counted whole
        "P01": date(2022, 4, 10),  # 13.33 months from 1 March: a third of April
        "P05": date(2021, 10, 31),  # 8 months from 1 March
        "P06": date(2022, 2, 14),  # 12.5 months from 1 February: half of February
    }


def report_all(accept: Any, on_curve: Any) -> None:
    """Put each case into the plan as a community, and its status into one return each."""
    lines = (paths.PLAN / "projects.csv").read_text(encoding="utf-8").splitlines()
    tables = {
        case.curve_name: case.planned_values for case in CASES.values() if case.curve_name.startswith("published")
    }
    on_curve(
        *(baseline(case) for case in CASES.values()),
        changes=tuple(budget(case, line) for case in CASES.values() for line in lines if line[:3] == case.project_code),
        files={
            "curves.csv": "".join(f"{name},table,month,,,公开算例\n" for name in tables),
            "curve_points.csv": "".join(
                f"{name},{number},{Decimal(100 * (values[number] - values[number - 1])) / values[-1]},,,\n"
                for name, values in tables.items()
                for number in range(1, len(values))
            ),
        },
    )
    items = [
        line.split(",") for line in (paths.PLAN / "project_items.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    for case in CASES.values():
        done = Decimal(100 * case.earned_value) / case.planned_values[-1]
        progress = [
            {"project_code": project_code, "item_code": item_code, "completed_percent": done}
            for project_code, item_code, *_ in items
            if project_code == case.project_code
        ]
        cost = case.actual_cost
        spending = [] if cost is None else paid(case.project_code, str(Decimal(cost) / 10_000))
        accept("U11", STATUS_DATE, progress=progress, spending=spending)


def budget(case: Case, line: str) -> tuple[str, str, str]:
    *before, _investment, window = line.split(",")
    return "projects.csv", line, ",".join([*before, str(Decimal(case.planned_values[-1]) / 10_000), window])


def baseline(case: Case) -> str:
    """The community's curve over as many periods as the case has, so many of them over on the status date."""
    periods = len(case.planned_values) - 1
    after = STATUS_DATE + timedelta(days=1)
    if case.curve_name == "day_linear":
        start = after - timedelta(days=case.actual_time)
        end = start + timedelta(days=periods - 1)
    else:
        start = months_later(after, -case.actual_time)
        end = months_later(start, periods) - timedelta(days=1)
    return f"{case.project_code},1,2020-03-11,{case.curve_name},{start},{end}"


def months_later(first_day: date, months: int) -> date:
    years, month = divmod(first_day.month - 1 + months, 12)
    return date(first_day.year + years, month + 1, 1)


def alike(published: str, computed: Decimal | None, decimals: int | None) -> tuple[Decimal, Decimal | None]:
    """Both half-up: the published figure to the decimals that we keep, or ours to those that it was rounded to."""
    if computed is None:
        return Decimal(published), None
    unit = Decimal(1).scaleb(-decimals if decimals is not None else int(computed.as_tuple().exponent))
    return Decimal(published).quantize(unit, ROUND_HALF_UP), computed.quantize(unit, ROUND_HALF_UP)
