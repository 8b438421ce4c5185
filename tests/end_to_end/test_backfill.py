"""`airflow backfill create` over past weeks: each is published as of its own Sunday, known as of its own Monday."""

from datetime import date

import pytest

from planwatch.console.backfill import backfill_arguments
from tests.end_to_end.playing import played


@pytest.mark.proof
@pytest.mark.long
def test_past_weeks_are_evaluated_one_after_the_other_under_their_own_calendar() -> None:
    told, log = played("past_weeks")
    assert told["runs"] == ["2021-W21 success", "2021-W22 success", "2021-W23 success"], log
    # the return of 06-06 came a second after the Monday morning of its week, so only the next week knows it
    road = 0.25
    assert told["published"] == [
        ["2021-05-30", "2021-05-31 08:00:00", None, None],
        ["2021-06-06", "2021-06-07 08:00:00", road * 0.40, "2021-05-31"],
        ["2021-06-13", "2021-06-14 08:00:00", road * 0.45, "2021-06-06"],
    ]
    assert told["compared_with"] == [
        ["2021-05-30", None],
        ["2021-06-06", "2021-05-30"],
        ["2021-06-13", "2021-06-06"],
    ]
    assert told["exports"] == {day: [1, count] for day, count in told["alerts"]}, "a workbook each, with its alerts"
    assert len(told["exports"]) == 3
    assert told["letters"] == [], "a past week is sent to nobody"


def test_the_days_of_a_year_s_end_name_whole_weeks() -> None:
    arguments = backfill_arguments(date(2021, 1, 3), date(2021, 1, 4))
    assert arguments[arguments.index("--from-date") + 1] == "2020-12-28"
    assert arguments[arguments.index("--to-date") + 1] == "2021-01-10"
    assert arguments[arguments.index("--max-active-runs") + 1] == "1"
