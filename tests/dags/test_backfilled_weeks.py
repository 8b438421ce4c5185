"""A past week computed by Airflow's backfill speaks of its own Sunday, with what was known on the Monday after it."""

import importlib.util
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest

from planwatch.domain.reporting_week import week_key
from planwatch.orchestration.run_dates import is_backfilled, week_end, week_moment

ROOT = Path(__file__).parents[2]
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def timetable() -> Any:
    """The scheduler's own timetable of alert_weekly, as a DAG file that was parsed gives it."""
    from airflow.serialization.decoders import decode_timetable
    from airflow.serialization.encoders import encode_timetable

    spec = importlib.util.spec_from_file_location("alert_weekly_file", ROOT / "dags" / "alert_weekly.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return decode_timetable(encode_timetable(module.alert_weekly().timetable))


def context_of(info: Any, run_type: str, **params: str) -> dict[str, Any]:
    run = SimpleNamespace(partition_key=info.partition_key, run_after=info.run_after, run_type=run_type)
    return {"params": params, "dag_run": run}


def test_each_backfilled_week_has_its_own_day_and_moment(timetable: Any) -> None:
    infos = list(
        timetable.iter_partition_dagrun_infos(
            earliest=datetime(2020, 12, 14, tzinfo=UTC), latest=datetime(2021, 1, 18, tzinfo=UTC)
        )
    )
    found = []
    for info in infos:
        context = context_of(info, "backfill")
        found.append((info.partition_key, week_end(context), week_moment(context, "known_at")))
        assert week_key(week_end(context)) == info.partition_key
        assert is_backfilled(context)
    assert found[:3] == [
        ("2020-W51", date(2020, 12, 20), datetime(2020, 12, 21, 8, tzinfo=SHANGHAI)),
        ("2020-W52", date(2020, 12, 27), datetime(2020, 12, 28, 8, tzinfo=SHANGHAI)),
        ("2020-W53", date(2021, 1, 3), datetime(2021, 1, 4, 8, tzinfo=SHANGHAI)),
    ]


def test_a_scheduled_week_has_the_same_day_and_moment_as_a_backfilled_one(timetable: Any) -> None:
    monday = datetime(2021, 7, 5, 8, tzinfo=SHANGHAI)
    partition_date, key = timetable._get_partition_info(pendulum.instance(monday))
    scheduled = context_of(SimpleNamespace(partition_key=key, run_after=monday), "scheduled")
    backfilled = context_of(SimpleNamespace(partition_key=key, run_after=partition_date), "backfill")
    for context in (scheduled, backfilled):
        assert (week_end(context), week_moment(context, "known_at")) == (date(2021, 7, 4), monday)
    assert not is_backfilled(scheduled)


def test_a_moment_that_is_asked_for_stands_before_the_partition() -> None:
    info = SimpleNamespace(partition_key="2021-W26", run_after=datetime(2021, 6, 28, tzinfo=UTC))
    asked = context_of(info, "backfill", known_at="2021-08-01T08:00:00+08:00")
    assert week_moment(asked, "known_at") == datetime(2021, 8, 1, 8, tzinfo=SHANGHAI)
