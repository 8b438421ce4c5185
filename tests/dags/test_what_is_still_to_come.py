"""Nothing is evaluated as of a day, or as known at a moment, that is still to come: it would not come out again."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from airflow.sdk.exceptions import AirflowFailException

from planwatch.orchestration import publication
from planwatch.orchestration.run_dates import AheadError, clock, require_past

NOW = datetime(2021, 7, 5, 16, 0, tzinfo=UTC)  # the first moment of 2021-07-06 in Shanghai
TODAY = date(2021, 7, 6)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("as_of_date", "known_at"),
    [(TODAY, NOW), (TODAY, None), (None, NOW), (None, None), (TODAY - DAY, NOW - SECOND), (date(2020, 1, 1), NOW)],
)
def test_what_has_come_is_evaluated(as_of_date: date | None, known_at: datetime | None) -> None:
    require_past(as_of_date, known_at, NOW)


@pytest.mark.parametrize(
    ("as_of_date", "known_at", "zh", "en"),
    [
        (
            TODAY,
            NOW + SECOND,
            "时刻2021-07-06 00:00:01还没有到，现在是2021-07-06 00:00:00",
            "it is 2021-07-06 00:00:00",
        ),
        (None, NOW + SECOND, "还没有到", "still to come"),
        (TODAY + DAY, NOW, "数据时点2021-07-07晚于材料截至的2021-07-06", "2021-07-07 is after 2021-07-06"),
        (TODAY + DAY, None, "数据时点2021-07-07晚于", "2021-07-07 is after"),
        (TODAY, NOW - SECOND, "数据时点2021-07-06晚于材料截至的2021-07-05", "2021-07-06 is after 2021-07-05"),
    ],
)
def test_what_is_still_to_come_is_refused_in_both_languages(
    as_of_date: date | None, known_at: datetime | None, zh: str, en: str
) -> None:
    with pytest.raises(AheadError) as refused:
        require_past(as_of_date, known_at, NOW)
    chinese, english = str(refused.value).splitlines()
    assert (zh in chinese, en in english) == (True, True)


def test_a_task_fails_for_good_before_it_touches_the_warehouse(monkeypatch: pytest.MonkeyPatch) -> None:
    def untouched() -> Any:
        raise AssertionError

    monkeypatch.setattr(publication, "warehouse", untouched)
    with pytest.raises(AirflowFailException, match="还没有到"):
        publication.build_snapshot(TODAY, NOW + SECOND, NOW)


def test_a_run_s_own_moment_has_come_though_the_clock_of_this_machine_be_behind() -> None:
    ahead = datetime.now(UTC) + timedelta(minutes=1)
    for run_after in (ahead, ahead.astimezone(ZoneInfo("Asia/Shanghai"))):
        assert clock({"dag_run": SimpleNamespace(run_after=run_after)}) == ahead
    before = datetime.now(UTC)
    assert before <= clock({"dag_run": SimpleNamespace(run_after=NOW)}) <= datetime.now(UTC)
